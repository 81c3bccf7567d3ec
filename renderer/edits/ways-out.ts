/**
 * What a person can do about an edit that did not take effect, together with those it took along: a pure decision from the edits, the case as it
 * stands now, and who asks. The central decides again in any case; what is offered here is what the case flow allows as far as this PC knows.
 */
import { isClosedStatus, judgeAction, whyNotEdit } from '../../preload/contract/case-flow.ts'
import type { Actor, CaseAction, CaseStand, EditField, WhyNot } from '../../preload/contract/case-flow.ts'
import type { CaseWhole } from '../../preload/contract/case-list.ts'
import type { CaseStatus } from '../../preload/contract/case-status.ts'
import { caseOfIntent } from '../../preload/contract/edit.ts'
import type { EditIntent, RefusedEdit } from '../../preload/contract/edit.ts'

export type Transition = Extract<EditIntent, { kind: 'transition' }>
/** What is only added to a case: notes, replies, proposals, hand-overs, photos. */
export type Said = Extract<EditIntent, { type: 'act' }>
type Set = Transition['set']

/** The case as it stands now, own unsent edits included. */
export type Present = Pick<CaseWhole, 'id' | 'status' | 'department' | 'duplicateOf' | 'base' | 'actions' | 'fields'>

/** One new edit, before it has a name and a base. */
export type Step =
  | { kind: 'transition'; action: CaseAction; from: CaseStatus; to: CaseStatus; set: Set }
  | { kind: 'edit'; set: Extract<EditIntent, { kind: 'edit' }>['set'] }
  | { kind: 'said'; said: Said }

/** One edit done anew; more than one step where the flow asks for another one first. */
export interface Redone {
  edit: RefusedEdit
  steps: Step[]
}

/** `gone`: this desk holds no such case. `already-so`: what was wanted is the case. `same-again`: the central found the edit itself wrong. `not-here`: it is done anew where it was made. `has-left`: it tells of what cannot be undone. */
export type NoRedo = WhyNot | 'gone' | 'already-so' | 'same-again' | 'not-here' | 'has-left'

export interface WaysOut {
  /** Always possible: what others did stands, or, where nobody did anything, the edit is let go. */
  letGo: 'accept-theirs' | 'discard'
  /** `left`: edits of the chain that cannot follow; they stay in the inbox. */
  redo: { possible: true; redone: Redone[]; left: RefusedEdit[] } | { possible: false; why: NoRedo }
  /** The edits whose words would become one note on the case; none: there are no words, or no case to put them on. */
  keepNote: RefusedEdit[]
}

/** Problems in which somebody else has done something that can be accepted. */
const THEIRS: readonly string[] = ['group-changed', 'already-dispatched']
/** The edit itself is wrong: the same words would be refused again. */
const WRONG_IN_ITSELF: readonly string[] = ['op-invalid', 'too-large']

/** Where an action does not begin in the present status: what leads to the same end. */
const INSTEAD: { readonly [action in CaseAction]?: readonly (readonly CaseAction[])[] } = {
  dispatch: [['redispatch'], ['recall', 'dispatch']],
  redispatch: [['dispatch'], ['recall', 'dispatch']],
}

/** `chain`: the edit that failed, then those blocked by it, in the order of saving. `whole` null: this desk does not hold the case. */
export function waysOut(chain: readonly [RefusedEdit, ...RefusedEdit[]], whole: Present | null, actor: Actor, now: number): WaysOut {
  const [head] = chain
  return {
    letGo: head.problem !== null && THEIRS.includes(head.problem) ? 'accept-theirs' : 'discard',
    redo: redoOf(chain, whole, actor, now),
    keepNote: whole === null || actor.duties.length === 0 || head.intent?.kind === 'note' ? [] : chain.filter(({ intent }) => wordsOf(intent) !== null && isOn(intent, whole)),
  }
}

const isOn = (intent: EditIntent | null, whole: Present): boolean => intent !== null && caseOfIntent(intent) === whole.id

