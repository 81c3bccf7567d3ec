/** What lies in the folder at a start: the state of both copies, and what to do about it. */
import { join } from 'node:path'
import { toStoreFailure } from '../store/failure.ts'
import type { Finding } from '../store/inspect.ts'
import { copiesOf } from './copies.ts'
import type { Disk } from './disk.ts'
import { emptyHeld } from './held.ts'
import { JOURNAL_FILE, JOURNAL_FORMAT, readJournal, type JournalContent } from './journal.ts'
import { inspectOutbox } from './schema.ts'

export const OUTBOX_FILE = 'outbox.db'

export interface Evidence {
  database: Finding
  journal: JournalContent | null
  /** 'absent': lost, or not yet made. 'damaged': whatever can be read of it counts, and it is made anew. */
  journalIs: 'whole' | 'absent' | 'damaged' | 'future'
}

export function gather(disk: Disk, folder: string, owner: string, steps: readonly string[]): Evidence {
  const path = join(folder, OUTBOX_FILE)
  let database = inspectOutbox(path, owner, steps)
  if (database.kind === 'absent' && (disk.exists(`${path}-wal`) || disk.exists(`${path}-shm`))) database = { kind: 'damaged', why: 'it is missing, its log is not' }
  return { database, ...lookAtJournal(disk, join(folder, JOURNAL_FILE), owner) }
}

function lookAtJournal(disk: Disk, path: string, owner: string): Pick<Evidence, 'journal' | 'journalIs'> {
  let journal: JournalContent | null
  try {
    journal = readJournal(disk, path)
  } catch (error) {
    if (toStoreFailure(error).code === 'internal') throw error
    return { journal: { head: null, held: emptyHeld(), bad: 1, end: 0, isTorn: false }, journalIs: 'damaged' }
  }
  if (journal === null) return { journal, journalIs: 'absent' }
  if ((journal.head?.format ?? 0) > JOURNAL_FORMAT) return { journal, journalIs: 'future' }
  return { journal, journalIs: journal.bad === 0 && journal.head?.owner === owner ? 'whole' : 'damaged' }
}

/** The case in which something may be lost: no copy is whole, and there has been one. */
export function areBothDamaged({ database, journalIs }: Evidence, disk: Disk, folder: string): boolean {
  if (database.kind === 'good' || database.kind === 'older' || journalIs === 'whole') return false
  return database.kind === 'damaged' || journalIs === 'damaged' || copiesOf(disk, folder).length > 0
}
