/** A shift's hand-over equals counting by hand over the same rows, and each of its questions goes by an index. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CASE_FLOW, DUTIES } from '../../../preload/contract/case-flow.ts'
import { CASE_STATUSES, type CaseStatus } from '../../../preload/contract/case-status.ts'
import { MOST_SHIFT_ROWS } from '../../../preload/contract/shift.ts'
import { ACTS_SQL } from '../../../main/store/queries/shift-acts.ts'
import { DEPARTMENTS_SQL, DUE_SQL, nextDuty, REPORTED_SQL, STATUSES_SQL } from '../../../main/store/queries/shift-open.ts'
import { getShift } from '../../../main/store/queries/shift.ts'
import type { Row } from '../../../main/sync/protocol.ts'
import { caseRow, fillCases, putCase, STREETS } from './cases.ts'
import { DAY, emptyCache, NOW, putRow, seeded } from './filled-cache.ts'

const FROM = NOW - 8 * 3_600_000
const isOpen = (status: CaseStatus): boolean => CASE_FLOW[status].open311 === 'open'
const dueOf = ({ due_at }: Row<'case'>): number => (due_at === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(due_at))

function putAct(db: ReturnType<typeof emptyCache>, n: number, of: Row<'case'>, at: number, more: Partial<Row<'act'>> = {}): void {
  putRow(db, `office:${of.area}`, 'act', { id: `a${n}`, city: '3302', case: of.id, kind: 'transition', action: 'dispatch', groups: ['dispatch'], by: 'x', by_name: '甲', at: new Date(at).toISOString(), simulated: true, ...more })
}

for (const office of [null, STREETS[0]!]) {
  test(`counts and lists are those of the rows, ${office === null ? 'all offices' : 'one office'}`, () => {
    const db = emptyCache()
    const rows = fillCases(db, 900)
    const random = seeded(5)
    const acts = Array.from({ length: 300 }, (_, n) => ({ n, of: rows[Math.floor(random() * rows.length)]!, at: FROM + Math.floor((random() - 0.3) * 12 * 3_600_000), kind: random() < 0.5 ? 'note' as const : 'transition' as const }))
    for (const { n, of, at, kind } of acts) putAct(db, n, of, at, kind === 'note' ? { kind, action: undefined } as Partial<Row<'act'>> : {})
    const mine = rows.filter(({ area }) => office === null || area === office)
    const open = mine.filter(({ status }) => isOpen(status))
    const inSpan = acts.filter(({ of, at }) => (office === null || of.area === office) && at >= FROM && at < NOW)
    const report = getShift({ db }, { office, from: FROM, to: NOW })
    assert.equal(report.open, open.length)
    assert.equal(report.reported, mine.filter(({ reported_at }) => Date.parse(reported_at) >= FROM && Date.parse(reported_at) < NOW).length)
    assert.equal(report.done.reduce((sum, { count }) => sum + count, 0), inSpan.length)
    assert.equal(report.done.find(({ kind }) => kind === 'note')?.count, inSpan.filter(({ kind }) => kind === 'note').length)
    assert.deepEqual(report.changed.rows.map(({ id }) => id).toSorted(), [...new Set(inSpan.map(({ of }) => of.id))].toSorted())
    const last = report.changed.rows.map((row) => row.last?.at ?? 0)
    assert.deepEqual(last, last.toSorted((a, b) => b - a))
    assert.equal(report.fellDue.total, open.filter((row) => dueOf(row) >= FROM && dueOf(row) < NOW).length)
    const late = open.filter((row) => dueOf(row) < FROM).toSorted((a, b) => dueOf(a) - dueOf(b))
    assert.equal(report.late.total, late.length)
    assert.deepEqual(report.late.rows.map(({ dueAt }) => dueAt), late.slice(0, MOST_SHIFT_ROWS).map(dueOf))
    for (const { duty, count, late: overdue } of report.duties) {
      const own = open.filter(({ status }) => nextDuty(status) === duty)
      assert.deepEqual([count, overdue], [own.length, own.filter((row) => dueOf(row) < NOW).length], duty)
    }
    assert.equal(report.duties.reduce((sum, { count }) => sum + count, 0), open.length, 'every open case waits for somebody')
    assert.deepEqual([report.offices.length, report.provenance.asOf, report.provenance.simulated], [STREETS.length, NOW, true])
  })
}

test('departments are counted by name; a case with none is said to have none', () => {
  const db = emptyCache()
  fillCases(db, 0)
  for (let n = 0; n < 6; n++) putCase(db, caseRow(n, { status: 'handling', ...(n < 4 ? { department: n % 2 === 0 ? '市政' : '城管' } : {}), due_at: new Date(NOW + (n - 3) * DAY).toISOString() }))
  putCase(db, caseRow(9, { status: 'checking', department: '市政' }))
  const { departments } = getShift({ db }, { office: null, from: FROM, to: NOW })
  assert.deepEqual(departments.toSorted((a, b) => (a.name ?? '').localeCompare(b.name ?? '')), [{ name: null, count: 2, late: 0 }, { name: '城管', count: 2, late: 1 }, { name: '市政', count: 2, late: 2 }])
})

test('an act of a case that has left this desk is counted, and the case not listed; nothing held is nothing', () => {
  const db = emptyCache()
  fillCases(db, 0)
  putAct(db, 1, caseRow(0), NOW - 1_000)
  const report = getShift({ db }, { office: null, from: FROM, to: NOW })
  assert.deepEqual([report.done[0]?.count, report.changed.total, report.changed.rows], [1, 1, []])
  assert.deepEqual(getShift({ db: emptyCache() }, { office: null, from: FROM, to: NOW }).offices, [])
})

test('every open status waits for one of the duties', () => {
  for (const status of CASE_STATUSES) if (isOpen(status)) assert.ok(DUTIES.includes(nextDuty(status)!), status)
  assert.deepEqual((['filed', 'handling', 'fed_back', 'extension_requested', 'void'] as const).map(nextDuty), ['dispatcher', 'department', 'desk', 'supervisor', null])
})

test('each question goes by its index: a span of acts is searched, open cases are counted without being fetched, deadlines come in order', () => {
  const db = emptyCache()
  const plan = (sql: string, ...values: unknown[]): string => db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values).map((row) => (row as { detail: string }).detail).join('; ')
  assert.match(plan(ACTS_SQL, 'office:1', 0, 1), /SEARCH act USING INDEX act_scope_at \(scope=\? AND at>\? AND at<\?\)/)
  assert.ok(!/TEMP B-TREE/.test(plan(ACTS_SQL, 'office:1', 0, 1)))
  assert.match(plan(STATUSES_SQL, 0, '[]'), /SCAN case USING COVERING INDEX case_open/)
  assert.match(plan(DUE_SQL, '[]', 0, 1), /SEARCH case USING INDEX case_open \(<expr>>\? AND <expr><\?\)/)
  assert.ok(!/TEMP B-TREE/.test(plan(DUE_SQL, '[]', 0, 1)))
  assert.match(plan(REPORTED_SQL, 0, 1, '[]'), /SEARCH case USING COVERING INDEX case_reported \(reported_at>\? AND reported_at<\?\)/)
  assert.match(plan(DEPARTMENTS_SQL, 0, '[]', '[]'), /SCAN case USING INDEX case_open/)
})
