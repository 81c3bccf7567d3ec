/** A question about cases as SQL: which index walks it in which order, which conditions narrow it, and what only a row itself can say. */
import type { CaseOrder, CaseQuestion } from '../../../preload/contract/case-list.ts'
import type { CaseView } from '../../../preload/contract/case-question.ts'
import { WAITING_STATUSES } from '../../../preload/contract/case-list.ts'
import { CLOSED_STATUSES } from '../../../preload/contract/case-status.ts'
import { createLocalClock } from '../../field/local-clock.ts'
import { fieldsOf, isFound } from '../../search/case-words.ts'
import type { Row } from '../../sync/protocol.ts'
import type { ReadableDatabase } from '../open.ts'
import { areasInside } from './areas.ts'
import { hourOfWeekMask } from './field-state.ts'
import { onGround } from './on-ground.ts'
import { clockOf } from './opening-reader.ts'

/** The key of a case without a deadline: after all others. */
export const NO_DUE = Number.MAX_SAFE_INTEGER

// Written as in the indexes (migrations.ts): another wording would not be known for the same.
const words = (statuses: readonly string[]): string => `(${statuses.map((status) => `'${status}'`).join(', ')})`
export const DUE = `ifnull(due_at, ${NO_DUE})`
export const OPEN = `status NOT IN ${words(CLOSED_STATUSES)}`
const URGENT = `${OPEN} AND (urgent = 1 OR body ->> '$.danger_to_life' = 1)`

/** No condition at all. */
export const EVERYTHING = 'TRUE'
const VIEW_CONDITIONS: Record<CaseView, string> = { all: EVERYTHING, late: OPEN, waiting: `${OPEN} AND status IN ${words(WAITING_STATUSES)}`, urgent: URGENT }
const CLOSED: ReadonlySet<string> = new Set(CLOSED_STATUSES)

type Bounds = readonly [least: number, most: number]

export interface CaseWhere {
  /** Joined by AND; the values in their order. The two bounds are not among them: one of them is where a walk goes. */
  conditions: string
  values: (string | number)[]
  /** The conditions let open cases through alone, or the urgent ones of them. */
  among: 'all' | 'open' | 'urgent'
  /** Instants of the report, both included; null: any. */
  reported: Bounds | null
  /** Deadlines; null: any or none. */
  due: Bounds | null
  /** Null: every row that meets the conditions belongs. */
  belongs: Belongs | null
}

/** What only the row itself can say. */
type Belongs = (reportedAt: number, row: Row<'case'>) => boolean

/** `words`: every one of them must be found in the row. */
export function whereOf(db: ReadableDatabase, { filter, view, home, at }: Omit<CaseQuestion, 'text'>, words: readonly string[] = []): CaseWhere {
  const lists = [
    ['status', filter.statuses.length > 0 ? filter.statuses : null], ['class', filter.classes.length > 0 ? filter.classes : null], ['area', areasOf(db, filter.area, home)],
  ] as const
  const asked = lists.flatMap(([column, values]) => (values === null ? [] : [{ column, values }]))
  const isOpen = view !== 'all' || (filter.statuses.length > 0 && filter.statuses.every((status) => !CLOSED.has(status)))
  return {
    among: view === 'urgent' ? 'urgent' : isOpen ? 'open' : 'all',
    conditions: [view === 'all' && isOpen ? OPEN : VIEW_CONDITIONS[view], ...asked.map(({ column }) => `${column} IN (SELECT value FROM json_each(?))`)].join(' AND '),
    values: asked.map(({ values }) => JSON.stringify(values)),
    reported: view === 'all' ? [filter.from, filter.to - 1] : null,
    due: view === 'late' ? [-NO_DUE, at - 1] : null,
    belongs: belongsOf(db, filter, view, words),
  }
}

/** Areas that lie in both; null: no area is asked for. */
function areasOf(db: ReadableDatabase, area: string | null, home: string | null): string[] | null {
  if (area === null || home === null || area === home) return area === null && home === null ? null : [...areasInside(db, area ?? home!)]
  const inside = areasInside(db, home)
  return [...areasInside(db, area)].filter((id) => inside.has(id))
}

function belongsOf(db: ReadableDatabase, filter: CaseQuestion['filter'], view: CaseView, words: readonly string[]): Belongs | null {
  const hours = view === 'all' ? hourOfWeekMask(filter) : null
  if (hours === null && filter.drawn === null && words.length === 0) return null
  const isOn = onGround(filter.drawn)
  const clock = createLocalClock(clockOf(db) ?? 'UTC')
  return (reportedAt, row) => (hours === null || hours[clock.hourOfWeekOf(reportedAt)] === 1) && isOn(row.lng, row.lat) && (words.length === 0 || isFound(fieldsOf(row), words))
}

