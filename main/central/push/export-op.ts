/**
 * The record that cases or a briefing left a console as a file or on paper. Whoever has a token may say so, whatever else they may do: what is told has happened, and to refuse it would
 * only lose the record. It is written once, changes no row of any scope, and no desk hears of it.
 */
import { maskText } from '../../casework/mask.ts'
import type { Op } from '../../sync/push-protocol.ts'
import type { ScopeId } from '../../sync/protocol.ts'
import type { Account } from '../grants.ts'
import type { Tx } from '../sql-types.ts'
import { isClockOff } from './act-row.ts'
import { invalid } from './op-result.ts'
import type { Outcome } from './op-result.ts'
import { resolveOps } from './resolve-ops.ts'

export type ExportOp = Extract<Op, { kind: 'export' }>
export const isExportOp = (op: Op): op is ExportOp => op.kind === 'export'

export interface ExportDeciding {
  tx: Tx
  account: Account
  now: number
  simulated: boolean
}

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))

/** Throws Undecided. */
export async function settleExportOp({ tx, account, now, simulated }: ExportDeciding, op: ExportOp): Promise<Outcome> {
  const waits = await resolveOps(tx, { op_id: op.op_id, rowId: op.id, depends_on: op.depends_on, base: {} }, [], account.sub)
  if ('outcome' in waits) return waits.outcome
  const { format, rows, columns, question, order, cases, deck, purpose, as_of } = op.set
  const clockOff = isClockOff(op.made_at, now)
  const at = new Date(now).toISOString()
  const written = await tx.query(
    `INSERT INTO exported (id, op_id, city, by, by_name, at, made_at, clock_off, format, rows, columns, question, sorted, cases, purpose, as_of, simulated, deck)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::text::jsonb, $12::text::jsonb, $13::text::jsonb, $14::text::jsonb, $15, $16, $17, $18::text::jsonb) ON CONFLICT DO NOTHING RETURNING id`,
    [op.id, op.op_id, account.city, account.sub, account.name, at, op.made_at, clockOff, format, rows, json(columns), json(question && { ...question, text: maskText(question.text) }), json(order), json(cases), maskText(purpose), as_of ?? null, simulated, json(deck)],
  )
  // The second line behind the remembered answers, which are let go one day.
  const [held] = written.length > 0 ? [] : await tx.query<{ op_id: string; by: string }>('SELECT op_id, by FROM exported WHERE id = $1', [op.id])
  if (written.length === 0 && (held?.op_id !== op.op_id || held.by !== account.sub)) return invalid('the id is that of something else')
  const scope: ScopeId = `city:${account.city}`
  const [head] = await tx.query<{ seq: number }>('SELECT seq FROM scope_head WHERE scope = $1', [scope])
  return { result: written.length > 0 ? 'applied' : 'satisfied', scope, seq: head?.seq ?? 0, ver: 1, gver: {}, at, ...(clockOff ? { clock_off: true } : {}) }
}
