/** Between the tables of outbox.db and what they mean: the only place that names the columns. */
import { hash } from 'node:crypto'
import type { Prepare } from '../store/prepared.ts'
import { add, emptyHeld, type Held } from './held.ts'
import type { DraftRecord, EventRecord, Op, OpRecord, Transaction } from './op.ts'

const OP_COLUMNS = ['n', 'op_id', 'actor', 'scope', 'type', 'row_id', 'kind', 'body', 'body_sha', 'depends_on', 'made_at', 'made_mono', 'boot_id', 'skew_ms'] as const satisfies readonly (keyof OpRecord)[]
const STANDING = ['attempts', 'sent_epoch', 'result', 'ack_seq', 'ack_ver', 'ack_epoch'] as const satisfies readonly (keyof EventRecord)[]
const EVENT_COLUMNS = ['op_id', 'e', 'at', 'from', 'to', 'why', ...STANDING] as const satisfies readonly (keyof EventRecord)[]

const names = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ')
const values = (columns: readonly string[]): string => columns.map((column) => `@${column}`).join(', ')
const set = (columns: readonly string[], from: string): string => columns.map((column) => `"${column}" = ${from}${column}`).join(', ')

export const SELECT_OP = `SELECT ${names(OP_COLUMNS)}, state, e, ${names(STANDING)} FROM op`
const SELECT_OP_RECORD = `SELECT ${names(OP_COLUMNS)} FROM op`
const SELECT_EVENT = `SELECT ${names(EVENT_COLUMNS)} FROM op_event`
const SELECT_DRAFT = 'SELECT form, key, body, d, at FROM draft'

const INSERT_OP = `INSERT INTO op (${names(OP_COLUMNS)}) VALUES (${values(OP_COLUMNS)})`
/** One that is there already gets back what a bad disk has changed; its number stays. */
const PUT_OP = `${INSERT_OP} ON CONFLICT (op_id) DO UPDATE SET ${set(OP_COLUMNS.filter((column) => column !== 'n' && column !== 'op_id'), 'excluded.')}`
const PUT_EVENT = `INSERT OR REPLACE INTO op_event (${names(EVENT_COLUMNS)}) VALUES (${values(EVENT_COLUMNS)})`
const STAND = `UPDATE op SET state = @to, e = @e, ${set(STANDING, '@')}, kept_from = NULL WHERE op_id = @op_id AND e <= @e`
const PUT_DRAFT = `INSERT INTO draft (form, key, body, d, at) VALUES (@form, @key, @body, @d, @at)
  ON CONFLICT (form, key) DO UPDATE SET body = excluded.body, d = excluded.d, at = excluded.at WHERE excluded.d > d`

export const shaOf = (body: string): string => hash('sha256', body, 'hex')

/** Inside a transaction of the caller's. New ops carry free numbers. */
export function putTransaction(sql: Prepare, { ops, events, drafts }: Transaction): void {
  for (const op of ops) sql(INSERT_OP).run(op)
  for (const event of events) putEvent(sql, event)
  for (const draft of drafts) sql(PUT_DRAFT).run(draft)
}

/** What another copy had: of its numbers some may be taken, and ops may be there in a damaged form. */
export function mergeTransaction(sql: Prepare, { ops, events, drafts }: Transaction): void {
  for (const op of ops) {
    const isTaken = sql('SELECT 1 FROM op WHERE n = ? AND op_id <> ?').get(op.n, op.op_id) !== undefined
    sql(PUT_OP).run(isTaken ? { ...op, n: nextN(sql) } : op)
  }
  for (const event of events) putEvent(sql, event)
  putTransaction(sql, { ops: [], events: [], drafts })
}

function putEvent(sql: Prepare, event: EventRecord): void {
  sql(PUT_EVENT).run(event)
  sql(STAND).run(event)
}

/** Rows whose standing is not what their last event says: a flipped bit in a cell is no damage to SQLite. */
export function restand(sql: Prepare): void {
  const wrong = sql(`SELECT v.* FROM op JOIN op_event v ON v.op_id = op.op_id AND v.e = (SELECT max(e) FROM op_event WHERE op_id = op.op_id)
    WHERE op.state <> v."to" OR op.e <> v.e OR op.attempts <> v.attempts`).all()
  for (const event of wrong) sql(STAND.replace(' AND e <= @e', '')).run(event)
  sql("UPDATE op SET state = 'queued', e = 0 WHERE (state <> 'queued' OR e <> 0) AND NOT EXISTS (SELECT 1 FROM op_event WHERE op_id = op.op_id)").run()
}

export const nextN = (sql: Prepare): number => Number(sql('SELECT coalesce(max(n), 0) + 1 AS n FROM op').get()?.['n'])

export const nextD = (sql: Prepare): number => Number(sql('SELECT coalesce(max(d), 0) + 1 AS d FROM draft').get()?.['d'])

export interface HeldInFile {
  held: Held
  /** Ops whose body is no longer what was saved; they are not in `held`. */
  spoilt: string[]
}

/** Everything a sound database holds. */
export function heldIn(sql: Prepare): HeldInFile {
  const spoilt: string[] = []
  const held = emptyHeld()
  for (const row of sql(SELECT_OP_RECORD).iterate()) takeOp(row as unknown as OpRecord, held, spoilt)
  add(held, { events: sql(SELECT_EVENT).all() as unknown as EventRecord[], drafts: sql(SELECT_DRAFT).all() as unknown as DraftRecord[] })
  return { held, spoilt }
}

export function takeOp(op: OpRecord, held: Held, spoilt: string[]): void {
  if (shaOf(op.body) === op.body_sha) add(held, { ops: [op] })
  else spoilt.push(op.op_id)
}

/** The scans that read a damaged table from one end. */
export const SCANS = {
  ops: (order: 'ASC' | 'DESC'): string => `${SELECT_OP_RECORD} ORDER BY n ${order}`,
  events: (order: 'ASC' | 'DESC'): string => `${SELECT_EVENT} ORDER BY op_id ${order}, e ${order}`,
  drafts: (order: 'ASC' | 'DESC'): string => `${SELECT_DRAFT} ORDER BY form ${order}, key ${order}`,
}

export const opRow = (row: Record<string, unknown>): Op => row as unknown as Op
export const eventRow = (row: Record<string, unknown>): EventRecord => row as unknown as EventRecord
