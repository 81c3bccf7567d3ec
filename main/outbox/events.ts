/** Makes the events of a change of state; what cannot happen to an op in its present state is left alone and named. */
import type { OutboxContext } from './context.ts'
import { after, type Cause } from './op-state.ts'
import type { EventRecord, Op } from './op.ts'
import { opRow, SELECT_OP } from './rows.ts'

export function findOp(context: OutboxContext, opId: string): Op | null {
  const row = context.sql(`${SELECT_OP} WHERE op_id = ?`).get(opId)
  return row ? opRow(row) : null
}

/** Null: that cannot happen to this op now. */
export function nextEvent(op: Op, cause: Cause, at: number, more: Partial<EventRecord> = {}): EventRecord | null {
  const to = after(op.state, cause)
  if (to === null) return null
  const { op_id, e, attempts, sent_epoch, result, ack_seq, ack_ver, ack_epoch } = op
  return { op_id, e: e + 1, at, from: op.state, to, why: cause, attempts, sent_epoch, result, ack_seq, ack_ver, ack_epoch, ...more }
}

/** What became of a wish to change several ops. */
export interface Changed {
  changed: string[]
  /** Unknown here, or in a state from which this does not follow. */
  ignored: string[]
}

/** Events for those ops to which it can happen; `about` may refuse by answering null. */
export function eventsFor(context: OutboxContext, opIds: readonly string[], cause: Cause, at: number, about: (op: Op) => Partial<EventRecord> | null = () => ({})): Changed & { events: EventRecord[] } {
  const events = [...new Set(opIds)].flatMap((id) => {
    const op = findOp(context, id)
    const more = op && about(op)
    return (op && more && nextEvent(op, cause, at, more)) ?? []
  })
  const changed = new Set(events.map(({ op_id }) => op_id))
  return { events, changed: [...changed], ignored: opIds.filter((id) => !changed.has(id)) }
}
