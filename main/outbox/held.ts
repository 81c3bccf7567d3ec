/** What one copy of the outbox holds, and how two copies are brought together: pure, because both files depend on it. */
import type { DraftRecord, EventRecord, OpRecord, Transaction } from './op.ts'

export interface Held {
  ops: Map<string, OpRecord>
  /** By op, by number. */
  events: Map<string, Map<number, EventRecord>>
  /** By form and key. */
  drafts: Map<string, DraftRecord>
}

export const emptyHeld = (): Held => ({ ops: new Map(), events: new Map(), drafts: new Map() })

/** A separator that is in no form's name. */
const nameOf = ({ form, key }: DraftRecord): string => `${form}\0${key}`

/** What is held already stays; of a draft the later version. */
export function add(held: Held, { ops, events, drafts }: Partial<Transaction>): void {
  for (const op of ops ?? []) if (!held.ops.has(op.op_id)) held.ops.set(op.op_id, op)
  for (const event of events ?? []) {
    const own = held.events.get(event.op_id) ?? new Map<number, EventRecord>()
    if (!own.has(event.e)) own.set(event.e, event)
    held.events.set(event.op_id, own)
  }
  for (const draft of drafts ?? []) {
    const known = held.drafts.get(nameOf(draft))
    if (!known || known.d < draft.d) held.drafts.set(nameOf(draft), draft)
  }
}

/** In the order of saving and happening. */
export function contentOf(held: Held): Transaction {
  return {
    ops: [...held.ops.values()].sort((a, b) => a.n - b.n),
    events: [...held.events.values()].flatMap((own) => [...own.values()].sort((a, b) => a.e - b.e)),
    drafts: [...held.drafts.values()],
  }
}

/** Where two say different things about one op, the first is right. */
export function union(...parts: Held[]): Held {
  const whole = emptyHeld()
  for (const part of parts) add(whole, contentOf(part))
  return whole
}

/** What `part` lacks of `whole`, or has otherwise. */
export function difference(whole: Held, part: Held): Transaction {
  const { ops, events, drafts } = contentOf(whole)
  return {
    ops: ops.filter((op) => !isSameOp(op, part.ops.get(op.op_id))),
    events: events.filter(({ op_id, e }) => part.events.get(op_id)?.has(e) !== true),
    drafts: drafts.filter((draft) => (part.drafts.get(nameOf(draft))?.d ?? 0) < draft.d),
  }
}

/** The order of saving may differ: a copy that was put back late found its numbers taken. */
function isSameOp(one: OpRecord, other: OpRecord | undefined): boolean {
  return other !== undefined && (Object.keys(one) as (keyof OpRecord)[]).every((name) => name === 'n' || one[name] === other[name])
}

/** Ops of which only events are left. */
export const orphansOf = (held: Held): string[] => [...held.events.keys()].filter((id) => !held.ops.has(id))

export const isNothing = ({ ops, events, drafts }: Transaction): boolean => ops.length + events.length + drafts.length === 0
