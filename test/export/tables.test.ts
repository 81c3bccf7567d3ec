/** The tables of the screen's answers: columns from the allow-list, unknown is empty with a reason, outlines turn the right way, painted cells only. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { areasTable, bottlenecksTable, cellsTable, gridTable, overviewTable, sitesTable } from '../../main/export/tables.ts'
import { rightHanded } from '../../main/export/geojson.ts'
import type { Cell, Table } from '../../main/export/table.ts'
import { writeTable } from '../../main/export/write-table.ts'
import { EXPORT_COLUMNS } from '../../preload/contract/export.ts'
import type { Cells } from '../../preload/contract/cells.ts'
import type { AreaFigures } from '../../preload/contract/measure.ts'
import type { Field, Figure, Overview } from '../../preload/contract/model.ts'
import { FACTS, PROVENANCE, readWorkbook, WORDS } from './words.ts'

const figure = (id: string, value: number | null, asOf: number | null = 1_000): Figure => ({ id, value, provenance: { asOf, source: `${id}: point`, simulated: true } })
const SPAN = { from: 0, to: 30 * 86_400_000 }
const FIGURES: AreaFigures = {
  layer: 'report', measure: 'per-1000-workers', level: 'district', limits: [1, 2, 3, 4, 5], scale: null, total: 7, records: 7, days: 30, span: SPAN, provenance: PROVENANCE,
  figures: [
    { area: '330205', amount: 7, records: 7, exposure: 2, value: 3.5, interval: [1.4, 7.2], reliability: 'few', rank: 1 },
    { area: '330212', amount: null, records: 0, exposure: 3, value: null, interval: null, reliability: 'plain', rank: null },
    { area: '330213', amount: 0, records: 0, exposure: null, value: null, interval: null, reliability: 'too-few', rank: null },
    { area: '330225', amount: 0, records: 0, exposure: 2, value: 0, interval: [0, 1.8], reliability: 'too-few', rank: null },
  ],
}
const clockwise: [number, number][] = [[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]
const overview: Overview = {
  reports: figure('overview.reports', 12), openReports: figure('overview.openReports', 0), lostCourierHours: figure('overview.lostCourierHours', null), bottlenecks: figure('overview.bottlenecks', 3, 500),
  uncoveredReports: figure('overview.uncoveredReports', null), coveredShare: figure('overview.coveredShare', 0.25), onDutyShifts: figure('overview.onDutyShifts', 2),
  sites: { compound: figure('overview.sites.compound', 1), station: figure('overview.sites.station', 2), merchant: figure('overview.sites.merchant', 3), charging: figure('overview.sites.charging', 4) },
  swapStations: figure('overview.swapStations', 1),
}
const place = { id: 'b1', name: '兰庭', kind: 'compound' as const, lng: 121.5, lat: 29.9, area: '330205', severity: 3, orders: 10, lostHoursPerDay: 1.5 }
const field: Field = {
  layer: 'report', level: 4, x0: 13, y0: 6, width: 2, height: 2, values: Float32Array.of(0, 0.04, 0.05, 7), covered: { x0: 13, y0: 6, width: 2, height: 2 }, unit: 'reports/km2/day', bandwidthMeters: 300, limits: [1, 2, 3, 4, 5], scale: null, total: 1, records: 1, days: 1, span: SPAN, provenance: PROVENANCE,
}

const cells: Cells = {
  layer: 'report', measure: 'per-10000-orders', resolution: 8, coarser: false, km2: 0.7, edgeMeters: 500, bounds: [121, 29, 122, 30], ids: ['a', 'b'],
  corners: Float64Array.of(0, 0, 0, 1, 1, 1, 5, 5, 6, 5, 6, 6), starts: Uint32Array.of(0, 3, 6), amount: Float64Array.of(7, 2), records: Float64Array.of(7, 2), exposure: Float64Array.of(2, NaN), value: Float64Array.of(3.5, NaN),
  low: Float64Array.of(1.4, NaN), high: Float64Array.of(7.2, NaN), reliability: Uint8Array.of(1, 2), rank: Uint32Array.of(1, 0), top: [], limits: [1, 2, 3, 4, 5], scale: null, total: 9, totalRecords: 9, totalCells: 2, days: 30, span: SPAN, provenance: PROVENANCE,
}

const tables: [string, Table][] = [
  ['areas', areasTable(FIGURES, [{ id: '330205', simulated: false, polygons: [[clockwise]] }], new Map([['330205', '江北区']]), '件 / 千名', WORDS)],
  ['overview', overviewTable(overview, WORDS)],
  ['bottlenecks', bottlenecksTable([place, { ...place, id: 'b2', orders: null, lostHoursPerDay: null }], PROVENANCE, new Map(), WORDS)],
  ['sites', sitesTable({ rows: [{ id: 's1', name: '菜小驿站', kind: 'station', area: '330205', lng: 121.5, lat: 29.9 }], provenance: PROVENANCE }, new Map(), WORDS)],
  ['cells', cellsTable(cells, '件', WORDS)],
  ['grid', gridTable(field, 0.05, '件 / 平方公里 / 天')],
]
const rowsOf = (table: Table): Record<string, Cell>[] => [...table.rows()].map((row) => Object.fromEntries(table.columns.map(({ key }, n) => [key, row[n] ?? null])))
const tableNamed = (name: string): Table => tables.find(([each]) => each === name)![1]

test('every column of every table is in the allow-list, each row is as wide as the columns, and the count is the rows', () => {
  const allowed: ReadonlySet<string> = new Set(EXPORT_COLUMNS)
  for (const [name, table] of tables) {
    assert.deepEqual(table.columns.filter(({ key }) => !allowed.has(key)), [], name)
    const rows = [...table.rows()]
    assert.equal(rows.length, table.count, name)
    assert.ok(rows.every((row) => row.length === table.columns.length), name)
  }
})

test('the allow-list has no column for a person', () => {
  const personal = /person|phone|mobile|reporter|address|contact|birth|identity|account|user|note|text|descr|remark|photo|plate|worker/i
  assert.deepEqual(EXPORT_COLUMNS.filter((column) => personal.test(column)), [])
})

test('an unknown figure is an empty cell with its reason; a zero is a zero without one', () => {
  const [known, unheld, without, zero] = rowsOf(tableNamed('areas'))
  assert.deepEqual([known!['value'], known!['interval_low'], known!['reason'], known!['area']], [3.5, 1.4, null, '江北区'])
  assert.deepEqual([unheld!['value'], unheld!['amount'], unheld!['records'], unheld!['reason']], [null, null, null, 'w:reason.unknown'])
  assert.deepEqual([without!['value'], without!['amount'], without!['reason']], [null, 0, 'w:reason.noExposure'])
  assert.deepEqual([zero!['value'], zero!['amount'], zero!['reason'], zero!['reliability']], [0, 0, null, 'w:reliability.too-few'])
  const figures = rowsOf(tableNamed('overview'))
  assert.equal(figures.length, 12)
  assert.deepEqual([figures[2]!['value'], figures[2]!['reason'], figures[1]!['value'], figures[1]!['reason']], [null, 'w:reason.unknown', 0, null])
  assert.deepEqual(rowsOf(tableNamed('bottlenecks')).map((row) => [row['orders'], row['lost_hours_per_day'], row['reason']]), [[10, 1.5, null], [null, null, 'w:reason.unknown']])
})

test('the table of the overview is as old as its oldest figure, and each row as old as its own', async () => {
  const table = tableNamed('overview')
  assert.equal(table.provenance.asOf, 500)
  assert.equal(rowsOf(table)[0]!['as_of'], 1_000)
  assert.equal(overviewTable({ ...overview, reports: figure('overview.reports', 1, null) }, WORDS).provenance.asOf, null)
  const { sheets: [data] } = readWorkbook((await writeTable('xlsx', table, FACTS)).bytes)
  assert.equal(data![4]!.get('C')?.value, '3')
  assert.ok(data![4]!.get('E')!.style !== data![4]!.get('C')!.style, 'a date has a date’s style')
})

test('outer rings run counterclockwise and holes clockwise, whichever way they came', () => {
  const outer = rightHanded({ type: 'MultiPolygon', coordinates: [[clockwise, clockwise.toReversed()]] }) as { coordinates: [number, number][][][] }
  assert.deepEqual(outer.coordinates[0], [clockwise.toReversed(), clockwise])
})

test('an area without an outline has no geometry, and the others their own', async () => {
  const { features } = JSON.parse(new TextDecoder().decode((await writeTable('geojson', tableNamed('areas'), FACTS)).bytes)) as { features: { geometry: { type: string } | null; properties: Record<string, Cell> }[] }
  assert.deepEqual(features.map(({ geometry, properties }) => [properties['area_id'], geometry?.type ?? null]), [['330205', 'MultiPolygon'], ['330212', null], ['330213', null], ['330225', null]])
  assert.deepEqual([features[1]!.properties['value'], features[0]!.properties['unit'], features[0]!.properties['interval_high']], [null, '件 / 千名', 7.2])
})

test('of a grid the painted cells are listed, with class, centre and corners', () => {
  const table = tableNamed('grid')
  assert.deepEqual(rowsOf(table).map((row) => [row['value'], row['class']]), [[0.05, 1], [7, 6]])
  const last = rowsOf(table)[1]!
  const square = table.geometry?.(1) as { coordinates: [number, number][][] }
  const [west, south] = square.coordinates[0]![0]!
  const [east, north] = square.coordinates[0]![2]!
  assert.deepEqual([west, east], [135, 157.5])
  assert.ok(south < (last['lat'] as number) && (last['lat'] as number) < north && last['lng'] === (west + east) / 2)
})

test('a hexagon without a denominator is empty with its reason, and each has its closed outline', async () => {
  const [known, without] = rowsOf(tableNamed('cells'))
  assert.deepEqual([known!['value'], known!['interval_low'], known!['reliability'], known!['rank'], known!['reason'], known!['lat']], [3.5, 1.4, 'w:reliability.few', 1, null, 2 / 3])
  assert.deepEqual([without!['value'], without!['interval_high'], without!['reliability'], without!['rank'], without!['exposure'], without!['amount'], without!['reason']], [null, null, null, null, null, 2, 'w:reason.noExposure'])
  const { features } = JSON.parse(new TextDecoder().decode((await writeTable('geojson', tableNamed('cells'), FACTS)).bytes)) as { features: { geometry: { coordinates: number[][][] } }[] }
  assert.deepEqual(features.map(({ geometry }) => geometry.coordinates[0]), [[[0, 0], [1, 1], [0, 1], [0, 0]], [[5, 5], [6, 5], [6, 6], [5, 5]]])
})

test('a hexagon that the ground chosen cuts has its count, no density, and the reason', () => {
  const [, cut] = rowsOf(cellsTable({ ...cells, measure: 'per-km2' }, '件', WORDS))
  assert.deepEqual([cut!['value'], cut!['exposure'], cut!['amount'], cut!['reason']], [null, null, 2, 'w:reason.cut'])
})
