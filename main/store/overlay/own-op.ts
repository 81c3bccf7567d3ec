/** An own op as far as it concerns a case: which case, which field groups it changes, when, and what the central said. */
import { CASE_EDITS, CASE_GROUPS, groupOf, type CaseGroup, type EditField } from '../../../preload/contract/case-flow.ts'
import { EditIntent } from '../../../preload/contract/edit-schema.ts'
import { markOf, type EditEntry, type EditMark, type EditState } from '../../../preload/contract/edit.ts'
import type { StandingOp } from '../../outbox/standing.ts'

/** The central's word that it took effect: where the row it is of then stood. */
export interface Ack {
  epoch: string
  scope: string
  seq: number
  ver: number
  /** Of the case. */
  gver: Record<string, number>
}

export interface OwnOp {
  n: number
  opId: string
  state: EditState
  mark: EditMark
  attempts: number
  caseId: string
  /** The act that tells of it once it has taken effect. */
  actId: string
  groups: readonly CaseGroup[]
  /** Null: another version of this program wrote it, in words that this one cannot read. */
  intent: EditEntry['intent']
  /** RFC 3339: the central's time, or this PC's as far as it is known to be right. */
  at: string
  madeAt: number
  ack: Ack | null
}

/** What an op says beside what a person wanted. */
const STAMPED: ReadonlySet<string> = new Set(['made_at', 'skew_ms', 'depends_on', 'resolves'])
/** A kind that this module does not know may be about anything. */
type Unsure = { kind?: unknown; type?: unknown; id?: unknown; on?: unknown }

/** Null: it is about no case, or says nothing that can be read. */
export function ownOpOf(op: StandingOp): OwnOp | null {
  const mark = markOf(op.state)
  const body = read(op.body) as (Unsure & object) | null
  if (mark === null || body === null || typeof body.id !== 'string') return null
  const caseId = typeof body.on === 'string' ? body.on : body.type === 'case' ? body.id : null
  if (caseId === null) return null
  const wanted = EditIntent.safeParse(Object.fromEntries(Object.entries(body).filter(([name]) => !STAMPED.has(name))))
  const intent = wanted.success ? wanted.data : null
  const result = op.result === null ? null : (read(op.result) as Partial<Ack & { at: string }> | null)
  return {
    n: op.n, opId: op.op_id, state: op.state, mark, attempts: op.attempts, caseId, actId: typeof body.on === 'string' ? body.id : op.op_id, groups: groupsOf(intent), intent,
    at: mark === 'received' && typeof result?.at === 'string' ? result.at : new Date(op.made_at - (op.skew_ms ?? 0)).toISOString(), madeAt: op.made_at, ack: mark === 'received' ? ackOf(op, result) : null,
  }
}

/** Those whose version it changes: an edit names them in its base, a case that is made has them all. */
function groupsOf(intent: EditEntry['intent']): CaseGroup[] {
  if (intent?.kind === 'create') return [...CASE_GROUPS]
  // It needs no base, and makes the case urgent: who edits that next builds on it.
  if (intent?.kind === 'handover') return ['supervision']
  if (intent?.kind !== 'transition' && intent?.kind !== 'edit') return []
  const fields = Object.keys(intent.set ?? {}).filter((field): field is EditField => Object.hasOwn(CASE_EDITS, field))
  return [...new Set([...(intent.kind === 'transition' ? ['dispatch' as const] : []), ...fields.map(groupOf)])]
}

function ackOf({ ack_epoch: epoch, ack_seq: seq, ack_ver: ver }: StandingOp, result: Partial<Ack> | null): Ack | null {
  return epoch === null || seq === null || ver === null ? null : { epoch, seq, ver, scope: result?.scope ?? '', gver: result?.gver ?? {} }
}

function read(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}
