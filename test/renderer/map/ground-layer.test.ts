/** What a ground covers of a view, in the canvas's own pixels. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rectangleOf } from '../../../renderer/map/ground-layer.ts'

const view = { x: 0, y: 0, width: 100, height: 50 }

test('a ground wider than the view covers it whole', () => {
  assert.deepEqual(rectangleOf({ left: -20, top: -10, right: 300, bottom: 90 }, view, 50, 1), [0, 0, 100, 50])
})

test('an edge within the view is kept, counted from the foot of the canvas', () => {
  assert.deepEqual(rectangleOf({ left: 10, top: 5, right: 300, bottom: 40 }, view, 50, 1), [10, 10, 90, 35])
})

test('the right half of a canvas of twice the pixels begins in its middle', () => {
  assert.deepEqual(rectangleOf({ left: -5, top: 0, right: 60, bottom: 50 }, { ...view, x: 100 }, 100, 2), [200, 0, 120, 100])
})

test('a ground beside the view is not there', () => {
  assert.equal(rectangleOf({ left: 120, top: 0, right: 160, bottom: 50 }, view, 50, 1), null)
  assert.equal(rectangleOf({ left: 0, top: -30, right: 100, bottom: -1 }, view, 50, 1), null)
})
