/** Facts of decks against SQL and against the queries behind the screens, over areas and weeks. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { poissonLimits } from '../../../main/field/reliability.ts'
import { getAreaFigures } from '../../../main/store/queries/area-figures.ts'
import { getCells } from '../../../main/store/queries/cells.ts'
import { askFact, DECK_QUERIES } from '../../../main/store/queries/deck-facts.ts'
import { getEffect } from '../../../main/store/queries/effect.ts'
import { getOverdue } from '../../../main/store/queries/overdue.ts'
import { getOverview } from '../../../main/store/queries/overview.ts'
import { getUnitFigures } from '../../../main/store/queries/unit-figures.ts'
import type { FactAnswer, FactQuestion } from '../../../preload/contract/deck.ts'
import type { Filter } from '../../../preload/contract/model.ts'
import { caseRow, putCase } from './cases.ts'
import { DAY, emptyCache, fillCity, NOW, putRow, putScope, seeded } from './filled-cache.ts'
import { fillReference } from './reference.ts'

const db = emptyCache()
fillCity(db, 6_000)
fillReference(db)
const OFFICES = ['330205001', '330205002']
for (const office of OFFICES) putScope(db, `office:${office}`)
const random = seeded(21)
const CASES = Array.from({ length: 600 }, (_, n) => {
  const reported = NOW - 50 * DAY * random()
  const due = reported + 5 * DAY * (0.5 + random())
  const closed = reported + 8 * DAY * random()
  const status = closed < NOW ? (['closed', 'closed_forced', 'rejected', 'merged'] as const)[n % 4]! : 'handling'
  return caseRow(n, { area: OFFICES[n % 2]!, status, reported_at: new Date(reported).toISOString(), due_at: new Date(due).toISOString(), ...(closed < NOW ? { closed_at: new Date(closed).toISOString() } : {}) })
})
db.transaction(() => CASES.forEach((row) => putCase(db, row)))()

const context = { db }
const AREAS = [null, '330205', '330212', '330205001', '330212002']
const WEEK = 7 * DAY
const WEEKS = [0, 1, 2, 3].map((week) => ({ from: NOW - WEEK * (week + 1), to: NOW - WEEK * week }))
const PERIODS = AREAS.flatMap((area) => WEEKS.map(({ from, to }) => ({ area, from, to, back: 7, times: 1 })))
const filterOf = ({ area, from, to }: Pick<Filter, 'area' | 'from' | 'to'>): Filter => ({ area, drawn: null, from, to, classes: [], statuses: [], weekdays: [], hours: [] })
const earlier = <P extends { from: number; to: number }>(period: P): P => ({ ...period, from: period.from - WEEK, to: period.to - WEEK })

function ask(query: string, params: FactQuestion['params']): FactAnswer {
  return askFact(context, { query, params }) ?? assert.fail(`${query} ${JSON.stringify(params)} is no question`)
}
const records = ({ columns, values }: FactAnswer): Record<string, string | number | null>[] => values.map((row) => Object.fromEntries(columns.map((name, n) => [name, row[n]!])))
const kpi = (of: string, period: FactQuestion['params']): Record<string, string | number | null> => records(ask('kpi', { ...period, of, at: NOW }))[0]!
const near = (found: unknown, expected: number): void => assert.ok(typeof found === 'number' && Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), `${String(found)} is not ${expected}`)
const countSql = ({ area, from, to }: Pick<Filter, 'area' | 'from' | 'to'>, more = ''): number => db.prepare(`SELECT count(*) FROM point WHERE reported_at >= ? AND reported_at < ? AND (? IS NULL OR area LIKE ? || '%') ${more}`).pluck().get(from, to, area, area) as number

test('reports now and before equal SQL and the overview, for every area and week', () => {
  for (const period of PERIODS) {
    const found = kpi('reports', period)
    assert.deepEqual([found['now'], found['before']], [countSql(period), countSql(earlier(period))], JSON.stringify(period))
    assert.equal(found['now'], getOverview(context, { filter: filterOf(period) }).reports.value)
    assert.equal(found['change'], Number((countSql(period) / countSql(earlier(period)) - 1).toPrecision(12)))
    assert.ok((found['low'] as number) < (found['change'] as number) && (found['change'] as number) < (found['high'] as number))
  }
})

test('a mean of four earlier days is that of the same weekday', () => {
  const period = { area: null, from: NOW - DAY, to: NOW, back: 7, times: 4 }
  const days = [1, 2, 3, 4].map((week) => countSql({ area: null, from: NOW - DAY - week * WEEK, to: NOW - week * WEEK }))
  assert.equal(kpi('reports', period)['before'], days.reduce((sum, count) => sum + count, 0) / 4)
})

test('orders equal SQL and what the map divides by; where no handover is held nothing is known', () => {
  for (const period of PERIODS) {
    const found = kpi('orders', period)
    const dates = [period.from, period.to - 1].map((at) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10))
    const sql = db.prepare("SELECT sum(e.value ->> 1) FROM handover, json_each(body, '$.hours') AS e WHERE day_from BETWEEN ? AND ? AND (? IS NULL OR area LIKE ? || '%')").pluck().get(dates[0], dates[1], period.area, period.area) as number | null
    const isKnown = period.area === null || period.area.startsWith('330205')
    if (!isKnown) assert.deepEqual([found['now'], found['change']], [null, null])
    else near(found['now'], sql ?? 0)
    if (!isKnown || period.area === null) continue
    const level = period.area.length === 6 ? 'district' : 'street'
    const figure = getAreaFigures(context, { layer: 'report', measure: 'per-10000-orders', level, filter: filterOf(period) }).figures.find(({ area }) => area === period.area)!
    near(found['now'], figure.exposure! * 10_000)
    near(kpi('reports-per-10000-orders', period)['now'], figure.value!)
  }
})

test('the city’s rate counts reports where orders are known alone', () => {
  const period = PERIODS[0]!
  const held = countSql({ ...period, area: '330205' })
  const weights = db.prepare("SELECT sum(weight) FROM point WHERE reported_at >= ? AND reported_at < ? AND area LIKE '330205%'").pluck().get(period.from, period.to) as number
  const found = kpi('reports-per-10000-orders', period)
  assert.equal(found['recordsNow'], held)
  near(found['now'], (weights / (kpi('orders', period)['now'] as number)) * 10_000)
})

test('what came before the first report, or before the first handover, is not known', () => {
  const first = db.prepare('SELECT min(reported_at) FROM point').pluck().get() as number
  const start = NOW - Math.floor((NOW - first) / DAY) * DAY
  const found = kpi('reports', { area: null, from: start, to: start + WEEK, back: 7, times: 1 })
  assert.deepEqual([found['now'], found['before'], found['change'], found['low']], [countSql({ area: null, from: start, to: start + WEEK }), null, null, null])
  const orders = kpi('orders', { area: null, from: Date.parse('2026-06-03T00:00:00+08:00'), to: Date.parse('2026-06-10T00:00:00+08:00'), back: 7, times: 1 })
  assert.deepEqual([typeof orders['now'], orders['before']], ['number', null])
})

test('reports by area and by class add up to the count, and equal SQL and the table beside the map', () => {
  for (const period of PERIODS.filter(({ area }) => area === null || area.length === 6)) {
    const level = period.area === null ? 'district' : 'street'
    const rows = records(ask('areas', { ...period, level, most: 12 }))
    const figures = getAreaFigures(context, { layer: 'report', measure: 'count', level, filter: filterOf(period) }).figures
    assert.deepEqual(new Map(rows.map((row) => [row['id'], row['now']])), new Map(figures.map(({ area, records: behind }) => [area, behind])))
    for (const row of rows) assert.equal(row['before'], countSql({ ...earlier(period), area: row['id'] as string }))
    assert.equal(rows.reduce((sum, row) => sum + (row['now'] as number), 0), countSql(period))
    const classes = records(ask('classes', { ...period, most: 10 }))
    for (const row of classes) assert.equal(row['now'], countSql(period, `AND class = '${String(row['id'])}'`))
    near(classes.reduce((sum, row) => sum + (row['share'] as number), 0), 1)
  }
})

test('weeks equal SQL with exact limits, and a trend is against their mean', () => {
  for (const area of AREAS) {
    const rows = records(ask('weeks', { area, to: NOW, weeks: 13 }))
    const counts = rows.map(({ first }) => Date.parse(`${String(first)}T00:00:00+08:00`)).map((from) => countSql({ area, from, to: from + WEEK }))
    const held = 8
    assert.deepEqual(rows.map(({ reports }) => reports), [...Array.from({ length: 13 - held }, () => null), ...counts.slice(-held)])
    near(rows.at(-1)!['low'], poissonLimits(counts.at(-1)!)[0])
    const trend = records(ask('trend', { area, to: NOW, weeks: 13 }))[0]!
    assert.deepEqual([trend['now'], trend['weeksBefore']], [counts.at(-1), held - 1])
    near(trend['before'], counts.slice(-held, -1).reduce((sum, count) => sum + count, 0) / (held - 1))
  }
})

test('spots and ranked areas are the first of the map’s own list, without those of fewer than five reports', () => {
  for (const period of PERIODS.slice(0, 8)) {
    const view = { west: -180, south: -85, east: 180, north: 85, zoom: 11 }
    const cells = getCells(context, { layer: 'report', measure: 'per-km2', filter: filterOf(period), view })
    const top = cells.top.filter(({ cell }) => cells.records[cell]! >= 5).slice(0, 10)
    const rows = records(ask('spots', { ...period, measure: 'per-km2', zoom: 11, most: 10 }))
    assert.deepEqual(rows.map((row) => [row['id'], row['records'], row['rank']]), top.map(({ cell }) => [cells.ids[cell], cells.records[cell], cells.rank[cell]]))
    near(rows.at(-1)!['share'], top.reduce((sum, { cell }) => sum + cells.records[cell]!, 0) / countSql(period))
    const { area, from, to } = period
    const { figures } = getAreaFigures(context, { layer: 'report', measure: 'per-10000-orders', level: 'street', filter: filterOf(period) })
    const ranked = records(ask('ranked', { area, from, to, level: 'street', measure: 'per-10000-orders', most: 5 }))
    assert.deepEqual(ranked.map((row) => row['id']), figures.filter(({ rank }) => rank !== null).toSorted((a, b) => a.rank! - b.rank!).map((figure) => figure.area))
    for (const row of ranked) near(row['value'], figures.find((figure) => figure.area === row['id'])!.value!)
  }
})

test('cases in time, handling times and overdue ones equal the unit table, the map and plain counting', () => {
  for (const period of PERIODS.filter(({ area }) => area === null || area.startsWith('330205'))) {
    const units = getUnitFigures(context, { question: { filter: filterOf(period), view: 'all', home: null, text: '', at: NOW } }).total
    const inTime = kpi('in-time', period)
    near(inTime['now'], units.closedInTime / units.shouldBeClosed)
    assert.equal(inTime['recordsNow'], units.shouldBeClosed)
    const hours = CASES.filter(({ area, closed_at, status }) => closed_at !== undefined && status.startsWith('closed') && area.startsWith(period.area ?? '') && Date.parse(closed_at) >= period.from && Date.parse(closed_at) < period.to)
      .map(({ closed_at, reported_at }) => (Date.parse(closed_at!) - Date.parse(reported_at)) / 3_600_000).sort((a, b) => a - b)
    const [low, high] = [hours[Math.ceil(hours.length / 2) - 1]!, hours[Math.floor(hours.length / 2)]!]
    near(kpi('median-hours', period)['now'], (low + high) / 2)
    const late = getOverdue(context, { filter: filterOf(period), view: { west: 0, south: 0, east: 1, north: 1, zoom: 5 }, at: NOW }).total
    assert.equal(kpi('overdue', period)['now'], late)
    const listed = records(ask('overdue', { area: period.area, at: NOW, most: 9 }))
    const byHand = CASES.filter(({ area, status, due_at }) => status === 'handling' && area.startsWith(period.area ?? '') && Date.parse(due_at!) < NOW).sort((a, b) => Date.parse(a.due_at!) - Date.parse(b.due_at!))
    assert.deepEqual(listed.map((row) => row['number']), byHand.slice(0, 9).map(({ number }) => number))
    assert.equal(late, byHand.length)
  }
})

test('outside the offices held nothing is said of cases', () => {
  for (const name of ['in-time', 'median-hours', 'overdue']) assert.equal(kpi(name, { ...PERIODS[0]!, area: '330212' })['now'], null)
})

test('measures in force have the plain means of their card', () => {
  putRow(db, 'ref:330205', 'bottleneck', { ...(JSON.parse(db.prepare("SELECT body FROM bottleneck WHERE id = 'b1'").pluck().get() as string) as never as { id: string }), measures: [{ kind: 'locker', from: '2026-06-15' }] } as never)
  putRow(db, 'ref:330205', 'bottleneck', { ...(JSON.parse(db.prepare("SELECT body FROM bottleneck WHERE id = 'b2'").pluck().get() as string) as never as { id: string }), measures: [{ kind: 'plan', from: '2026-05-01', to: '2026-05-20' }] } as never)
  const rows = records(ask('effects', { area: '330205', first: '2026-06-24', last: '2026-06-30', most: 10 }))
  assert.deepEqual(rows.map(({ id }) => id), ['b1', 'b0', 'b3', 'b4', 'b5'])
  const effect = getEffect(context, { id: 'b1' })!
  assert.deepEqual([rows[0]!['days'], rows[0]!['start'], rows[0]!['total']], [effect.days, '2026-06-15', 5])
  near(rows[0]!['minutesBefore'], effect.before.minutesPerOrder!)
  near(rows[0]!['change'], effect.after.minutesPerOrder! - effect.before.minutesPerOrder!)
  assert.equal(rows[1]!['minutesBefore'], null)
})

test('a period says its week, and holidays are those of the city’s calendar', () => {
  assert.deepEqual(records(ask('period', { from: NOW - WEEK, to: NOW }))[0], { week: 27, year: 2026, weekday: 2, first: '2026-06-24', last: '2026-06-30', days: 7 })
  assert.deepEqual(ask('holidays', { first: '2026-06-01', last: '2026-06-30' }).values, [])
  const city = JSON.parse(db.prepare("SELECT body FROM area WHERE id = '3302'").pluck().get() as string) as never as { id: string }
  putRow(db, 'city:3302', 'area', { ...city, working_time: { holidays: 'cn', periods: [{ from: 540, to: 1020 }] } } as never)
  assert.deepEqual(ask('holidays', { first: '2026-06-01', last: '2026-06-30' }).values.map(([day, name, , works]) => [day, name, works]), [['2026-06-19', '端午', 0], ['2026-06-20', '端午', 0], ['2026-06-21', '端午', 0]])
})

test('what is no question of the table, or asks too much, is not answered', () => {
  const bad: FactQuestion[] = [
    { query: 'points.changed', params: {} }, { query: '__proto__', params: {} }, { query: 'constructor', params: {} }, { query: 'place', params: {} }, { query: 'place', params: { area: null, more: 1 } },
    { query: 'weeks', params: { area: null, to: NOW, weeks: 1e9 } }, { query: 'kpi', params: { ...PERIODS[0]!, of: 'reports', at: NOW, times: 5_000 } }, { query: 'kpi', params: { ...PERIODS[0]!, from: NOW, to: NOW - 1, of: 'reports', at: NOW } },
    { query: 'period', params: { from: 0, to: NOW } }, { query: 'holidays', params: { first: '0001-01-01', last: '2026-01-01' } }, { query: 'kpi', params: { ...PERIODS[0]!, of: 'reports; DROP TABLE point', at: NOW } },
  ]
  for (const question of bad) assert.equal(askFact(context, question), null, JSON.stringify(question))
  assert.equal(askFact(context, { query: 'place', params: null as never }), null)
})

test('an area nobody knows, with quotes in its name, is answered with nothing', () => {
  for (const area of ["'; DROP TABLE area; --", '330299', '\u0000']) {
    assert.deepEqual(ask('place', { area }).values, [])
    assert.equal(kpi('reports', { ...PERIODS[0]!, area })['now'], 0)
    for (const query of DECK_QUERIES.filter((name) => name === 'sources')) assert.equal(records(ask(query, { area }))[0]!['rows'], 0)
  }
  assert.equal(countSql({ area: null, from: 0, to: NOW }), 6_000)
})

test('the same question has the same answer, and no number in it is none', () => {
  for (const question of [{ query: 'spots', params: { ...PERIODS[0]!, measure: 'per-10000-orders', zoom: 11, most: 10 } }, { query: 'sources', params: { area: null } }, { query: 'kpi', params: { ...PERIODS[0]!, of: 'orders', at: NOW } }] as FactQuestion[]) {
    const [one, other] = [ask(question.query, question.params), askFact({ db }, question)!]
    assert.deepEqual(one, other)
    for (const value of one.values.flat()) assert.ok(typeof value !== 'number' || Number.isFinite(value))
  }
})
