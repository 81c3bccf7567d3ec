/** Damaged files are kept, whatever becomes of the outbox: somebody may read from them what this program could not. */
import { join } from 'node:path'
import type { Disk } from './disk.ts'
import { OUTBOX_FILE } from './evidence.ts'
import { JOURNAL_FILE } from './journal.ts'

export const ASIDE_FOLDER = 'outbox-aside'
/** The log goes first: a crash between two renames must not leave an old one beside a new database. */
const SUFFIXES = ['-wal', '-shm', '']

function placeFor(disk: Disk, folder: string, now: number): string {
  const all = join(folder, ASIDE_FOLDER)
  disk.makeFolder(all)
  const taken = new Set(disk.list(all))
  let stamp = now
  while (taken.has(String(stamp))) stamp += 1
  const place = join(all, String(stamp))
  disk.makeFolder(place)
  disk.syncFolder(all)
  disk.syncFolder(folder)
  return place
}

/** Moves the database with its log. Returns where to. */
export function setDatabaseAside(disk: Disk, folder: string, now: number): string {
  const place = placeFor(disk, folder, now)
  for (const suffix of SUFFIXES) {
    if (disk.exists(join(folder, OUTBOX_FILE + suffix))) disk.rename(join(folder, OUTBOX_FILE + suffix), join(place, OUTBOX_FILE + suffix))
  }
  disk.syncFolder(place)
  disk.syncFolder(folder)
  return place
}

/** Copies the journal; the original stays until a new one takes its place. A journal that nobody can read cannot be copied either. */
export function copyJournalAside(disk: Disk, folder: string, now: number): string {
  const place = placeFor(disk, folder, now)
  let bytes: Uint8Array | null
  try {
    bytes = disk.read(join(folder, JOURNAL_FILE))
  } catch {
    disk.rename(join(folder, JOURNAL_FILE), join(place, JOURNAL_FILE))
    disk.syncFolder(place)
    disk.syncFolder(folder)
    return place
  }
  const file = disk.open(join(place, JOURNAL_FILE))
  try {
    file.write(bytes ?? new Uint8Array(), 0)
    file.sync()
  } finally {
    file.close()
  }
  disk.syncFolder(place)
  return place
}
