/** City, counts, sites, bottlenecks, duty posts and cards against SQL on the same cache. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { getCard } from '../../../main/store/queries/card.ts'
import { getBorder } from '../../../main/store/queries/borders.ts'
import { getBoundaries, getCity, getIndicators } from '../../../main/store/queries/city.ts'
import { getEffect } from '../../../main/store/queries/effect.ts'
import { getField } from '../../../main/store/queries/field.ts'
import { getOverdue } from '../../../main/store/queries/overdue.ts'
import { getOverview } from '../../../main/store/queries/overview.ts'
import { getBottlenecks, getOnDuty } from '../../../main/store/queries/places.ts'
import { getSites } from '../../../main/store/queries/sites.ts'
import { type Filter, type SiteKind, SITE_KINDS, type View } from '../../../preload/contract/model.ts'
import type { Row } from '../../../main/sync/protocol.ts'
import { DAY, NOW, emptyCache, fillCity, putRow, putScope } from './filled-cache.ts'
import { PLACES, SITES, fillReference } from './reference.ts'

const db = emptyCache()
fillCity(db)
fillReference(db)
const context = { db }
const filter = (part: Partial<Filter> = {}): Filter => ({ area: null, drawn: null, from: NOW - 30 * DAY, to: NOW, classes: [], statuses: [], weekdays: [], hours: [], ...part })
const everywhere = (zoom: number): View => ({ west: 120, south: 28, east: 123, north: 31, zoom })
const at = (hours: number): string => new Date(NOW + hours * 3_600_000).toISOString()
const sum = (values: Uint32Array): number => values.reduce((a, b) => a + b, 0)
const sql = (text: string, ...values: unknown[]): unknown => db.prepare(text).pluck().get(...values)

test('the city comes with its areas, classes, time zone and held districts', () => {
  const city = getCity(context, null)!
  assert.equal(city.timeZone, 'Asia/Shanghai')
  assert.deepEqual(city.heldDistricts, ['330205'])
  assert.deepEqual(city.areas.map((area) => area.level).sort(), ['city', 'district', 'district', 'street', 'street', 'street', 'street'])
  assert.deepEqual(city.classes.map((c) => c.id), ['sanitation', 'safety', 'rental'])
  assert.equal(city.firstReportAt, sql('SELECT min(reported_at) FROM point'))
  assert.equal(city.lastReportAt, sql('SELECT max(reported_at) FROM point'))
  assert.equal(getCity({ db: emptyCache() }, null), null)
})

test('a city that states no bounds gets those of its reports', () => {
  const bare = emptyCache()
  putRow(bare, 'city:x', 'area', { id: 'x', city: 'x', level: 'city', name: 'X', simulated: false, source: 'test' })
  for (const [n, lng] of [-71.1, -71.0].entries()) putRow(bare, 'city:x', 'point', { id: `p${n}`, area: 'x', lng, lat: 42.3, reported_at: new Date(NOW).toISOString(), class: 'c', status: 'closed', weight: 1 })
  const [west, south, east, north] = getCity({ db: bare }, null)!.bounds
  assert.ok(west <= -71.1 && east >= -71 && south <= 42.3 && north >= 42.3 && east - west < 0.1001)
})

test('boundaries come for a level, below a parent when one is named', () => {
  const live = emptyCache()
  fillCity(live, 1)
  const coordinates = [[[[121, 29], [122, 29], [122, 30], [121, 29]]]] as [number, number][][][]
  for (const id of ['330205001', '330212001']) putRow(live, 'city:3302', 'area', { id, city: '3302', level: 'street', name: id, parent: id.slice(0, 6), boundary: { type: 'MultiPolygon', coordinates }, boundary_simulated: true, simulated: true, source: 'test' })
  assert.deepEqual(getBoundaries({ db: live }, { level: 'street', parent: '330212' }), [{ id: '330212001', simulated: true, polygons: coordinates }])
  assert.equal(getBoundaries({ db: live }, { level: 'street', parent: null }).length, 2)
  assert.equal(getBoundaries({ db: live }, { level: 'district', parent: null }).length, 0)
})

test('indicators keep their order, source and time', () => {
  const live = emptyCache()
  const row = { city: '3302', policy: 'charging', name: '换电柜', value: 1299, unit: '个', qualifier: 'exact', simulated: false, source: 'article', as_of: '2026-01-01T00:00:00Z' } as const
  putRow(live, 'city:3302', 'indicator', { ...row, id: 'swap', part_of: 'all', order: 2 })
  putRow(live, 'city:3302', 'indicator', { ...row, id: 'all', value: 11_326, order: 1 })
  assert.deepEqual(getIndicators({ db: live }, null).map((i) => [i.id, i.value, i.partOf, i.asOf]), [['all', 11_326, null, Date.parse(row.as_of)], ['swap', 1299, 'all', Date.parse(row.as_of)]])
})

test('the overview equals SQL and the layers', () => {
  const f = filter({ area: '330205', classes: ['safety', 'sanitation'] })
  const overview = getOverview(context, { filter: f })
  const where = "FROM point WHERE reported_at >= ? AND reported_at < ? AND area LIKE '330205%' AND class IN ('safety', 'sanitation')"
  assert.equal(overview.reports.value, sql(`SELECT count(*) ${where}`, f.from, f.to))
  assert.equal(overview.openReports.value, sql(`SELECT count(*) ${where} AND status NOT IN ('closed', 'closed_forced', 'rejected', 'merged', 'void')`, f.from, f.to))
  const uncovered = getField(context, { layer: 'coverage', filter: f, view: everywhere(9), bandwidthMeters: 300 }).records
  assert.equal(overview.uncoveredReports.value, uncovered)
  assert.equal(overview.coveredShare.value, 1 - uncovered / (overview.reports.value as number))
  assert.equal(overview.lostCourierHours.value, getField(context, { layer: 'bottleneck', filter: f, view: everywhere(9), bandwidthMeters: 300 }).total)
  assert.equal(overview.bottlenecks.value, PLACES)
  assert.equal(overview.onDutyShifts.value, sql('SELECT count(*) FROM shift WHERE starts_at < ? AND ends_at > ?', f.to, f.from))
  for (const kind of SITE_KINDS) assert.equal(overview.sites[kind].value, sql('SELECT count(*) FROM site WHERE kind = ?', kind))
  assert.equal(overview.swapStations.value, sql("SELECT count(*) FROM site WHERE charger = 'swap'"))
  assert.equal(overview.swapStations.provenance.asOf, NOW - 60_000)
})

test('where no reference data is held the figures are unknown, not zero', () => {
  const overview = getOverview(context, { filter: filter({ area: '330212' }) })
  assert.ok((overview.reports.value as number) > 0)
  for (const figure of [overview.lostCourierHours, overview.bottlenecks, overview.uncoveredReports, overview.coveredShare, overview.onDutyShifts, overview.sites.station, overview.swapStations]) assert.equal(figure.value, null)
})

test('sites are clustered by kind, and no site is lost or moved to another view', () => {
  for (const [zoom, kinds] of [[8, [...SITE_KINDS]], [11, ['station', 'merchant']], [13.5, ['charging']], [14, [...SITE_KINDS]]] as [number, SiteKind[]][]) {
    const marks = getSites(context, { filter: filter(), view: everywhere(zoom), kinds, at: NOW, openOnly: false })
    assert.equal(marks.total, sql('SELECT count(*) FROM site WHERE kind IN (SELECT value FROM json_each(?))', JSON.stringify(kinds)))
    assert.equal(marks.counts.reduce((sum, count) => sum + count, 0), marks.total)
    assert.ok(marks.ids.every((id, n) => (id === '') === (marks.counts[n]! > 1)))
    assert.ok(marks.names.every((name, n) => name === (marks.ids[n] === '' ? '' : sql('SELECT name FROM site WHERE id = ?', marks.ids[n]))))
    assert.ok([...marks.kinds].every((kind) => kinds.includes(SITE_KINDS[kind]!)))
    assert.equal(marks.lngLat.length, 2 * marks.counts.length)
    if (zoom >= 14) assert.equal(marks.counts.length, SITES)
    if (zoom === 8) assert.ok(marks.counts.length < 20)
  }
  const part = getSites(context, { filter: filter({ area: '330205001' }), view: { west: 121.52, south: 29.84, east: 121.56, north: 29.87, zoom: 12 }, kinds: ['compound'], at: NOW, openOnly: false })
  assert.equal(part.total, sql("SELECT count(*) FROM site WHERE kind = 'compound' AND area = '330205001' AND lng BETWEEN 121.52 AND 121.56 AND lat BETWEEN 29.84 AND 29.87"))
})

test('open, closed and unknown add up to all sites in view at every zoom, and only the open ones are left when these are asked for', () => {
  const stations = sql("SELECT count(*) FROM site WHERE kind = 'station'") as number
  // Stations are open on Mondays from 8:00 to 1:00 of the next day in Shanghai; the other kinds state no hours.
  for (const [instant, isOpen] of [['2026-06-29T07:59+08:00', false], ['2026-06-29T08:00+08:00', true], ['2026-06-30T00:59+08:00', true], ['2026-06-30T01:00+08:00', false]] as const) {
    for (const zoom of [8, 12, 14]) {
      const asked = { filter: filter(), view: everywhere(zoom), kinds: [...SITE_KINDS], at: Date.parse(instant) }
      const all = getSites(context, { ...asked, openOnly: false })
      assert.deepEqual(all.openings, { open: isOpen ? stations : 0, closed: isOpen ? 0 : stations, unknown: SITES - stations })
      assert.deepEqual([sum(all.open), sum(all.closed), all.total], [all.openings.open, all.openings.closed, SITES])
      const open = getSites(context, { ...asked, openOnly: true })
      assert.deepEqual([open.openings, sum(open.open), open.total], [all.openings, all.openings.open, all.openings.open])
      assert.ok([...open.kinds].every((kind) => SITE_KINDS[kind] === 'station'))
    }
  }
})

test('bottleneck places add up to the layer and come costliest first', () => {
  for (const f of [filter(), filter({ hours: [12] }), filter({ area: '330205002' })]) {
    const places = getBottlenecks(context, { filter: f })
    const field = getField(context, { layer: 'bottleneck', filter: f, view: everywhere(9), bandwidthMeters: 300 })
    assert.ok(Math.abs(places.reduce((sum, place) => sum + place.lostHoursPerDay!, 0) * field.days - field.total) < 1e-6)
    assert.ok(places.every((place, n) => n === 0 || places[n - 1]!.lostHoursPerDay! >= place.lostHoursPerDay!))
    assert.equal(places.length, sql("SELECT count(*) FROM bottleneck WHERE ? IS NULL OR area = ?", f.area, f.area))
  }
})

test('posts on duty are those whose shift is running', () => {
  const at = sql('SELECT starts_at FROM shift ORDER BY starts_at LIMIT 1 OFFSET 60') as number
  const posts = getOnDuty(context, { area: null, drawn: null, at })
  assert.equal(posts.length, sql('SELECT count(*) FROM shift WHERE starts_at <= ? AND ends_at > ?', at, at))
  assert.ok(posts.length > 0 && posts.every((post) => post.team === '分队一' && post.startsAt <= at && at < post.endsAt && post.reachMeters === 900))
  assert.equal(getOnDuty(context, { area: '330212', drawn: null, at }).length, 0)
})

test('a card states what its row states', () => {
  const site = getCard(context, { type: 'site', id: 's1', at: NOW })!
  assert.deepEqual(site.facts, [{ key: 'hours', value: ['1 08:00–25:00'] }, { key: 'services', value: ['热水'] }])
  const place = getCard(context, { type: 'bottleneck', id: 'b0', at: NOW })!
  assert.equal(place.areaName, '名330205001')
  assert.deepEqual(place.facts.find((fact) => fact.key === 'hours')?.value, ['11:00–13:00', '17:00–18:00'])
  assert.deepEqual(place.facts.find((fact) => fact.key === 'measures')?.value, ['relay 2026-05-01–'])
  assert.equal(getCard(context, { type: 'site', id: 'none', at: NOW }), null)
  assert.deepEqual(site.opening, { state: 'closed', opensAt: Date.parse('2026-07-06T08:00+08:00') })
  assert.deepEqual(getCard(context, { type: 'site', id: 's1', at: Date.parse('2026-06-29T23:00+08:00') })?.opening, { state: 'open', until: Date.parse('2026-06-30T01:00+08:00') })
  assert.deepEqual([getCard(context, { type: 'site', id: 's2', at: NOW })?.opening, place.opening], [{ state: 'unknown' }, null])
})

test('a card warns of a border of the street and of the district with its neighbour, and of nothing further inside', () => {
  const live = emptyCache()
  fillCity(live, 1)
  const outline = (id: string, level: 'district' | 'street', parent: string, [west, east]: [number, number], simulated: boolean): void =>
    putRow(live, 'city:3302', 'area', {
      id, city: '3302', level, name: `名${id}`, name_en: `Name ${id}`, parent, boundary: { type: 'MultiPolygon', coordinates: [[[[west, 29], [east, 29], [east, 30], [west, 30], [west, 29]]]] },
      boundary_simulated: simulated, simulated: true, source: 'test',
    })
  outline('330205', 'district', '3302', [121, 121.5], false)
  outline('330212', 'district', '3302', [121.5, 122], false)
  for (const [id, span] of [['330205001', [121, 121.25]], ['330205002', [121.25, 121.5]], ['330212001', [121.5, 122]]] as const) outline(id, 'street', id.slice(0, 6), [...span], true)
  const site = (id: string, area: string, lng: number): void => putRow(live, 'ref:330205', 'site', { id, city: '3302', area, name: id, kind: 'compound', lng, lat: 29.5, simulated: true, source: 'test', as_of: new Date(NOW).toISOString() })
  site('edge', '330205002', 121.4999)
  site('inner', '330205001', 121.2501)
  site('deep', '330205001', 121.1)
  const bordersOf = (id: string): unknown[] => getCard({ db: live }, { type: 'site', id, at: NOW })!.borders.map(({ level, own, neighbour, meters, across, simulated }) => [level, own?.id, neighbour?.nameEn, Math.round(meters), across, simulated])
  assert.deepEqual(bordersOf('edge'), [['district', '330205', 'Name 330212', 10, false, false], ['street', '330205002', 'Name 330212001', 10, false, true]])
  assert.deepEqual(bordersOf('inner'), [['street', '330205001', 'Name 330205002', 10, true, true]])
  assert.deepEqual(bordersOf('deep'), [])
  assert.deepEqual(getBorder({ db: live }, { lng: 121.2501, lat: 29.5 }).map(({ own, neighbour, across }) => [own?.id, neighbour?.id, across]), [['330205002', '330205001', false]])
})

test('overdue is what is open past its deadline at the instant asked about, in the offices held, whatever the period', () => {
  const live = emptyCache()
  fillCity(live, 1)
  putScope(live, 'office:330205001', NOW - 1_000)
  const report = (id: string, status: Row<'case'>['status'], due: number | null, part: Partial<Row<'case'>> = {}): void => putRow(live, 'office:330205001', 'case', {
    id, city: '3302', area: '330205001', number: `号${id}`, class: 'safety', status, text: 'x', place: '桥', lng: 121.5, lat: 29.85, reported_at: at(-24 * 90), updated_at: at(-1), urgent: false, supervised: false,
    danger_to_life: false, photos: 0, simulated: true, source: 'test', ...(due === null ? {} : { due_at: at(due) }), ...part,
  })
  report('late', 'handling', -2)
  report('later', 'suspended', -50, { lng: 121.52 })
  report('closed', 'closed', -2)
  report('intime', 'handling', 2)
  report('undated', 'reported', null)
  report('other', 'dispatched', -1, { class: 'rental' })
  const ask = (part: Partial<Filter>, zoom: number, instant = NOW) => getOverdue({ db: live }, { filter: filter({ from: NOW - DAY, ...part }), view: everywhere(zoom), at: instant })
  const far = ask({}, 12)
  assert.deepEqual([far.total, far.undated, far.cases.length, far.areas.map(({ area, count }) => [area, count]), far.offices.map(({ id }) => id)], [3, 1, 0, [['330205001', 3]], ['330205001']])
  assert.deepEqual(ask({}, 9).areas.map(({ area, count }) => [area, count]), [['330205', 3]])
  assert.equal(far.provenance.asOf, NOW - 1_000)
  assert.deepEqual(ask({}, 14).cases.map(({ id, number, dueAt }) => [id, number, dueAt]), [['later', '号later', NOW - 50 * 3_600_000], ['late', '号late', NOW - 2 * 3_600_000], ['other', '号other', NOW - 3_600_000]])
  assert.deepEqual([ask({ classes: ['rental'] }, 9).total, ask({ statuses: ['suspended', 'closed'] }, 9).total, ask({ area: '330205002' }, 9).total, ask({}, 9, NOW + 2 * 3_600_000).total, ask({}, 9, NOW + 2 * 3_600_000 + 1).total], [1, 1, 0, 3, 4])
  const card = getCard({ db: live }, { type: 'case', id: 'late', at: NOW })!
  assert.deepEqual([card.name, card.due, card.danger, card.asOf], ['号late', { dueAt: NOW - 2 * 3_600_000, isOverdue: true }, false, NOW - 1_000])
  assert.equal(getCard({ db: live }, { type: 'case', id: 'closed', at: NOW })?.due, null)
  assert.deepEqual([getOverdue(context, { filter: filter(), view: everywhere(9), at: NOW }).offices, getOverdue(context, { filter: filter(), view: everywhere(9), at: NOW }).provenance.asOf], [[], null])
})

test('before and after are plain averages of whole weeks on both sides of the latest measure', () => {
  const effect = getEffect(context, { id: 'b0' })
  assert.equal(effect, null, 'the measure began before the first handover held')
  const row = JSON.parse(sql("SELECT body FROM bottleneck WHERE id = 'b1'") as string) as Row<'bottleneck'>
  putRow(db, 'ref:330205', 'bottleneck', { ...row, id: 'b1', measures: [{ kind: 'plan', from: '2026-06-03' }, { kind: 'locker', from: '2026-06-17' }] })
  const found = getEffect(context, { id: 'b1' })!
  assert.deepEqual([found.measure, found.days, found.before.from, found.before.to, found.after.from, found.after.to], ['locker', 14, '2026-06-03', '2026-06-16', '2026-06-17', '2026-06-30'])
  for (const span of [found.before, found.after]) {
    const [orders, minutes] = db.prepare("SELECT sum(e.value ->> 1), sum(e.value ->> 2) FROM handover, json_each(handover.body, '$.hours') e WHERE place = 'b1' AND day_from BETWEEN ? AND ?").raw().get(span.from, span.to) as [number, number]
    assert.deepEqual([span.orders, Math.round(span.minutesPerOrder! * 1e6)], [orders, Math.round((minutes / orders) * 1e6)])
    const local = filter({ from: Date.parse(`${span.from}T00:00+08:00`), to: Date.parse(`${span.to}T00:00+08:00`) + DAY })
    assert.ok(Math.abs(span.lostHoursPerDay - getBottlenecks(context, { filter: local }).find(({ id }) => id === 'b1')!.lostHoursPerDay!) < 1e-9)
  }
  assert.equal(getEffect(context, { id: 'none' }), null)
  putRow(db, 'ref:330205', 'bottleneck', { ...row, id: 'b1', measures: [{ kind: 'locker', from: '2026-06-17' }, { kind: 'relay', from: '2027-01-01' }] })
  assert.deepEqual(getEffect(context, { id: 'b1' }), found, 'one that is planned does not hide the one in force')
  putRow(db, 'ref:330205', 'bottleneck', { ...row, id: 'b1', measures: [{ kind: 'relay', from: '2027-01-01' }] })
  assert.equal(getEffect(context, { id: 'b1' }), null, 'what is planned has no effect yet')
})
