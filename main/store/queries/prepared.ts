/** What a reader asks again and again is made ready once: to read the SQL anew costs as much as to answer a page. */
import type BetterSqlite3 from 'better-sqlite3'
import type { ReadableDatabase } from '../open.ts'
import { preparedOnce, type Prepare } from '../prepared.ts'

const kept = new WeakMap<ReadableDatabase, Prepare>()

/** Answers rows as arrays. Only for texts of which there are few: values are bound. */
export function prepared(db: ReadableDatabase, sql: string): BetterSqlite3.Statement<unknown[], unknown> {
  const prepare = kept.get(db) ?? preparedOnce(db)
  kept.set(db, prepare)
  return prepare(sql).raw() as BetterSqlite3.Statement<unknown[], unknown>
}
