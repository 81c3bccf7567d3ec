/** What a sound cache is: this program's, this user's, whole, with the tables of this version. */
import { inspectFile, type Finding } from './inspect.ts'
import { CACHE_VERSION, expectedFingerprint } from './migrations.ts'
import { APPLICATION_ID, type ReadableDatabase } from './open.ts'
import { fingerprint, versionOf } from './steps.ts'

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
  return inspectFile(path, (db) => judge(db, ownerKey))
}
