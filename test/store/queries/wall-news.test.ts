/** How old a wall's sources are said to be, and which alerts stand: each where its rows say so, none where its source is too old to be believed. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { judgeAge, type SourceId } from '../../../preload/contract/freshness.ts'
import { DEFAULT_THRESHOLDS } from '../../../preload/contract/wall-settings.ts'
import type { WallAlert } from '../../../preload/contract/wall.ts'
import type { WritableDatabase } from '../../../main/store/open.ts'
import { getNews, type News, type NewsQuestion } from '../../../main/store/queries/wall-news.ts'
import type { Row } from '../../../main/sync/protocol.ts'
import { giveCity, OFFICES, openDesk } from '../overlay/desk.ts'
import { caseRow, putCase } from './cases.ts'
import { DAY, emptyCache, fillCity, NOW, putRow, putScope } from './filled-cache.ts'
import { fillReference } from './reference.ts'

const HOUR = 3_600_000
const [DISTRICT, STREET] = ['330205', '330205001']
const T = DEFAULT_THRESHOLDS.everyMs
const iso = (at: number): string => new Date(at).toISOString()
const ask = (db: WritableDatabase, more: Partial<NewsQuestion> = {}): News => getNews({ db }, { area: DISTRICT, headlineArea: null, thresholds: DEFAULT_THRESHOLDS, at: NOW, ...more })
const sourceOf = (news: News, id: SourceId): News['sources'][number] => news.sources.find((source) => source.id === id)!
const kindsOf = ({ alerts }: News): string[] => alerts.map(({ kind, level }) => `${level} ${kind}`).sort()
const confirm = (db: WritableDatabase, kind: string, at: number | null): unknown => db.prepare('UPDATE scope SET ok_at = ? WHERE kind = ?').run(at, kind)

function city(reports = 2_000): WritableDatabase {
  const db = emptyCache()
  fillCity(db, reports)
  fillReference(db)
  for (const street of [STREET, '330205002']) putScope(db, `office:${street}`)
  db.prepare('UPDATE scope SET ok_at = ?').run(NOW)
  return db
}
const put = (db: WritableDatabase, n: number, more: Partial<Row<'case'>>): void => putCase(db, caseRow(n, { area: STREET, status: 'handling', ...more }))
const putPoints = (db: WritableDatabase, count: number, place: { lng: number; lat: number }, at = NOW - HOUR): void => {
  for (let n = 0; n < count; n++) putRow(db, 'city:3302', 'point', { id: `x${place.lng} ${at} ${n}`, area: STREET, ...place, reported_at: iso(at - n), class: 'safety', status: 'reported', weight: 1 })
}

test('sources are those that this console is to hold: never pulled is never confirmed, and of several offices the oldest counts', () => {
  const bare = emptyCache()
  assert.deepEqual(ask(bare, { area: null }).sources.map(({ id, arrivedAt }) => [id, arrivedAt]), [['chain', null]])
  const db = city(0)
  confirm(db, 'office', NOW - 1_000)
  db.prepare('UPDATE scope SET ok_at = ? WHERE id = ?').run(NOW - 90_000, `office:${STREET}`)
  assert.deepEqual(ask(db).sources.map(({ id, everyMs, arrivedAt }) => [id, everyMs, arrivedAt]), [['chain', T.chain, NOW], ['points', T.points, NOW], ['reference', T.reference, NOW], ['cases', T.cases, NOW - 90_000]])
  // Another district's wall is not made old by offices that are not its own.
  assert.deepEqual(ask(db, { area: '330205002' }).sources.find(({ id }) => id === 'cases')?.arrivedAt, NOW - 1_000)
  assert.equal(ask(db, { area: '330212' }).sources.some(({ id }) => id === 'cases' || id === 'reference'), false)
  db.prepare("INSERT INTO scope (id, kind, name, position, state) VALUES ('office:330205009', 'office', 'x', 9, 'new')").run()
  putRow(db, 'city:3302', 'area', { id: '330205009', city: '3302', level: 'street', parent: DISTRICT, name: '新', simulated: true, source: 'test' })
  assert.equal(sourceOf(ask(db), 'cases').arrivedAt, null)
})

test('exchanges are stamped by this PC and told in the time of the center', () => {
  const db = city(0)
  for (const skewMs of [-600_000, 0, 600_000]) assert.deepEqual(ask(db, { at: NOW + skewMs, pcAt: NOW }).sources.map(({ arrivedAt }) => arrivedAt), Array.from({ length: 4 }, () => NOW + skewMs))
})

test('how often reports come is learnt from the same hours of the trailing weeks, and a silence of many times that is stale', () => {
  const db = city(0)
  // Twelve an hour over nine weeks, then nothing for the last hours.
  for (let at = NOW - 63 * DAY, n = 0; at < NOW - 12 * HOUR; at += 300_000, n++) putRow(db, 'city:3302', 'point', { id: `r${n}`, area: STREET, lng: 121.5 + 0.001 * (n % 97), lat: 29.86, reported_at: iso(at), class: 'safety', status: 'closed', weight: 1 })
  const newest = db.prepare('SELECT max(reported_at) FROM point').pluck().get() as number
  const told = (at: number): [number | null, number | null, string] => {
    confirm(db, 'city', at)
    const source = sourceOf(ask(db, { at }), 'points')
    return [source.eventAt, source.eventEveryMs, judgeAge(source, at).freshness]
  }
  assert.deepEqual(told(newest + 60_000), [newest, 50 * 60_000, 'fresh'])
  assert.deepEqual(told(newest + 2 * HOUR)[2], 'late')
  assert.deepEqual(told(newest + 6 * HOUR)[2], 'lost')
  // Too few to learn anything: a report a week.
  const slow = city(0)
  for (let week = 0; week < 9; week++) putPoints(slow, 1, { lng: 121.5 + week, lat: 29 }, NOW - 7 * DAY * week - DAY)
  assert.equal(sourceOf(ask(slow), 'points').eventEveryMs, null)
})

test('a clock that is ahead and a day without anything are faults, each with an alert of its source', () => {
  const db = city(0)
  for (let day = 0; day < 40; day++) putPoints(db, 3, { lng: 121.5 + 0.01 * day, lat: 29.86 }, NOW - DAY * day - 2 * HOUR)
  assert.deepEqual(sourceOf(ask(db), 'points').faults, [])
  const later = NOW + DAY
  db.prepare('UPDATE scope SET ok_at = ?').run(later)
  assert.deepEqual(sourceOf(ask(db, { at: later }), 'points').faults, ['empty'])
  assert.ok(kindsOf(ask(db, { at: later })).includes('2 source-stale'))
  db.prepare('UPDATE scope SET ok_at = ?').run(NOW)
  putPoints(db, 1, { lng: 121.5, lat: 29.9 }, NOW + 60_000)
  assert.deepEqual(sourceOf(ask(db), 'points').faults, [])
  putPoints(db, 1, { lng: 121.6, lat: 29.9 }, NOW + 61_000)
  assert.deepEqual(sourceOf(ask(db), 'points').faults, ['ahead'])
  assert.deepEqual(ask(db).alerts.filter(({ source }) => source === 'points').map(({ id, level }) => [id, level]), [['source-ahead:points', 3]])
})

test('one row dated ahead neither stops its source nor makes it look fresh, and one dated years ahead says nothing of a clock', () => {
  const db = city(0)
  for (let at = NOW - 63 * DAY, n = 0; at < NOW - 12 * HOUR; at += 300_000, n++) putRow(db, 'city:3302', 'point', { id: `r${n}`, area: STREET, lng: 121.5 + 0.001 * (n % 97), lat: 29.86, reported_at: iso(at), class: 'safety', status: 'closed', weight: 1 })
  put(db, 1, { reported_at: iso(NOW - HOUR) })
  const newest = db.prepare('SELECT max(reported_at) FROM point').pluck().get() as number
  putPoints(db, 1, { lng: 121.5, lat: 29.9 }, NOW + DAY)
  put(db, 2, { reported_at: iso(NOW + DAY) })
  const told = (id: SourceId, at: number): unknown[] => {
    db.prepare('UPDATE scope SET ok_at = ?').run(at)
    const source = sourceOf(ask(db, { at }), id)
    return [source.eventAt, judgeAge(source, at).freshness, source.faults]
  }
  assert.deepEqual([told('points', newest + 60_000), told('cases', NOW)], [[newest, 'fresh', ['ahead']], [NOW - HOUR, 'fresh', ['ahead']]])
  assert.deepEqual(kindsOf(ask(db, { at: newest + 60_000 })).filter((kind) => kind.includes('source')), ['3 source-ahead', '3 source-ahead'])
  assert.deepEqual(told('points', newest + 6 * HOUR).slice(0, 2), [newest, 'lost'])
  db.exec(`UPDATE point SET reported_at = reported_at + ${400 * DAY} WHERE reported_at > ${NOW}; UPDATE "case" SET reported_at = reported_at + ${400 * DAY} WHERE reported_at > ${NOW}`)
  assert.deepEqual([told('points', newest + 60_000), told('cases', NOW)], [[newest, 'fresh', []], [NOW - HOUR, 'fresh', []]])
})

function alarmed(): WritableDatabase {
  const db = city()
  putPoints(db, 40, { lng: 121.52, lat: 29.86 })
  putPoints(db, 12, { lng: 121.2, lat: 29.6 })
  // As every week at this hour: a gap, and nothing new.
  for (let week = 1; week < 9; week++) {
    putPoints(db, 12, { lng: 121.2, lat: 29.6 }, NOW - HOUR - 7 * DAY * week)
    putPoints(db, 4 + (week % 3), { lng: 121.52, lat: 29.86 }, NOW - HOUR - 7 * DAY * week)
  }
  put(db, 1, { danger_to_life: true, urgent: true, reported_at: iso(NOW - HOUR) })
  put(db, 2, { supervised: true, due_at: iso(NOW - 3 * HOUR) })
  for (let n = 10; n < 15; n++) put(db, n, { due_at: iso(NOW - DAY) })
  return db
}

test('each kind stands where its rows say so, with the level that it has', () => {
  const { alerts } = ask(alarmed())
  const found = (kind: WallAlert['kind']): unknown[] => alerts.filter((one) => one.kind === kind).map(({ level, area, about, value, unit, since, source, acknowledgedAt }) => [level, area?.zh, about?.zh, value, unit, since, source, acknowledgedAt])
  assert.deepEqual(found('danger'), [[1, `名${STREET}`, '类safety', null, null, NOW - HOUR, 'cases', null]])
  assert.deepEqual(found('overdue-supervised'), [[2, `名${STREET}`, '类safety', 3, 'hours', NOW - 3 * HOUR, 'cases', null]])
  assert.deepEqual(found('overdue'), [[3, `名${STREET}`, undefined, 6, 'count', NOW, 'cases', null]])
  assert.deepEqual(found('coverage-gap').map((one) => (one as unknown[]).slice(3, 5)), [[12, 'count']])
  assert.ok(alerts.some(({ kind, level, unit, value }) => kind === 'hot-spot' && level === 2 && unit === 'times' && value! > 2))
})

test('an alert keeps its id while the thing lasts, and is gone with it', () => {
  const db = alarmed()
  const ids = (at: number): string[] => ask(db, { at }).alerts.map(({ id }) => id).sort()
  assert.equal(new Set(ids(NOW)).size, ids(NOW).length)
  assert.deepEqual(ids(NOW + 61_000), ids(NOW))
  put(db, 1, { danger_to_life: true, urgent: true, handed_over: { to: '110', at: iso(NOW) } } as Partial<Row<'case'>>)
  put(db, 2, { supervised: true, due_at: iso(NOW - 3 * HOUR), status: 'closed', closed_at: iso(NOW) })
  assert.deepEqual(kindsOf(ask(db)).filter((kind) => kind.includes('danger') || kind.includes('supervised')), [])
})

test('a lost chain is one alert, a stale one is one of the second level, and nothing else is said then', () => {
  const db = alarmed()
  db.prepare('UPDATE scope SET ok_at = ?').run(NOW - 20 * T.chain - 1)
  const lost = ask(db).alerts
  assert.deepEqual(lost.map(({ id, level, source, value, unit }) => [id, level, source, value, unit]), [['chain-lost', 1, 'chain', 20, 'minutes']])
  assert.equal(ask(db).alerts[0]!.since, NOW - 15 * T.chain - 1)
  db.prepare('UPDATE scope SET ok_at = ?').run(NOW - 6 * T.chain)
  assert.deepEqual(ask(db).alerts.map(({ id, level, since }) => [id, level, since]), [['source-stale:chain', 2, NOW - T.chain]])
})

test('a stale source raises its own alert and none of what is made of it, the others go on', () => {
  const db = alarmed()
  confirm(db, 'office', NOW - 6 * T.cases)
  assert.deepEqual(kindsOf(ask(db)), ['2 coverage-gap', '2 hot-spot', '2 source-stale'])
  confirm(db, 'office', NOW)
  confirm(db, 'city', NOW - 6 * T.points)
  assert.deepEqual(kindsOf(ask(db)), ['1 danger', '2 overdue-supervised', '2 source-stale', '3 overdue'])
  confirm(db, 'city', NOW)
  confirm(db, 'ref', NOW - 6 * T.reference)
  assert.deepEqual(kindsOf(ask(db)), ['1 danger', '2 hot-spot', '2 overdue-supervised', '2 source-stale', '3 overdue'])
})

test('scenes without news stand back: hot spots where there are some, sites and health now and then', () => {
  const quiet = city(0)
  assert.deepEqual(ask(quiet).everyRounds, { overview: 1, bottleneck: 1, hotspot: 0, coverage: 1, loop: 1, sites: 3, health: 4 })
  const db = alarmed()
  const hand = { by: 'b', by_name: 'n', at: iso(NOW - DAY + 60_000) }
  db.prepare("UPDATE site SET body = json_set(body, '$.corrected', json(?)) WHERE id = 's1'").run(JSON.stringify({ state: hand }))
  confirm(db, 'ref', NOW - 3 * T.reference)
  assert.deepEqual(ask(db).everyRounds, { overview: 1, bottleneck: 1, hotspot: 1, coverage: 1, loop: 1, sites: 1, health: 1 })
  db.prepare('UPDATE scope SET ok_at = ?').run(NOW + 120_000)
  assert.equal(ask(db, { at: NOW + 120_000 }).everyRounds.sites, 3)
})

test('a wall stands on its district: its streets, its bounds by its outline, and names of both languages', () => {
  const db = city(0)
  const square: [number, number][] = [[121.4, 29.8], [121.6, 29.8], [121.6, 30], [121.4, 29.8]]
  putRow(db, 'city:3302', 'area', { id: DISTRICT, city: '3302', level: 'district', parent: '3302', name: '江北', name_en: 'Jiangbei', boundary: { type: 'MultiPolygon', coordinates: [[square]] }, simulated: true, source: 'test' })
  const district = ask(db, { headlineArea: STREET })
  assert.deepEqual([district.area, district.bounds, district.outlines.level, district.outlines.parent, district.outlines.own], [{ zh: '江北', en: 'Jiangbei' }, [121.4, 29.8, 121.6, 30], 'street', DISTRICT, DISTRICT])
  assert.deepEqual([district.timeZone, district.city.zh, district.simulated, district.headlineArea?.zh], ['Asia/Shanghai', '名3302', true, `名${STREET}`])
  const street = ask(db, { area: STREET })
  assert.deepEqual([street.outlines.level, street.outlines.parent, street.outlines.own, street.bounds], ['street', DISTRICT, STREET, [120.9, 28.8, 122.2, 30.5]])
  for (const area of [null, '3302', 'nowhere']) {
    const whole = ask(db, { area })
    assert.deepEqual([whole.area.zh, whole.outlines.level, whole.outlines.own, whole.bounds], ['名3302', 'district', null, [120.9, 28.8, 122.2, 30.5]])
  }
})

test('within a minute nothing is looked up again until something is written', () => {
  const db = alarmed()
  const context = { db }
  const again = (at: number): WallAlert => getNews(context, { area: DISTRICT, headlineArea: null, thresholds: DEFAULT_THRESHOLDS, at }).alerts[0]!
  const minute = Math.floor(NOW / 60_000) * 60_000
  const first = again(minute)
  assert.equal(again(minute + 59_000), first)
  assert.notEqual(again(minute + 60_000), first)
  confirm(db, 'city', NOW + 1)
  assert.notEqual(again(minute + 59_000), first)
})

test('a danger that this desk has handed over is gone at the next look, in the same minute', (t) => {
  const desk = openDesk()
  t.after(() => desk.close())
  giveCity(desk)
  desk.snapshot(OFFICES[0]!, [{ type: 'case', row: caseRow(0, { area: STREET, danger_to_life: true, urgent: true }), ver: 1 }], 10)
  desk.writer.db.prepare('UPDATE scope SET ok_at = ?').run(NOW)
  const dangers = (): number => getNews(desk.reader, { area: STREET, headlineArea: null, thresholds: DEFAULT_THRESHOLDS, at: NOW }).alerts.filter(({ kind }) => kind === 'danger').length
  assert.equal(dangers(), 1)
  desk.edit({ kind: 'handover', id: randomUUID(), on: 'c0', set: { to: '110', handed_at: iso(NOW) } })
  assert.equal(dangers(), 0)
})
