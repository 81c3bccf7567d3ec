/** field.get against independent SQL on the same cache. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { geodesicMeters } from '../../../main/field/distance.ts'
import { cellAreaKm2 } from '../../../main/field/ground.ts'
import { getField } from '../../../main/store/queries/field.ts'
import { FIELD_FUNCTIONS } from '../../../main/store/queries/lanes.ts'
import type { Field, FieldLayer, Filter, View } from '../../../preload/contract/model.ts'
import { DAY, NOW, emptyCache, fillCity, putRow, putScope } from './filled-cache.ts'
import { dateOf, fillReference } from './reference.ts'

const db = emptyCache()
fillCity(db)
fillReference(db)
const context = { db }
const view = (zoom: number, lng = 121.56, lat = 29.86): View => {
  const half = (1000 / 512 / 2 ** zoom) * 180
  return { west: lng - half, south: lat - half * 0.5, east: lng + half, north: lat + half * 0.5, zoom }
}
const filter = (part: Partial<Filter> = {}): Filter => ({ area: null, drawn: null, from: NOW - 30 * DAY, to: NOW, classes: [], statuses: [], weekdays: [], hours: [], ...part })
const ask = (layer: FieldLayer, f: Filter, zoom = 11): Field => getField(context, { layer, filter: f, view: view(zoom), bandwidthMeters: 600 })
const near = (found: number, expected: number, note = ''): void => assert.ok(Math.abs(found - expected) <= 1e-6 * Math.max(1, Math.abs(expected)), `${found} is not ${expected} ${note}`)

const FILTERS = [
  filter(), filter({ area: '330205' }), filter({ area: '330212001' }), filter({ area: '3302' }), filter({ classes: ['safety'] }), filter({ classes: ['none'] }),
  filter({ hours: [0, 8, 9, 23] }), filter({ area: '330212', classes: ['safety', 'rental'], hours: [7, 8], from: NOW - 17.31 * DAY, to: NOW - 2.7 * DAY }),
  filter({ statuses: ['filed', 'closed'] }), filter({ weekdays: [6, 7] }), filter({ weekdays: [1, 3], hours: [0, 8, 9, 23], statuses: ['reported', 'merged', 'closed'], classes: ['safety', 'rental'] }),
  filter({ from: NOW - 3 * DAY - 1, to: NOW - 3 * DAY }), filter({ from: NOW, to: NOW + DAY }),
]

/** Reports of a filter by SQL: a prefix instead of the parent chain, and SQLite's clock for weekday and hour. */
function reportsBySql(f: Filter): { id: string; weight: number; at: number; lng: number; lat: number; area: string }[] {
  return db.prepare(`SELECT id, weight, reported_at AS at, body ->> '$.lng' AS lng, body ->> '$.lat' AS lat, area FROM point WHERE reported_at >= ? AND reported_at < ?
    AND (? IS NULL OR area LIKE ? || '%') AND (? = 0 OR class IN (SELECT value FROM json_each(?)))
    AND (? = 0 OR status IN (SELECT value FROM json_each(?)))
    AND (? = 0 OR (CAST(strftime('%w', reported_at / 1000 + 28800, 'unixepoch') AS INTEGER) + 6) % 7 + 1 IN (SELECT value FROM json_each(?)))
    AND (? = 0 OR CAST(strftime('%H', reported_at / 1000 + 28800, 'unixepoch') AS INTEGER) IN (SELECT value FROM json_each(?)))`)
    .all(f.from, f.to, f.area, f.area, f.classes.length, JSON.stringify(f.classes), f.statuses.length, JSON.stringify(f.statuses), f.weekdays.length, JSON.stringify(f.weekdays), f.hours.length, JSON.stringify(f.hours)) as ReturnType<typeof reportsBySql>
}

test('total and records of the report layer equal SQL at three zooms for several filters', () => {
  for (const f of FILTERS) {
    const rows = reportsBySql(f)
    for (const zoom of [9, 12, 15]) {
      const field = ask('report', f, zoom)
      assert.equal(field.records, rows.length, JSON.stringify(f))
      near(field.total, rows.reduce((sum, row) => sum + row.weight, 0), JSON.stringify(f))
      assert.equal(field.values.length, field.width * field.height)
    }
  }
})

test('uncovered reports equal SQL with geodesic distances, in held districts only', () => {
  const shifts = db.prepare('SELECT lng, lat, reach_meters AS reach, starts_at AS starts, ends_at AS ends FROM shift').all() as Record<'lng' | 'lat' | 'reach' | 'starts' | 'ends', number>[]
  for (const f of FILTERS) {
    const rows = reportsBySql(f).filter((row) => row.area.startsWith('330205') && !shifts.some((s) => s.starts <= row.at && row.at < s.ends && geodesicMeters(s.lng, s.lat, row.lng, row.lat) <= s.reach))
    const field = ask('coverage', f)
    assert.equal(field.records, rows.length, JSON.stringify(f))
    near(field.total, rows.reduce((sum, row) => sum + row.weight, 0))
  }
})

