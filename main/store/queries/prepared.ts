/** Statements that are asked again and again, made ready once for each database: to read the SQL anew costs as much as to answer a page. */
import type BetterSqlite3 from 'better-sqlite3'
import type { ReadableDatabase } from '../open.ts'

/** Filters make new texts; beyond so many all are made anew. */
const MOST_KEPT = 200

const kept = new WeakMap<ReadableDatabase, Map<string, BetterSqlite3.Statement<unknown[], unknown>>>()

/** Answers rows as arrays. */
export function prepared(db: ReadableDatabase, sql: string): BetterSqlite3.Statement<unknown[], unknown> {
  const known = kept.get(db) ?? new Map<string, BetterSqlite3.Statement<unknown[], unknown>>()
  kept.set(db, known)
  let statement = known.get(sql)
  if (statement === undefined) {
    if (known.size >= MOST_KEPT) known.clear()
    known.set(sql, (statement = (db.prepare(sql) as BetterSqlite3.Statement<unknown[], unknown>).raw()))
  }
  return statement
}
