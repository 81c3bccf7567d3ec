/** The way out: which ops go into the next push, that they are on their way, and what becomes of them without a verdict. */
import { write, type OutboxContext } from './context.ts'
import { eventsFor, type Changed } from './events.ts'
import { listed, UNSENT, type OpState } from './op-state.ts'
import { LIMITS, type EventRecord, type Op } from './op.ts'
import { opRow, SELECT_OP } from './rows.ts'

export interface BatchLimits {
  /** Halved by the caller when the central finds a push too large. */
  ops?: number
  bytes?: number
  /** Left alone for now; what depends on them waits as well. */
  skip?: readonly string[]
}

interface Waiting {
  n: number
  op_id: string
  type: string
  row_id: string
  state: OpState
  depends_on: string | null
  bytes: number
}

/** What a push says about an op beside its body. */
const ENVELOPE_BYTES = 600

/**
 * In the order of saving. An op goes only after the earlier ones of its row and those it depends on, or together with them: while one of them is
 * in a request, or did not fit, it waits. Other rows are not held up. At least one op is answered, however large.
 */
export function nextBatch(context: OutboxContext, { ops = LIMITS.pushOps, bytes = LIMITS.pushBytes, skip = [] }: BatchLimits): Op[] {
  const waiting = context.sql(`SELECT n, op_id, type, row_id, state, depends_on, octet_length(body) AS bytes FROM op WHERE state IN ${listed(UNSENT)} AND actor = ? ORDER BY n`)
  const chosen: number[] = []
  const heldRows = new Set<string>()
  const heldOps = new Set<string>()
  const skipped = new Set(skip)
  let room = bytes
  for (const row of waiting.iterate(context.actor)) {
    const op = row as unknown as Waiting
    const rowName = JSON.stringify([op.type, op.row_id])
    const needs = op.depends_on === null ? [] : (JSON.parse(op.depends_on) as string[])
    const size = op.bytes + ENVELOPE_BYTES
    const mayGo = op.state !== 'sending' && !skipped.has(op.op_id) && !heldRows.has(rowName) && !needs.some((id) => heldOps.has(id)) && (size <= room || chosen.length === 0)
    if (mayGo) {
      chosen.push(op.n)
      room -= size
      if (chosen.length >= ops) break
    } else {
      heldRows.add(rowName)
      heldOps.add(op.op_id)
    }
  }
  return chosen.flatMap((n) => {
    const row = context.sql(`${SELECT_OP} WHERE n = ?`).get(n)
    return row ? opRow(row) : []
  })
}

/** Before the request leaves: after a crash it must be known that they may have arrived. Those ignored must not be sent. */
export function markSending(context: OutboxContext, input: { op_ids: string[]; epoch: string; now: number }): Changed {
  return change(context, eventsFor(context, input.op_ids, 'send', input.now, (op) => (op.actor === context.actor ? { attempts: op.attempts + 1, sent_epoch: input.epoch } : null)))
}

/** The request ended and nobody knows what became of it. */
export function lose(context: OutboxContext, input: { op_ids: string[]; why: string; now: number }): Changed {
  return change(context, eventsFor(context, input.op_ids, 'lost', input.now, () => ({ why: input.why })))
}

/** The same of all that count as on their way while nothing is: what became of the last request could not be written down. */
export function recall(context: OutboxContext, input: { now: number }): Changed {
  return change(context, eventsFor(context, onTheirWay(context), 'lost', input.now, () => ({ why: 'not written down' })))
}

const onTheirWay = (context: OutboxContext): string[] => context.sql("SELECT op_id FROM op WHERE state = 'sending' ORDER BY n").all().map((row) => String(row['op_id']))

/** At a start nothing is on its way any more. Returns how many were. */
export function restart(context: OutboxContext, input: { now: number }): number {
  return change(context, eventsFor(context, onTheirWay(context), 'restart', input.now)).changed.length
}

/**
 * The central's database is another one than before (restored from a backup): whatever was sent or acknowledged under another epoch than
 * `epoch` is sent again. Asking twice changes nothing the second time.
 */
export function requeue(context: OutboxContext, input: { epoch: string; now: number }): Changed {
  const rows = context.sql("SELECT op_id FROM op WHERE state IN ('sending', 'unknown', 'applied', 'satisfied') AND sent_epoch IS NOT ? ORDER BY n").all(input.epoch)
  return change(context, eventsFor(context, rows.map((row) => String(row['op_id'])), 'epoch', input.now))
}

/** Writes events, if there are any. */
export function change(context: OutboxContext, { events, changed, ignored }: Changed & { events: EventRecord[] }): Changed {
  if (events.length > 0) write(context, { ops: [], events, drafts: [] })
  return { changed, ignored }
}
