/** One drawn ground for every question: what the screens count in it is what counting the rows by hand finds. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getResolution, latLngToCell } from 'h3-js'
import { CLOSED_STATUSES } from '../../../preload/contract/case-status.ts'
import type { Cells } from '../../../preload/contract/cells.ts'
import type { Drawn } from '../../../preload/contract/drawn.ts'
import type { Measure } from '../../../preload/contract/measure.ts'
import { FIELD_LAYERS, type Filter, SITE_KINDS, type View } from '../../../preload/contract/model.ts'
import { getAreaFigures } from '../../../main/store/queries/area-figures.ts'
import { getCells } from '../../../main/store/queries/cells.ts'
import { getField } from '../../../main/store/queries/field.ts'
import { getOverview } from '../../../main/store/queries/overview.ts'
import { getBottlenecks, getOnDuty } from '../../../main/store/queries/places.ts'
import { getSiteRows } from '../../../main/store/queries/site-rows.ts'
import { getSites } from '../../../main/store/queries/sites.ts'
import { DAY, NOW, emptyCache, fillCity, putRow } from './filled-cache.ts'
import { fillReference } from './reference.ts'

const db = emptyCache()
fillCity(db)
fillReference(db)
const context = { db }
/** A bay in its east side, corners in no order of direction, over two districts. */
const BAY: Drawn = [[121.49, 29.83], [121.6, 29.83], [121.6, 29.88], [121.535, 29.855], [121.59, 29.9], [121.49, 29.9]]
const SMALL: Drawn = [[121.498, 29.848], [121.506, 29.846], [121.511, 29.853], [121.5, 29.857]]
const filter = (part: Partial<Filter> = {}): Filter => ({ area: null, drawn: BAY, from: NOW - 30 * DAY, to: NOW, classes: [], statuses: [], weekdays: [], hours: [], ...part })
const FILTERS = [filter(), filter({ area: '330205' }), filter({ drawn: SMALL, classes: ['safety'], statuses: ['closed', 'reported'] }), filter({ area: '330212001', from: NOW - 55 * DAY }), filter({ hours: [8, 9, 20, 21, 22], weekdays: [1, 6, 7] })]
const WIDE: View = { west: 121.2, south: 29.6, east: 121.9, north: 30.1, zoom: 9 }
const ZOOMS = [9, 12, 14]

/** By the angles under which a place sees the lines one after the other: they add up to a whole turn inside, to nothing outside. */
function isInRing(ring: Drawn, x: number, y: number): boolean {
  const seen = ring.map(([lng, lat]) => Math.atan2(mercator(lat) - y, (lng * Math.PI) / 180 - x))
  const turns = seen.map((angle, n) => {
    const step = seen[(n + 1) % seen.length]! - angle
    return step > Math.PI ? step - 2 * Math.PI : step < -Math.PI ? step + 2 * Math.PI : step
  })
  return Math.abs(turns.reduce((sum, turn) => sum + turn, 0)) > Math.PI
}
const mercator = (lat: number): number => Math.asinh(Math.tan((lat * Math.PI) / 180))
const isOn = (drawn: Drawn | null, { lng, lat }: { lng: number; lat: number }): boolean => drawn === null || isInRing(drawn, (lng * Math.PI) / 180, mercator(lat))
/** Middles of cells of the grid reports are kept on. */
const isRowOn = (drawn: Drawn, { x, y }: { x: number; y: number }): boolean => isInRing(drawn, ((x + 0.5) / 2 ** 26 - 0.5) * 2 * Math.PI, (0.5 - (y + 0.5) / 2 ** 26) * 2 * Math.PI)