test('lost courier-hours equal SQL over the handovers', () => {
  const cases: [number, number, number[], string | null, number[]][] = [[0, 30, [], null, []], [5, 12, [], null, []], [0, 30, [12], null, []], [3, 29, [11, 18], '330205002', []], [0, 30, [3], null, []], [0, 30, [], '330212', []],
    [0, 30, [], null, [7]], [2, 27, [12, 18], '330205002', [1, 2, 6]], [0, 1, [], null, [3]]]
  for (const [from, to, hours, area, weekdays] of cases) {
    const f = filter({ from: Date.parse('2026-05-31T16:00:00Z') + from * DAY, to: Date.parse('2026-05-31T16:00:00Z') + to * DAY, hours, area, weekdays })
    const days = [dateOf(from), dateOf(to - 1)]
    type Cell = { place: string; area: string; hour: number; orders: number; minutes: number }
    // Every row is of one day. 1 June 2026 is a Monday.
    const onChosen = `(json_array_length(?) = 0 OR (CAST(julianday(day_from) - julianday('2026-06-01') AS INTEGER) % 7 + 7) % 7 + 1 IN (SELECT value FROM json_each(?)))`
    const cellsOn = (list: number[]): Cell[] => db.prepare(`SELECT place, min(area) AS area, e.value ->> 0 AS hour, sum(e.value ->> 1) AS orders, sum(e.value ->> 2) AS minutes
      FROM handover, json_each(body, '$.hours') AS e WHERE day_from >= ? AND day_to <= ? AND ${onChosen} GROUP BY 1, 3 ORDER BY 1.0 * minutes / orders`).all(...days, JSON.stringify(list), JSON.stringify(list)) as Cell[]
    const cells = cellsOn([])
    const all = cells.reduce((sum, cell) => sum + cell.orders, 0)
    let below = 0
    const middle = cells.find((cell) => (below += cell.orders) >= all / 2)!
    const median = middle.minutes / middle.orders
    const inFilter = cellsOn(weekdays).filter((cell) => (hours.length === 0 || hours.includes(cell.hour)) && (area === null || cell.area.startsWith(area)))
    const records = db.prepare(`SELECT count(*) FROM handover WHERE day_from >= ? AND day_to <= ? AND ${onChosen} AND (? IS NULL OR area LIKE ? || '%')
      AND EXISTS (SELECT 1 FROM json_each(body, '$.hours') AS e WHERE ? = 0 OR e.value ->> 0 IN (SELECT value FROM json_each(?)))`).pluck().get(...days, JSON.stringify(weekdays), JSON.stringify(weekdays), area, area, hours.length, JSON.stringify(hours))
    const field = ask('bottleneck', f)
    near(field.total, inFilter.reduce((sum, cell) => sum + Math.max(0, cell.minutes - cell.orders * median) / 60, 0), JSON.stringify([from, to, hours, area]))
    assert.equal(field.records, records)
    const inPeriod = Array.from({ length: to - from }, (_, n) => ((from + n) % 7) + 1)
    assert.equal(field.days, weekdays.length === 0 ? to - from : inPeriod.filter((day) => weekdays.includes(day)).length)
    assert.ok(field.values.every(Number.isFinite))
  }
})

test('a field over all points holds its total: cells times ground times days', () => {
  for (const [layer, f] of (['report', 'coverage', 'bottleneck'] as const).flatMap((one) => [[one, filter()], [one, filter({ weekdays: [2, 6] })]] as const)) {
    const field = ask(layer, f, 10)
    let mass = 0
    field.values.forEach((value, cell) => (mass += value * cellAreaKm2(field.level, field.y0 + Math.floor(cell / field.width)) * field.days))
    assert.ok(field.total > 0 && Math.abs(mass / field.total - 1) < 0.002, `${layer}: ${mass} of ${field.total}`)
  }
})

test('class limits are the same for every view, period, area, class, status, weekday and hour, and rise', () => {
  for (const layer of ['report', 'coverage', 'bottleneck'] as const) {
    const { limits } = ask(layer, filter(), 9)
    for (const [f, zoom] of [[filter({ area: '330205' }), 12], [filter({ classes: ['safety'] }), 15], [filter({ hours: [8] }), 10], [filter({ weekdays: [1], statuses: ['filed'] }), 10], [filter({ from: NOW - 3 * DAY }), 11]] as const) assert.deepEqual(ask(layer, f, zoom).limits, limits)
    assert.ok(limits.every((limit, i) => limit > (limits[i - 1] ?? 0)), String(limits))
  }
})