const DUE_INDEX: Record<CaseWhere['among'], string> = { all: 'case_due', open: 'case_open', urgent: 'case_urgent' }
const REPORTED_INDEX: Record<CaseWhere['among'], string> = { all: 'case_reported', open: 'case_open_reported', urgent: 'case_open_reported' }

export interface CaseWalk {
  sql: string
  /** Before the key to go on from, the rows wanted, and those of that key already seen. */
  values: (string | number)[]
  /** The key it begins with, and the last one it may come to. */
  first: number
  last: number
}

/**
 * A list in its order, stretch by stretch: rowid, key, and what `belongs` is asked with. What is open stands in indexes of its own. Rows of one key stand in the index's own order, which stays as long as the rows do.
 */
export function walkOf(where: CaseWhere, { by, descending }: CaseOrder): CaseWalk {
  const [key, index, bounds, besides] = by === 'due' ? [DUE, DUE_INDEX[where.among], where.due, asCondition('reported_at', where.reported)] as const
    : ['reported_at', REPORTED_INDEX[where.among], where.reported, asCondition(DUE, where.due)] as const
  const [least, most] = bounds ?? [-NO_DUE, NO_DUE]
  const [from, to, way] = descending ? ['<=', '>=', 'DESC'] : ['>=', '<=', 'ASC']
  return {
    sql: `SELECT rowid, ${key}${placed(where)} FROM "case" INDEXED BY ${index} WHERE ${where.conditions}${besides.sql} AND ${key} ${to} ? AND ${key} ${from} ? ORDER BY ${key} ${way} LIMIT ? OFFSET ?`,
    values: [...where.values, ...besides.values, descending ? least : most],
    first: descending ? most : least, last: descending ? least : most,
  }
}

/** A short period by deadline: its rows are found by their reports and sorted, rather than looked for among all deadlines. Rowid, key, and what `belongs` is asked with. */
export function sortedSql(where: CaseWhere, descending: boolean): { sql: string; values: (string | number)[] } {
  const period = asCondition('reported_at', where.reported)
  return { sql: `SELECT rowid, ${DUE}${placed(where)} FROM "case" INDEXED BY ${REPORTED_INDEX[where.among]} WHERE ${where.conditions}${period.sql} ORDER BY ${DUE} ${descending ? 'DESC' : 'ASC'}, reported_at`, values: [...where.values, ...period.values] }
}

export type StatusCount = readonly [status: string, count: number]

/** Counts by status; with `belongs` the rows themselves, each counted as 1. `isListed`: only of listed rows; their list comes after the values. */
export function countSql(where: CaseWhere, isListed = false): { sql: string; values: (string | number)[] } {
  const [period, deadline] = [asCondition('reported_at', where.reported), asCondition(DUE, where.due)]
  const [index, listed] = isListed ? [' NOT INDEXED', ' AND rowid IN (SELECT value FROM json_each(?))'] : [` INDEXED BY ${(where.reported === null ? DUE_INDEX : REPORTED_INDEX)[where.among]}`, '']
  const from = `FROM "case"${index} WHERE ${where.conditions}${period.sql}${deadline.sql}${listed}`
  const values = [...where.values, ...period.values, ...deadline.values]
  return { sql: where.belongs === null ? `SELECT status, count(*) ${from} GROUP BY status` : `SELECT status, 1${placed(where)} ${from}`, values }
}

/** The whole question, in no order: rowid, key, and what `belongs` is asked with. `isListed`: only of listed rows, each by its number; their list comes after the values. */
export function everySql(where: CaseWhere, { by }: CaseOrder, isListed = false): { sql: string; values: (string | number)[] } {
  const [period, deadline] = [asCondition('reported_at', where.reported), asCondition(DUE, where.due)]
  const [index, listed] = isListed ? [' NOT INDEXED', ' AND rowid IN (SELECT value FROM json_each(?))'] : ['', '']
  const sql = `SELECT rowid, ${by === 'due' ? DUE : 'reported_at'}${placed(where)} FROM "case"${index} WHERE ${where.conditions}${period.sql}${deadline.sql}${listed}`
  return { sql, values: [...where.values, ...period.values, ...deadline.values] }
}

const placed = ({ belongs }: CaseWhere): string => (belongs === null ? '' : ', reported_at, body')

function asCondition(key: string, bounds: Bounds | null): { sql: string; values: number[] } {
  return bounds === null ? { sql: '', values: [] } : { sql: ` AND ${key} BETWEEN ? AND ?`, values: [...bounds] }
}
