/** Lines as a mesh: four corners a line, two triangles, and no corner further off than a pixel can show. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MAX_ZOOM } from '../../../renderer/chrome/ground/camera.ts'
import { worldX, worldY } from '../../../renderer/chrome/ground/grid.ts'
import { meshOf } from '../../../renderer/map/segment-layer.ts'

const COMMON = 512
/** Across a city of a degree and a half, and back. */
const segments = Float64Array.from([120.9, 29.1, 122.3, 30.4, 121.5501, 29.8702, 121.5502, 29.8703, 122.3, 30.4, 120.9, 29.1])

test('each line has its four corners, at both ends and on both sides, in two triangles', () => {
  const { corners, order } = meshOf(segments)
  assert.equal(corners.length, 3 * 4 * 6)
  for (let line = 0; line < 3; line++) {
    const where = Array.from({ length: 4 }, (_, n) => corners.slice((4 * line + n) * 6 + 4, (4 * line + n) * 6 + 6).join())
    assert.deepEqual(where.toSorted(), ['0,-1', '0,1', '1,-1', '1,1'])
    const own = order.slice(6 * line, 6 * line + 6)
    assert.deepEqual([...new Set(own)].toSorted(), Array.from({ length: 4 }, (_, n) => 4 * line + n).toSorted())
  }
})

test('in single precision an end lies within a tenth of a pixel of its place at the closest zoom', () => {
  const { origin, corners } = meshOf(segments)
  for (let line = 0; line < 3; line++)
    for (const [end, at] of [[0, 0], [1, 2]] as const) {
      const x = worldX(segments[4 * line + at]!) * COMMON
      const y = (1 - worldY(segments[4 * line + at + 1]!)) * COMMON
      const from = 4 * line * 6 + 2 * end
      const pixels = Math.hypot(corners[from]! + origin[0] - x, corners[from + 1]! + origin[1] - y) * 2 ** MAX_ZOOM
      assert.ok(pixels < 0.1, `${pixels} pixels`)
    }
})
