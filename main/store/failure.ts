/** Why the store said no: a closed set of codes, so that callers decide without reading prose. */

export type StoreFailureCode =
  /** This Node or this SQLite cannot carry the store. */
  | 'runtime'
  /** Another process owns the profile. */
  | 'owned'
  /** The file was written by a newer version; nothing was touched. */
  | 'future'
  /** The file is damaged or not ours. */
  | 'damaged'
  /** The disk or SQLite refused the work. */
  | 'storage'
  /** Edits are not accepted: the file may only be read. */
  | 'sealed'
  /** A newer question took this one's place in the queue. */
  | 'superseded'
  /** The lane is closed or its thread ended. */
  | 'stopped'
  /** A defect in a function of ours. */
  | 'internal'

export class StoreFailure extends Error {
  readonly code: StoreFailureCode
  constructor(code: StoreFailureCode, detail: string) {
    super(detail)
    this.name = 'StoreFailure'
    this.code = code
  }
}

/** SQLite's own errors carry a code like SQLITE_FULL. */
export function toStoreFailure(error: unknown): StoreFailure {
  if (error instanceof StoreFailure) return error
  const detail = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT_')) return new StoreFailure('damaged', `${code}: ${detail}`)
  if (code.startsWith('SQLITE_') || /^E[A-Z]+$/.test(code)) return new StoreFailure('storage', `${code}: ${detail}`)
  return new StoreFailure('internal', error instanceof Error ? (error.stack ?? detail) : detail)
}
