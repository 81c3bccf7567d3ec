/** Answers 'shift.get': the hand-over of a span, from the rows that the central confirmed; own edits not sent yet are told beside it. */
import type { Input } from '../../../preload/contract/api.ts'
import { MOST_SHIFT_ROWS, type ShiftCase, type ShiftReport, type ShiftRows } from '../../../preload/contract/shift.ts'
import type { CaseStatus } from '../../../preload/contract/case-status.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { areasInside } from './areas.ts'
import { nameOf } from './borders.ts'
import { officesOf, oldestOffice } from './case-offices.ts'
import { lineOf } from './case-row.ts'
import { isSimulated } from './provenance.ts'
import { actsIn, type ShiftActs } from './shift-acts.ts'
import { countReported, dueIn, openIn } from './shift-open.ts'

export function getShift({ db }: ReaderContext, { office, from, to }: Input<'shift.get'>): ShiftReport {
  const offices = officesOf(db)
  const asked = offices.filter(({ id }) => office === null || id === office).map(({ id }) => id)
  const areas = JSON.stringify(asked.flatMap((id) => [...areasInside(db, id)]))
  const acts = actsIn(db, asked, from, to)
  const changed = [...acts.last].sort(([, a], [, b]) => b.at - a.at).map(([id]) => id)
  return {
    offices, reported: countReported(db, areas, from, to), done: acts.done,
    changed: rowsOf(db, changed, acts), fellDue: rowsOf(db, dueIn(db, areas, from, to), acts), late: rowsOf(db, dueIn(db, areas, Number.MIN_SAFE_INTEGER, from), acts),
    ...openIn(db, areas, to), provenance: { asOf: oldestOffice(db), source: 'shift.get: case, act', simulated: isSimulated(db) },
  }
}

const SELECT = `SELECT "case".id, status, class, area, due_at, urgent, body ->> '$.number', body ->> '$.text', body ->> '$.place', body ->> '$.department', body ->> '$.danger_to_life', body ->> '$.simulated'
  FROM json_each(?) AS asked CROSS JOIN "case" ON "case".id = asked.value`
type Columns = [id: string, status: CaseStatus, classId: string, area: string, dueAt: number | null, urgent: number, number: string, text: string, place: string, department: string | null, danger: number, simulated: number]

/** The first of them; a case that has left this desk has acts no more. */
function rowsOf(db: ReadableDatabase, ids: readonly string[], { last }: ShiftActs): ShiftRows {
  const found = db.prepare(SELECT).raw().all(JSON.stringify(ids.slice(0, MOST_SHIFT_ROWS))) as Columns[]
  const rows = found.map(([id, status, classId, area, dueAt, urgent, number, text, place, department, danger, simulated]): ShiftCase => ({
    id, number, status, class: classId, street: nameOf(db, lineOf(db, area).findLast(({ level }) => level === 'street' || level === 'zone')?.id ?? area), place, text, dueAt, department,
    urgent: urgent === 1, danger: danger === 1, simulated: simulated === 1, last: last.get(id) ?? null,
  }))
  return { total: ids.length, rows }
}
