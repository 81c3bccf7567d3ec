/** Hot spots against plain counting, chance and the limits of the exact test. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findSpots } from '../../main/field/spots.ts'
import { seeded } from '../store/queries/filled-cache.ts'

const BOUNDS = { times: 2, reports: 10 }
const counts = (entries: Record<number, number>): Map<number, number> => new Map(Object.entries(entries).map(([cell, count]) => [Number(cell), count]))
const weeks = (...each: Record<number, number>[]): Map<number, number>[] => each.map(counts)
const poisson = (random: () => number, mean: number): number => {
  let [n, left] = [0, Math.exp(-mean)]
  for (let p = random(); p > left; p *= random()) n++
  return n
}

test('a spot has the counts, the mean and the ratio of its cell, and the surest comes first', () => {
  const before = weeks({ 1: 4, 2: 1 }, { 1: 6, 2: 0 }, { 1: 5, 2: 1 }, { 1: 5, 2: 0 })
  const spots = findSpots(counts({ 1: 40, 2: 12, 3: 9, 4: 30 }), before, BOUNDS)
  assert.deepEqual(spots.map(({ cell, count, usual, times }) => [cell, count, usual, times]).sort(), [[1, 40, 5, 8], [2, 12, 0.5, 24], [4, 30, 0, null]])
  assert.deepEqual(spots.map(({ low }) => low), spots.map(({ low }) => low).sort((a, b) => b - a))
  for (const { low, times } of spots) assert.ok(low > 1 && (times === null || low < times))
})

test('below either threshold there is none, at it there is one', () => {
  const before = weeks({ 1: 10 }, { 1: 10 }, { 1: 10 }, { 1: 10 }, { 1: 10 }, { 1: 10 }, { 1: 10 }, { 1: 10 })
  assert.equal(findSpots(counts({ 1: 30 }), before, { times: 3, reports: 10 }).length, 1)
  assert.equal(findSpots(counts({ 1: 29 }), before, { times: 3, reports: 10 }).length, 0)
  assert.equal(findSpots(counts({ 2: 9 }), before, BOUNDS).length, 0)
  assert.equal(findSpots(counts({ 2: 10 }), before, BOUNDS).length, 1)
})

test('what chance does among many cells is no spot, though single cells double', () => {
  const random = seeded(3)
  const cells = Array.from({ length: 300 }, (_, cell) => cell)
  let [doubled, found, planted] = [0, 0, 0]
  for (let run = 0; run < 40; run++) {
    const draw = (): Map<number, number> => new Map(cells.map((cell) => [cell, poisson(random, 5)]))
    const [now, before] = [draw(), Array.from({ length: 8 }, draw)]
    doubled += cells.filter((cell) => now.get(cell)! >= 10 && now.get(cell)! >= (2 * before.reduce((sum, week) => sum + week.get(cell)!, 0)) / 8).length
    found += findSpots(now, before, BOUNDS).length
    now.set(0, 30)
    planted += findSpots(now, before, BOUNDS).some(({ cell }) => cell === 0) ? 1 : 0
  }
  assert.ok(doubled > 100, `${doubled}`)
  assert.ok(found <= 6, `${found}`)
  assert.equal(planted, 40)
})

test('where the weeks themselves differ that much it is nothing new', () => {
  const wild = weeks({ 1: 2 }, { 1: 30 }, { 1: 1 }, { 1: 28 }, { 1: 3 }, { 1: 33 }, { 1: 0 }, { 1: 31 })
  const calm = weeks({ 1: 16 }, { 1: 15 }, { 1: 17 }, { 1: 16 }, { 1: 16 }, { 1: 15 }, { 1: 17 }, { 1: 16 })
  assert.equal(findSpots(counts({ 1: 40 }), wild, BOUNDS).length, 0)
  assert.equal(findSpots(counts({ 1: 40 }), calm, BOUNDS).length, 1)
})
