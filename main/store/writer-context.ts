/** What every writing function receives first: the one writable database, its folder, and statements prepared once. */
import type BetterSqlite3 from 'better-sqlite3'
import type { WritableDatabase } from './open.ts'

export interface WriterContext {
  readonly db: WritableDatabase
  readonly folder: string
  readonly path: string
  readonly ownerKey: string
  /** Prepared on first use, kept for the life of the thread. */
  sql(text: string): BetterSqlite3.Statement<unknown[], Record<string, unknown>>
  /** True between the first staged part and the last swap: the WAL may grow instead of being copied back every few pages. */
  bulk: boolean
  /** True from the last swap until the log that grew meanwhile is copied back: nobody waits for that. */
  isLogLong: boolean
}

export function createWriterContext(db: WritableDatabase, folder: string, path: string, ownerKey: string): WriterContext {
  const prepared = new Map<string, BetterSqlite3.Statement<unknown[], Record<string, unknown>>>()
  return {
    db, folder, path, ownerKey, bulk: false, isLogLong: false,
    sql(text) {
      let statement = prepared.get(text)
      if (!statement) {
        statement = db.prepare(text) as BetterSqlite3.Statement<unknown[], Record<string, unknown>>
        prepared.set(text, statement)
      }
      return statement
    },
  }
}

/** Rows and cursor together or not at all. */
export function inOneTransaction<T>(context: WriterContext, work: () => T): T {
  return context.db.transaction(work).immediate()
}
