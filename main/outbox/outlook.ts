/** What the screen says about edits that are only on this PC, or wait for the user. */
import type { OutboxContext } from './context.ts'
import { findOp } from './events.ts'
import { listed, REFUSED, UNSENT, type OpState } from './op-state.ts'
import type { EventRecord, Op } from './op.ts'
import { eventRow, opRow, SELECT_OP } from './rows.ts'

export type Aged = Op & {
  /** By this PC's clock, never negative: for display. */
  ageMs: number
}

const PAGE = 500

/** Oldest first, from `afterN` on. */
function list(context: OutboxContext, states: string, { afterN = 0, limit = PAGE, now }: ListInput): Aged[] {
  const rows = context.sql(`${SELECT_OP} WHERE state IN ${states} AND n > ? ORDER BY n LIMIT ?`).all(afterN, limit)
  return rows.map((row) => ({ ...opRow(row), ageMs: Math.max(0, now - Number(row['made_at'])) }))
}

export interface ListInput {
  afterN?: number
  limit?: number
  now: number
}

export const listUnsent = (context: OutboxContext, input: ListInput): Aged[] => list(context, listed(UNSENT), input)
export const listRefused = (context: OutboxContext, input: ListInput): Aged[] => list(context, listed(REFUSED), input)

/** Rows that edits made here, as long as this PC keeps the edits: the rows themselves may not have come back yet. */
export const listMade = (context: OutboxContext, _input: object): { op_id: string; row_id: string; scope: string }[] =>
  context.sql("SELECT op_id, row_id, scope FROM op WHERE kind = 'create' ORDER BY n").all() as unknown as { op_id: string; row_id: string; scope: string }[]

export interface Badge {
  unsent: number
  /** Of the oldest unsent edit, milliseconds; null when there is none. */
  oldestMs: number | null
  refused: number
  drafts: number
}

export function badge(context: OutboxContext, input: { now: number }): Badge {
  const one = (text: string): Record<string, unknown> => context.sql(text).get() ?? {}
  const unsent = one(`SELECT count(*) AS n, min(n) AS first FROM op WHERE state IN ${listed(UNSENT)}`)
  const first = unsent['first'] === null ? null : context.sql('SELECT made_at FROM op WHERE n = ?').get(unsent['first'])
  return {
    unsent: Number(unsent['n']), oldestMs: first ? Math.max(0, input.now - Number(first['made_at'])) : null,
    refused: Number(one(`SELECT count(*) AS n FROM op WHERE state IN ${listed(REFUSED)}`)['n']),
    drafts: Number(one('SELECT count(*) AS n FROM draft WHERE body IS NOT NULL')['n']),
  }
}

export interface History {
  op: Op
  events: EventRecord[]
}

/** One edit and everything that befell it; null when it is not here. */
export function history(context: OutboxContext, input: { op_id: string }): History | null {
  const op = findOp(context, input.op_id)
  return op && { op, events: context.sql('SELECT * FROM op_event WHERE op_id = ? ORDER BY e').all(input.op_id).map(eventRow) }
}

/** Of these, the ones that are here, whatever became of them. */
export const known = (context: OutboxContext, input: { op_ids: string[] }): string[] => input.op_ids.filter((id) => findOp(context, id) !== null)

/** Of these, the ones that will not be sent any more and never took effect: whatever waits for one of them waits for nothing. */
export function hopeless(context: OutboxContext, input: { op_ids: string[] }): string[] {
  return input.op_ids.filter((id) => {
    const state = findOp(context, id)?.state
    return state === undefined || !HOPEFUL.includes(state)
  })
}
const HOPEFUL: readonly OpState[] = [...UNSENT, 'applied', 'satisfied']
