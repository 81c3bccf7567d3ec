/** A field without what few reports stand behind: one report leaves no trace of its place, five do, and nothing else changes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createScratch, densityField } from '../../main/field/density.ts'
import type { Points } from '../../main/field/deposit.ts'
import { gridOfView } from '../../main/field/ground.ts'
import { withoutFew } from '../../main/field/sparse.ts'
import { mercatorX, mercatorY } from '../../main/store/entities.ts'
import { spreadOver } from './whole-field.ts'

const GRID = gridOfView({ west: 121.5, south: 29.85, east: 121.6, north: 29.93, zoom: 13 })
const BANDWIDTH = 600

const pointsOf = (places: readonly [lng: number, lat: number, weight: number][]): Points =>
  ({ x: places.map(([lng]) => mercatorX(lng)), y: places.map(([, lat]) => mercatorY(lat)), weight: places.map(([, , weight]) => weight), rows: null, count: places.length })

function fieldOf(places: readonly [lng: number, lat: number, weight: number][]): { plain: Float32Array; shown: Float32Array } {
  const points = pointsOf(places)
  const scratch = createScratch()
  const plain = densityField(points, GRID, BANDWIDTH, 7, scratch)
  return { plain: spreadOver(GRID, plain), shown: spreadOver(GRID, withoutFew(plain, points, GRID, BANDWIDTH, scratch)) }
}
const highest = (values: Float32Array): number => values.reduce((at, value, cell) => (value > values[at]! ? cell : at), 0)
const many = (n: number, lng: number, lat: number, weight = 1): [number, number, number][] => Array.from({ length: n }, () => [lng, lat, weight])

test('a lone report and four in one place are nowhere in it, however much they weigh', () => {
  for (const places of [many(1, 121.55, 29.89), many(1, 121.55, 29.89, 1_000), many(4, 121.55, 29.89)]) {
    const { plain, shown } = fieldOf(places)
    assert.ok(plain.some((value) => value > 0))
    assert.ok(shown.every((value) => value === 0))
  }
})

test('of five in one place the middle is shown as it was, and a lone one beside them is not', () => {
  const { plain, shown } = fieldOf([...many(5, 121.53, 29.89), ...many(1, 121.58, 29.89)])
  const { plain: five } = fieldOf(many(5, 121.53, 29.89))
  const peak = highest(five)
  assert.equal(shown[peak], plain[peak])
  assert.ok(shown.every((value, cell) => value === 0 || value === plain[cell]))
  const { plain: lone } = fieldOf(many(1, 121.58, 29.89))
  assert.equal(shown[highest(lone)], 0)
})

const boxOf = (places: readonly [number, number, number][]): number[] => {
  const points = pointsOf(places)
  const { values, x0, y0, width, height } = withoutFew(densityField(points, GRID, BANDWIDTH, 7, createScratch()), points, GRID, BANDWIDTH, createScratch())
  assert.equal(values.length, width * height)
  return [x0, y0, width, height]
}

test('what is left is no larger than itself: nothing of a lone report’s box remains, alone or beside others', () => {
  assert.deepEqual(boxOf(many(1, 121.58, 29.89)), boxOf(many(1, 121.53, 29.87)))
  assert.deepEqual(boxOf([...many(5, 121.53, 29.89), ...many(1, 121.58, 29.89)]), boxOf(many(5, 121.53, 29.89)))
})

test('many reports that lie evenly are shown though no two share a place', () => {
  const even = Array.from({ length: 2_500 }, (_, n): [number, number, number] => [121.5 + 0.002 * (n % 50), 29.85 + 0.0016 * Math.floor(n / 50), 1])
  const { plain, shown } = fieldOf(even)
  const middle = Math.floor(GRID.height / 2) * GRID.width + Math.floor(GRID.width / 2)
  assert.ok(plain[middle]! > 0)
  assert.equal(shown[middle], plain[middle])
})
