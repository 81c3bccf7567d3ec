/** Polygons as triangles: the same ground, holes left out, finer than a pixel at the nearest zoom. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { worldX, worldY } from '../../../renderer/chrome/ground/grid.ts'
import { trianglesOf } from '../../../renderer/map/fill-layer.ts'

type Ring = [number, number][]
const box = (west: number, south: number, east: number, north: number): Ring => [[west, south], [east, south], [east, north], [west, north], [west, south]]

function areaOf({ corners, order }: ReturnType<typeof trianglesOf>): number {
  const at = (n: number): [number, number] => [corners[2 * order[n]!]!, corners[2 * order[n]! + 1]!]
  let area = 0
  for (let n = 0; n < order.length; n += 3) {
    const [[ax, ay], [bx, by], [cx, cy]] = [at(n), at(n + 1), at(n + 2)]
    area += Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2
  }
  return area
}
/** In the common space, 512 wide. */
function boxArea(ring: Ring): number {
  const [[west, south], [east, north]] = [ring[0]!, ring[2]!]
  return 512 ** 2 * (worldX(east) - worldX(west)) * (worldY(south) - worldY(north))
}

test('two polygons, one with two holes, cover what they cover', () => {
  const [outer, holes, island] = [box(121, 29, 122, 30), [box(121.2, 29.2, 121.4, 29.4), box(121.5, 29.5, 121.9, 29.9)], box(122.5, 29, 122.7, 29.1)]
  const expected = boxArea(outer) - holes.reduce((sum, hole) => sum + boxArea(hole), 0) + boxArea(island)
  assert.ok(Math.abs(areaOf(trianglesOf([[outer, ...holes], [island]])) / expected - 1) < 1e-5)
})

test('a corner is placed to a tenth of a pixel at zoom 17, three degrees from the first', () => {
  const { origin, corners } = trianglesOf([[box(120, 28, 123, 31)]])
  const [x, y] = [origin[0] + corners[4]!, origin[1] + corners[5]!]
  assert.ok(Math.hypot(x - worldX(123) * 512, y - (1 - worldY(31)) * 512) * 2 ** 17 < 0.1)
})

test('nothing is no triangle', () => assert.equal(trianglesOf([]).order.length, 0))
