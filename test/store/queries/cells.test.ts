/** cells.get against SQL on the same cache, against the overview, and against ground whose density is known. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { latLngToCell } from 'h3-js'
import { WORLD_LEVEL, latOf, lngOf } from '../../../main/field/ground.ts'
import { poissonLimits } from '../../../main/field/reliability.ts'
import { getCells } from '../../../main/store/queries/cells.ts'
import { getField } from '../../../main/store/queries/field.ts'
import { getOverview } from '../../../main/store/queries/overview.ts'
import type { Cells } from '../../../preload/contract/cells.ts'
import { type Measure, RELIABILITIES } from '../../../preload/contract/measure.ts'
import { FIELD_LAYERS, type FieldLayer, type Filter, type View } from '../../../preload/contract/model.ts'
import { DAY, NOW, emptyCache, fillCity, putRow, putScope, seeded } from './filled-cache.ts'
import { fillReference } from './reference.ts'

const db = emptyCache()
fillCity(db)
fillReference(db)
const context = { db }
const VIEW: View = { west: 121.2, south: 29.6, east: 121.9, north: 30.1, zoom: 9 }
const ZOOMS = [[9, 8], [12, 9], [14, 9]] as const
const filter = (part: Partial<Filter> = {}): Filter => ({ area: null, drawn: null, from: NOW - 30 * DAY, to: NOW, classes: [], statuses: [], weekdays: [], hours: [], ...part })
const FILTERS = [filter(), filter({ area: '330205' }), filter({ area: '330212002' }), filter({ classes: ['safety'], statuses: ['closed', 'reported'] }), filter({ hours: [8, 9, 20], weekdays: [1, 6] })]
const ask = (layer: FieldLayer, measure: Measure, f = filter(), view: View = VIEW, of: { db: typeof db } = context): Cells => getCells(of, { layer, measure, filter: f, view })
const sum = (column: Float64Array): number => column.reduce((all, each) => all + each, 0)

type Point = { x: number; y: number; weight: number }
const pointsOf = (f: Filter): Point[] => db.prepare(`SELECT x, y, weight FROM point WHERE reported_at >= ? AND reported_at < ? AND (? IS NULL OR area LIKE ? || '%')
  AND (? = 0 OR class IN (SELECT value FROM json_each(?))) AND (? = 0 OR status IN (SELECT value FROM json_each(?)))
  AND (? = 0 OR (CAST(strftime('%w', reported_at / 1000 + 28800, 'unixepoch') AS INTEGER) + 6) % 7 + 1 IN (SELECT value FROM json_each(?)))
  AND (? = 0 OR CAST(strftime('%H', reported_at / 1000 + 28800, 'unixepoch') AS INTEGER) IN (SELECT value FROM json_each(?)))`)
  .all(f.from, f.to, f.area, f.area, ...[f.classes, f.statuses, f.weekdays, f.hours].flatMap((list) => [list.length, JSON.stringify(list)])) as Point[]

/** By the library's cell of each row. */
function countedIn(points: readonly Point[], resolution: number): Map<string, { records: number; amount: number }> {
  const cells = new Map<string, { records: number; amount: number }>()
  for (const { x, y, weight } of points) {
    const id = latLngToCell(latOf((y + 0.5) / 2 ** WORLD_LEVEL), lngOf((x + 0.5) / 2 ** WORLD_LEVEL), resolution)
    const known = cells.get(id) ?? { records: 0, amount: 0 }
    cells.set(id, { records: known.records + 1, amount: known.amount + weight })
  }
  return cells
}

test('each cell holds what SQL and the library count in it, whatever the filter, at three zooms', () => {
  for (const f of FILTERS) for (const [zoom, resolution] of ZOOMS) {
    const said = ask('report', 'count', f, { ...VIEW, zoom })
    assert.equal(said.resolution, resolution)
    const counted = [...countedIn(pointsOf(f), resolution)].toSorted(([a], [b]) => (a < b ? -1 : 1))
    assert.deepEqual(said.ids.map((id, n) => [id, said.records[n], said.amount[n], said.value[n]]), counted.map(([id, { records, amount }]) => [id, records, amount, amount]))
  }
})

test('the sums over the cells are the totals of the field and of the overview, for every layer, zoom and filter', () => {
  for (const layer of FIELD_LAYERS) for (const f of FILTERS) for (const [zoom] of ZOOMS) {
    const [cells, field, overview] = [ask(layer, 'count', f, { ...VIEW, zoom }), getField(context, { layer, filter: f, view: VIEW, bandwidthMeters: 600 }), getOverview(context, { filter: f })]
    assert.ok(Math.abs(cells.total - field.total) <= 1e-9 * Math.max(1, field.total), `${cells.total} is not ${field.total}`)
    assert.equal(cells.totalRecords, field.records)
    assert.ok(Math.abs(sum(cells.amount) - cells.total) <= 1e-9 * Math.max(1, cells.total))
    if (layer === 'report') assert.equal(cells.totalRecords, overview.reports.value)
  }
})