type Point = { x: number; y: number; weight: number; status: string }
const pointsOf = (f: Filter): Point[] => (db.prepare(`SELECT x, y, weight, status FROM point WHERE reported_at >= ? AND reported_at < ? AND (? IS NULL OR area LIKE ? || '%')
  AND (? = 0 OR class IN (SELECT value FROM json_each(?))) AND (? = 0 OR status IN (SELECT value FROM json_each(?)))
  AND (? = 0 OR (CAST(strftime('%w', reported_at / 1000 + 28800, 'unixepoch') AS INTEGER) + 6) % 7 + 1 IN (SELECT value FROM json_each(?)))
  AND (? = 0 OR CAST(strftime('%H', reported_at / 1000 + 28800, 'unixepoch') AS INTEGER) IN (SELECT value FROM json_each(?)))`)
  .all(f.from, f.to, f.area, f.area, ...[f.classes, f.statuses, f.weekdays, f.hours].flatMap((list) => [list.length, JSON.stringify(list)])) as Point[]).filter((row) => isRowOn(f.drawn!, row))
type Placed = { id: string; lng: number; lat: number; kind: string; charger: string | null }
const rowsOf = (table: string, f: Filter, where = 'TRUE'): Placed[] =>
  (db.prepare(`SELECT * FROM ${table} WHERE (? IS NULL OR area LIKE ? || '%') AND ${where} ORDER BY id`).all(f.area, f.area) as Placed[]).filter((row) => isOn(f.drawn, row))

test('reports on a drawn ground are what SQL and turning angles count: field, cells, areas and overview, at three zooms', () => {
  for (const f of FILTERS) {
    const points = pointsOf(f)
    const weight = points.reduce((sum, point) => sum + point.weight, 0)
    assert.ok(points.length > 0)
    for (const zoom of ZOOMS) {
      const view = { ...WIDE, zoom }
      const field = getField(context, { layer: 'report', filter: f, view, bandwidthMeters: 300 })
      assert.deepEqual([field.records, field.total], [points.length, weight])
      const cells = getCells(context, { layer: 'report', filter: f, view, measure: 'count' })
      assert.deepEqual([cells.totalRecords, cells.total], [points.length, weight])
    }
    for (const level of ['district', 'street'] as const) {
      const areas = getAreaFigures(context, { layer: 'report', filter: f, measure: 'count', level })
      assert.deepEqual([areas.records, areas.total], [points.length, weight])
    }
    const overview = getOverview(context, { filter: f })
    assert.deepEqual([overview.reports.value, overview.openReports.value], [points.length, points.filter(({ status }) => !(CLOSED_STATUSES as readonly string[]).includes(status)).length])
  }
})

const sum = (values: Float32Array): number => values.reduce((all, value) => all + value, 0)

test('a field’s ground holds what lies on the drawn ground', () => {
  const whole = getField(context, { layer: 'report', filter: filter({ drawn: null }), view: WIDE, bandwidthMeters: 300 })
  const part = getField(context, { layer: 'report', filter: filter(), view: WIDE, bandwidthMeters: 300 })
  assert.deepEqual(part.limits, whole.limits)
  assert.ok(Math.abs(sum(part.values) / sum(whole.values) - part.total / whole.total) < 0.01)
})

test('places on a drawn ground are those of the rows, in every list and count', () => {
  for (const f of FILTERS) {
    const overview = getOverview(context, { filter: f })
    const known = f.area === null || f.area.startsWith('330205')
    const value = (count: number): number | null => (known ? count : null)
    const [bottlenecks, sites, shifts] = [rowsOf('bottleneck', f), rowsOf('site', f), rowsOf('shift', f, `starts_at < ${f.to} AND ends_at > ${f.from}`)]
    assert.deepEqual(getBottlenecks(context, { filter: f }).map(({ id }) => id).toSorted(), bottlenecks.map(({ id }) => id))
    assert.deepEqual([overview.bottlenecks.value, overview.onDutyShifts.value], [value(bottlenecks.length), value(shifts.length)])
    for (const kind of SITE_KINDS) assert.equal(overview.sites[kind].value, value(sites.filter((site) => site.kind === kind).length), kind)
    assert.equal(overview.swapStations.value, value(sites.filter(({ charger }) => charger === 'swap').length))
    assert.equal(getSites(context, { filter: f, view: WIDE, kinds: [...SITE_KINDS], at: NOW, openOnly: false }).total, sites.length)
    assert.deepEqual(getSiteRows(context, f).rows.map(({ id }) => id), sites.map(({ id }) => id))
    const at = NOW - 10 * DAY
    assert.deepEqual(getOnDuty(context, { area: f.area, drawn: f.drawn, at }).map(({ id }) => id), rowsOf('shift', f, `starts_at <= ${at} AND ends_at > ${at}`).map(({ id }) => id))
  }
})

