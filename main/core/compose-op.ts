/** From what a person wants to the op that is kept and sent: who masks, stamps and names it. Pure. */
import type { EditIntent } from '../../preload/contract/edit.ts'
import { maskText } from '../casework/mask.ts'
import type { NewOp } from '../outbox/op.ts'

export interface Stamp {
  /** Milliseconds UTC by this PC's clock. */
  madeAt: number
  /** Null: the central has not said its time in this run. */
  skewMs: number | null
  /** The refused op that this one settles. */
  resolves: string | null
  /** Ops that must have been applied before. */
  needs: readonly string[]
}

/** Row scope and op; the body is what the central will get, letter for letter. */
export function composeOp(intent: EditIntent, scope: string, { madeAt, skewMs, resolves, needs }: Stamp): NewOp {
  const masked = maskIntent(intent)
  const body = { ...masked, made_at: new Date(madeAt).toISOString(), skew_ms: skewMs ?? 0, ...(resolves === null ? {} : { resolves }), ...(needs.length === 0 ? {} : { depends_on: [...needs] }) }
  return { op_id: intent.op_id, scope, type: intent.type, row_id: intent.id, kind: intent.kind, body: JSON.stringify(body), depends_on: [...needs], skew_ms: skewMs }
}

/** Words that people type. The central masks them too; until then they would lie on this PC in the clear. */
const TYPED: ReadonlySet<string> = new Set(['text', 'reason', 'result', 'place', 'caption', 'department', 'name', 'purpose'])

const maskIntent = (intent: EditIntent): EditIntent => ('set' in intent && intent.set !== undefined ? ({ ...intent, set: maskTyped(intent.set) } as EditIntent) : intent)

/** Every text under such a name, at any depth; all else as it is. */
export function maskTyped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskTyped)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, typeof part === 'string' && TYPED.has(name) ? maskText(part) : maskTyped(part)]))
}

/** Two bodies that differ at most in when they were made. */
export const isSameIntent = (one: string, other: string): boolean => unstamped(one) === unstamped(other)

const unstamped = (body: string): string => JSON.stringify({ ...(JSON.parse(body) as object), made_at: null, skew_ms: null })

/** A form's content without what would reach a person, at any depth, however the form calls the rest. */
export function withoutContact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutContact)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'phone' && name !== 'reporter').map(([name, part]) => [name, withoutContact(part)]))
}

/** Personal data that must not lie on this PC, whether sent or not. */
export const hasContact = (intent: EditIntent): boolean => intent.kind === 'create' && intent.set.reporter !== undefined