test('a view has the cells that meet it, each as in any other view', () => {
  const all = ask('report', 'per-km2', filter(), { ...VIEW, zoom: 12 })
  const part = ask('report', 'per-km2', filter(), { west: 121.49, south: 29.84, east: 121.51, north: 29.86, zoom: 12 })
  assert.ok(part.ids.length > 10 && part.ids.length < all.ids.length)
  for (const [n, id] of part.ids.entries()) {
    const m = all.ids.indexOf(id)
    for (const column of ['amount', 'value', 'low', 'high', 'rank', 'reliability'] as const) assert.equal(part[column][n], all[column][m], `${id} ${column}`)
  }
  const inside = all.ids.filter((_, m) => {
    const [lng, lat] = [all.corners[2 * all.starts[m]!]!, all.corners[2 * all.starts[m]! + 1]!]
    return lng > 121.49 && lng < 121.51 && lat > 29.84 && lat < 29.86
  })
  assert.deepEqual(inside.filter((id) => !part.ids.includes(id)), [])
  assert.deepEqual([part.total, part.totalCells, part.limits], [all.total, all.totalCells, all.limits])
})

/** A city with nothing but the points given. */
function cityOf(points: readonly { lng: number; lat: number; area?: string }[], to = NOW): { db: typeof db } {
  const city = emptyCache()
  fillCity(city, 0)
  city.transaction(() => {
    for (const [n, { lng, lat, area = '330205001' }] of points.entries()) {
      putRow(city, 'city:3302', 'point', { id: `p${n}`, area, lng, lat, reported_at: new Date(to - 1 - (n % 30) * DAY).toISOString(), class: 'safety', status: 'reported', weight: 1 })
    }
  })()
  return { db: city }
}

const BOX = { west: 121.45, south: 29.8, east: 121.55, north: 29.9 }
/** A lattice of points so fine that every cell of a city's size holds hundreds: an even field without chance. */
function evenField(perKm2: number): { lng: number; lat: number }[] {
  const stepMeters = 1_000 / Math.sqrt(perKm2)
  const points: { lng: number; lat: number }[] = []
  for (let lat = BOX.south; lat < BOX.north; lat += stepMeters / 110_850) {
    const east = stepMeters / (111_320 * Math.cos((lat * Math.PI) / 180) * 1.000_83)
    // Every row begins elsewhere: a lattice in line with the cells would beat with them.
    for (let lng = BOX.west + east * ((lat * 7_919) % 1); lng < BOX.east; lng += east) points.push({ lng, lat })
  }
  return points
}

test('an even field of known density reads back that density in each whole cell, within five per cent, and in the right class', () => {
  // Just between two readable limits: a density on a limit would be in two classes by chance.
  const perKm2 = 370
  const said = ask('report', 'per-km2', filter(), VIEW, cityOf(evenField(perKm2)))
  const perDay = perKm2 / said.days
  let whole = 0
  for (const n of said.ids.keys()) {
    const corners = [...said.corners.subarray(2 * said.starts[n]!, 2 * said.starts[n + 1]!)]
    if (corners.some((at, i) => (i % 2 === 0 ? at < BOX.west || at > BOX.east : at < BOX.south || at > BOX.north))) continue
    whole++
    assert.ok(Math.abs(said.value[n]! / perDay - 1) < 0.05, `${said.ids[n]}: ${said.value[n]} instead of ${perDay}`)
    assert.ok(said.low[n]! < perDay && perDay < said.high[n]!)
    assert.equal(said.limits.filter((limit) => said.value[n]! >= limit).length, said.limits.filter((limit) => perDay >= limit).length)
  }
  assert.ok(whole > 60, `${whole} cells`)
})

const PLACES = Array.from({ length: 8 }, (_, n) => ({ lng: 121.46 + 0.02 * (n % 4), lat: 29.83 + 0.03 * Math.floor(n / 4) }))
/** Over the days that the reports are of: what is divided by orders counts on days of handovers alone. */
function putHandover(city: typeof db, n: number, { lng, lat }: { lng: number; lat: number }, orders: number): void {
  putRow(city, 'ref:330205', 'handover', { city: '3302', lng, lat, simulated: true, source: 'test', id: `h${n}`, place: `b${n}`, area: '330205001', from: '2026-06-01', to: '2026-06-30', hours: [[12, orders, orders * 3]] })
}

test('events in proportion to orders make a flat rate', () => {
  const events = PLACES.map((_, n) => 20 * (n + 1))
  const city = cityOf(PLACES.flatMap((place, n) => Array.from({ length: events[n]! }, () => place)))
  for (const [n, place] of PLACES.entries()) putHandover(city.db, n, place, 100 * events[n]!)
  const said = ask('report', 'per-10000-orders', filter(), VIEW, city)
  assert.equal(said.ids.length, PLACES.length)
  for (const n of said.ids.keys()) assert.ok(Math.abs(said.value[n]! - 100) < 1e-9, `${said.value[n]}`)
  assert.ok(new Set(ask('report', 'count', filter(), VIEW, city).value).size === PLACES.length, 'the counts themselves differ')
})

