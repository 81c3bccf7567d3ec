/** Units: the counts are those of the rows, by street, whatever narrows them; the plan walks the deadlines and scans nothing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CLOSED_STATUSES, NO_PROBLEM_STATUSES } from '../../../preload/contract/case-status.ts'
import type { CaseQuestion } from '../../../preload/contract/case-list.ts'
import { getUnitFigures } from '../../../main/store/queries/unit-figures.ts'
import type { Row } from '../../../main/sync/protocol.ts'
import { ALL, caseRow, fillCases, putCase, STREETS, WHOLE } from './cases.ts'
import { DAY, emptyCache, NOW } from './filled-cache.ts'

const isIn = (list: readonly string[], status: string): boolean => list.includes(status)

const due = (row: Row<'case'>): number => (row.due_at === undefined ? Infinity : Date.parse(row.due_at))
const instant = (ms: number): string => new Date(ms).toISOString()

/** [open, overdue, should be closed, closed, closed in time] by plain counting. */
function byHand(rows: readonly Row<'case'>[], { filter, at }: CaseQuestion): number[] {
  const open = rows.filter((row) => !isIn(CLOSED_STATUSES, row.status))
  const asked = rows.filter((row) => due(row) >= filter.from && due(row) < filter.to && !isIn(NO_PROBLEM_STATUSES, row.status))
  const closed = asked.filter((row) => row.closed_at !== undefined)
  return [open.length, open.filter((row) => due(row) < at).length, asked.length, closed.length, closed.filter((row) => Date.parse(row.closed_at!) <= due(row)).length]
}

test('each street has the counts of its rows, and their sum is the total, under every filter', () => {
  const db = emptyCache()
  const rows = fillCases(db, 1_500).map((row) => {
    const closed = isIn(CLOSED_STATUSES, row.status) ? { ...row, closed_at: new Date(Date.parse(row.due_at ?? row.reported_at) + (Number(row.id.slice(1)) % 3 - 1) * DAY).toISOString() } : row
    putCase(db, closed)
    return closed
  })
  const period = { ...WHOLE, from: NOW - 5 * DAY, to: NOW + 3 * DAY }
  const square: [number, number][] = [[121.45, 29.85], [121.5, 29.85], [121.5, 29.91], [121.45, 29.91]]
  const asked: [CaseQuestion, (row: Row<'case'>) => boolean][] = [
    [{ ...ALL, filter: period }, () => true],
    [{ ...ALL, filter: { ...period, area: STREETS[1]! } }, ({ area }) => area === STREETS[1]],
    [{ ...ALL, filter: { ...period, classes: ['safety'] }, home: '330205' }, (row) => row.class === 'safety' && row.area.startsWith('330205')],
    [{ ...ALL, filter: { ...period, drawn: square } }, ({ lng, lat }) => lng >= 121.45 && lng < 121.5 && lat >= 29.85 && lat < 29.91],
    [{ ...ALL, filter: { ...period, statuses: ['filed', 'closed'] } }, ({ status }) => isIn(['filed', 'closed'], status)],
  ]
  for (const [question, isAsked] of asked) {
    const there = rows.filter(isAsked)
    const { units, total } = getUnitFigures({ db }, { question })
    const said = ({ open, overdue, shouldBeClosed, closed, closedInTime }: typeof total): number[] => [open, overdue, shouldBeClosed, closed, closedInTime]
    assert.deepEqual(said(total), byHand(there, question))
    for (const unit of units) assert.deepEqual(said(unit), byHand(there.filter(({ area }) => area === unit.area.id), question), unit.area.id)
    assert.ok(total.open > 0 && total.shouldBeClosed > 0)
  }
})

test('the end of the period is not in it, and a case closed at its very deadline was closed in time', () => {
  const db = emptyCache()
  fillCases(db, 0)
  const [from, to] = [NOW - DAY, NOW + DAY]
  putCase(db, caseRow(1, { status: 'closed', due_at: instant(from), closed_at: instant(from) }))
  putCase(db, caseRow(2, { status: 'closed', due_at: instant(from), closed_at: instant(from + 1) }))
  putCase(db, caseRow(3, { status: 'handling', due_at: instant(to) }))
  putCase(db, caseRow(4, { status: 'handling', due_at: instant(NOW) }))
  const { total } = getUnitFigures({ db }, { question: { ...ALL, filter: { ...WHOLE, from, to }, at: NOW } })
  assert.deepEqual(total, { open: 2, overdue: 0, shouldBeClosed: 3, closed: 2, closedInTime: 1 })
})
