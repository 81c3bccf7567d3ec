/** What a wall shows is what the desk's queries and plain SQL say of the same area and hours. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CLOSED_STATUSES } from '../../../preload/contract/case-status.ts'
import { DEFAULT_THRESHOLDS, SCENES, type SceneId } from '../../../preload/contract/wall-settings.ts'
import type { WallFigureId, WallScene } from '../../../preload/contract/wall.ts'
import { filterOf } from '../../../main/store/queries/deck-periods.ts'
import { askFact } from '../../../main/store/queries/deck-facts.ts'
import { getAreaFigures } from '../../../main/store/queries/area-figures.ts'
import { getOverdue } from '../../../main/store/queries/overdue.ts'
import { getOverview } from '../../../main/store/queries/overview.ts'
import { getBottlenecks } from '../../../main/store/queries/places.ts'
import { getUnitFigures } from '../../../main/store/queries/unit-figures.ts'
import { getWallScene } from '../../../main/store/queries/wall-scene.ts'
import { getCells } from '../../../main/store/queries/cells.ts'
import { getSites } from '../../../main/store/queries/sites.ts'
import { nearMeters } from '../../../main/field/distance.ts'
import type { Row } from '../../../main/sync/protocol.ts'
import { caseRow, fillCases, putCase, STREETS } from './cases.ts'
import { DAY, emptyCache, fillCity, NOW as SMALL_NOW, putRow, putScope } from './filled-cache.ts'
import { fillPractice, PRACTICE_DISTRICT as DISTRICT } from './practice-cache.ts'
import { fillReference } from './reference.ts'

const NOW = Date.parse('2026-11-27T04:30:00Z')
const VIEW = { west: 121.4, south: 29.8, east: 121.7, north: 30.1, zoom: 11 }
const db = fillPractice({ reports: 12_000, days: 75, now: NOW })
const context = { db }
const compose = (scene: SceneId, area: string | null = DISTRICT, of = context): WallScene => getWallScene(of, { scene, area, view: VIEW, thresholds: DEFAULT_THRESHOLDS, at: NOW })
const figureOf = (scene: WallScene, id: WallFigureId): number | null | undefined => scene.figures.find((figure) => figure.id === id)?.value
const sql = (text: string, ...values: (string | number)[]): number => db.prepare(text).pluck().get(...values) as number
const between = (from: number, to: number): number => sql("SELECT count(*) FROM point WHERE reported_at >= ? AND reported_at < ? AND area LIKE '330205%'", from, to)
const EVERYWHERE = { west: -180, south: -85, east: 180.001, north: 85, zoom: 14 }

test('a cache without a single row answers every scene with nothing, and knows none of it', () => {
  for (const scene of SCENES) {
    const { figures, rows, finding } = compose(scene, null, { db: emptyCache() })
    assert.ok(figures.every(({ value, id }) => value === null || id === 'sources-fresh' || id === 'set-aside'), `${scene} ${JSON.stringify(figures)}`)
    assert.equal(rows.length, scene === 'health' ? 1 : 0)
    assert.match(finding.id, /unknown|health-late/)
  }
})

test('no scene has more than four figures and five lines, each figure names its sources and its query', () => {
  for (const scene of SCENES) for (const area of [DISTRICT, null]) {
    const { figures, rows } = compose(scene, area)
    assert.ok(figures.length <= 4 && rows.length <= 5, scene)
    assert.deepEqual(rows.map(({ rank }) => rank), rows.map((_, n) => n + 1))
    for (const { id, sources, query } of figures) assert.ok(sources.length > 0 && query !== '', `${scene} ${id}`)
  }
})

test('the overview counts what the map, the table of units, the list of late cases and SQL count', () => {
  const scene = compose('overview')
  const filter = filterOf({ area: DISTRICT, from: NOW - 7 * DAY, to: NOW })
  assert.deepEqual([scene.from, scene.to], [filter.from, filter.to])
  const { reports } = getOverview(context, { filter })
  const { total } = getUnitFigures(context, { question: { filter, view: 'all', home: null, text: '', at: NOW } })
  assert.equal(figureOf(scene, 'reports'), reports.value)
  assert.equal(figureOf(scene, 'reports'), between(filter.from, filter.to))
  assert.equal(figureOf(scene, 'overdue'), getOverdue(context, { filter, view: EVERYWHERE, at: NOW }).total)
  assert.equal(figureOf(scene, 'in-time'), total.closedInTime / total.shouldBeClosed)
  const areas = getAreaFigures(context, { layer: 'report', measure: 'count', level: 'street', filter })
  assert.deepEqual(scene.rows.map(({ value }) => value), areas.figures.map(({ records }) => records).sort((a, b) => b - a).slice(0, 5).filter((records) => records >= 5))
  assert.equal(scene.rows[0]?.value, sql("SELECT count(*) AS n FROM point WHERE reported_at >= ? AND reported_at < ? AND area LIKE '330205%' GROUP BY area ORDER BY n DESC LIMIT 1", filter.from, filter.to))
  assert.equal(scene.map?.field?.records, reports.value)
  const yesterday = scene.trend!.points.at(-1)!
  assert.equal(yesterday.value, between(yesterday.at, yesterday.at + DAY))
})

test('what is open is counted among the cases, as what is overdue is; where no cases are held it is of the week, and is called so', () => {
  const scene = compose('overview')
  const open = sql(`SELECT count(*) FROM "case" WHERE status NOT IN (${CLOSED_STATUSES.map((status) => `'${status}'`).join()})`)
  const { openReports } = getOverview(context, { filter: filterOf({ area: DISTRICT, from: NOW - 7 * DAY, to: NOW }) })
  assert.notEqual(openReports.value, open)
  assert.deepEqual(scene.figures.filter(({ id }) => id.startsWith('open')).map(({ id, value, sources }) => [id, value, sources]), [['open', open, ['cases']]])
  assert.ok(figureOf(scene, 'overdue')! <= open)
  const city = compose('overview', null)
  const week = getOverview(context, { filter: filterOf({ area: null, from: NOW - 7 * DAY, to: NOW }) }).openReports.value
  assert.deepEqual(city.figures.filter(({ id }) => id.startsWith('open')).map(({ id, value, sources }) => [id, value, sources]), [['open-week', week, ['points']]])
})

test('bottlenecks are those of the desk, in its order, with the measures that slides count', () => {
  const scene = compose('bottleneck')
  const filter = filterOf({ area: DISTRICT, from: scene.from, to: scene.to })
  const places = getBottlenecks(context, { filter })
  assert.equal(scene.to - scene.from, 7 * DAY)
  assert.deepEqual(scene.rows.map(({ value, name }) => [value, name.zh]), places.slice(0, 5).map(({ lostHoursPerDay, name }) => [lostHoursPerDay, name]))
  assert.equal(figureOf(scene, 'bottlenecks'), sql("SELECT count(*) FROM bottleneck WHERE area LIKE '330205%'"))
  assert.equal(figureOf(scene, 'lost-hours'), getOverview(context, { filter }).lostCourierHours.value! / 7)
  const day = new Date(scene.to - DAY + 8 * 3_600_000).toISOString().slice(0, 10)
  const effects = askFact(context, { query: 'effects', params: { area: DISTRICT, first: day, last: day, most: 60 } })!
  assert.equal(figureOf(scene, 'measures'), effects.values.length)
  assert.deepEqual(scene.map?.marks.slice(0, 5).map(({ rank }) => rank), [1, 2, 3, 4, 5])
})

test('where the newest handovers are more than two days old, or dated ahead, no hours are known and none is called the worst', () => {
  const held = emptyCache()
  fillCity(held, 0)
  fillReference(held)
  const told = (days: number): WallScene => getWallScene({ db: held }, { scene: 'bottleneck', area: '330205', view: VIEW, thresholds: DEFAULT_THRESHOLDS, at: SMALL_NOW + days * DAY })
  // The newest handovers are of the day that ends now.
  for (const days of [0, 1]) {
    const scene = told(days)
    assert.deepEqual([scene.finding.id, scene.finding.value, scene.to, scene.map!.field === null, scene.trend === null], ['bottleneck-top', scene.rows[0]!.value, SMALL_NOW, false, false])
    assert.ok(figureOf(scene, 'lost-hours')! > 0)
  }
  const [row] = held.prepare("SELECT body FROM handover WHERE id = 'h0-0'").pluck().all() as string[]
  putRow(held, 'ref:330205', 'handover', { ...(JSON.parse(row!) as Row<'handover'>), id: 'ahead', from: '2062-06-30', to: '2062-06-30' })
  const { finding, figures, rows, trend, map } = told(2)
  assert.deepEqual([finding, trend, map!.field, map!.marks.length], [{ id: 'unknown', name: null, value: null }, null, null, 6])
  assert.deepEqual(figures.map(({ id, value }) => [id, value]), [['lost-hours', null], ['bottlenecks', 6], ['measures', 6]])
  assert.deepEqual(rows.map(({ value, note }) => [value, note]), Array.from({ length: 5 }, () => [null, 'relay']))
  assert.equal(told(0).finding.id, 'bottleneck-top')
})

test('hot spots set the last day beside the mean of the same hours of eight weeks, and a planted one is found where it is', () => {
  const scene = compose('hotspot')
  assert.equal(figureOf(scene, 'last-day'), between(NOW - DAY, NOW))
  const weeks = Array.from({ length: 8 }, (_, n) => between(NOW - DAY - 7 * DAY * (n + 1), NOW - 7 * DAY * (n + 1)))
  assert.equal(figureOf(scene, 'usual-day'), weeks.reduce((sum, count) => sum + count, 0) / 8)
  assert.equal(scene.trend!.points.reduce((sum, { value }) => sum + value!, 0), between(NOW - DAY, NOW))
  const usual = scene.trend!.usual!.reduce<number>((sum, value) => sum + value!, 0)
  assert.ok(Math.abs(usual - figureOf(scene, 'usual-day')!) < 1e-9)

  const planted = emptyCache()
  fillCity(planted, 6_000)
  const [lng, lat] = [121.53, 29.86]
  for (let n = 0; n < 60; n++) putRow(planted, 'city:3302', 'point', { id: `x${n}`, area: '330205001', lng, lat, reported_at: new Date(SMALL_NOW - 60_000 * (n + 1)).toISOString(), class: 'safety', status: 'reported', weight: 1 })
  const found = getWallScene({ db: planted }, { scene: 'hotspot', area: '330205', view: VIEW, thresholds: DEFAULT_THRESHOLDS, at: SMALL_NOW })
  assert.equal(found.finding.id, 'hotspot-top')
  assert.deepEqual([figureOf(found, 'spots'), found.rows.length, found.rows[0]?.value], [1, 1, found.finding.value])
  assert.ok(found.finding.value! > 2)
  const [mark] = found.map!.marks
  assert.equal(mark!.rank, 1)
  assert.ok(nearMeters(lng, lat, mark!.lng, mark!.lat) < 700)
})

test('coverage is that of the overview, its teams those on duty, and its gaps the cells that the map ranks', () => {
  const scene = compose('coverage')
  const filter = filterOf({ area: DISTRICT, from: NOW - 7 * DAY, to: NOW })
  const { uncoveredReports, coveredShare } = getOverview(context, { filter })
  assert.deepEqual([figureOf(scene, 'uncovered'), figureOf(scene, 'covered')], [uncoveredReports.value, coveredShare.value])
  assert.equal(figureOf(scene, 'teams'), sql("SELECT count(DISTINCT team) FROM shift WHERE area LIKE '330205%' AND starts_at <= ? AND ends_at > ?", NOW, NOW))
  const cells = getCells(context, { layer: 'coverage', measure: 'count', filter, view: { ...EVERYWHERE, zoom: 9 } })
  const many = [...cells.records].filter((records) => records >= 5).sort((a, b) => b - a)
  assert.ok(many.length > 0)
  assert.equal(figureOf(scene, 'gaps'), many.length)
  assert.deepEqual(scene.rows.map(({ value }) => value), many.slice(0, 5))
  assert.deepEqual(scene.map!.marks.filter(({ kind }) => kind === 'gap').map(({ rank }) => rank), scene.rows.map(({ rank }) => rank))
})

test('a team at two posts is one team, two of one name are two, and both posts are on the map', () => {
  const held = emptyCache()
  fillCity(held, 0)
  fillReference(held)
  held.exec('DELETE FROM shift')
  for (const id of ['t2', 't3']) putRow(held, 'city:3302', 'team', { id, city: '3302', name: '分队二', rank: 'detachment', sector: 'parcel', simulated: true, source: 'test' })
  const [from, to] = [-1, 1].map((days) => new Date(SMALL_NOW + days * DAY).toISOString())
  for (const [n, team] of ['t1', 't1', 't2', 't3'].entries()) {
    putRow(held, 'ref:330205', 'shift', { id: `now${n}`, city: '3302', team, area: '330205001', post: `岗${n}`, lng: 121.5, lat: 29.85 + n / 100, reach_meters: 300, starts_at: from!, ends_at: to!, headcount: 2, simulated: true })
  }
  for (const area of ['330205', '330205001']) {
    const scene = getWallScene({ db: held }, { scene: 'coverage', area, view: VIEW, thresholds: DEFAULT_THRESHOLDS, at: SMALL_NOW })
    assert.deepEqual([figureOf(scene, 'teams'), scene.map!.marks.filter(({ kind }) => kind === 'post').length], [3, 4])
  }
})

test('days before the first shift that is held have no share, rather than none covered', () => {
  const held = emptyCache()
  fillCity(held)
  fillReference(held)
  const first = SMALL_NOW - 10 * DAY
  const trend = (): NonNullable<WallScene['trend']> => getWallScene({ db: held }, { scene: 'coverage', area: '330205001', view: VIEW, thresholds: DEFAULT_THRESHOLDS, at: SMALL_NOW }).trend!
  assert.ok(trend().points.every(({ value }) => value !== null))
  held.prepare('DELETE FROM shift WHERE starts_at < ?').run(first)
  // Midnight in Shanghai, and so a day's beginning.
  assert.deepEqual(trend().points.map(({ at, value }) => [at, value === null]), Array.from({ length: 28 }, (_, n) => SMALL_NOW - (28 - n) * DAY).map((at) => [at, at < (held.prepare('SELECT min(starts_at) FROM shift').pluck().get() as number) - DAY]))
})

test('the loop counts the rows of the week as they stand, and its units are those of the table', () => {
  const scene = compose('loop')
  const among = (statuses: string): number => sql(`SELECT count(*) FROM "case" WHERE reported_at >= ? AND reported_at < ? AND status IN (${statuses})`, scene.from, scene.to)
  const done = "'closed', 'closed_forced'"
  assert.equal(figureOf(scene, 'received'), sql('SELECT count(*) FROM "case" WHERE reported_at >= ? AND reported_at < ?', scene.from, scene.to))
  assert.equal(figureOf(scene, 'dispatched'), among(`${done}, 'dispatched', 'handling', 'extension_requested', 'suspended', 'fed_back', 'checking', 'rework'`))
  assert.equal(figureOf(scene, 'done'), among(done))
  const [[median]] = askFact(context, { query: 'kpi', params: { area: DISTRICT, from: scene.from, to: scene.to, back: 7, times: 1, of: 'median-hours', at: NOW } })!.values as [[number]]
  assert.ok(Math.abs(figureOf(scene, 'median-hours')! - median) < 1e-9)
  const { units, total } = getUnitFigures(context, { question: { filter: filterOf({ area: DISTRICT, from: scene.from, to: scene.to }), view: 'all', home: null, text: '', at: NOW } })
  assert.deepEqual(scene.rows.map(({ value }) => value), units.map(({ overdue }) => overdue).filter((overdue) => overdue >= 5).sort((a, b) => b - a).slice(0, 5))
  assert.deepEqual([scene.finding.id, scene.finding.value], ['loop-overdue', total.overdue])
  const yesterday = scene.trend!.points.at(-1)!
  assert.equal(yesterday.value, sql('SELECT count(*) FROM "case" WHERE reported_at >= ? AND reported_at < ?', yesterday.at, yesterday.at + DAY))
})

test('of fewer than five closed cases no median is told, and those closed in a week are found by the index', () => {
  const held = emptyCache()
  fillCases(held, 0)
  const median = (): number | null | undefined => figureOf(getWallScene({ db: held }, { scene: 'loop', area: STREETS[0]!, view: VIEW, thresholds: DEFAULT_THRESHOLDS, at: SMALL_NOW }), 'median-hours')
  const put = (n: number): void => putCase(held, caseRow(n, { area: STREETS[0]!, status: 'closed', reported_at: new Date(SMALL_NOW - 2 * n * 3_600_000).toISOString(), closed_at: new Date(SMALL_NOW - n * 3_600_000).toISOString() }))
  for (const n of [1, 2, 3, 4]) put(n)
  assert.equal(median(), null)
  put(5)
  assert.equal(median(), 3)
  const inWeek = `FROM "case" WHERE closed_at >= ? AND closed_at < ? AND status NOT IN ('void') AND area IN (SELECT value FROM json_each(?))`
  assert.match(held.prepare(`EXPLAIN QUERY PLAN SELECT rowid, closed_at - reported_at ${inWeek}`).all(0, 1, '[]').map((row) => (row as { detail: string }).detail).join('; '), /SEARCH case USING COVERING INDEX case_closed \(closed_at>\? AND closed_at<\?\)/)
})

test('sites are counted as the map counts them, and what is closed for good is not there', () => {
  const filter = filterOf({ area: DISTRICT, from: NOW, to: NOW })
  const held = emptyCache()
  fillPractice({ reports: 0, days: 30, now: NOW, cases: false }, held)
  const shut = (kind: string): unknown => held.prepare("UPDATE site SET body = json_set(body, '$.state', 'closed') WHERE id = (SELECT id FROM site WHERE kind = ? ORDER BY id LIMIT 1)").run(kind)
  const before = compose('sites', DISTRICT, { db: held })
  for (const kind of ['station', 'charging', 'merchant']) shut(kind)
  const scene = compose('sites', DISTRICT, { db: held })
  const open = getSites({ db: held }, { filter, view: EVERYWHERE, kinds: ['station'], at: NOW, openOnly: false }).openings.open
  assert.deepEqual([figureOf(scene, 'stations-open'), scene.finding.value], [open, open])
  assert.equal(figureOf(scene, 'charging'), (held.prepare("SELECT count(*) FROM site WHERE kind = 'charging'").pluck().get() as number) - 1)
  assert.ok(figureOf(scene, 'swap')! > 0)
  for (const id of ['charging', 'canteens'] as const) assert.equal(figureOf(scene, id), figureOf(before, id)! - 1)
  assert.equal(scene.map!.marks.length, Math.min(200, open))
})

test('health lists each source with its rows set aside, and says how many are not well', () => {
  const held = emptyCache()
  fillPractice({ reports: 200, days: 30, now: NOW }, held)
  const aside = held.prepare("INSERT INTO bad_row (scope, type, id, ver, h, body, why) VALUES (?, 'site', ?, 1, x'00', '{}', 'lng')")
  aside.run('ref:330205', 'a')
  aside.run('ref:330205', 'b')
  held.prepare("UPDATE scope SET ok_at = ? WHERE kind = 'ref'").run(NOW - 3_600_000)
  const scene = compose('health', DISTRICT, { db: held })
  assert.deepEqual(scene.rows.map(({ source, value, note }) => [source, value, note]), [['chain', null, 'fresh'], ['points', 0, 'fresh'], ['reference', 2, 'stale'], ['cases', 0, 'fresh']])
  assert.deepEqual([figureOf(scene, 'set-aside'), figureOf(scene, 'age'), scene.finding.id, scene.finding.value], [2, 60, 'health-late', 1])
})

test('what is not held for the whole of the area is unknown, not zero and not a part told as the whole', () => {
  const city = compose('overview', null)
  assert.equal(figureOf(city, 'reports'), sql('SELECT count(*) FROM point WHERE reported_at >= ? AND reported_at < ?', city.from, city.to))
  assert.deepEqual([figureOf(city, 'overdue'), figureOf(city, 'in-time'), figureOf(compose('bottleneck', null), 'bottlenecks')], [null, null, null])
  const other = emptyCache()
  fillCity(other, 0)
  const empty = compose('overview', '330205', { db: other })
  assert.deepEqual(empty.figures.map(({ value }) => value), [null, null, null, null])
  other.exec('DELETE FROM handover')
  putScope(other, 'ref:330212')
  const places = compose('bottleneck', null, { db: other })
  assert.deepEqual([figureOf(places, 'lost-hours'), figureOf(places, 'bottlenecks'), places.trend], [null, 0, null])
  for (const scene of ['hotspot', 'loop'] as const) assert.ok(compose(scene, '330205', { db: other }).figures.every(({ value }) => value === null), scene)
  assert.equal(empty.map?.field, null)
})
