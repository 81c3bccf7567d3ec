/** The density field against sums taken directly in metres. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { boundsOf, createScratch, naturalLevel } from '../../main/field/density.ts'
import type { Points } from '../../main/field/deposit.ts'
import { geodesicMeters } from '../../main/field/distance.ts'
import { type Grid, WORLD_LEVEL, cellAreaKm2, gridOfView, latOf, lngOf, worldX, worldY } from '../../main/field/ground.ts'
import { seeded } from '../store/queries/filled-cache.ts'
import { wholeField } from './whole-field.ts'

const WORLD = 2 ** WORLD_LEVEL
const DAYS = 30
const CENTRE = { lng: 121.55, lat: 29.87 }

function pointsAt(places: [number, number, number][]): Points {
  return {
    x: Uint32Array.from(places, ([lng]) => Math.floor(worldX(lng) * WORLD)), y: Uint32Array.from(places, ([, lat]) => Math.floor(worldY(lat) * WORLD)),
    weight: Float32Array.from(places, ([, , weight]) => weight), rows: null, count: places.length,
  }
}

function clusters(count: number): [number, number, number][] {
  const random = seeded(3)
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const centres = Array.from({ length: 8 }, () => [CENTRE.lng + 0.06 * (random() - 0.5), CENTRE.lat + 0.05 * (random() - 0.5), 0.002 + 0.008 * random()] as const)
  return Array.from({ length: count }, () => {
    const [lng, lat, spread] = centres[Math.floor(random() * centres.length)]!
    return [lng + spread * normal(), lat + spread * normal(), random() < 0.2 ? 3 : 1]
  })
}

/** A view of so many screen pixels. */
function viewOf(zoom: number, width = 1_200, height = 800, lng = CENTRE.lng, lat = CENTRE.lat): Parameters<typeof gridOfView>[0] {
  const [x, y] = [worldX(lng), worldY(lat)]
  const [halfX, halfY] = [width / 1024 / 2 ** zoom, height / 1024 / 2 ** zoom]
  return { west: lngOf(x - halfX), east: lngOf(x + halfX), north: latOf(y - halfY), south: latOf(y + halfY), zoom }
}

/** Kernel sum at one place, in metres along the ellipsoid. */
function directDensity(places: [number, number, number][], bandwidth: number, lng: number, lat: number): number {
  let sum = 0
  for (const [pointLng, pointLat, weight] of places) {
    if (Math.abs(pointLat - lat) > 0.08 || Math.abs(pointLng - lng) > 0.09) continue
    const meters = geodesicMeters(pointLng, pointLat, lng, lat)
    sum += (weight * Math.exp(-((meters / bandwidth) ** 2) / 2)) / (2 * Math.PI * bandwidth ** 2)
  }
  return (sum * 1e6) / DAYS
}

/** The direct sum's mean over a cell, by parts × parts samples. */
function directMean(places: [number, number, number][], bandwidth: number, grid: Grid, i: number, j: number, parts: number): number {
  let sum = 0
  for (let v = 0; v < parts; v++)
    for (let u = 0; u < parts; u++)
      sum += directDensity(places, bandwidth, lngOf((grid.x0 + i + (u + 0.5) / parts) / 2 ** grid.level), latOf((grid.y0 + j + (v + 0.5) / parts) / 2 ** grid.level))
  return sum / parts ** 2
}

function massOf(values: Float32Array, grid: Grid): number {
  let mass = 0
  for (let j = 0; j < grid.height; j++) {
    const area = cellAreaKm2(grid.level, grid.y0 + j)
    for (let i = 0; i < grid.width; i++) mass += values[j * grid.width + i]! * area * DAYS
  }
  return mass
}

