/** Borders as segments: every side of every ring, a shared one once, and no bend that the zoom cannot show. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { borderLines, borderWindow } from '../../../renderer/map/border-lines.ts'

const square = (x: number): [number, number][][] => [[[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]]
const view = { west: -1, south: -1, east: 3, north: 2, zoom: 8 }
const window = borderWindow(view)
const sides = (lines: Float64Array): string[] =>
  Array.from({ length: lines.length / 4 }, (_, n) => [lines.slice(4 * n, 4 * n + 2).join(), lines.slice(4 * n + 2, 4 * n + 4).join()].toSorted().join(' ')).toSorted()

test('a ring gives its sides', () => {
  assert.deepEqual(sides(borderLines([square(0)], window)), ['0,0 0,1', '0,0 1,0', '0,1 1,1', '1,0 1,1'])
  assert.equal(borderLines([], window).length, 0)
})

test('the side that two areas share is drawn once', () => {
  assert.equal(sides(borderLines([square(0), square(1)], window)).length, 7)
  assert.equal(sides(borderLines([square(0), square(0)], window)).length, 4)
})

test('a bend is drawn from the zoom on that shows it, and for both its areas alike', () => {
  // Its triangle has 0.16 square pixels at zoom 2.
  const bent: [number, number][][] = [[[0, 0], [1, 0], [1.01, 0.5], [1, 1], [0, 1], [0, 0]]]
  const beside: [number, number][][] = [[[1, 0], [2, 0], [2, 1], [1, 1], [1.01, 0.5], [1, 0]]]
  const far = sides(borderLines([bent, beside], { ...window, zoom: 2 }))
  const near = sides(borderLines([bent, beside], { ...window, zoom: 10 }))
  assert.equal(far.length, 7)
  assert.equal(near.length, 8)
  assert.ok(near.includes('1,0 1.01,0.5') && !far.some((side) => side.includes('1.01')))
})

test('of what lies far outside the view nothing is drawn, and half a view beyond its edges still is', () => {
  assert.equal(borderLines([square(20)], window).length, 0)
  assert.equal(sides(borderLines([square(4)], window)).length, 4)
})

test('small pans keep the window', () => {
  const moved = borderWindow({ ...view, west: view.west + 0.001, east: view.east + 0.001 })
  assert.deepEqual(moved, window)
  assert.notDeepEqual(borderWindow({ ...view, west: view.west + 3, east: view.east + 3 }), window)
  assert.equal(borderWindow({ ...view, zoom: 8.2 }).zoom, 9)
})
