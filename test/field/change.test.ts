/** Limits of changes: equal to their definition, true as often as they say, and silent where nothing can be said. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Change, countChange, dayChange, shareChange, shareLimits, signOf, tailOf, widest } from '../../main/field/change.ts'
import { seeded } from '../store/queries/filled-cache.ts'

const near = (found: number | null, expected: number, within = 1e-6): void => assert.ok(found !== null && Math.abs(found - expected) <= within, `${found} is not ${expected}`)

/** P(X ≥ k) of a binomial, by adding it up. */
function atLeast(k: number, n: number, p: number): number {
  let [term, sum] = [(1 - p) ** n, 0]
  for (let x = 0; x <= n; x++) {
    if (x >= k) sum += term
    term *= ((n - x) / (x + 1)) * (p / (1 - p))
  }
  return sum
}

test('the limits of a ratio leave exactly a fortieth of the binomial on either side', () => {
  for (const [now, before, exposureNow, exposureBefore] of [[20, 10, 1, 1], [7, 40, 2, 5], [3, 3, 1, 12]] as const) {
    const { change, low, high } = countChange(now, before, exposureNow, exposureBefore)
    near(change, now / exposureNow / (before / exposureBefore) - 1)
    const share = (limit: number): number => ((1 + limit) * exposureNow) / exposureBefore / (1 + ((1 + limit) * exposureNow) / exposureBefore)
    near(atLeast(now, now + before, share(low!)), 0.025, 1e-5)
    near(1 - atLeast(now + 1, now + before, share(high!)), 0.025, 1e-5)
  }
})

test('from nothing there is no share of change, to nothing it is all of it, and of nothing at all nothing is known', () => {
  const risen = countChange(20, 0)
  assert.deepEqual([risen.change, risen.high, risen.low! > 0], [null, null, true])
  const gone = countChange(0, 20)
  assert.deepEqual([gone.change, gone.low, gone.high! < 0], [-1, -1, true])
  assert.deepEqual(countChange(0, 0), { change: null, low: null, high: null })
  assert.deepEqual(countChange(5, 5, 0, 1), { change: null, low: null, high: null })
})

function poisson(mean: number, random: () => number): number {
  let count = -1
  for (let at = 0; at < mean; at -= Math.log(1 - random())) count++
  return count
}

const rateOf = (times: number, draw: () => Change): number => {
  let said = 0
  for (let n = 0; n < times; n++) if (signOf(draw()) !== 0) said++
  return said / times
}

test('without a change one in twenty is said to be one at most, and real ones are found', () => {
  const random = seeded(3)
  assert.ok(rateOf(3_000, () => countChange(poisson(60, random), poisson(60, random))) < 0.055)
  assert.ok(rateOf(3_000, () => countChange(poisson(60, random), poisson(240, random), 1, 4)) < 0.055)
  assert.ok(rateOf(500, () => countChange(poisson(160, random), poisson(80, random))) > 0.95)
})

test('of ten areas without a change, one in twenty weeks has one at most', () => {
  const random = seeded(5)
  let weeks = 0
  for (let week = 0; week < 600; week++) {
    if (Array.from({ length: 10 }, () => countChange(poisson(50, random), poisson(50, random), 1, 1, tailOf(10))).some((change) => signOf(change) !== 0)) weeks++
  }
  assert.ok(weeks / 600 < 0.07, String(weeks / 600))
})

test('days that differ widely make wide limits, the same days on both sides none', () => {
  const random = seeded(9)
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const week = (spread: number): number[] => Array.from({ length: 7 }, (_, day) => 10_000 + 2_000 * day + spread * normal())
  const said = rateOf(3_000, () => dayChange(week(900), [week(900)]))
  assert.ok(said > 0.035 && said < 0.065, String(said))
  const predicted = rateOf(3_000, () => dayChange([20_000 + 900 * normal()], Array.from({ length: 4 }, () => [20_000 + 900 * normal()])))
  assert.ok(predicted > 0.035 && predicted < 0.065, String(predicted))
  assert.ok(rateOf(300, () => dayChange(week(300).map((day) => day * 1.2), [week(300)])) > 0.95)
  const even = Array.from({ length: 7 }, () => 100)
  assert.deepEqual(dayChange(even.map((day) => day * 2), [even]), { change: 1, low: null, high: null })
})

test('the wider of two limits counts on either side', () => {
  assert.deepEqual(widest({ change: 0.1, low: 0.05, high: 0.15 }, { change: 0.1, low: -0.02, high: 0.12 }), { change: 0.1, low: -0.02, high: 0.15 })
  assert.deepEqual(widest({ change: 0.1, low: 0.05, high: 0.15 }, { change: 0.1, low: null, high: null }), { change: 0.1, low: 0.05, high: 0.15 })
})

test('limits of shares and of their difference are those Newcombe printed', () => {
  // Newcombe 1998: 56/70 against 48/80, method 10.
  const { change, low, high } = shareChange(56, 70, 48, 80)
  near(change, 0.2)
  near(low, 0.0524, 1e-4)
  near(high, 0.3339, 1e-4)
  const [wilsonLow, wilsonHigh] = shareLimits(81, 263)
  near(wilsonLow, 0.2553, 1e-4)
  near(wilsonHigh, 0.3662, 1e-4)
  assert.deepEqual(shareChange(0, 0, 1, 2), { change: null, low: null, high: null })
})