for (const [zoom, bandwidth, parts] of [[9, 600, 4], [11, 300, 2], [12.6, 600, 1], [14, 300, 1], [16, 1500, 1]] as const) {
  test(`at zoom ${zoom} and ${bandwidth} m the field is within 1.5 % of the peak of the direct sum`, () => {
    const places = clusters(400)
    const grid = gridOfView(viewOf(zoom))
    const values = wholeField(pointsAt(places), grid, bandwidth, DAYS, createScratch())
    let peak = 0
    let peakCell = 0
    values.forEach((value, cell) => (value > peak ? ([peak, peakCell] = [value, cell]) : 0))
    const random = seeded(11)
    const middle = [Math.floor(grid.width / 2), Math.floor(grid.height / 2)] as const
    // Where the points are: at low zooms a few dozen cells around the middle.
    const reach = Math.min(grid.width / 2 - 1, (0.04 / 360) * 2 ** grid.level)
    const cells = Array.from({ length: 60 }, () => [middle[0] + Math.round((random() - 0.5) * 2 * reach), Math.min(grid.height - 1, Math.max(0, middle[1] + Math.round((random() - 0.5) * 2 * reach)))] as const)
    cells.push([peakCell % grid.width, Math.floor(peakCell / grid.width)])
    let worst = 0
    for (const [i, j] of cells) worst = Math.max(worst, Math.abs(values[j * grid.width + i]! - directMean(places, bandwidth, grid, i, j, parts)) / peak)
    assert.ok(worst <= 0.015, `off by ${(worst * 100).toFixed(2)} % of the peak`)
  })
}

test('a single place far from a cell centre keeps its height and position', () => {
  for (const [lng, lat] of [[121.5501, 29.8702], [121.5503, 29.8699], [121.55037, 29.87011]] as const) {
    const grid = gridOfView(viewOf(14))
    const values = wholeField(pointsAt([[lng, lat, 7]]), grid, 300, DAYS, createScratch())
    const peak = directDensity([[lng, lat, 7]], 300, lng, lat)
    for (let j = 0; j < grid.height; j += 41)
      for (let i = 0; i < grid.width; i += 41) {
        const direct = directDensity([[lng, lat, 7]], 300, lngOf((grid.x0 + i + 0.5) / 2 ** grid.level), latOf((grid.y0 + j + 0.5) / 2 ** grid.level))
        assert.ok(Math.abs(values[j * grid.width + i]! - direct) <= 0.015 * peak)
      }
  }
})

test('all weight is kept, also where cells are coarser than the kernel', () => {
  const places = clusters(500)
  const weight = places.reduce((sum, place) => sum + place[2], 0)
  for (const [zoom, bandwidth] of [[6, 300], [8, 300], [9.5, 600], [11, 300], [10, 1500]] as const) {
    const grid = gridOfView(viewOf(zoom, 2_000, 1_300))
    const mass = massOf(wholeField(pointsAt(places), grid, bandwidth, DAYS, createScratch()), grid)
    assert.ok(Math.abs(mass / weight - 1) < 0.001, `zoom ${zoom}: ${mass} of ${weight}`)
  }
})

test('a uniform field of known density reads back flat and within 5 %, with points beyond the view counted', () => {
  // 16 points per square step; the lattice is wider than the view by more than the kernel.
  const places: [number, number, number][] = []
  const step = 0.001
  for (let lng = 121.4; lng < 121.7; lng += step) for (let lat = 29.75; lat < 29.99; lat += step) places.push([lng, lat, 1])
  for (const zoom of [12, 13, 14, 16]) {
    const grid = gridOfView(viewOf(zoom, 600, 400))
    const values = wholeField(pointsAt(places), grid, 300, DAYS, createScratch())
    for (let j = 0; j < grid.height; j += 7) {
      const lat = latOf((grid.y0 + j + 0.5) / 2 ** grid.level)
      const km2 = (geodesicMeters(121.5, lat, 121.5 + step, lat) * geodesicMeters(121.5, lat - step / 2, 121.5, lat + step / 2)) / 1e6
      const expected = 1 / km2 / DAYS
      for (let i = 0; i < grid.width; i += 7) assert.ok(Math.abs(values[j * grid.width + i]! / expected - 1) < 0.01, `zoom ${zoom} cell ${i},${j}: ${values[j * grid.width + i]} for ${expected}`)
    }
  }
})

