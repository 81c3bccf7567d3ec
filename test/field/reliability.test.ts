/** Limits of counts, rules for small numbers, and ground. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellAreaKm2 } from '../../main/field/ground.ts'
import { groundKm2 } from '../../main/field/ground-area.ts'
import { poissonLimits, reliabilityOf } from '../../main/field/reliability.ts'
import { seeded } from '../store/queries/filled-cache.ts'

test('limits of counts are those of the published tables', () => {
  // Exact 95 % limits as printed by Ulm 1990 and in Documenta Geigy.
  for (const [count, low, high] of [[0, 0, 3.689], [1, 0.0253, 5.572], [5, 1.6235, 11.668], [16, 9.1454, 25.983], [100, 81.364, 121.627]] as const) {
    const found = poissonLimits(count)
    assert.ok(Math.abs(found[0] - low) < 1e-3 && Math.abs(found[1] - high) < 1e-3, `${count}: ${found.join()}`)
  }
})

/** Drawn by counting the exponential gaps within one unit of time. */
function poisson(mean: number, random: () => number): number {
  let count = -1
  for (let at = 0; at < mean; at -= Math.log(1 - random())) count++
  return count
}

test('the limits hold the truth at least nineteen times in twenty', () => {
  const random = seeded(11)
  for (const mean of [0.4, 3, 12, 60]) {
    let held = 0
    for (let n = 0; n < 4_000; n++) {
      const [low, high] = poissonLimits(poisson(mean, random))
      if (low <= mean && mean <= high) held++
    }
    assert.ok(held / 4_000 > 0.94, `${mean}: ${held / 4_000}`)
  }
})

test('few events or few orders are said to be few', () => {
  assert.deepEqual([[4, null], [5, null], [15, null], [16, null], [40, 199], [40, 200], [7, 5_000], [1, 3]].map(([events, orders]) => reliabilityOf(events!, orders!)),
    ['too-few', 'few', 'few', 'plain', 'too-few', 'plain', 'few', 'too-few'])
})

test('ground agrees with the ellipsoid’s cells and with a published polygon, holes taken out', () => {
  const cells = 2 ** 12
  const lngOf = (x: number): number => (x / cells) * 360 - 180
  const latOf = (y: number): number => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / cells))) * 180) / Math.PI
  const square = (x: number, y: number, size: number): [number, number][] => [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]].map(([i, j]) => [lngOf(i!), latOf(j!)])
  const [x, y] = [3430, 1690]
  const area = cellAreaKm2(12, y)
  assert.ok(Math.abs(groundKm2([[square(x, y, 1)]]) / area - 1) < 1e-4)
  const whole = groundKm2([[square(x, y, 3)]])
  assert.ok(Math.abs(groundKm2([[square(x, y, 3), square(x + 1, y + 1, 1)]]) - (whole - groundKm2([[square(x + 1, y + 1, 1)]]))) < 1e-9)
  // Karney's example of the library: Antarctica.
  const antarctica = [[-63.1, -58], [-72.9, -74], [-71.9, -102], [-74.9, -102], [-74.3, -131], [-77.5, -163], [-77.4, 163], [-71.7, 172], [-65.9, 140], [-65.7, 113], [-66.6, 88], [-66.9, 59], [-69.8, 25], [-70, -4], [-71, -14], [-77.3, -33], [-77.9, -46], [-74.7, -61]]
  assert.ok(Math.abs(groundKm2([[antarctica.map(([lat, lng]) => [lng!, lat!] as const)]]) - 13_662_703.680_02) < 1e-3)
})
