/** What is made of handovers, in a period that reaches beyond the days they are held for: against the held days by themselves and against SQL, in every mode. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getAreaFigures } from '../../../main/store/queries/area-figures.ts'
import { getCells } from '../../../main/store/queries/cells.ts'
import { getField } from '../../../main/store/queries/field.ts'
import { getOverview } from '../../../main/store/queries/overview.ts'
import { getBottlenecks } from '../../../main/store/queries/places.ts'
import type { AreaFigures, Measure } from '../../../preload/contract/measure.ts'
import type { Cells } from '../../../preload/contract/cells.ts'
import type { Field, FieldLayer, Filter, View } from '../../../preload/contract/model.ts'
import { DAY, NOW, emptyCache, fillCity, putRow } from './filled-cache.ts'
import { fillReference } from './reference.ts'

const db = emptyCache()
fillCity(db)
// Handovers are held for June, which ends at NOW in Shanghai.
fillReference(db)
// Reports of the three days after it, one every three hours.
for (let n = 0; n < 24; n++) putRow(db, 'city:3302', 'point', { id: `new${n}`, area: '330205001', lng: 121.5, lat: 29.85, reported_at: new Date(NOW + n * 3 * 3_600_000).toISOString(), class: 'safety', status: 'reported', weight: 1 })

const context = { db }
const VIEW: View = { west: 121.2, south: 29.6, east: 121.9, north: 30.1, zoom: 9 }
const filter = (part: Partial<Filter> = {}): Filter => ({ area: null, drawn: null, from: NOW - 7 * DAY, to: NOW, classes: [], statuses: [], weekdays: [], hours: [], ...part })
const WEEK = filter()
const fieldOf = (layer: FieldLayer, f: Filter): Field => getField(context, { layer, filter: f, view: VIEW, bandwidthMeters: 600 })
const cellsOf = (layer: FieldLayer, measure: Measure, f: Filter): Cells => getCells(context, { layer, measure, filter: f, view: VIEW })
const areasOf = (layer: FieldLayer, measure: Measure, f: Filter): AreaFigures => getAreaFigures(context, { layer, measure, level: 'street', filter: f })
const countReports = ({ from, to }: Filter): number => db.prepare('SELECT count(*) FROM point WHERE reported_at >= ? AND reported_at < ?').pluck().get(from, to) as number
const sum = (numbers: Iterable<number>): number => [...numbers].reduce((all, each) => all + each, 0)

test('lost hours of a period that ends after the newest handovers are per day of the held days, in every mode', () => {
  for (const part of [{}, { area: '330205002' }, { hours: [11, 12] }, { weekdays: [1, 2, 3] }]) {
    const [held, asked] = [filter(part), filter({ ...part, to: NOW + 3 * DAY })]
    const field = fieldOf('bottleneck', asked)
    assert.ok(field.total > 0)
    assert.deepEqual(field, fieldOf('bottleneck', held))
    assert.deepEqual([field.span, field.days], [{ from: held.from, to: held.to }, part.weekdays === undefined ? 7 : 3])
    for (const measure of ['count', 'per-km2', 'per-10000-orders'] as const) {
      assert.deepEqual(cellsOf('bottleneck', measure, asked), cellsOf('bottleneck', measure, held))
      assert.deepEqual(areasOf('bottleneck', measure, asked), areasOf('bottleneck', measure, held))
    }
    const places = getBottlenecks(context, { filter: asked })
    assert.deepEqual(places, getBottlenecks(context, { filter: held }))
    assert.ok(Math.abs(sum(places.map((place) => place.lostHoursPerDay!)) * field.days - field.total) < 1e-6)
    assert.deepEqual(getOverview(context, { filter: asked }).lostCourierHours, getOverview(context, { filter: held }).lostCourierHours)
  }
})

test('a period that begins before the oldest handovers is cut to them as well', () => {
  const [held, asked] = [filter({ from: NOW - 30 * DAY }), filter({ from: NOW - 50 * DAY })]
  assert.deepEqual(fieldOf('bottleneck', asked), fieldOf('bottleneck', held))
  assert.equal(fieldOf('bottleneck', asked).days, 30)
})

test('reports per ten thousand orders are those of the days of which orders are held, and a count of them is of all days', () => {
  const asked = filter({ to: NOW + 3 * DAY })
  const orders = db.prepare("SELECT sum(e.value ->> 1) FROM handover, json_each(body, '$.hours') AS e WHERE day_from >= '2026-06-24'").pluck().get() as number
  const [cells, areas] = [cellsOf('report', 'per-10000-orders', asked), areasOf('report', 'per-10000-orders', asked)]
  for (const { span, days } of [cells, areas]) assert.deepEqual([span, days], [{ from: WEEK.from, to: WEEK.to }, 7])
  assert.deepEqual([cells.totalRecords, areas.records], [countReports(WEEK), countReports(WEEK)])
  assert.ok(Math.abs(sum(areas.figures.flatMap(({ exposure }) => exposure ?? [])) - orders / 10_000) < 1e-9)
  assert.deepEqual([cells, areas], [cellsOf('report', 'per-10000-orders', WEEK), areasOf('report', 'per-10000-orders', WEEK)])
  for (const said of [cellsOf('report', 'count', asked), areasOf('report', 'per-km2', asked), fieldOf('report', asked)]) assert.deepEqual([said.span, said.days], [{ from: asked.from, to: asked.to }, 10])
  assert.equal(cellsOf('report', 'count', asked).totalRecords, countReports(asked))
  assert.equal(countReports(asked), countReports(WEEK) + 24)
})

test('where no day of handovers lies in the period what is made of them is unknown in every mode, and reports are not', () => {
  // The first of July is a Wednesday.
  for (const asked of [filter({ from: NOW, to: NOW + 3 * DAY }), filter({ from: NOW - 2 * DAY, to: NOW + 3 * DAY, weekdays: [3] }), filter({ from: NOW - 90 * DAY, to: NOW - 31 * DAY })]) {
    assert.deepEqual([fieldOf('bottleneck', asked).span, fieldOf('bottleneck', asked).days], [null, 0])
    for (const layer of ['bottleneck', 'report'] as const) {
      const [cells, areas] = [cellsOf(layer, 'per-10000-orders', asked), areasOf(layer, 'per-10000-orders', asked)]
      assert.deepEqual([cells.span, cells.ids, areas.span], [null, [], null])
      assert.ok(areas.figures.length === 4 && areas.figures.every(({ amount, value, rank }) => amount === null && value === null && rank === null))
    }
    for (const measure of ['count', 'per-km2'] as const) {
      assert.ok(areasOf('bottleneck', measure, asked).figures.every(({ amount, value }) => amount === null && value === null))
      assert.ok(areasOf('bottleneck', measure, asked).limits.every((limit) => limit > 0))
      assert.equal(areasOf('report', measure, asked).records, fieldOf('report', asked).records)
      assert.deepEqual(areasOf('report', measure, asked).span, { from: asked.from, to: asked.to })
    }
    const places = getBottlenecks(context, { filter: asked })
    assert.ok(places.length > 0 && places.every(({ orders, lostHoursPerDay }) => orders === null && lostHoursPerDay === null))
    const overview = getOverview(context, { filter: asked })
    assert.equal(overview.lostCourierHours.value, null)
    assert.ok(overview.reports.value! > 0 && overview.bottlenecks.value === places.length)
  }
})

test('a place without a handover in the period is unknown, one without orders in the chosen hours lost nothing, and the unknown ones come last', () => {
  const row = JSON.parse(db.prepare("SELECT body FROM bottleneck WHERE id = 'b0'").pluck().get() as string) as { id: string }
  putRow(db, 'ref:330205', 'bottleneck', { ...row, id: 'b9', severity: 5 } as never)
  const places = getBottlenecks(context, { filter: filter({ hours: [3] }) })
  assert.deepEqual(places.filter(({ id }) => id !== 'b9').map(({ orders, lostHoursPerDay }) => [orders, lostHoursPerDay]), places.slice(1).map(() => [0, 0]))
  assert.deepEqual([places.at(-1)!.id, places.at(-1)!.orders, places.at(-1)!.lostHoursPerDay], ['b9', null, null])
})

test('a day of handovers that comes in is answered from then on', () => {
  const asked = filter({ to: NOW + 3 * DAY })
  assert.equal(fieldOf('bottleneck', asked).days, 7)
  putRow(db, 'ref:330205', 'handover', { id: 'late', city: '3302', place: 'b0', area: '330205001', lng: 121.5, lat: 29.85, from: '2026-07-01', to: '2026-07-01', hours: [[12, 30, 300]], simulated: true, source: 'test' })
  assert.deepEqual([fieldOf('bottleneck', asked).days, fieldOf('bottleneck', asked).span?.to], [8, NOW + DAY])
})