test('the scale is made of the eight weeks before the month of the newest record, or of what is held of them', () => {
  // The newest report is of 30 June in Shanghai, the oldest of 2 May.
  const { scale } = ask('report', filter())
  assert.deepEqual([scale?.name, new Date(scale!.to).toISOString()], ['2026-06', '2026-05-31T16:00:00.000Z'])
  const oldest = db.prepare('SELECT min(reported_at) FROM point').pluck().get() as number
  assert.ok(scale!.from <= oldest && oldest - scale!.from < DAY)
  // Handovers are of June alone: all days before the newest.
  assert.deepEqual([ask('bottleneck', filter()).scale?.from, ask('bottleneck', filter()).scale?.to], [Date.parse('2026-05-31T16:00:00Z'), Date.parse('2026-06-29T16:00:00Z')])
})

test('every answer owns its values', () => {
  const [one, two] = [ask('report', filter()), ask('report', filter())]
  assert.notEqual(one.values.buffer, two.values.buffer)
  assert.deepEqual(one.values, two.values)
})

test('the age is that of the scopes read: the city for reports, the held district for the rest', () => {
  assert.equal(ask('report', filter()).provenance.asOf, NOW)
  assert.equal(ask('bottleneck', filter()).provenance.asOf, NOW - 60_000)
  assert.equal(ask('coverage', filter({ area: '330212' })).provenance.asOf, null)
  assert.equal(ask('report', filter()).provenance.simulated, true)
})

test('announced changes are followed one by one, unannounced ones by reading again', () => {
  const live = emptyCache()
  fillCity(live, 500)
  const reader = { db: live }
  const count = (): number => getField(reader, { layer: 'report', filter: filter({ from: 0, to: NOW + DAY }), view: view(10), bandwidthMeters: 300 }).records
  const put = (id: string, weight: number): void => putRow(live, 'city:3302', 'point', { id, area: '330205001', lng: 121.5, lat: 29.85, reported_at: new Date(NOW).toISOString(), class: 'new', status: 'reported', weight })
  assert.equal(count(), 500)
  put('fresh', 1)
  live.exec("UPDATE scope SET cursor = cursor + 1 WHERE kind = 'city'")
  assert.equal(count(), 501)
  put('p3', 9)
  put('later', 1)
  live.exec("DELETE FROM point WHERE id = 'p4'; UPDATE scope SET cursor = cursor + 1 WHERE kind = 'city'")
  FIELD_FUNCTIONS['points.changed'](reader, { ids: ['p3', 'later', 'p4', 'p4', 'never'] })
  assert.equal(count(), 501)
  const { total } = getField(reader, { layer: 'report', filter: filter({ from: 0, to: NOW + DAY }), view: view(10), bandwidthMeters: 300 })
  near(total, live.prepare('SELECT sum(weight) FROM point').pluck().get() as number)
  live.exec("DELETE FROM point WHERE id < 'p2'")
  FIELD_FUNCTIONS['points.changed'](reader, 'reload')
  assert.equal(count(), live.prepare('SELECT count(*) FROM point').pluck().get())
})

test('an imported city filters by parent chain and is held as a whole', () => {
  const boston = emptyCache()
  putScope(boston, 'city:boston')
  putScope(boston, 'ref:boston')
  const area = { city: 'boston', simulated: false, source: 'test' }
  putRow(boston, 'city:boston', 'area', { ...area, id: 'boston', level: 'city', name: 'Boston', time_zone: 'America/New_York' })
  for (const id of ['dorchester', 'roxbury']) putRow(boston, 'city:boston', 'area', { ...area, id: `boston/${id}`, level: 'street', name: id, parent: 'boston' })
  // 00:30 on either side of the change to summer time on 8 March 2026.
  for (const [n, at] of ['2026-03-08T05:30:00Z', '2026-03-09T04:30:00Z', '2026-03-08T17:00:00Z'].entries())
    putRow(boston, 'city:boston', 'point', { id: `r${n}`, area: n === 1 ? 'boston/roxbury' : 'boston/dorchester', lng: -71.06, lat: 42.3, reported_at: at, class: 'pothole', status: 'closed', weight: 1 })
  const count = (layer: FieldLayer, part: Partial<Filter>): number =>
    getField({ db: boston }, { layer, filter: filter({ from: Date.parse('2026-03-01'), to: Date.parse('2026-04-01'), ...part }), view: view(11, -71.06, 42.3), bandwidthMeters: 300 }).records
  assert.equal(count('report', { area: 'boston/dorchester' }), 2)
  assert.equal(count('report', { area: 'boston' }), 3)
  assert.equal(count('report', { hours: [0] }), 2)
  assert.equal(count('coverage', { area: 'boston/roxbury' }), 1)
})

test('an empty cache answers an empty field', () => {
  const field = getField({ db: emptyCache() }, { layer: 'coverage', filter: filter(), view: view(10), bandwidthMeters: 300 })
  assert.equal(field.records, 0)
  assert.ok(field.values.every((value) => value === 0))
  assert.equal(field.provenance.asOf, null)
})
