/** Verified copies of outbox.db: one a day and one before a new version changes it, the newest seven kept. An old copy put back only sends again. */
import { join } from 'node:path'
import type { ReadableDatabase } from '../store/open.ts'
import type { Disk } from './disk.ts'
import type { Held } from './held.ts'
import { salvage } from './salvage.ts'
import { inspectOutbox } from './schema.ts'

export const COPIES_FOLDER = 'outbox-copies'
const KEPT = 7
const DAY_MS = 24 * 3_600_000
const NAME = /^(\d{15})\.db$/

const stampOf = (name: string): number | null => (NAME.test(name) ? Number(NAME.exec(name)?.[1]) : null)

/** Newest first, as milliseconds UTC. */
export function copiesOf(disk: Disk, folder: string): number[] {
  return disk.list(join(folder, COPIES_FOLDER)).flatMap((name) => stampOf(name) ?? []).sort((a, b) => b - a)
}

const pathOf = (folder: string, stamp: number): string => join(folder, COPIES_FOLDER, `${String(stamp).padStart(15, '0')}.db`)

/** A clock that was ahead when the last copy was made does not hold up the next ones for ever. */
export function isCopyDue(disk: Disk, folder: string, now: number): boolean {
  const [newest] = copiesOf(disk, folder)
  return newest === undefined || now - newest >= DAY_MS || newest > now + DAY_MS
}

/** Throws when there is no room or the copy does not prove sound; the others stay as they are. `steps`: those of the file's own version. */
export function writeCopy(db: Pick<ReadableDatabase, 'prepare'>, disk: Disk, folder: string, owner: string, now: number, steps?: readonly string[]): void {
  const place = join(folder, COPIES_FOLDER)
  const next = join(place, 'next.db')
  disk.makeFolder(place)
  disk.remove(next)
  try {
    db.prepare('VACUUM INTO ?').run(next)
    const found = inspectOutbox(next, owner, steps)
    if (found.kind !== 'good') throw Object.assign(new Error(`the copy is not sound: ${found.kind === 'damaged' ? found.why : found.kind}`), { code: 'EIO' })
    const file = disk.open(next)
    file.sync()
    file.close()
    disk.rename(next, pathOf(folder, now))
    disk.syncFolder(place)
  } catch (error) {
    disk.remove(next)
    throw error
  }
  for (const stamp of copiesOf(disk, folder).slice(KEPT)) disk.remove(pathOf(folder, stamp))
}

/** What the newest readable copy holds; null when there is none. */
export function readNewestCopy(disk: Disk, folder: string, owner: string): Held | null {
  for (const stamp of copiesOf(disk, folder)) {
    const { kind } = inspectOutbox(pathOf(folder, stamp), owner)
    if (kind === 'good' || kind === 'older') return salvage(pathOf(folder, stamp))
  }
  return null
}
