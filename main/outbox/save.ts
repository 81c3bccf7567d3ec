/** What "saved" means: both copies have it on stable storage before this answers. */
import { toStoreFailure } from '../store/failure.ts'
import { write, type OutboxContext } from './context.ts'
import { droppedDraft } from './drafts.ts'
import { isFull } from './disk.ts'
import { findOp } from './events.ts'
import { listed, UNSENT, type OpState } from './op-state.ts'
import { LIMITS, type NewOp, type Op, type OpRecord } from './op.ts'
import { shaOf } from './rows.ts'
import { findFlaw } from './well-formed.ts'

export interface SaveInput {
  /** All or none; their order is that of the list. */
  ops: NewOp[]
  /** The draft these ops were made from goes with the same commit. */
  draft?: { form: string; key: string } | null
  /** Milliseconds UTC and of the clock that only grows, by this PC. */
  now: number
  mono: number
}

export type Saved =
  | {
      saved: true
      /** `isNew`: false when it had been saved before. */
      ops: { op_id: string; n: number; state: OpState; isNew: boolean }[]
      unsent: number
      /** So many wait that the screen should say so. */
      isCrowded: boolean
    }
  | {
      saved: false
      /**
       * 'full': no room on the disk. 'too-many': the outbox takes no more until some are sent. 'sealed': nothing is accepted now. 'reuse': the op_id
       * is that of another edit. 'malformed': it could not be kept as it is. 'storage': the system refused for another reason.
       */
      why: 'full' | 'too-many' | 'sealed' | 'reuse' | 'malformed' | 'storage'
      detail: string
    }

/** Never throws for a reason outside the program. Not saved means: not there, or found whole by the next start. */
export function save(context: OutboxContext, input: SaveInput): Saved {
  if (context.sealed) return { saved: false, why: 'sealed', detail: context.sealed.detail }
  const flaw = findFlaw(input.ops)
  if (flaw !== null) return { saved: false, why: 'malformed', detail: flaw }
  try {
    return saveSound(context, input)
  } catch (error) {
    const failure = toStoreFailure(error)
    if (failure.code === 'internal') throw error
    return { saved: false, why: isFull(error) ? 'full' : 'storage', detail: failure.message }
  }
}

/** Nearly every edit is new, and somebody waits for it: whether its name is taken is found out by writing. */
function saveSound(context: OutboxContext, input: SaveInput): Saved {
  if (countUnsent(context) + input.ops.length <= LIMITS.mostOps) {
    try {
      return saveAmong(context, input, new Map())
    } catch (error) {
      if (!isTaken(error)) throw error
    }
  }
  return saveAmong(context, input, knownAmong(context, input.ops))
}

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_UNIQUE'

function knownAmong(context: OutboxContext, ops: readonly NewOp[]): Map<string, Op> {
  const found = ops.flatMap(({ op_id }) => findOp(context, op_id) ?? [])
  return new Map(found.map((op) => [op.op_id, op]))
}

/** `known`: those of the ops that have been saved before. */
function saveAmong(context: OutboxContext, input: SaveInput, known: ReadonlyMap<string, Op>): Saved {
  const other = input.ops.find(({ op_id, body }) => known.has(op_id) && known.get(op_id)?.body !== body)
  if (other) return { saved: false, why: 'reuse', detail: `${other.op_id} is the name of another edit` }
  const fresh = input.ops.filter(({ op_id }) => !known.has(op_id))
  const unsent = countUnsent(context)
  if (fresh.length > 0 && unsent + fresh.length > LIMITS.mostOps) return { saved: false, why: 'too-many', detail: `${unsent} edits wait to be sent` }
  const ops = recordsOf(context, fresh, input)
  const drafts = droppedDraft(context, input.draft ?? null, input.now)
  if (ops.length + drafts.length > 0) write(context, { ops, events: [], drafts })
  const numbers = new Map(ops.map(({ op_id, n }) => [op_id, n]))
  return {
    saved: true, unsent: unsent + ops.length, isCrowded: unsent + ops.length >= LIMITS.crowdedOps,
    ops: input.ops.map(({ op_id }) => {
      const before = known.get(op_id)
      return { op_id, n: before?.n ?? numbers.get(op_id) ?? 0, state: before?.state ?? 'queued', isNew: !before }
    }),
  }
}

/** Rows for ops that are not there yet, numbered on. */
export function recordsOf(context: OutboxContext, ops: readonly NewOp[], { now, mono }: Pick<SaveInput, 'now' | 'mono'>): OpRecord[] {
  return ops.map((op, i) => ({
    n: context.nextN + i, op_id: op.op_id, actor: context.actor, scope: op.scope, type: op.type, row_id: op.row_id, kind: op.kind, body: op.body, body_sha: shaOf(op.body),
    depends_on: op.depends_on && op.depends_on.length > 0 ? JSON.stringify(op.depends_on) : null,
    made_at: Math.trunc(now), made_mono: Math.trunc(mono), boot_id: context.bootId, skew_ms: op.skew_ms === undefined || op.skew_ms === null ? null : Math.trunc(op.skew_ms),
  }))
}

export function countUnsent(context: OutboxContext): number {
  return (context.unsent ??= Number(context.sql(`SELECT count(*) AS n FROM op WHERE state IN ${listed(UNSENT)}`).get()?.['n']))
}
