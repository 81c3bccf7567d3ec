/** The central's verdicts. The first that is awaited counts; what comes late, twice or from another epoch changes nothing. */
import type { OutboxContext } from './context.ts'
import { nextEvent, findOp, type Changed } from './events.ts'
import type { Verdict } from './op-state.ts'
import type { EventRecord } from './op.ts'
import { change } from './send.ts'

export interface Settlement {
  op_id: string
  /** 'undecided': the central could not say now. */
  verdict: Verdict | 'undecided'
  /** The result as received, JSON text. */
  result: string | null
  seq?: number | null
  ver?: number | null
}

/** `epoch`: under which the central answered. Ignored ones are named: an op of this desk is never settled twice. */
export function settle(context: OutboxContext, input: { epoch: string; settlements: Settlement[]; now: number }): Changed {
  const events: EventRecord[] = []
  const ignored: string[] = []
  for (const one of input.settlements) {
    const op = events.some(({ op_id }) => op_id === one.op_id) ? null : findOp(context, one.op_id)
    const event = op?.sent_epoch === input.epoch ? nextEvent(op, one.verdict, input.now, wordOf(one, input.epoch)) : null
    if (event) events.push(event)
    else ignored.push(one.op_id)
  }
  return change(context, { events, changed: events.map(({ op_id }) => op_id), ignored })
}

function wordOf({ verdict, result, seq, ver }: Settlement, epoch: string): Partial<EventRecord> {
  const isEffect = verdict === 'applied' || verdict === 'satisfied'
  return { result, ack_seq: seq ?? null, ack_ver: ver ?? null, ack_epoch: isEffect ? epoch : null }
}
