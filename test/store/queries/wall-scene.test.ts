/** What a wall shows is what the desk's queries and plain SQL say of the same area and hours. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
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
import { DAY, emptyCache, fillCity } from './filled-cache.ts'
import { fillPractice, PRACTICE_DISTRICT as DISTRICT } from './practice-cache.ts'

const NOW = Date.parse('2026-11-27T04:30:00Z')
const VIEW = { west: 121.4, south: 29.8, east: 121.7, north: 30.1, zoom: 11 }
const db = fillPractice({ reports: 12_000, days: 75, now: NOW })
const context = { db }
const compose = (scene: SceneId, area: string | null = DISTRICT, of = context): WallScene => getWallScene(of, { scene, area, view: VIEW, thresholds: DEFAULT_THRESHOLDS, at: NOW })
const figureOf = (scene: WallScene, id: WallFigureId): number | null | undefined => scene.figures.find((figure) => figure.id === id)?.value
const sql = (text: string, ...values: (string | number)[]): number => db.prepare(text).pluck().get(...values) as number
const EVERYWHERE = { west: -180, south: -85, east: 180.001, north: 85, zoom: 14 }

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
  const { reports, openReports } = getOverview(context, { filter })
  const { total } = getUnitFigures(context, { question: { filter, view: 'all', home: null, text: '', at: NOW } })
  assert.equal(figureOf(scene, 'reports'), reports.value)
  assert.equal(figureOf(scene, 'reports'), sql("SELECT count(*) FROM point WHERE reported_at >= ? AND reported_at < ? AND area LIKE '330205%'", filter.from, filter.to))
  assert.equal(figureOf(scene, 'open'), openReports.value)
  assert.equal(figureOf(scene, 'overdue'), getOverdue(context, { filter, view: EVERYWHERE, at: NOW }).total)
  assert.equal(figureOf(scene, 'in-time'), total.closedInTime / total.shouldBeClosed)
  const areas = getAreaFigures(context, { layer: 'report', measure: 'count', level: 'street', filter })
  assert.deepEqual(scene.rows.map(({ value }) => value), areas.figures.map(({ records }) => records).sort((a, b) => b - a).slice(0, 5).filter((records) => records >= 5))
  assert.equal(scene.rows[0]?.value, sql("SELECT count(*) AS n FROM point WHERE reported_at >= ? AND reported_at < ? AND area LIKE '330205%' GROUP BY area ORDER BY n DESC LIMIT 1", filter.from, filter.to))
  assert.equal(scene.map?.field?.records, reports.value)
  const yesterday = scene.trend!.points.at(-1)!
  assert.equal(yesterday.value, sql("SELECT count(*) FROM point WHERE reported_at >= ? AND reported_at < ? AND area LIKE '330205%'", yesterday.at, yesterday.at + DAY))
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

test('what is not held for the whole of the area is unknown, not zero and not a part told as the whole', () => {
  const city = compose('overview', null)
  assert.equal(figureOf(city, 'reports'), sql('SELECT count(*) FROM point WHERE reported_at >= ? AND reported_at < ?', city.from, city.to))
  assert.deepEqual([figureOf(city, 'overdue'), figureOf(city, 'in-time'), figureOf(compose('bottleneck', null), 'bottlenecks')], [null, null, null])
  const other = emptyCache()
  fillCity(other, 0)
  const empty = compose('overview', '330205', { db: other })
  assert.deepEqual(empty.figures.map(({ value }) => value), [null, null, null, null])
  assert.equal(empty.map?.field, null)
})
