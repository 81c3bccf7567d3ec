/** What a user does about an edit of theirs: each is recorded, and nothing else takes a refused edit off the list. */
import { StoreFailure } from '../store/failure.ts'
import { write, type OutboxContext } from './context.ts'
import { eventsFor, findOp, type Changed } from './events.ts'
import type { NewOp } from './op.ts'
import { recordsOf } from './save.ts'
import { change } from './send.ts'
import { findFlaw } from './well-formed.ts'

/** They tell of what has happened outside the outbox: taken back, nobody would know of it. */
const NEVER_BACK: ReadonlySet<string> = new Set(['export'])

/** Takes back edits that have never left this PC. One that may have taken effect is ignored: it needs an edit against it. */
export function withdraw(context: OutboxContext, input: { op_ids: string[]; now: number }): Changed {
  return change(context, eventsFor(context, input.op_ids, 'withdraw', input.now, (op) => (op.attempts === 0 && !NEVER_BACK.has(op.kind) ? {} : null)))
}

/** Sends refused edits again as they are, such as one that was blocked by another since settled. */
export function sendAgain(context: OutboxContext, input: { op_ids: string[]; now: number }): Changed {
  return change(context, eventsFor(context, input.op_ids, 'again', input.now))
}

export interface ResolveInput {
  op_ids: string[]
  /** Which way the user chose, for the record: 'accept-theirs', 'redo', 'keep-note', … */
  how: string
  /** The edit that says so to the central, or does it anew; saved with the same commit. */
  op?: NewOp | null
  now: number
  mono: number
}

/** Takes refused edits off the list. All of them or none: when one is not refused any more, nothing is changed or saved. */
export function resolve(context: OutboxContext, input: ResolveInput): Changed {
  const flaw = input.op ? findFlaw([input.op]) : null
  if (flaw !== null) throw new StoreFailure('internal', flaw)
  const { events, changed, ignored } = eventsFor(context, input.op_ids, 'resolve', input.now, () => ({ why: JSON.stringify({ how: input.how, by: input.op?.op_id ?? null }) }))
  if (ignored.length > 0 || changed.length === 0) return { changed: [], ignored: input.op_ids }
  const ops = input.op && !findOp(context, input.op.op_id) ? recordsOf(context, [input.op], input) : []
  write(context, { ops, events, drafts: [] })
  return { changed, ignored }
}
