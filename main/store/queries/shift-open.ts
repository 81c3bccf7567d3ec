/** What is open in some areas: by whose step is next, by department, and by deadline. */
import { CASE_ACTIONS, CASE_FLOW, DUTIES, type Duty } from '../../../preload/contract/case-flow.ts'
import { CASE_STATUSES, type CaseStatus } from '../../../preload/contract/case-status.ts'
import type { ShiftReport } from '../../../preload/contract/shift.ts'
import type { ReadableDatabase } from '../open.ts'
import { DUE, OPEN } from './case-where.ts'

const AMONG = `FROM "case" INDEXED BY case_open WHERE ${OPEN} AND area IN (SELECT value FROM json_each(?))`
/** All they ask for is in the index of open cases, except the department. */
export const STATUSES_SQL = `SELECT status, count(*), total(${DUE} < ?) ${AMONG} GROUP BY status`
export const DEPARTMENTS_SQL = `SELECT body ->> '$.department', count(*), total(${DUE} < ?) ${AMONG} AND status IN (SELECT value FROM json_each(?)) GROUP BY 1 ORDER BY 2 DESC, 1`
export const DUE_SQL = `SELECT id ${AMONG} AND ${DUE} >= ? AND ${DUE} < ? ORDER BY ${DUE}`
export const REPORTED_SQL = 'SELECT count(*) FROM "case" INDEXED BY case_reported WHERE reported_at >= ? AND reported_at < ? AND area IN (SELECT value FROM json_each(?))'

/** Whose step carries an open case on; null: nobody's. Closing by force is nobody's next step. */
export function nextDuty(status: CaseStatus): Duty | null {
  const { moves } = CASE_FLOW[status]
  const first = CASE_ACTIONS.find((action) => action !== 'force_close' && moves[action] !== undefined)
  return first === undefined ? null : (moves[first]?.who[0] ?? null)
}

const DEPARTMENTS = CASE_STATUSES.filter((status) => CASE_FLOW[status].open311 === 'open' && (nextDuty(status) === 'department' || status === 'extension_requested'))

/** `areas`: JSON array. `at`: what is late is late at this instant. */
export function openIn(db: ReadableDatabase, areas: string, at: number): Pick<ShiftReport, 'open' | 'duties' | 'departments'> {
  const statuses = db.prepare(STATUSES_SQL).raw().all(at, areas) as [status: CaseStatus, count: number, late: number][]
  const departments = db.prepare(DEPARTMENTS_SQL).raw().all(at, areas, JSON.stringify(DEPARTMENTS)) as [name: string | null, count: number, late: number][]
  return {
    open: statuses.reduce((sum, [, count]) => sum + count, 0),
    duties: DUTIES.flatMap((duty) => {
      const own = statuses.filter(([status]) => nextDuty(status) === duty)
      return own.length === 0 ? [] : [{ duty, count: own.reduce((sum, [, count]) => sum + count, 0), late: own.reduce((sum, [, , late]) => sum + late, 0) }]
    }),
    departments: departments.map(([name, count, late]) => ({ name, count, late })),
  }
}

/** Ids of open cases with a deadline in the span, the earliest first. */
export const dueIn = (db: ReadableDatabase, areas: string, from: number, to: number): string[] => db.prepare(DUE_SQL).pluck().all(areas, from, to) as string[]

export const countReported = (db: ReadableDatabase, areas: string, from: number, to: number): number => db.prepare(REPORTED_SQL).pluck().get(from, to, areas) as number
