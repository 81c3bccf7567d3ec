/** The case list: its orders stand in indexes, its pages are one list, and its counts are those of the rows. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CaseCounts, type CaseOrder, type CaseQuestion, WAITING_STATUSES } from '../../../preload/contract/case-list.ts'
import { CASE_VIEWS } from '../../../preload/contract/case-question.ts'
import { CLOSED_STATUSES } from '../../../preload/contract/case-status.ts'
import type { ReadableDatabase } from '../../../main/store/open.ts'
import { getCaseCounts } from '../../../main/store/queries/case-counts.ts'
import { countSql, walkOf, whereOf } from '../../../main/store/queries/case-where.ts'
import { getCase } from '../../../main/store/queries/case-whole.ts'
import type { ReaderContext } from '../../../main/store/reader-context.ts'
import type { Row } from '../../../main/sync/protocol.ts'
import { ALL, caseRow, FIRST_DUE, fillCases, NEWEST, pageOf, putCase, WHOLE } from './cases.ts'
import { DAY, emptyCache, NOW } from './filled-cache.ts'

const OLDEST: CaseOrder = { by: 'reported', descending: false }
const LAST_DUE: CaseOrder = { by: 'due', descending: true }

function countsOf(context: ReaderContext, question: CaseQuestion): CaseCounts {
  for (;;) {
    const counts = getCaseCounts(context, { question })
    if ('views' in counts) return counts
  }
}

function planOf(db: ReadableDatabase, sql: string, values: readonly unknown[]): string[] {
  return db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values).map((row) => String((row as { detail: unknown }).detail))
}

test('each view in its own order walks its index: no scan of all cases, nothing is sorted', () => {
  const db = emptyCache()
  fillCases(db, 50)
  const expected = { all: 'case_reported', late: 'case_open', waiting: 'case_open', urgent: 'case_urgent' }
  for (const view of CASE_VIEWS) {
    for (const filter of [WHOLE, { ...WHOLE, area: '330205', classes: ['safety'], statuses: ['filed' as const] }]) {
      const where = whereOf(db, { ...ALL, filter, view })
      const { sql, values, first } = walkOf(where, view === 'all' ? NEWEST : FIRST_DUE)
      const plan = planOf(db, sql, [...values, first, 100, 0])
      assert.ok(plan.some((step) => step.startsWith(`SEARCH case USING`) && step.includes(`INDEX ${view === 'all' && filter !== WHOLE ? 'case_open_reported' : expected[view]} (`)), plan.join('; '))
      assert.ok(!plan.some((step) => /SCAN case|TEMP B-TREE/.test(step)), plan.join('; '))
      if (view !== 'urgent') assert.ok(plan.some((step) => step.includes('COVERING')), plan.join('; '))
      const counted = countSql(where)
      assert.ok(!planOf(db, counted.sql, counted.values).some((step) => step.endsWith('SCAN case')))
    }
  }
})

const isOpen = ({ status }: Row<'case'>): boolean => !(CLOSED_STATUSES as readonly string[]).includes(status)
const due = (row: Row<'case'>): number => (row.due_at === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(row.due_at))
const reported = (row: Row<'case'>): number => Date.parse(row.reported_at)
const VIEW: Record<CaseQuestion['view'], (row: Row<'case'>) => boolean> = {
  all: () => true, late: (row) => isOpen(row) && due(row) < NOW, waiting: (row) => (WAITING_STATUSES as readonly string[]).includes(row.status), urgent: (row) => isOpen(row) && (row.urgent || row.danger_to_life),
}

test('every view, order and filter: the pages together are the rows counted by hand, in order, each once', () => {
  const db = emptyCache()
  const rows = fillCases(db, 2_500)
  const context: ReaderContext = { db }
  const filters: [CaseQuestion['filter'], string | null, (row: Row<'case'>, view: string) => boolean][] = [
    [WHOLE, null, () => true],
    [{ ...WHOLE, area: '330205002' }, null, ({ area }) => area === '330205002'],
    [WHOLE, '330205', ({ area }) => area.startsWith('330205')],
    [{ ...WHOLE, area: '330205001' }, '330212', () => false],
    [{ ...WHOLE, classes: ['rental'], statuses: ['filed', 'closed'] }, null, (row) => row.class === 'rental' && (row.status === 'filed' || row.status === 'closed')],
    // Open work does not go away with time.
    [{ ...WHOLE, from: NOW - 20 * DAY, to: NOW - 5 * DAY }, null, (row, view) => view !== 'all' || (reported(row) >= NOW - 20 * DAY && reported(row) < NOW - 5 * DAY)],
    [{ ...WHOLE, drawn: [[121.47, 29.86], [121.53, 29.86], [121.53, 29.9], [121.47, 29.9]] }, null, ({ lng, lat }) => lng > 121.47 && lng < 121.53 && lat > 29.86 && lat < 29.9],
  ]
  for (const [filter, home, passes] of filters) {
    for (const view of CASE_VIEWS) {
      const question = { ...ALL, filter, home, view }
      const there = rows.filter((row) => VIEW[view](row) && passes(row, view))
      for (const order of [NEWEST, OLDEST, FIRST_DUE, LAST_DUE]) {
        const pages = Array.from({ length: Math.ceil(there.length / 90) + 1 }, (_, n) => pageOf(context, question, order, n * 90, 90).rows).flat()
        assert.deepEqual(pages.map(({ id }) => id).toSorted(), there.map(({ id }) => id).toSorted(), `${view} ${JSON.stringify([filter, home, order])}`)
        const keys = pages.map((row) => (order.by === 'due' ? (row.dueAt ?? Number.MAX_SAFE_INTEGER) : row.reportedAt))
        assert.deepEqual(keys, keys.toSorted((a, b) => (order.descending ? b - a : a - b)), `${view} ${order.by}`)
      }
      const counts = countsOf(context, question)
      assert.equal(counts.total, there.length)
      assert.equal(counts.views[view], there.length)
      assert.deepEqual(counts.statuses, counts.statuses.map(({ status }) => ({ status, count: there.filter((row) => row.status === status).length })))
    }
  }
})

test('a page far down is the same whether one came there page by page or at once', () => {
  const db = emptyCache()
  fillCases(db, 2_000)
  const straight = pageOf({ db }, ALL, NEWEST, 1_900, 50)
  const context = { db }
  for (let from = 0; from < 1_900; from += 100) pageOf(context, ALL, NEWEST, from, 100)
  assert.deepEqual(pageOf(context, ALL, NEWEST, 1_900, 50).rows, straight.rows)
  assert.equal(pageOf(context, ALL, NEWEST, 1_950, 100).total, 2_000)
  assert.deepEqual(pageOf(context, ALL, NEWEST, 5_000, 100).rows, [])
})

test('after a change the list is another one', () => {
  const db = emptyCache()
  fillCases(db, 300)
  const context = { db }
  const before = pageOf(context, ALL, NEWEST, 0, 10)
  db.transaction(() => {
    db.prepare('DELETE FROM "case" WHERE id = ?').run(before.rows[3]!.id)
    db.prepare("UPDATE scope SET cursor = cursor + 1 WHERE kind = 'office'").run()
  })()
  const now = pageOf(context, ALL, NEWEST, 0, 9)
  assert.deepEqual(now.rows.map(({ id }) => id), before.rows.filter((_, n) => n !== 3).map(({ id }) => id))
})

test('the hours of a filter are those of the city’s clock', () => {
  const db = emptyCache()
  fillCases(db, 0)
  // 2026-06-29 is a Monday; 16:30Z is half past midnight of the Tuesday there.
  putCase(db, caseRow(1, { reported_at: '2026-06-28T17:00:00.000Z' }))
  putCase(db, caseRow(2, { reported_at: '2026-06-29T16:30:00.000Z' }))
  const found = (weekdays: number[], hours: number[]): string[] => pageOf({ db }, { ...ALL, filter: { ...WHOLE, weekdays, hours } }, NEWEST, 0, 10).rows.map(({ id }) => id)
  assert.deepEqual(found([1], []), ['c1'])
  assert.deepEqual(found([2], [0]), ['c2'])
  assert.deepEqual(found([], [0, 1]), ['c2', 'c1'])
})

test('a desk without an office says so, and a case it does not hold is none', () => {
  const db = emptyCache()
  assert.deepEqual(countsOf({ db }, ALL).offices, [])
  assert.equal(getCase({ db }, { id: 'none', at: NOW }), null)
})

test('one case says all its row states, and where it lies', () => {
  const db = emptyCache()
  fillCases(db, 0)
  putCase(db, caseRow(1, { duplicate_of: 'c2', reporter: { name: '王*', phone: '138****5678' }, due_at: new Date(NOW + DAY).toISOString(), original: { crs: 'gcj02', x: 121.5, y: 29.9 } }))
  const whole = getCase({ db }, { id: 'c1', at: NOW })
  assert.deepEqual(whole?.line.map(({ id }) => id), ['330205', '330205002'])
  assert.equal(whole?.street.id, '330205002')
  assert.deepEqual(whole?.reporter, { name: '王*', phone: '138****5678' })
  assert.deepEqual(whole?.duplicateOf, { id: 'c2', number: null })
  assert.deepEqual([whole?.dueAt, whole?.asOf, whole?.original?.crs, whole?.isOpen], [NOW + DAY, NOW, 'gcj02', true])
})
