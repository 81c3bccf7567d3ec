/** Cells and places agree, and nothing between two grids is asked twice. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Field } from '../../../preload/contract/model.ts'
import { viewToAsk } from '../../../renderer/map/ask.ts'
import { cellAt, covers, gridBounds, latOf, lngOf, valueAt, worldX, worldY } from '../../../renderer/chrome/ground/grid.ts'

const grid = { level: 18, x0: 219_500, y0: 108_100, width: 40, height: 30 }

test('the middle of every corner cell lies in that cell and inside the bounds', () => {
  const [west, south, east, north] = gridBounds(grid)
  for (const [column, row] of [[0, 0], [39, 0], [0, 29], [39, 29]] as const) {
    const lng = lngOf((grid.x0 + column + 0.5) / 2 ** grid.level)
    const lat = latOf((grid.y0 + row + 0.5) / 2 ** grid.level)
    assert.equal(cellAt(grid, lng, lat), row * grid.width + column)
    assert.ok(lng > west && lng < east && lat > south && lat < north)
  }
})

test('a place outside the grid has no cell and no value', () => {
  const [west, , , north] = gridBounds(grid)
  assert.equal(cellAt(grid, west - 1e-6, north - 1e-4), null)
  assert.equal(cellAt(grid, west + 1e-4, north + 1e-6), null)
})

test('the value at a place is that of its cell', () => {
  const values = new Float32Array(grid.width * grid.height)
  values[5 * grid.width + 7] = 2.5
  const field = { ...grid, values, covered: { x0: grid.x0 - 2, y0: grid.y0, width: grid.width + 2, height: grid.height } } as unknown as Field
  const lng = lngOf((grid.x0 + 7.25) / 2 ** grid.level)
  const lat = latOf((grid.y0 + 5.75) / 2 ** grid.level)
  assert.equal(valueAt(field, lng, lat), 2.5)
  assert.equal(valueAt(field, lng + 2e-3, lat), 0)
  const west = (columns: number): number | null => valueAt(field, lngOf((grid.x0 - columns + 0.5) / 2 ** grid.level), lat)
  assert.equal(west(1), 0, 'answered, and nothing reaches there')
  assert.equal(west(3), null, 'not answered')
})

test('world coordinates and degrees are each other’s inverse', () => {
  for (const lat of [-60, 0, 29.87, 42.36, 84]) assert.ok(Math.abs(latOf(worldY(lat)) - lat) < 1e-9)
  for (const lng of [-180, -71.06, 0, 121.55]) assert.ok(Math.abs(lngOf(worldX(lng)) - lng) < 1e-9)
})

test('a grid covers a view inside it and not one that leaves it', () => {
  const [west, south, east, north] = gridBounds(grid)
  const view = { west: west + 1e-4, south: south + 1e-4, east: east - 1e-4, north: north - 1e-4, zoom: 10 }
  const field = { level: grid.level, covered: grid }
  assert.ok(covers(field, view))
  assert.ok(!covers(field, { ...view, east: east + 1e-4 }))
})

test('a pan inside the margin asks nothing, one outside it or a whole zoom step asks anew', () => {
  const [west, south, east, north] = gridBounds(grid)
  const asked = { west: west + 4e-3, south: south + 4e-3, east: east - 4e-3, north: north - 4e-3, zoom: 10.2 }
  const moved = (by: number, zoom = 10.2) => ({ ...asked, west: asked.west + by, east: asked.east + by, zoom })
  const field = { ...grid, covered: grid } as unknown as Field
  assert.equal(viewToAsk(asked, field, moved(2e-3)), asked)
  assert.notEqual(viewToAsk(asked, field, moved(6e-3)), asked)
  assert.notEqual(viewToAsk(asked, field, moved(0, 11)), asked)
  assert.equal(viewToAsk(asked, field, moved(0, 10.9)), asked)
})

test('while the answer is on its way only a view inside the asked one waits for it', () => {
  const asked = { west: 121, south: 29, east: 122, north: 30, zoom: 9 }
  assert.equal(viewToAsk(asked, null, { ...asked, west: 121.2 }), asked)
  assert.notEqual(viewToAsk(asked, null, { ...asked, east: 122.2 }), asked)
})