test('lost hours and uncovered reports of a drawn ground and of what lies beside it add up to the whole', () => {
  const west: Drawn = [[121, 29], [121.5451, 29], [121.5451, 31], [121, 31]]
  const east: Drawn = [[121.5451, 29], [122, 29], [122, 31], [121.5451, 31]]
  for (const layer of FIELD_LAYERS) for (const zoom of ZOOMS) {
    const view = { ...WIDE, zoom }
    const [whole, ...parts] = [null, west, east].map((drawn) => {
      const field = getField(context, { layer, filter: filter({ drawn }), view, bandwidthMeters: 600 })
      const cells = getCells(context, { layer, filter: filter({ drawn }), view, measure: 'count' })
      const areas = getAreaFigures(context, { layer, filter: filter({ drawn }), measure: 'count', level: 'street' })
      assert.deepEqual([cells.totalRecords, areas.records], [field.records, field.records])
      for (const total of [cells.total, areas.total]) assert.ok(Math.abs(total - field.total) <= 1e-9 * field.total)
      return field
    })
    assert.ok(parts.every(({ records }) => records > 0))
    assert.equal(parts[0]!.records + parts[1]!.records, whole!.records)
    assert.ok(Math.abs(parts[0]!.total + parts[1]!.total - whole!.total) <= 1e-9 * whole!.total)
  }
})

const square = (west: number): [number, number][][][] => [[[[west, 29.7], [west + 0.05, 29.7], [west + 0.05, 30], [west, 30]]]]

test('an area in part on the ground has its count and no rate of its whole ground or workers; one beside it is left out; one as a whole has both', () => {
  const city = emptyCache()
  fillCity(city, 400)
  for (const [id, west] of [['330205001', 121.47], ['330205002', 121.52], ['330212001', 121.57], ['330212002', 121.62]] as const) {
    putRow(city, 'city:3302', 'area', { id, city: '3302', level: 'street', parent: id.slice(0, 6), name: id, boundary: { type: 'MultiPolygon', coordinates: square(west) }, boundary_simulated: true, simulated: true, source: 'test' })
  }
  const drawn: Drawn = [[121.4, 29.6], [121.545, 29.6], [121.545, 30.1], [121.4, 30.1]]
  const said = getAreaFigures({ db: city }, { layer: 'report', filter: filter({ drawn, from: NOW - 60 * DAY }), measure: 'per-km2', level: 'street' })
  const of = (id: string): (typeof said.figures)[number] | undefined => said.figures.find(({ area }) => area === id)
  assert.ok(of('330205001')!.value! > 0)
  assert.ok(of('330205002')!.amount! > 0)
  assert.deepEqual([of('330205002')!.value, of('330205002')!.exposure, of('330205002')!.rank], [null, null, null])
  assert.equal(of('330212002'), undefined)
})

/** A cell's corners, and points along its sides: all of them on the ground, and no corner of the ground in the cell. */
function isWhole({ ids, corners, starts }: Cells, n: number, drawn: Drawn): boolean {
  const ring = Array.from({ length: starts[n + 1]! - starts[n]! }, (_, k) => [corners[2 * (starts[n]! + k)]!, corners[2 * (starts[n]! + k) + 1]!] as const)
  const sides = ring.flatMap(([lng, lat], k) => {
    const [toLng, toLat] = ring[(k + 1) % ring.length]!
    return Array.from({ length: 50 }, (_, step) => ({ lng: lng + ((toLng - lng) * step) / 50, lat: lat + ((toLat - lat) * step) / 50 }))
  })
  return sides.every((at) => isOn(drawn, at)) && drawn.every(([lng, lat]) => latLngToCell(lat, lng, getResolution(ids[n]!)) !== ids[n])
}

