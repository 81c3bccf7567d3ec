/** Decides about a step of the flow or an edit, given the case as it is under its lock. Pure. */
import { dutiesFor, fieldsOf, groupOf, judgeAction, whyNotEdit, CASE_EDITS } from '../../../preload/contract/case-flow.ts'
import type { CaseGroup, Duty, EditField } from '../../../preload/contract/case-flow.ts'
import type { EditOp, OpProblem, TransitionOp } from '../../sync/push-protocol.ts'
import type { Row } from '../../sync/protocol.ts'
import type { z } from 'zod'
import { maskText } from '../../casework/mask.ts'
import { edit, takeAction, wantedFields } from '../../casework/case-change.ts'
import type { Case } from '../../casework/case-change.ts'
import type { HeldCase } from './case-facts.ts'
import { photosShown } from './photos-shown.ts'
import { conflict, invalid, rejected } from './op-result.ts'
import type { Outcome } from './op-result.ts'

export type ChangeOp = z.infer<typeof TransitionOp> | z.infer<typeof EditOp>
export type ResolvedBase = Partial<Record<CaseGroup, number>>

export interface Judging {
  held: HeldCase
  /** Last first. */
  acts: readonly Row<'act'>[]
  base: ResolvedBase
  actor: { sub: string; duties: readonly Duty[] }
  now: number
}

/** `unseen`: groups that are as the op wants them by what others did, and may say more than its author knew. */
export type Verdict = { settled: Outcome } | { satisfied: true; unseen: readonly CaseGroup[] } | { next: Case }

/** The groups that the op changes: each must be in its base. */
export function groupsOf(op: ChangeOp): CaseGroup[] {
  const fields = Object.keys(op.set ?? {}).filter((field): field is EditField => Object.hasOwn(CASE_EDITS, field))
  return [...new Set([...(op.kind === 'transition' ? ['dispatch' as const] : []), ...fields.map(groupOf)])]
}

/** Whether the deadline may follow from it. */
export const movesClock = (op: ChangeOp): boolean =>
  op.kind === 'transition' ? ['file', 'suspend', 'resume', 'grant', 'reopen'].includes(op.action) : op.set.class !== undefined || op.set.due_at !== undefined

/** What can be said of the op without looking at any row; null: nothing against it. */
export function objectTo(op: ChangeOp): Outcome | null {
  const named = Object.entries(op.set ?? {}).flatMap(([field, value]) => (value === undefined ? [] : [field]))
  const unnamed = groupsOf(op).find((group) => op.base[group] === undefined)
  if (unnamed !== undefined) return invalid(`base.${unnamed} is missing`)
  if (op.kind === 'edit') {
    if (named.length === 0) return invalid('nothing is set')
    return (op.set.lng === undefined) === (op.set.lat === undefined) ? null : invalid('a longitude comes with its latitude')
  }
  const { needs, may } = fieldsOf(op.action)
  const missing = needs.find((field) => !named.includes(field))
  if (missing !== undefined) return invalid(`set.${missing} is missing`)
  const strange = named.find((field) => ![...needs, ...may].some((known) => known === field))
  if (strange !== undefined) return invalid(`${op.action} is not given ${strange}`)
  return null
}

/** Whether the account has the duty at all, wherever the case stands. */
export function mayEver(op: ChangeOp, duties: readonly Duty[]): boolean {
  if (op.kind === 'transition') return dutiesFor(op.action).some((duty) => duties.includes(duty))
  return (Object.keys(op.set) as EditField[]).every((field) => CASE_EDITS[field].some((duty) => duties.includes(duty)))
}

