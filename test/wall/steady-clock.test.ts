/** The clock of the walls: nobody who sets the PC's clock makes a figure older or younger, and sleep is not lost. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSteadyClock } from '../../main/wall/steady-clock.ts'

const T = Date.UTC(2026, 10, 28, 8)
const MINUTE = 60_000

function makePc() {
  const pc = { mono: 5_000, up: 1e7, wall: T }
  const pass = (ms: number, awake = true): void => {
    if (awake) pc.mono += ms
    pc.up += ms
    pc.wall += ms
  }
  return { pc, pass, now: createSteadyClock({ monotonic: () => pc.mono, upMs: () => pc.up, wall: () => pc.wall }) }
}

test('the PC\'s clock set by ten minutes, on or back, changes no time', () => {
  for (const jump of [10 * MINUTE, -10 * MINUTE]) {
    const { pc, pass, now } = makePc()
    assert.equal(now(null), T)
    pc.wall += jump
    pass(1_000)
    assert.equal(now(null), T + 1_000)
    // The same where the center is known: it is carried on by the monotonic clock.
    assert.equal(now(T + 3_000), T + 3_000)
    pc.wall -= jump
    pass(500)
    assert.equal(now(T + 3_500), T + 3_500)
  }
})

test('the center\'s time counts where it is known, and stays after it went', () => {
  const { pc, pass, now } = makePc()
  pc.wall += 7 * MINUTE
  assert.equal(now(T + 40 * MINUTE), T + 40 * MINUTE)
  pass(MINUTE)
  assert.equal(now(null), T + 41 * MINUTE)
})

test('it does not go back for what answers take on their way, and does where it had been minutes wrong', () => {
  const { pass, now } = makePc()
  assert.equal(now(T + 2_000), T + 2_000)
  pass(100)
  assert.equal(now(T + 1_500), T + 2_000)
  pass(600)
  assert.equal(now(T + 2_100), T + 2_100)
  assert.equal(now(T - 3 * MINUTE), T - 3 * MINUTE)
})

test('what the PC slept has passed, though its monotonic clock stood still', () => {
  const { pass, now } = makePc()
  assert.equal(now(T), T)
  pass(1_000)
  pass(30 * MINUTE, false)
  pass(1_000)
  assert.equal(now(null), T + 30 * MINUTE + 2_000)
})

test('a PC that does not count its sleep goes by the monotonic clock alone', () => {
  let mono = 0
  const now = createSteadyClock({ monotonic: () => mono, upMs: () => null, wall: () => T })
  mono = 90_000
  assert.equal(now(null), T + 90_000)
})
