/** Statements prepared on first use and kept as long as their database. */
import type BetterSqlite3 from 'better-sqlite3'
import type { ReadableDatabase } from './open.ts'

export type Prepare = (text: string) => BetterSqlite3.Statement<unknown[], Record<string, unknown>>

export function preparedOnce(db: Pick<ReadableDatabase, 'prepare'>): Prepare {
  const prepared = new Map<string, ReturnType<Prepare>>()
  return (text) => {
    let statement = prepared.get(text)
    if (!statement) {
      statement = db.prepare(text) as ReturnType<Prepare>
      prepared.set(text, statement)
    }
    return statement
  }
}