/** Rights first, then what somebody else did meanwhile, then what the flow allows. */
export function judgeChange(op: ChangeOp, judging: Judging): Verdict {
  const { held, base, actor, now } = judging
  if (!mayEver(op, actor.duties)) return { settled: rejected('op-forbidden', { why: 'other-duty' }) }
  const stale = groupsOf(op).filter((group) => base[group] !== held.gver[group])
  if (stale.length > 0) return isAlreadySo(op, judging) ? { satisfied: true, unseen: stale } : { settled: conflictOf(op, stale, judging) }
  const at = new Date(now).toISOString()
  if (op.kind === 'edit') {
    const why = whyNotEdit(held.row, Object.keys(op.set) as EditField[], actor)
    if (why !== null) return { settled: rejected(why === 'other-duty' ? 'op-forbidden' : 'illegal-transition', { why }) }
    return hasFields(held.row, op) ? { satisfied: true, unseen: [] } : { next: edit(held.row, op.set, at) }
  }
  const judged = judgeAction(held.row, op.action, actor, now)
  if (!judged.possible) return { settled: rejected(judged.why === 'other-duty' ? 'op-forbidden' : 'illegal-transition', { why: judged.why }) }
  if (op.from !== held.row.status || op.to !== judged.to) {
    return { settled: rejected('illegal-transition', { why: 'other-status', detail: `${op.action} leads from ${held.row.status} to ${judged.to}` }) }
  }
  return { next: takeAction(held.row, op.action, judged.to, op.set ?? {}, actor.sub, at) }
}

/** The same was done meanwhile, in the same words and with these photos: then nothing of the op is lost. */
function isAlreadySo(op: ChangeOp, { held, acts }: Judging): boolean {
  if (!hasFields(held.row, op)) return false
  if (op.kind === 'edit') return true
  const last = lastOf(acts, 'dispatch')
  const shown = photosShown(held.row, acts)
  return held.row.status === op.to && last?.action === op.action && (last.text ?? '') === maskText(wordsOf(op) ?? '') && (op.set?.photos ?? []).every((sha256) => shown.has(sha256))
}

export const wordsOf = (op: ChangeOp): string | undefined => (op.kind === 'transition' ? (op.set?.reason ?? op.set?.result) : undefined)

const MASKED: readonly string[] = ['text', 'place', 'department']
const INSTANTS: readonly string[] = ['due_at', 'asked_until']

/** Texts are compared as the row shows them, instants by their time. */
function hasFields(row: Case, op: ChangeOp): boolean {
  return Object.entries(wantedFields(op.set ?? {})).every(([field, value]) => {
    const held = row[field as keyof Case]
    if (INSTANTS.includes(field)) return Date.parse(String(held)) === Date.parse(String(value))
    return held === (MASKED.includes(field) ? maskText(String(value)) : value)
  })
}

const lastOf = (acts: readonly Row<'act'>[], group: CaseGroup): Row<'act'> | undefined => acts.find(({ groups }) => groups.includes(group))

const SHOWN: { [group in CaseGroup]: readonly (keyof Case)[] } = {
  dispatch: ['status', 'department', 'due_at', 'class', 'duplicate_of'],
  location: ['area', 'place', 'lng', 'lat'],
  description: ['text'],
  supervision: ['supervised', 'urgent', 'danger_to_life'],
}

/** Who, when, what: of every group that has moved on. */
export function currentOf(groups: readonly CaseGroup[], { held, acts }: Pick<Judging, 'held' | 'acts'>): NonNullable<OpProblem['current']> {
  return Object.fromEntries(groups.map((group) => {
    const fields = SHOWN[group].flatMap((field) => (held.row[field] === undefined ? [] : [[field, held.row[field]]]))
    const last = lastOf(acts, group)
    return [group, { ...Object.fromEntries(fields), ...(last === undefined ? {} : { by: last.by, by_name: last.by_name, at: last.at }), gver: held.gver[group] }]
  }))
}

function conflictOf(op: ChangeOp, stale: readonly CaseGroup[], judging: Judging): Outcome {
  const isDispatch = op.kind === 'transition' && op.to === 'dispatched' && judging.held.row.status === 'dispatched'
  return conflict(isDispatch ? 'already-dispatched' : 'group-changed', { current: currentOf(stale, judging) })
}
