/** Looks at a database file before anything trusts it. `quick_check` alone is not a verdict: it throws on real damage and calls an empty file "ok". */
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { toStoreFailure } from './failure.ts'
import { openReadable, type ReadableDatabase } from './open.ts'

/** `isForeign`: sound, but somebody else's. */
export type Finding =
  | { kind: 'absent' }
  | { kind: 'good' }
  | { kind: 'older'; version: number }
  | { kind: 'future'; version: number }
  | { kind: 'damaged'; why: string; isForeign?: boolean }

const MAGIC = 'SQLite format 3\0'

function headerOf(path: string): string {
  const head = Buffer.alloc(MAGIC.length)
  const file = openSync(path, 'r')
  try {
    readSync(file, head, 0, head.length, 0)
  } finally {
    closeSync(file)
  }
  return head.toString('latin1')
}

/** `judge` looks inside; whatever it throws is damage. */
export function inspectFile(path: string, judge: (db: ReadableDatabase) => Finding): Finding {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return { kind: 'absent' }
  if (stat.size === 0) return { kind: 'damaged', why: 'it is empty' }
  try {
    if (headerOf(path) !== MAGIC) return { kind: 'damaged', why: 'its header is not that of a database' }
    const db = openReadable(path)
    try {
      return judge(db)
    } finally {
      db.close()
    }
  } catch (error) {
    return { kind: 'damaged', why: toStoreFailure(error).message }
  }
}