test('a cell with one event among three orders is hatched and absent from the first ten, though its rate is the highest', () => {
  const city = cityOf([...PLACES.slice(1).flatMap((place) => Array.from({ length: 30 }, () => place)), PLACES[0]!])
  for (const [n, place] of PLACES.entries()) putHandover(city.db, n, place, n === 0 ? 3 : 900)
  const said = ask('report', 'per-10000-orders', filter(), VIEW, city)
  const small = said.records.indexOf(1)
  assert.equal(said.value[small], Math.max(...said.value))
  assert.deepEqual([RELIABILITIES[said.reliability[small]!], said.rank[small]], ['too-few', 0])
  assert.ok(said.top.length === 7 && said.top.every(({ cell }) => cell !== small))
})

test('workers are known by area: no cell has a rate of them, and none is ranked', () => {
  const said = ask('report', 'per-1000-workers')
  assert.ok(said.ids.length > 0)
  assert.ok([...said.value, ...said.exposure].every(Number.isNaN))
  assert.deepEqual([said.top, [...new Set(said.rank)]], [[], [0]])
})

test('limits are exact Poisson limits over the exposure, ranks follow the lower one, and the list begins with the first', () => {
  const said = ask('report', 'per-km2', filter(), { ...VIEW, zoom: 12 })
  for (const n of said.ids.keys()) {
    const [low, high] = poissonLimits(said.amount[n]!)
    assert.deepEqual([said.low[n], said.high[n]], [low / said.exposure[n]!, high / said.exposure[n]!])
    const above = said.low.filter((each) => each > said.low[n]!).length
    assert.equal(said.rank[n], above + 1)
  }
  assert.equal(said.rank[said.top[0]!.cell], 1)
  assert.ok(said.top.every(({ area }) => /^3302\d\d00\d$/.test(area ?? '')))
  for (const measure of ['count', 'per-km2'] as const) for (const layer of ['report', 'bottleneck'] as const) {
    if (measure === 'count' || layer === 'bottleneck') assert.ok([...ask(layer, measure).low].every(Number.isNaN))
  }
})

test('class limits are the month’s, whatever the filter and the view, and grow with the period for counts alone', () => {
  const whole = ask('report', 'per-km2')
  assert.ok(whole.limits.every((limit, i) => limit > (whole.limits[i - 1] ?? 0)))
  for (const f of FILTERS.slice(1)) assert.deepEqual(ask('report', 'per-km2', f).limits, whole.limits)
  const [week, month] = [7, 28].map((days) => ask('report', 'count', filter({ from: NOW - days * DAY })).limits)
  assert.ok(month![4] > 2 * week![4])
})

test('the finest cells come only where numbers are large enough', () => {
  const close = { ...VIEW, zoom: 14 }
  assert.deepEqual([ask('report', 'count', filter(), close).resolution, ask('report', 'count', filter(), close).coarser], [9, true])
  const random = seeded(3)
  const crowd = cityOf(Array.from({ length: 400 }, () => ({ lng: 121.5 + 0.002 * random(), lat: 29.85 + 0.002 * random() })))
  assert.deepEqual([ask('report', 'count', filter(), close, crowd).resolution, ask('report', 'count', filter(), close, crowd).coarser], [10, false])
})

test('beside another period the other’s records say how large the cells are, few or none as there may be here', () => {
  const close = { ...VIEW, zoom: 14 }
  const random = seeded(3)
  const crowded = { lng: 121.5, lat: 29.85 }
  const city = cityOf(Array.from({ length: 400 }, () => ({ lng: crowded.lng + 0.002 * random(), lat: crowded.lat + 0.002 * random() })))
  putRow(city.db, 'city:3302', 'point', { id: 'rare', area: '330205001', ...crowded, reported_at: new Date(NOW - 40 * DAY).toISOString(), class: 'safety', status: 'reported', weight: 1 })
  const [many, one, none] = [filter(), filter({ from: NOW - 60 * DAY, to: NOW - 31 * DAY }), filter({ from: NOW - 90 * DAY, to: NOW - 61 * DAY })]
  const sizeOf = (f: Filter, like?: Filter): [number, boolean] => {
    const { resolution, coarser } = getCells(city, { layer: 'report', measure: 'count', filter: f, view: close, ...(like === undefined ? {} : { like, beside: true }) })
    return [resolution, coarser]
  }
  assert.deepEqual([many, one, none].map((f) => sizeOf(f)), [[10, false], [9, true], [10, false]])
  for (const chosen of [many, one, none]) for (const other of [many, one, none]) assert.deepEqual(sizeOf(other, chosen), sizeOf(chosen))
  const beside = getCells(city, { layer: 'report', measure: 'count', filter: one, view: close, like: many, beside: true })
  assert.deepEqual([beside.totalRecords, beside.ids.length], [1, 1], 'what is counted is of its own period')
})

test('a cache without a single record answers with no cells and readable limits', () => {
  const empty = emptyCache()
  putScope(empty, 'city:3302')
  for (const layer of FIELD_LAYERS) {
    const said = ask(layer, 'per-km2', filter(), VIEW, { db: empty })
    assert.deepEqual([said.ids.length, said.total, said.totalRecords, said.scale], [0, 0, 0, null])
    assert.ok(said.km2 > 0.5 && said.edgeMeters > 400)
  }
})
