/** One verified copy of the cache a day, so that a damaged cache still shows the last good picture with its age. */
import { copyFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inspectCache } from './check.ts'
import type { WritableDatabase } from './open.ts'

export const COPY_FILE = 'cache.good.db'
const DAY_MS = 24 * 3_600_000

export function isCopyDue(folder: string, now: number): boolean {
  const stat = statSync(join(folder, COPY_FILE), { throwIfNoEntry: false })
  return !stat || now - stat.mtimeMs >= DAY_MS || stat.mtimeMs > now + DAY_MS
}

/** Writes and verifies a new copy; the old one is replaced only by a good one. Returns false when the cache itself is not sound. */
export function keepGoodCopy(db: WritableDatabase, folder: string, ownerKey: string): boolean {
  const next = join(folder, `${COPY_FILE}.next`)
  rmSync(next, { force: true })
  db.prepare('VACUUM INTO ?').run(next)
  if (inspectCache(next, ownerKey).kind !== 'good') {
    rmSync(next, { force: true })
    return false
  }
  renameSync(next, join(folder, COPY_FILE))
  return true
}

/** Puts the good copy in the cache's place, if there is a sound one. */
export function restoreGoodCopy(folder: string, cachePath: string, ownerKey: string): boolean {
  const copy = join(folder, COPY_FILE)
  const found = inspectCache(copy, ownerKey).kind
  if (found !== 'good' && found !== 'older') return false
  copyFileSync(copy, cachePath)
  return true
}
