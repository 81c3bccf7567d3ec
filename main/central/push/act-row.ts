/** The row that tells of what an op did: who, when, what changed from what to what. */
import type { CaseOp } from '../../sync/push-protocol.ts'
import type { Row, ScopeId } from '../../sync/protocol.ts'
import type { Photo } from '../../../preload/contract/photo.ts'
import type { CityRow } from '../city-row.ts'
import { changedGroups } from '../group-versions.ts'
import { maskText } from '../../casework/mask.ts'
import type { Case } from '../../casework/case-change.ts'

/** Beyond these the desk's clock is not believed; an op may well be days old. */
const AHEAD_MS = 600_000
const BEHIND_MS = 400 * 86_400_000

export const isClockOff = (madeAt: string, now: number): boolean => {
  const ms = Date.parse(madeAt)
  return !(ms <= now + AHEAD_MS && ms >= now - BEHIND_MS && ms >= Date.UTC(2020, 0, 1))
}

export interface ActParts {
  op: CaseOp
  /** Null for a case that is made. */
  before: Case | null
  next: Case
  /** Photos that the op adds. */
  photos?: readonly Photo[] | undefined
  scope: ScopeId
  actor: { sub: string; name: string }
  now: number
  simulated: boolean
}

/** Texts of a case are in its row; the act says that they changed. */
const UNTOLD: readonly string[] = ['text', 'reporter', 'updated_at', 'status', 'gver', 'note_count', 'original', 'photos', 'photo_list', 'replied_at', 'proposal', 'handed_over', 'merged', 'merged_since', 'merged_due_at']

export function actOf({ op, before, next, photos = [], scope, actor, now, simulated }: ActParts): CityRow {
  const told = before === null ? [] : Object.keys({ ...before, ...next }).filter((field) => !UNTOLD.includes(field) && before[field as keyof Case] !== next[field as keyof Case])
  const text = textOf(op)
  const body: Row<'act'> = {
    id: actIdOf(op), city: next.city, case: next.id, kind: op.kind,
    ...(op.kind === 'transition' ? { action: op.action, from: op.from, to: op.to } : {}),
    ...(text === undefined ? {} : { text }),
    ...setOf(op, photos, told.length === 0 || before === null ? {} : { set: valuesOf(next, told), was: valuesOf(before, told) }),
    ...(photos.length === 0 ? {} : { photos: [...photos] }),
    groups: before === null ? [] : changedGroups(before, next),
    by: actor.sub, by_name: actor.name, at: new Date(now).toISOString(), made_at: op.made_at, ...(isClockOff(op.made_at, now) ? { clock_off: true } : {}),
    ...(op.resolves === undefined ? {} : { resolves: op.resolves }), simulated,
  }
  return { type: 'act', scope, city: next.city, body }
}

/** What the op did to a case that the other was merged into, or taken out of; `n` counts them. */
export function collectOf({ op, next, scope, actor, now, simulated }: Omit<ActParts, 'before'>, other: string, action: 'merge' | 'unmerge', n: number): CityRow {
  const body: Row<'act'> = {
    id: `${op.op_id}.${n}`, city: next.city, case: next.id, kind: 'collect', action, other, groups: [], by: actor.sub, by_name: actor.name, at: new Date(now).toISOString(), made_at: op.made_at,
    ...(isClockOff(op.made_at, now) ? { clock_off: true } : {}), simulated,
  }
  return { type: 'act', scope, city: next.city, body }
}

/** What is said of a case bears its own id, every other act that of its op. */
export const actIdOf = (op: CaseOp): string => ('on' in op ? op.id : op.op_id)

function textOf(op: CaseOp): string | undefined {
  switch (op.kind) {
    case 'note': case 'reply': case 'handover': return op.set.text
    case 'photo': return op.set.caption
    case 'proposal': return op.set.reason
    case 'transition': return op.set?.reason ?? op.set?.result
    default: return undefined
  }
}

/** With what a saying says beside its words, and a caption alone of which photo it speaks. */
function setOf(op: CaseOp, photos: readonly Photo[], { set = {}, was }: Pick<Row<'act'>, 'set' | 'was'>): Pick<Row<'act'>, 'set' | 'was'> {
  const own = op.kind === 'photo' && photos.length === 0 ? { photo: { sha256: op.set.sha256 } } : op.kind === 'reply' && op.set.phrase !== undefined ? { phrase: maskText(op.set.phrase) } : op.kind === 'proposal' ? { valid: op.set.valid } : op.kind === 'handover' ? { to: op.set.to, handed_at: op.set.handed_at } : {}
  const both = { ...own, ...set }
  return { ...(Object.keys(both).length === 0 ? {} : { set: both }), ...(was === undefined ? {} : { was }) }
}

/** What is not there now is null. */
const valuesOf = (row: Case, fields: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(fields.map((field) => [field, shown(row[field as keyof Case])]))
const shown = (value: unknown): unknown => (typeof value === 'string' ? maskText(value) : (value ?? null))
