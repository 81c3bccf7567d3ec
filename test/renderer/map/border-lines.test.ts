/** Borders as segments: every side of every ring, a shared one once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { borderLines, keptBorderLines } from '../../../renderer/map/border-lines.ts'

const square = (x: number): [number, number][][] => [[[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]]

test('a ring gives its sides', () => {
  assert.deepEqual([...borderLines([square(0)])], [0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0])
})

test('the side that two areas share is drawn once', () => {
  assert.equal(borderLines([square(0), square(1)]).length / 4, 7)
  assert.equal(borderLines([square(0), square(0)]).length / 4, 4)
})

test('the same outlines give the same segments', () => {
  const polygons = [square(0)]
  assert.equal(keptBorderLines(polygons), keptBorderLines(polygons))
  assert.equal(borderLines([]).length, 0)
})
