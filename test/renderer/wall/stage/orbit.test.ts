/** The stage wanders by small steps over its whole square, and the night is the city's. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dimmingFor, isNight, ORBIT_REACH, ORBIT_STEP_MS, orbitAt } from '../../../../renderer/wall/stage/orbit.ts'

/** Of a day in Shanghai. */
const at = (hour: number): number => Date.UTC(2026, 10, 29, hour - 8)
const nights = (hours: { from: number; to: number } | null): number[] => Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => isNight(at(hour), 'Asia/Shanghai', hours))

test('it stands still for three minutes, then moves by at most a pixel each way, and never beyond eight', () => {
  const start = Date.UTC(2026, 10, 29, 4)
  for (let step = 0; step < 2000; step++) {
    const [here, later, next] = [orbitAt(start + step * ORBIT_STEP_MS), orbitAt(start + (step + 1) * ORBIT_STEP_MS - 1), orbitAt(start + (step + 1) * ORBIT_STEP_MS)]
    assert.deepEqual(here, later)
    assert.ok(Math.abs(next.x - here.x) <= 1 && Math.abs(next.y - here.y) <= 1)
    assert.ok(Math.max(Math.abs(here.x), Math.abs(here.y)) <= ORBIT_REACH)
  }
})

test('in a day and a half each of its columns and rows is reached, and most of its square', () => {
  const places = Array.from({ length: 720 }, (_, step) => orbitAt(step * ORBIT_STEP_MS))
  assert.equal(new Set(places.map(({ x }) => x)).size, 17)
  assert.equal(new Set(places.map(({ y }) => y)).size, 17)
  assert.ok(new Set(places.map(({ x, y }) => `${x} ${y}`)).size > 130)
})

test('the night is told by the clock of the city, over midnight and not at all where none is set', () => {
  assert.deepEqual(nights({ from: 22, to: 6 }), [0, 1, 2, 3, 4, 5, 22, 23])
  assert.deepEqual(nights({ from: 1, to: 3 }), [1, 2])
  assert.deepEqual(nights(null), [])
})

test('a layer of the dimming’s opacity leaves 60 % of the luminance', () => {
  const kept = (1 - dimmingFor(0.6)) ** 2.2
  assert.ok(Math.abs(kept - 0.6) < 0.001)
})
