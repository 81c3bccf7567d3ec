/** Where the rows of a list come from, stretch by stretch in its order: an index that is walked, a short period that is sorted, or the text index. */
import type { CaseOrder } from '../../../preload/contract/case-list.ts'
import type { Narrowed } from '../../search/case-tokens.ts'
import type { Row } from '../../sync/protocol.ts'
import type { ReadableDatabase } from '../open.ts'
import type { CaseIndex } from './case-index.ts'
import { type CaseWalk, type CaseWhere, EVERYTHING, everySql, sortedSql, walkOf } from './case-where.ts'
import { prepared } from './prepared.ts'

/** A row by its number, and what it is ranked by. */
export type Ranked = readonly [row: number, key: number]

/** Rows that follow in the list: about as many as wanted are looked at, and fewer or none may belong. */
export type Source = (wanted: number) => { rows: readonly Ranked[]; isDone: boolean }

type Looked = [row: number, key: number, reportedAt: number, body: string]

const belongs = (where: CaseWhere, [, , reportedAt, body]: Looked): boolean => where.belongs === null || where.belongs(reportedAt, JSON.parse(body) as Row<'case'>)

/** `among`: only of these rows. Rows of one key are told apart by how many of them were seen. */
export function walking(db: ReadableDatabase, where: CaseWhere, walk: CaseWalk, among?: ReadonlySet<number>): Source {
  const select = prepared(db, walk.sql)
  let [key, seen] = [walk.first, 0]
  return (wanted) => {
    const found = select.all(...walk.values, key, wanted, seen) as Looked[]
    const rows: Ranked[] = []
    for (const row of found) {
      seen = row[1] === key ? seen + 1 : 1
      key = row[1]
      if ((among === undefined || among.has(row[0])) && belongs(where, row)) rows.push([row[0], key])
    }
    return { rows, isDone: found.length < wanted }
  }
}

/** All of them at once. */
export function sorting(db: ReadableDatabase, where: CaseWhere, { descending }: CaseOrder): Source {
  const { sql, values } = sortedSql(where, descending)
  return () => ({ rows: rowsOf(prepared(db, sql).all(...values) as Looked[], where), isDone: true })
}

const rowsOf = (found: readonly Looked[], where: CaseWhere): Ranked[] => found.filter((row) => belongs(where, row)).map(([row, key]) => [row, key])

/** All that there is of a question, in no order: for rows that are few. */
export const allOf = (db: ReadableDatabase, where: CaseWhere, order: CaseOrder): Ranked[] => {
  const { sql, values } = everySql(where, order)
  return rowsOf(prepared(db, sql).all(...values) as Looked[], where)
}

export interface Search {
  index: CaseIndex
  narrowed: Narrowed
  /** The question without its words, and with them for what the index cannot say for certain. */
  bare: CaseWhere
  whole: CaseWhere
}

/** Newest or oldest first, which is the index's own order: a page ends as soon as it is full. */
export function streaming(db: ReadableDatabase, { index, narrowed, bare, whole }: Search, order: CaseOrder): Source {
  const [than, way] = order.descending ? ['<', 'DESC'] : ['>', 'ASC']
  const select = prepared(index.db, `SELECT text.rowid, doc.row, doc.reported_at FROM text CROSS JOIN doc ON doc.id = text.rowid WHERE text MATCH ? AND text.rowid ${than} ? ORDER BY text.rowid ${way} LIMIT ?`)
  const where = narrowed.isExact ? bare : whole
  let after = order.descending ? Number.MAX_SAFE_INTEGER : 0
  return (wanted) => {
    const found = select.all(narrowed.expression, after, wanted) as Found[]
    after = found.at(-1)?.[0] ?? after
    return { rows: keep(db, where, order, found), isDone: found.length < wanted }
  }
}

type Found = [doc: number, row: number, reportedAt: number]

/** A period alone is known to the index as well; for anything else the rows are asked. */
function keep(db: ReadableDatabase, where: CaseWhere, order: CaseOrder, found: readonly Found[]): Ranked[] {
  const [least, most] = where.reported ?? [-Infinity, Infinity]
  const within = found.filter(([, , reportedAt]) => reportedAt >= least && reportedAt <= most).map(([, row, reportedAt]): Ranked => [row, reportedAt])
  if (where.conditions === EVERYTHING && where.belongs === null) return within
  const kept = new Set(rowsOf(lookUp(db, where, order, within.map(([row]) => row)), where).map(([row]) => row))
  return within.filter(([row]) => kept.has(row))
}

/** More than these are not looked up one by one: the list's own order is walked, and who is not among them passed over. */
const MOST_LOOKED_UP = 20_000
const HITS_AT_ONCE = 50_000

/** By another order than the index's: all that is found comes first, then the order. */
export function ordering(db: ReadableDatabase, { index, narrowed, bare, whole }: Search, order: CaseOrder): Source {
  const select = prepared(index.db, 'SELECT text.rowid, (SELECT row FROM doc WHERE doc.id = text.rowid) FROM text WHERE text MATCH ? AND text.rowid > ? ORDER BY text.rowid LIMIT ?')
  const where = narrowed.isExact ? bare : whole
  const hits = new Set<number>()
  let after = 0
  let walk: Source | null = null
  return (wanted) => {
    if (walk !== null) return walk(wanted)
    const found = select.all(narrowed.expression, after, HITS_AT_ONCE) as [doc: number, row: number][]
    for (const [, row] of found) hits.add(row)
    after = found.at(-1)?.[0] ?? after
    if (found.length === HITS_AT_ONCE) return { rows: [], isDone: false }
    if (hits.size > MOST_LOOKED_UP) walk = walking(db, where, walkOf(where, order), hits)
    else {
      const rows = lookUp(db, where, order, [...hits]).sort((a, b) => (order.descending ? b[1] - a[1] : a[1] - b[1]))
      return { rows: rowsOf(rows, where), isDone: true }
    }
    return { rows: [], isDone: false }
  }
}

function lookUp(db: ReadableDatabase, where: CaseWhere, order: CaseOrder, rows: readonly number[]): Looked[] {
  const { sql, values } = everySql(where, order, true)
  return prepared(db, sql).all(...values, JSON.stringify(rows)) as Looked[]
}
