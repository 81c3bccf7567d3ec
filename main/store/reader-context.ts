/** What every query function receives first. */
import type { ReadableDatabase } from './open.ts'

/**
 * One per reader thread, the same object for its whole life: a module that holds state beside the database (columns in memory)
 * keeps it in a `WeakMap<ReaderContext, …>`, so that tests make a fresh one with `{ db }`.
 */
export interface ReaderContext {
  readonly db: ReadableDatabase
  /** Where an administrator's files of area outlines lie; absent: nowhere. */
  readonly outlinesFolder?: string
  /** Where the text index of the cases lies; absent: there is none, and searches look through the rows. */
  readonly indexFolder?: string
  /** Where the user's outbox lies, if there is one; absent: own edits are not laid over the rows. */
  readonly profileFolder?: string
}

/** Which compact points changed. Sent to the reading lanes as 'points.changed' after the writer committed. */
export type PointsChange = { ids: string[] } | 'reload'
