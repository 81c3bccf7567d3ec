/** Looks at a cache file before anything trusts it. `quick_check` alone is not a verdict: it throws on real damage and calls an empty file "ok". */
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { toStoreFailure } from './failure.ts'
import { CACHE_VERSION, expectedFingerprint, fingerprint, versionOf } from './migrations.ts'
import { APPLICATION_ID, openReadable, type ReadableDatabase } from './open.ts'

export type Finding =
  | { kind: 'absent' }
  | { kind: 'good' }
  | { kind: 'older'; version: number }
  | { kind: 'future'; version: number }
  | { kind: 'damaged'; why: string }

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

function judge(db: ReadableDatabase, ownerKey: string): Finding {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) return { kind: 'damaged', why: 'it is another program’s database' }
  const version = versionOf(db)
  if (version > CACHE_VERSION) return { kind: 'future', version }
  const meta = new Map(db.prepare('SELECT k, v FROM meta').raw().all() as [string, string][])
  if (meta.get('owner') !== ownerKey) return { kind: 'damaged', why: 'it belongs to another user or central' }
  const verdict = db.prepare('PRAGMA quick_check(1)').pluck().get()
  if (verdict !== 'ok') return { kind: 'damaged', why: `quick_check: ${String(verdict)}` }
  if (version < CACHE_VERSION) return { kind: 'older', version }
  if (fingerprint(db) !== expectedFingerprint()) return { kind: 'damaged', why: 'its tables are not those of this version' }
  return { kind: 'good' }
}

export function inspectCache(path: string, ownerKey: string): Finding {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return { kind: 'absent' }
  if (stat.size === 0) return { kind: 'damaged', why: 'it is empty' }
  try {
    if (headerOf(path) !== MAGIC) return { kind: 'damaged', why: 'its header is not that of a database' }
    const db = openReadable(path)
    try {
      return judge(db, ownerKey)
    } finally {
      db.close()
    }
  } catch (error) {
    return { kind: 'damaged', why: toStoreFailure(error).message }
  }
}
