/** areas.figures against SQL on the same cache, and against the field. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { poissonLimits } from '../../../main/field/reliability.ts'
import { getAreaFigures } from '../../../main/store/queries/area-figures.ts'
import { getCells } from '../../../main/store/queries/cells.ts'
import { getField } from '../../../main/store/queries/field.ts'
import type { AreaFigure, AreaFigures, Measure, MeasuredLevel } from '../../../preload/contract/measure.ts'
import { FIELD_LAYERS, type FieldLayer, type Filter } from '../../../preload/contract/model.ts'
import { DAY, NOW, emptyCache, fillCity, putRow } from './filled-cache.ts'
import { fillReference } from './reference.ts'

const db = emptyCache()
fillCity(db)
fillReference(db)
const SQUARE: [number, number][] = [[121.5, 29.8], [121.6, 29.8], [121.6, 29.9], [121.5, 29.9], [121.5, 29.8]]
for (const id of ['330205', '330212']) {
  const body = db.prepare('SELECT body FROM area WHERE id = ?').pluck().get(id) as string
  putRow(db, 'city:3302', 'area', { ...(JSON.parse(body) as never as { id: string }), boundary: { type: 'MultiPolygon', coordinates: [[SQUARE]] }, boundary_simulated: true } as never)
}
for (const [n, verified] of [1_200, 800].entries())
  putRow(db, 'city:3302', 'worker', { id: `w${n}`, city: '3302', area: '330205', sector: n === 0 ? 'parcel' : 'freight', verified, simulated: true, source: 'test', as_of: new Date(NOW).toISOString() })

const context = { db }
const filter = (part: Partial<Filter> = {}): Filter => ({ area: null, drawn: null, from: NOW - 30 * DAY, to: NOW, classes: [], statuses: [], weekdays: [], hours: [], ...part })
const ask = (layer: FieldLayer, measure: Measure, level: MeasuredLevel, f = filter()): AreaFigures => getAreaFigures(context, { layer, measure, level, filter: f })
const of = ({ figures }: AreaFigures, area: string): AreaFigure => figures.find((figure) => figure.area === area)!
const near = (found: number | null, expected: number): void => assert.ok(found !== null && Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), `${found} is not ${expected}`)

const FILTERS = [filter(), filter({ area: '330205' }), filter({ area: '330212002' }), filter({ classes: ['safety'], statuses: ['closed', 'reported'] }), filter({ hours: [8, 9, 20], weekdays: [1, 6] })]

test('amounts and records by district and street equal SQL, whatever the filter', () => {
  for (const f of FILTERS) {
    for (const [level, length] of [['district', 6], ['street', 9]] as const) {
      const rows = db.prepare(`SELECT substr(area, 1, ?) AS id, count(*) AS records, sum(weight) AS amount FROM point WHERE reported_at >= ? AND reported_at < ? AND (? IS NULL OR area LIKE ? || '%')
        AND (? = 0 OR class IN (SELECT value FROM json_each(?))) AND (? = 0 OR status IN (SELECT value FROM json_each(?)))
        AND (? = 0 OR (CAST(strftime('%w', reported_at / 1000 + 28800, 'unixepoch') AS INTEGER) + 6) % 7 + 1 IN (SELECT value FROM json_each(?)))
        AND (? = 0 OR CAST(strftime('%H', reported_at / 1000 + 28800, 'unixepoch') AS INTEGER) IN (SELECT value FROM json_each(?))) GROUP BY 1`)
        .all(length, f.from, f.to, f.area, f.area, ...[f.classes, f.statuses, f.weekdays, f.hours].flatMap((list) => [list.length, JSON.stringify(list)])) as { id: string; records: number; amount: number }[]
      const said = ask('report', 'count', level, f)
      assert.deepEqual(said.figures.filter(({ records }) => records > 0).map(({ area, records, amount, value }) => [area, records, amount, value]), rows.map(({ id, records, amount }) => [id, records, amount, amount]))
    }
  }
})

test('the sum over the areas is the total of the field, for every layer, level and filter', () => {
  const view = { west: 121, south: 29.5, east: 122, north: 30.2, zoom: 10 }
  for (const layer of FIELD_LAYERS) for (const level of ['district', 'street'] as const) for (const f of FILTERS) {
    const [areas, field] = [ask(layer, 'count', level, f), getField(context, { layer, filter: f, view, bandwidthMeters: 600 })]
    near(areas.total, field.total)
    assert.equal(areas.records, field.records)
    assert.equal(areas.days, field.days)
  }
})

test('outside held districts coverage and bottlenecks are unknown, reports are not', () => {
  for (const layer of ['coverage', 'bottleneck'] as const) {
    assert.deepEqual([of(ask(layer, 'count', 'district'), '330212').amount, of(ask(layer, 'count', 'street'), '330212001').value], [null, null])
    assert.notEqual(of(ask(layer, 'count', 'district'), '330205').amount, null)
  }
  assert.notEqual(of(ask('report', 'count', 'district'), '330212').amount, null)
})

test('each measure divides by its own exposure, and says when that is not known', () => {
  const { amount } = of(ask('report', 'count', 'district'), '330205')
  const ground = of(ask('report', 'per-km2', 'district'), '330205')
  // 0.1 by 0.1 degrees at 29.85° north.
  near(ground.value, amount! / ground.exposure!)
  assert.ok(Math.abs(ground.exposure! / 30 - 107.2) < 0.5, String(ground.exposure! / 30))
  near(of(ask('report', 'per-1000-workers', 'district'), '330205').value, amount! / 2)
  assert.equal(of(ask('report', 'per-1000-workers', 'district'), '330212').value, null)
  assert.equal(of(ask('report', 'per-1000-workers', 'street'), '330205001').value, null)
  // The whole of June in Shanghai, as the handovers have it.
  const june = filter({ from: Date.parse('2026-05-31T16:00:00Z'), to: Date.parse('2026-06-30T16:00:00Z'), hours: [12] })
  const orders = db.prepare(`SELECT sum(e.value ->> 1) FROM handover, json_each(body, '$.hours') AS e WHERE e.value ->> 0 = 12 AND area = '330205001'`).pluck().get() as number
  near(of(ask('bottleneck', 'per-10000-orders', 'street', june), '330205001').exposure, orders / 10_000)
})

test('a rate has exact limits, a count has none; courier-hours are no events', () => {
  const rate = of(ask('report', 'per-1000-workers', 'district'), '330205')
  assert.deepEqual(rate.interval, poissonLimits(rate.amount!).map((limit) => limit / 2))
  assert.equal(of(ask('report', 'count', 'district'), '330205').interval, null)
  assert.equal(of(ask('bottleneck', 'per-km2', 'district'), '330205').interval, null)
})

test('of a district in which a street is chosen the count and the orders are the street’s, and there is no rate of its whole ground or workers', () => {
  const june = filter({ from: Date.parse('2026-05-31T16:00:00Z'), to: Date.parse('2026-06-30T16:00:00Z'), area: '330205001' })
  const [asDistrict, asStreet] = [(measure: Measure) => of(ask('report', measure, 'district', june), '330205'), (measure: Measure) => of(ask('report', measure, 'street', june), '330205001')]
  assert.ok(asDistrict('count').value! > 0)
  assert.equal(asDistrict('count').value, asStreet('count').value)
  for (const measure of ['per-km2', 'per-1000-workers'] as const) {
    const { amount, value, exposure, interval, rank } = asDistrict(measure)
    assert.deepEqual([amount, value, exposure, interval, rank], [asStreet('count').value, null, null, null, null], measure)
  }
  assert.deepEqual({ ...asDistrict('per-10000-orders'), area: '330205001' }, asStreet('per-10000-orders'))
  const cells = getCells(context, { layer: 'report', measure: 'per-10000-orders', filter: june, view: { west: 121, south: 29.5, east: 122, north: 30.2, zoom: 9 } })
  near(asDistrict('per-10000-orders').exposure, cells.exposure.reduce((sum, orders) => sum + (Number.isNaN(orders) ? 0 : orders), 0))
})

test('an area that the one chosen holds as a whole has the rates it has in the whole city', () => {
  for (const measure of ['per-km2', 'per-1000-workers', 'per-10000-orders'] as const) {
    assert.ok(of(ask('report', measure, 'district'), '330205').value! > 0)
    for (const area of ['330205', '3302']) assert.equal(of(ask('report', measure, 'district', filter({ area })), '330205').value, of(ask('report', measure, 'district'), '330205').value)
  }
})

test('one event among three orders is hatched and absent from the ranking', () => {
  const small = emptyCache()
  fillCity(small, 200)
  const place = { city: '3302', lng: 121.5, lat: 29.85, simulated: true, source: 'test' }
  const handover = (street: string, orders: number): void => putRow(small, 'ref:330205', 'handover', { ...place, id: `h${street}`, place: `b${street}`, area: street, from: '2026-06-01', to: '2026-06-30', hours: [[12, orders, orders * 3]] })
  handover('330205001', 3)
  handover('330205002', 4_000)
  small.exec("DELETE FROM point WHERE area = '330205001' AND id <> (SELECT min(id) FROM point WHERE area = '330205001' AND reported_at > 1780300000000)")
  const { figures } = getAreaFigures({ db: small }, { layer: 'report', measure: 'per-10000-orders', level: 'street', filter: filter() })
  const [few, many] = ['330205001', '330205002'].map((area) => figures.find((figure) => figure.area === area)!)
  assert.deepEqual([few!.records, few!.reliability, few!.rank], [1, 'too-few', null])
  assert.ok(few!.value! > many!.value!)
  assert.deepEqual([many!.rank, many!.reliability], [1, 'plain'])
})

test('ranks follow the lower limit, and the class limits rise and are the same for every filter', () => {
  const said = ask('report', 'per-km2', 'district')
  assert.deepEqual(said.figures.filter(({ rank }) => rank !== null).toSorted((a, b) => a.rank! - b.rank!).map(({ interval }) => interval![0]), said.figures.flatMap(({ interval, rank }) => (rank === null ? [] : [interval![0]])).toSorted((a, b) => b - a))
  assert.ok(said.limits.every((limit, i) => limit > (said.limits[i - 1] ?? 0)))
  for (const f of FILTERS.slice(1)) assert.deepEqual(ask('report', 'per-km2', 'district', f).limits, said.limits)
})
