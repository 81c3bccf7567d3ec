/** What every function of the outbox receives first, and the one way in which anything in it changes. */
import { StoreFailure } from '../store/failure.ts'
import type { ReadableDatabase, WritableDatabase } from '../store/open.ts'
import { preparedOnce, type Prepare } from '../store/prepared.ts'
import type { Disk } from './disk.ts'
import type { Journal } from './journal.ts'
import type { Transaction } from './op.ts'
import { withReserve } from './reserve.ts'
import { nextD, nextN, putTransaction } from './rows.ts'

/** Why nothing can be saved. */
export interface Sealed {
  /** 'future': a newer version of the program wrote the files. 'both-damaged': neither copy is whole; what could be read is shown. 'unwritable': the system refuses. */
  why: 'future' | 'both-damaged' | 'unwritable'
  detail: string
}

export interface OutboxContext {
  readonly folder: string
  readonly disk: Disk
  /** Whose outbox it is; an op is sent only under the identity that made it. */
  readonly actor: string
  /** Names this run of the program: `made_mono` of one run says nothing in another. */
  readonly bootId: string
  readonly db: ReadableDatabase
  readonly sql: Prepare
  /** Null when nothing can be saved. */
  readonly writing: { readonly db: WritableDatabase; readonly journal: Journal } | null
  readonly sealed: Sealed | null
  /** The number of the next op, and of the next version of a draft. */
  nextN: number
  nextD: number
  /** How many ops are unsent; null when an event may have changed it. */
  unsent: number | null
}

export function createContext(place: Pick<OutboxContext, 'folder' | 'disk' | 'actor' | 'bootId'>, db: ReadableDatabase, writing: OutboxContext['writing'], sealed: Sealed | null): OutboxContext {
  const sql = preparedOnce(db)
  return { ...place, db, sql, writing, sealed, nextN: nextN(sql), nextD: nextD(sql), unsent: null }
}

export function writingOf(context: OutboxContext): NonNullable<OutboxContext['writing']> {
  if (!context.writing) throw new StoreFailure('sealed', `nothing is saved: ${context.sealed?.detail ?? ''}`)
  return context.writing
}

/**
 * Both copies have it when this returns. When it throws, the database has nothing of it and the journal takes it back; if the journal
 * cannot, the next start finds it there whole.
 */
export function write(context: OutboxContext, transaction: Transaction): void {
  const { db, journal } = writingOf(context)
  withReserve(context.disk, context.folder, () => {
    try {
      inOneTransaction(context.sql, db, () => {
        putTransaction(context.sql, transaction)
        journal.append(transaction)
      })
    } catch (error) {
      journal.takeBack()
      throw error
    }
    journal.keep()
  })
  context.nextN += transaction.ops.length
  context.nextD += transaction.drafts.length
  context.unsent = context.unsent === null || transaction.events.length > 0 ? null : context.unsent + transaction.ops.length
}

/** By statements that are kept: a wrapper made for every edit costs as much as the edit's own row. */
function inOneTransaction(sql: Prepare, db: WritableDatabase, work: () => void): void {
  sql('BEGIN IMMEDIATE').run()
  try {
    work()
    sql('COMMIT').run()
  } catch (error) {
    if (db.inTransaction) sql('ROLLBACK').run()
    throw error
  }
}

export function close(context: OutboxContext): void {
  context.writing?.journal.close()
  context.db.close()
}
