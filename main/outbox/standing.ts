/**
 * The edits that stand beside the rows, read out of outbox.db by whoever shows rows, without asking its lane: so they are on the screen before anything else has started.
 * The one module of the outbox that the store knows.
 */
import { join } from 'node:path'
import { StoreFailure } from '../store/failure.ts'
import { openReadable, type ReadableDatabase } from '../store/open.ts'
import { preparedOnce, type Prepare } from '../store/prepared.ts'
import { OUTBOX_FILE } from './evidence.ts'
import { FINAL, listed, REFUSED, UNSENT, type OpState } from './op-state.ts'
import { OUTBOX_APPLICATION_ID } from './schema.ts'

/** Where the outbox of a profile lies. */
export const outboxPath = (folder: string): string => join(folder, OUTBOX_FILE)

/** An open outbox.db of which nothing is changed. */
export interface StandingOps {
  readonly db: ReadableDatabase
  readonly sql: Prepare
  /** Whose outbox it is. */
  readonly actor: string
}

/** An op of the owner's that is not taken back or settled: which, and the number of its last event. */
export type StandingHead = [n: number, e: number]

export interface StandingOp {
  n: number
  e: number
  op_id: string
  state: OpState
  kind: string
  body: string
  made_at: number
  skew_ms: number | null
  attempts: number
  result: string | null
  ack_seq: number | null
  ack_ver: number | null
  ack_epoch: string | null
}

/** Throws when the file is no outbox, or none that can be read now. */
export function openStanding(path: string): StandingOps {
  const db = openReadable(path)
  try {
    // A file that its own lane will set aside is not held open here.
    if (db.prepare('PRAGMA quick_check(1)').pluck().get() !== 'ok') throw new StoreFailure('damaged', 'the outbox is not whole')
    const actor = db.pragma('application_id', { simple: true }) === OUTBOX_APPLICATION_ID ? (db.prepare("SELECT v FROM meta WHERE k = 'owner'").pluck().get() as string | undefined) : undefined
    if (actor === undefined) throw new StoreFailure('damaged', 'it is no outbox, or one that was never finished')
    return { db, sql: preparedOnce(db), actor }
  } catch (error) {
    db.close()
    throw error
  }
}

const TAKEN = ['applied', 'satisfied'] as const satisfies readonly OpState[]

/** Each by its own index: what is over and settled, however much, is passed over. */
export const HEADS_SQL = `SELECT n, e FROM op WHERE state IN ${listed(UNSENT)} AND actor = @actor UNION ALL SELECT n, e FROM op WHERE state IN ${listed(REFUSED)} AND actor = @actor
  UNION ALL SELECT n, e FROM op INDEXED BY op_final WHERE state IN ${listed(FINAL)} AND state IN ${listed(TAKEN)} AND actor = @actor`

/** In the order of saving. */
export function standingHeads({ sql, actor }: StandingOps): StandingHead[] {
  return (sql(HEADS_SQL).all({ actor }) as unknown as { n: number; e: number }[]).map(({ n, e }): StandingHead => [n, e]).sort((a, b) => a[0] - b[0])
}

export function standingOp({ sql }: StandingOps, n: number): StandingOp | null {
  return (sql('SELECT n, e, op_id, state, kind, body, made_at, skew_ms, attempts, result, ack_seq, ack_ver, ack_epoch FROM op WHERE n = ?').get(n) as unknown as StandingOp | undefined) ?? null
}
