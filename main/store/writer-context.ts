/** What every writing function receives first: the one writable database, its folder, and statements prepared once. */
import type { WritableDatabase } from './open.ts'
import { preparedOnce, type Prepare } from './prepared.ts'

export interface WriterContext {
  readonly db: WritableDatabase
  readonly folder: string
  readonly path: string
  readonly ownerKey: string
  /** Prepared on first use, kept for the life of the thread. */
  readonly sql: Prepare
  /** True between the first staged part and the last swap: the WAL may grow instead of being copied back every few pages. */
  bulk: boolean
  /** True from the last swap until the log that grew meanwhile is copied back: nobody waits for that. */
  isLogLong: boolean
}

export function createWriterContext(db: WritableDatabase, folder: string, path: string, ownerKey: string): WriterContext {
  return { db, folder, path, ownerKey, bulk: false, isLogLong: false, sql: preparedOnce(db) }
}

/** Rows and cursor together or not at all. */
export function inOneTransaction<T>(context: WriterContext, work: () => T): T {
  return context.db.transaction(work).immediate()
}
