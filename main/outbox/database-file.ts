/** The file outbox.db: made, brought up to date, and filled up with what the journal has. */
import { openWritable, type WritableDatabase } from '../store/open.ts'
import { preparedOnce } from '../store/prepared.ts'
import { stepUp, versionOf } from '../store/steps.ts'
import { writeCopy } from './copies.ts'
import { difference, isNothing, type Held } from './held.ts'
import type { Place } from './opening.ts'
import { heldIn, mergeTransaction, restand } from './rows.ts'
import { OUTBOX_APPLICATION_ID } from './schema.ts'

/** A file of an older version is copied before it is changed. */
export function openSound({ disk, folder, actor, now, steps }: Place, path: string): WritableDatabase {
  const db = openWritable(path, 'full')
  try {
    const version = versionOf(db)
    if (version < steps.length) writeCopy(db, disk, folder, actor, now, steps.slice(0, version))
    stepUp(db, steps, OUTBOX_APPLICATION_ID)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** The owner is written last: a file without one was never finished. */
export function createDatabase({ actor, now, steps }: Place, path: string, client: string): WritableDatabase {
  const db = openWritable(path, 'full')
  try {
    stepUp(db, steps, OUTBOX_APPLICATION_ID)
    const put = db.prepare('INSERT INTO meta (k, v) VALUES (?, ?)')
    db.transaction(() => [['client', client], ['made_at', String(now)], ['owner', actor]].forEach((pair) => put.run(pair))).immediate()
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

export function clientOf(db: WritableDatabase): string | null {
  return (db.prepare("SELECT v FROM meta WHERE k = 'client'").pluck().get() as string | undefined) ?? null
}

/** Returns the ops that were missing. */
export function fillUp(db: WritableDatabase, whole: Held): string[] {
  const sql = preparedOnce(db)
  const missing = difference(whole, heldIn(sql).held)
  db.transaction(() => {
    if (!isNothing(missing)) mergeTransaction(sql, missing)
    restand(sql)
  }).immediate()
  return missing.ops.map(({ op_id }) => op_id)
}
