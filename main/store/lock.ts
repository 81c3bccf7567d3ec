/** Single owner of a profile, or of a part of it: an exclusive transaction held open on a file of its own, which the kernel releases when the process dies. */
import { join } from 'node:path'
import { StoreFailure } from './failure.ts'
import { loadSqlite } from './guard.ts'

export interface Ownership {
  release(): void
}

export function ownProfile(folder: string, file = 'lock.db'): Ownership {
  const Sqlite = loadSqlite()
  const db = new Sqlite(join(folder, file), { timeout: 0 })
  try {
    // A rollback journal: in WAL mode an exclusive transaction would still let readers in.
    db.pragma('journal_mode = DELETE')
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    throw new StoreFailure('owned', `another process uses this profile (${error instanceof Error ? error.message : String(error)})`)
  }
  return {
    release() {
      if (db.open) db.close()
    },
  }
}
