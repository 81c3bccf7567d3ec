/** The fast look-up of cells is the library's, everywhere and at every resolution, and its ground is that of the ellipsoid. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getPentagons, latLngToCell, cellToLatLng, gridDisk } from 'h3-js'
import { append, createColumns, settle } from '../../main/field/columns.ts'
import { groundKm2 } from '../../main/field/ground-area.ts'
import { WORLD_LEVEL, latOf, lngOf } from '../../main/field/ground.ts'
import { cellAt, cellColumn, createHexagons, ringOf } from '../../main/field/hexagons.ts'
import { mercatorX, mercatorY } from '../../main/store/entities.ts'
import { RESOLUTIONS } from '../../preload/contract/cells.ts'
import { seeded } from '../store/queries/filled-cache.ts'

const WORLD = 2 ** WORLD_LEVEL
const byLibrary = (x: number, y: number, resolution: number): string => latLngToCell(latOf((y + 0.5) / WORLD), lngOf((x + 0.5) / WORLD), resolution)

test('each of sixty thousand places lies in the cell that the library names, in five cities', () => {
  const random = seeded(5)
  for (const resolution of RESOLUTIONS) {
    const hexagons = createHexagons(resolution)
    for (const [lng, lat] of [[121.55, 29.87], [-71.06, 42.36], [0.01, -0.01], [18.4, -33.9], [25.5, 68.9]] as const) {
      let others = 0
      for (let n = 0; n < 4_000; n++) {
        const [x, y] = [mercatorX(lng + 0.2 * (random() - 0.5)), mercatorY(lat + 0.2 * (random() - 0.5))]
        if (hexagons.ids[cellAt(hexagons, x, y)] !== byLibrary(x, y, resolution)) others++
      }
      // Sides differ by millimetres, and the grid is half a metre wide: none in fifty thousand, as a rule.
      assert.ok(others <= 1, `${resolution} at ${lng}, ${lat}: ${others} differ`)
    }
  }
})

test('around a pentagon, where cells have five corners or more than six, the library’s word holds', () => {
  const random = seeded(6)
  const hexagons = createHexagons(8)
  for (const pentagon of getPentagons(8)) {
    const [lat, lng] = cellToLatLng(pentagon)
    if (Math.abs(lat) > 80) continue
    for (let n = 0; n < 400; n++) {
      const [x, y] = [mercatorX(lng + 0.03 * (random() - 0.5)), mercatorY(lat + 0.03 * (random() - 0.5))]
      assert.equal(hexagons.ids[cellAt(hexagons, x, y)], byLibrary(x, y, 8))
    }
  }
})

test('the ground of a cell is that of the ellipsoid', () => {
  for (const resolution of RESOLUTIONS) {
    const hexagons = createHexagons(resolution)
    for (const [lng, lat] of [[121.55, 29.87], [-71.06, 42.36], [25.5, 68.9]] as const) {
      for (const id of gridDisk(latLngToCell(lat, lng, resolution), 2)) {
        const [y, x] = cellToLatLng(id)
        const cell = cellAt(hexagons, mercatorX(x), mercatorY(y))
        assert.ok(Math.abs(hexagons.km2[cell]! / groundKm2([[ringOf(id)]]) - 1) < 1e-5, `${id}: ${hexagons.km2[cell]} km²`)
      }
    }
  }
})

test('reports that come later, and a new order of the rows, keep each report in its cell', () => {
  const random = seeded(9)
  const [columns, hexagons] = [createColumns(4), createHexagons(9)]
  const add = (n: number): void => append(columns, { keyHigh: 0, keyLow: n, x: mercatorX(121.5 + 0.1 * random()), y: mercatorY(29.8 + 0.1 * random()), reportedAt: 1_000 * random(), hourOfWeek: 0, class: 0, status: 0, area: 0, weight: 1 })
  for (const upTo of [300, 700, 2_000]) {
    while (columns.size < upTo) add(columns.size)
    if (upTo === 2_000) settle(columns, true)
    const cells = cellColumn(columns, hexagons)
    for (let row = 0; row < columns.size; row++) assert.equal(hexagons.ids[cells[row]!], byLibrary(columns.x[row]!, columns.y[row]!, 9))
  }
})
