/** Opens the cache whatever state its file is in: check → quarantine → last good copy, or an empty one, and says what happened. */
import { join } from 'node:path'
import type { Recovery } from '../../preload/contract/model.ts'
import { inspectCache } from './check.ts'
import { StoreFailure } from './failure.ts'
import { stopFollowing } from './case-follow.ts'
import { restoreGoodCopy } from './good-copy.ts'
import { expectedFingerprint, migrate } from './migrations.ts'
import { openWritable, type WritableDatabase } from './open.ts'
import { quarantine, quarantineLeftovers, tidyQuarantine } from './quarantine.ts'
import { fingerprint } from './steps.ts'

export const CACHE_FILE = 'cache.db'

export interface OpenedCache {
  db: WritableDatabase
  path: string
  /** What was wrong and what is shown instead; null when nothing was. */
  recovered: Recovery | null
}

/** `now` stamps the quarantine and the file's birth; `discard` throws the present file away whatever it holds. */
export function openCache(folder: string, ownerKey: string, now: number, discard = false): OpenedCache {
  const path = join(folder, CACHE_FILE)
  const found = discard ? { kind: 'damaged' as const, why: 'rebuild was asked for' } : inspectCache(path, ownerKey)
  if (found.kind === 'future') throw new StoreFailure('future', `the cache has version ${found.version}; a newer version of this program wrote it`)
  let recovered: Recovery | null = null
  if (found.kind === 'absent') {
    // A WAL without its database, or a crash between quarantine and restoring.
    quarantineLeftovers(folder, CACHE_FILE, now)
    if (restoreGoodCopy(folder, path, ownerKey)) recovered = { shown: 'good-copy', why: 'it was missing' }
  } else if (found.kind === 'damaged') {
    quarantine(folder, CACHE_FILE, now)
    const restored = !discard && restoreGoodCopy(folder, path, ownerKey)
    recovered = { shown: restored ? 'good-copy' : 'nothing', why: found.why }
  } else tidyQuarantine(folder, now)
  return { db: prepare(path, ownerKey, now, recovered), path, recovered }
}

function prepare(path: string, ownerKey: string, now: number, recovered: Recovery | null): WritableDatabase {
  const db = openWritable(path)
  try {
    migrate(db)
    if (fingerprint(db) !== expectedFingerprint()) throw new StoreFailure('damaged', 'the migrated cache has not the tables of this version')
    const put = db.prepare('INSERT INTO meta (k, v) VALUES (?, ?) ON CONFLICT DO NOTHING')
    const set = db.prepare('INSERT INTO meta (k, v) VALUES (?, ?) ON CONFLICT DO UPDATE SET v = excluded.v')
    db.transaction(() => {
      put.run('owner', ownerKey)
      put.run('built_at', String(now))
      if (recovered) {
        set.run('recovered', JSON.stringify(recovered))
        // After a recovery the rows are compared with the central's without waiting for the week to end.
        set.run('checked_at', '0')
        db.exec("UPDATE scope SET state = 'stale' WHERE state = 'live'")
        // Rows of a copy are numbered anew.
        stopFollowing(db)
      } else if (db.prepare("SELECT 1 FROM scope WHERE state = 'stale'").get() === undefined) db.exec("DELETE FROM meta WHERE k = 'recovered'")
    }).immediate()
    return db
  } catch (error) {
    db.close()
    throw error
  }
}