test('a hexagon that the drawn ground cuts has its count and no density; one as a whole has the density it has without the ground', () => {
  for (const zoom of ZOOMS) for (const drawn of [BAY, SMALL]) {
    const ask = (measure: Measure, drawn: Drawn | null): Cells => getCells(context, { layer: 'report', filter: filter({ drawn }), view: { ...WIDE, zoom }, measure, like: filter({ drawn: null }) })
    const [count, density, everywhere] = [ask('count', drawn), ask('per-km2', drawn), ask('per-km2', null)]
    assert.deepEqual([density.ids, [...density.amount], density.total], [count.ids, [...count.value], count.total])
    const whole = [...density.ids.keys()].filter((n) => isWhole(density, n, drawn))
    for (const n of density.ids.keys()) {
      const known = everywhere.ids.indexOf(density.ids[n]!)
      const expected = whole.includes(n) ? everywhere.value[known]! : Number.NaN
      assert.equal(density.value[n], expected, `${density.ids[n]} at ${zoom}`)
      if (Number.isNaN(expected)) assert.deepEqual([density.exposure[n], density.low[n], density.high[n], density.rank[n]], [Number.NaN, Number.NaN, Number.NaN, 0])
    }
    assert.ok(whole.length < density.ids.length && (drawn === SMALL || whole.length > 0), `${whole.length} of ${density.ids.length}`)
    assert.ok(density.top.every(({ cell }) => whole.includes(cell)))
  }
})

test('a hexagon over the line of the area chosen has its count and no density, where that line is known', () => {
  const city = emptyCache()
  fillCity(city, 2_000)
  const west = 121.46
  const ask = (area: string): Cells => getCells({ db: city }, { layer: 'report', filter: filter({ area, drawn: null, from: NOW - 60 * DAY }), view: { ...WIDE, zoom: 12 }, measure: 'per-km2' })
  assert.ok(![...ask('330205').value].some(Number.isNaN), 'without an outline no cell is known to be cut')
  putRow(city, 'city:3302', 'area', { id: '330205', city: '3302', level: 'district', parent: '3302', name: '江北区', boundary: { type: 'MultiPolygon', coordinates: square(west) }, boundary_simulated: true, simulated: true, source: 'test' })
  const said = ask('330205')
  const outline = square(west)[0]![0]! as Drawn
  const whole = [...said.ids.keys()].filter((n) => isWhole(said, n, outline))
  assert.deepEqual([...said.ids.keys()].filter((n) => !Number.isNaN(said.value[n]!)), whole)
  assert.ok(whole.length > 5 && whole.length < said.ids.length, `${whole.length} of ${said.ids.length}`)
  assert.ok(![...ask('330212').value].some(Number.isNaN))
})

test('on ground of a district that is not held places are unknown, not none', () => {
  const city = emptyCache()
  fillCity(city, 100)
  fillReference(city)
  for (const [id, west] of [['330205', 121.4], ['330212', 121.57]] as const) {
    putRow(city, 'city:3302', 'area', { id, city: '3302', level: 'district', parent: '3302', name: id, boundary: { type: 'MultiPolygon', coordinates: [[[[west, 29.7], [west + 0.16, 29.7], [west + 0.16, 30], [west, 30]]]] }, boundary_simulated: false, simulated: true, source: 'test' })
  }
  const overview = (west: number) => getOverview({ db: city }, { filter: filter({ drawn: [[west, 29.75], [west + 0.05, 29.75], [west + 0.05, 29.95], [west, 29.95]] }) })
  assert.equal(overview(121.62).sites.station.value, null)
  assert.equal(overview(121.62).bottlenecks.value, null)
  assert.equal(typeof overview(121.5).sites.station.value, 'number')
  assert.equal(typeof overview(121.54).bottlenecks.value, 'number')
})