function redoOf(chain: readonly [RefusedEdit, ...RefusedEdit[]], whole: Present | null, actor: Actor, now: number): WaysOut['redo'] {
  const [head] = chain
  if (head.intent?.kind === 'export') return { possible: false, why: 'has-left' }
  if (head.problem !== null && WRONG_IN_ITSELF.includes(head.problem)) return { possible: false, why: 'same-again' }
  if (head.intent === null || head.intent.kind === 'create' || caseOfIntent(head.intent) === null) return { possible: false, why: 'not-here' }
  if (whole === null || !isOn(head.intent, whole)) return { possible: false, why: 'gone' }
  const redone: Redone[] = []
  let course: Course = { stand: { status: whole.status }, whole }
  for (const edit of chain) {
    const next = isOn(edit.intent, whole) ? stepsOf(edit.intent, course, actor, now) : 'gone'
    if (typeof next === 'string') {
      if (redone.length === 0) return { possible: false, why: next }
      break
    }
    redone.push({ edit, steps: next })
    course = next.reduce((at, step) => after(at, step, actor, now), course)
  }
  return { possible: true, redone, left: chain.slice(redone.length) }
}

/** How far the steps have come. Until the first step of the flow, what the desk knows of the case decides; behind it, the status that it leads to. */
interface Course {
  stand: CaseStand
  whole: Present | null
}

function after({ stand, whole }: Course, step: Step, actor: Actor, now: number): Course {
  if (step.kind !== 'transition') return { stand, whole }
  return {
    whole: null,
    stand: {
      status: step.to,
      fed_back_by: step.action === 'feed_back' ? actor.sub : stand.fed_back_by,
      ...(isClosedStatus(step.to) ? { closed_at: new Date(now).toISOString(), status_before: step.from } : {}),
    },
  }
}

function stepsOf(intent: EditIntent | null, course: Course, actor: Actor, now: number): Step[] | NoRedo {
  if (intent?.type === 'act') return actor.duties.length === 0 ? 'other-duty' : [{ kind: 'said', said: intent }]
  switch (intent?.kind) {
    case 'edit': {
      const why = whyNotFields(Object.keys(intent.set) as EditField[], course, actor)
      return why ?? [{ kind: 'edit', set: intent.set }]
    }
    case 'transition': return isAlreadySo(intent, course) ? 'already-so' : courseOf(intent, course, actor, now)
    default: return 'not-here'
  }
}

function whyNotFields(fields: readonly EditField[], { stand, whole }: Course, actor: Actor): WhyNot | null {
  if (whole === null) return whyNotEdit(stand, fields, actor)
  return fields.map((field) => whole.fields[field]).find((why) => why !== null && why !== undefined) ?? null
}

/** Granting and denying end in one status, and words can be kept as a note; of what else is given, all must be seen in the case. */
function isAlreadySo({ action, to, set = {} }: Transition, { stand, whole }: Course): boolean {
  if (whole === null || stand.status !== to || action === 'grant' || action === 'deny') return false
  return Object.entries(set).every(([field, value]) => field === 'reason' || field === 'result' || (field === 'department' && value === whole.department) || (field === 'into' && value === whole.duplicateOf?.id))
}

/** The action itself; else what leads to the same end from here; else why the action is not possible. */
function courseOf({ action, set }: Transition, course: Course, actor: Actor, now: number): Step[] | NoRedo {
  const direct = walk([action], set, course, actor, now)
  if (typeof direct !== 'string' || direct !== 'other-status') return direct
  for (const actions of INSTEAD[action] ?? []) {
    const steps = walk(actions, set, course, actor, now)
    if (typeof steps !== 'string') return steps
  }
  return direct
}

/** What was given goes with the last step. */
function walk(actions: readonly CaseAction[], set: Set, course: Course, actor: Actor, now: number): Step[] | WhyNot {
  const steps: Step[] = []
  let at = course
  for (const [n, action] of actions.entries()) {
    const judged = at.whole?.actions.find((one) => one.action === action) ?? judgeAction(at.stand, action, actor, now)
    if (!judged.possible) return judged.why
    const step: Step = { kind: 'transition', action, from: at.stand.status, to: judged.to, set: n === actions.length - 1 ? set : undefined }
    steps.push(step)
    at = after(at, step, actor, now)
  }
  return steps
}

/** What a person wrote: reason, result, note, reply, caption or text. Null: nothing. */
export function wordsOf(intent: EditIntent | null): string | null {
  switch (intent?.kind) {
    case 'transition': return intent.set?.reason ?? intent.set?.result ?? null
    case 'proposal': return intent.set.reason ?? null
    case 'photo': return intent.set.caption ?? null
    case 'edit': case 'note': case 'reply': case 'handover': case 'create': return intent.set.text ?? null
    default: return null
  }
}
