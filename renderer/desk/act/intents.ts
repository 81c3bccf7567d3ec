/** What a person means, as edits: each with a name of its own, and with what they had before their eyes of the groups it changes. */
import { CASE_EDITS, groupOf } from '../../../preload/contract/case-flow.ts'
import type { CaseGroup, EditField, HandedOverTo, Possibility } from '../../../preload/contract/case-flow.ts'
import type { CaseRow } from '../../../preload/contract/case-list.ts'
import type { CaseBase, EditIntent } from '../../../preload/contract/edit.ts'

type Transition = Extract<EditIntent, { kind: 'transition' }>
export type ActionSet = NonNullable<Transition['set']>
export type EditSet = Extract<EditIntent, { kind: 'edit' }>['set']
export type Possible = Extract<Possibility, { possible: true }>
/** What an edit looks at in the case it is about. */
export type Stand = Pick<CaseRow, 'id' | 'status' | 'base'>

/** Of the op, and of what it says. */
export interface SayingNames { op: string; said: string }

export const newName = (): string => crypto.randomUUID()
export const newNames = (): SayingNames => ({ op: newName(), said: newName() })

/** `opId` is made once per intent: a second press saves nothing anew. */
export function transitionOf({ id, status, base }: Stand, { action, to }: Pick<Possible, 'action' | 'to'>, set: ActionSet, opId: string): EditIntent {
  return {
    op_id: opId, kind: 'transition', type: 'case', id, base: partOf(base, ['dispatch', ...groupsIn(set)]), action, from: status, to,
    ...(Object.keys(set).length === 0 ? {} : { set }),
  }
}

export function editOf({ id, base }: Stand, set: EditSet, opId: string): EditIntent {
  return { op_id: opId, kind: 'edit', type: 'case', id, base: partOf(base, groupsIn(set)), set }
}

/** `noteId` names the note itself, wherever it will be. */
export function noteOf(caseId: string, text: string, opId: string, noteId: string): EditIntent {
  return { op_id: opId, kind: 'note', type: 'act', id: noteId, on: caseId, set: { text } }
}

/** To whoever reported; `phrase` is the ready-made text it began with. */
export function replyOf(caseId: string, text: string, phrase: string | null, names: SayingNames): EditIntent {
  return { op_id: names.op, kind: 'reply', type: 'act', id: names.said, on: caseId, set: { text, ...(phrase === null ? {} : { phrase }) } }
}

export function proposalOf(caseId: string, valid: boolean, reason: string, names: SayingNames): EditIntent {
  return { op_id: names.op, kind: 'proposal', type: 'act', id: names.said, on: caseId, set: { valid, ...(reason === '' ? {} : { reason }) } }
}

export function handoverOf({ id, base }: Pick<Stand, 'id' | 'base'>, to: HandedOverTo, at: number, text: string, names: SayingNames): EditIntent {
  return { op_id: names.op, kind: 'handover', type: 'act', id: names.said, on: id, seen: base.supervision, set: { to, handed_at: new Date(at).toISOString(), ...(text === '' ? {} : { text }) } }
}

/** The groups that given fields belong to; an action's own words belong to none. */
export function groupsIn(set: object): CaseGroup[] {
  return Object.keys(set).flatMap((field) => (Object.hasOwn(CASE_EDITS, field) ? [groupOf(field as EditField)] : []))
}

/** A group that is not changed is not named: an edit of another group must not make this one wait or fail. */
function partOf(base: Required<CaseBase>, groups: readonly CaseGroup[]): CaseBase {
  return Object.fromEntries([...new Set(groups)].map((group) => [group, base[group]]))
}
