/** A list with the effective rows where they belong now, and without the cached ones they stand for. */
import type { CaseOrder } from '../../../preload/contract/case-list.ts'
import { allOf, type Ranked, type Source } from '../queries/case-sources.ts'
import { type CaseWhere, countSql, type StatusCount } from '../queries/case-where.ts'
import { prepared } from '../queries/prepared.ts'
import type { Row } from '../../sync/protocol.ts'
import type { ReadableDatabase } from '../open.ts'
import type { Overlay } from './overlay.ts'

/** `whole`: the question with its words. The source is in the order of its keys. */
export function laidOver(source: Source, { db, hidden }: Overlay, whole: CaseWhere, order: CaseOrder): Source {
  if (db === null) return source
  const own = allOf(db, whole, order).map(([row, key]): Ranked => [-row, key]).sort((a, b) => (order.descending ? b[1] - a[1] : a[1] - b[1]))
  let next = 0
  return (wanted) => {
    const { rows, isDone } = source(wanted)
    const merged: Ranked[] = []
    for (const row of rows) {
      while (next < own.length && (order.descending ? own[next]![1] > row[1] : own[next]![1] < row[1])) merged.push(own[next++]!)
      if (!hidden.has(row[0])) merged.push(row)
    }
    if (isDone) merged.push(...own.slice(next))
    return { rows: merged, isDone }
  }
}

/** By how much the effective rows change the counts of the cached ones, by status. */
export function countLaid(cached: ReadableDatabase, { db, hidden }: Overlay, where: CaseWhere): StatusCount[] {
  if (db === null) return []
  const gone = hidden.size === 0 ? [] : countedIn(cached, where, [...hidden])
  return [...countedIn(db, where), ...gone.map(([status, count]): StatusCount => [status, -count])]
}

/** By status; `among`: of these rows alone. A status may come more than once. */
export function countedIn(db: ReadableDatabase, where: CaseWhere, among?: readonly number[]): StatusCount[] {
  const { sql, values } = countSql(where, among !== undefined)
  const counted: StatusCount[] = []
  for (const [status, count, reportedAt, body] of prepared(db, sql).iterate(...values, ...(among === undefined ? [] : [JSON.stringify(among)])) as IterableIterator<[string, number, number, string]>) {
    if (where.belongs === null || where.belongs(reportedAt, JSON.parse(body) as Row<'case'>)) counted.push([status, count])
  }
  return counted
}
