/** Everything the outbox holds as one text for support: what a person can be helped with when this PC cannot send it any more. */
import type { OutboxContext } from './context.ts'
import { contentOf } from './held.ts'
import { heldIn, opRow, SELECT_OP } from './rows.ts'

export interface ExportInput {
  /** The data of a practice city: then the text says so. */
  isSimulated: boolean
  now: number
}

/** JSON. Text that people typed is in strings of it and nowhere else. */
export function exportForSupport(context: OutboxContext, input: ExportInput): string {
  const { held, spoilt } = heldIn(context.sql)
  const { events, drafts } = contentOf(held)
  const ops = context.sql(`${SELECT_OP} ORDER BY n`).all().map(opRow)
  const about = {
    what: 'yongai-console outbox', ...(input.isSimulated ? { notice: '模拟数据 / simulated data' } : {}), written_at: new Date(input.now).toISOString(), actor: context.actor, sealed: context.sealed,
    counts: { ops: ops.length, events: events.length, drafts: drafts.length, spoilt: spoilt.length },
  }
  return JSON.stringify({ about, ops, events, drafts, spoilt }, null, 1)
}