test('a place has the same value at every zoom from 10 to 16 within the averaging over its cell', () => {
  const places = clusters(2_000)
  const points = pointsAt(places)
  const bandwidth = 600
  const [x, y] = [worldX(CENTRE.lng + 0.004), worldY(CENTRE.lat + 0.003)]
  let peak = 0
  const values = [10, 11, 12, 13, 14, 15, 16].map((zoom) => {
    const grid = gridOfView(viewOf(zoom))
    const field = wholeField(points, grid, bandwidth, DAYS, createScratch())
    peak = Math.max(peak, field.reduce((a, b) => Math.max(a, b), 0))
    const [px, py] = [x * 2 ** grid.level - grid.x0 - 0.5, y * 2 ** grid.level - grid.y0 - 0.5]
    const [i, j] = [Math.floor(px), Math.floor(py)]
    const at = (di: number, dj: number): number => field[(j + dj) * grid.width + i + di]!
    return (at(0, 0) * (1 - px + i) + at(1, 0) * (px - i)) * (1 - py + j) + (at(0, 1) * (1 - px + i) + at(1, 1) * (px - i)) * (py - j)
  })
  for (const value of values) assert.ok(Math.abs(value - values[4]!) < 0.01 * peak, `${values.map((v) => v.toFixed(3)).join(' ')} of ${peak}`)
})

test('panning changes no bit of any cell', () => {
  const points = pointsAt(clusters(3_000))
  const scratch = createScratch()
  for (const [zoom, bandwidth] of [[9.66, 300], [10, 600], [12, 300], [14.3, 600], [16, 1500]] as const) {
    const home = gridOfView(viewOf(zoom))
    const values = wholeField(points, home, bandwidth, DAYS, scratch).slice()
    for (const [dx, dy] of [[0.0031, 0.0017], [-0.011, 0.0042], [0.02, -0.013]] as const) {
      const shift = 2 ** (12 - zoom)
      const grid = gridOfView(viewOf(zoom, 1_200, 800, CENTRE.lng + dx * shift, CENTRE.lat + dy * shift))
      assert.equal(grid.level, home.level)
      const panned = wholeField(points, grid, bandwidth, DAYS, scratch)
      let compared = 0
      for (let j = 0; j < grid.height; j++)
        for (let i = 0; i < grid.width; i++) {
          const [u, v] = [grid.x0 + i - home.x0, grid.y0 + j - home.y0]
          if (u < 0 || v < 0 || u >= home.width || v >= home.height) continue
          compared++
          if (panned[j * grid.width + i] !== values[v * home.width + u]) assert.fail(`zoom ${zoom} cell ${i},${j}: ${panned[j * grid.width + i]} is not ${values[v * home.width + u]}`)
        }
      assert.ok(compared > 10_000)
    }
  }
})

test('a field asked after a larger one is not tainted by the kept buffers', () => {
  const scratch = createScratch()
  const points = pointsAt(clusters(500))
  const small = gridOfView(viewOf(13, 300, 200))
  const fresh = wholeField(points, small, 300, DAYS, createScratch())
  wholeField(points, gridOfView(viewOf(12)), 300, DAYS, scratch)
  assert.deepEqual(wholeField(points, small, 300, DAYS, scratch), fresh)
})

/** Without listing a hundred thousand numbers where they differ. */
const isSame = (one: Float32Array, other: Float32Array): boolean => one.length === other.length && one.every((value, n) => value === other[n])

test('a run of points, listed points and a box wider than the points give the same field, bit for bit', () => {
  const all = pointsAt(clusters(800))
  const grid = gridOfView(viewOf(13, 300, 200))
  const listed = wholeField({ ...all, rows: Uint32Array.from({ length: 300 }, (_, n) => 200 + n), count: 300 }, grid, 300, DAYS, createScratch())
  const run = { ...all, first: 200, count: 300 }
  assert.ok(isSame(wholeField(run, grid, 300, DAYS, createScratch()), listed))
  assert.ok(isSame(wholeField({ ...run, bounds: boundsOf(all) }, grid, 300, DAYS, createScratch()), listed))
  const { minX, minY } = boundsOf(run)
  assert.ok(isSame(wholeField({ ...run, bounds: { minX: minX - 1e6, minY: minY - 1e6, maxX: 2 ** 26, maxY: 2 ** 26 } }, grid, 300, DAYS, createScratch()), listed))
})

test('the grid of a view follows the zoom and stays within its limit', () => {
  const grid = gridOfView(viewOf(12, 1_200, 800))
  assert.equal(grid.level, 20)
  const wall = gridOfView(viewOf(12, 3_840, 2_160))
  assert.equal(wall.level, 19)
  assert.ok(wall.width <= 1_100 * 1.25 + 3 && wall.height <= 700 * 1.25 + 3)
  assert.equal(naturalLevel(300), 19)
})
