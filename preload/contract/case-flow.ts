/** The case flow of GB/T 30428 as one table: status × action → next status, who may, what must be given. The central enforces it, a desk mirrors it. */
import { CASE_STATUSES, CLOSED_STATUSES, type CaseStatus } from './case-status.ts'

/** Duties of the flow. Which duties an account has is the central's to say (`Me.duties`); a screen never derives them from a role. */
export const DUTIES = ['desk', 'dispatcher', 'department', 'supervisor'] as const
export type Duty = (typeof DUTIES)[number]

export const CASE_ACTIONS = [
  'accept', 'file', 'reject', 'merge', 'unmerge', 'dispatch', 'redispatch', 'recall', 'void', 'take', 'return', 'feed_back', 'ask_extension', 'grant', 'deny',
  'suspend', 'resume', 'check', 'close', 'fail', 'reopen', 'force_close',
] as const
export type CaseAction = (typeof CASE_ACTIONS)[number]

/**
 * What an action is given, by the name it has on the wire: `into` is a case, `class` a class of the city, `place` words,
 * `due_at` (where another deadline than the class's limit is meant) and `until` instants, `reason` and `result` text, `photos` names of stored photos.
 */
export const ACTION_FIELDS = ['reason', 'into', 'class', 'place', 'due_at', 'department', 'result', 'until', 'photos'] as const
export type ActionField = (typeof ACTION_FIELDS)[number]

/** `to` is `before`: back to where the case was before it was merged. */
export interface Move {
  to: CaseStatus | 'before'
  who: readonly Duty[]
  needs: readonly ActionField[]
  may: readonly ActionField[]
  /** Never by the person who fed back. */
  notOwnFeedback?: true
  /** Only so long after closing. */
  withinDays?: number
}

export type Stage = 1 | 2 | 3 | 4 | 5 | 6 | 7

export interface StatusEntry {
  /** Of the seven stages; `before`: that of the status before. The seventh, evaluation, looks back on closed cases and is no status. */
  stage: Stage | 'before'
  /** The stage that the work goes back to. */
  backTo?: Stage
  /** Open311 GeoReport v2. */
  open311: 'open' | 'closed'
  moves: { readonly [action in CaseAction]?: Move }
}

export const REOPEN_DAYS = 30

const move = (to: Move['to'], who: readonly Duty[], needs: readonly ActionField[] = [], more: Partial<Move> = {}): Move => ({ to, who, needs, may: [], ...more })
const [DESK, DISPATCHER, DEPARTMENT, SUPERVISOR] = [['desk'], ['dispatcher'], ['department'], ['supervisor']] as const

const FORCE_CLOSE = move('closed_forced', SUPERVISOR, ['reason'])
const open = (stage: Stage, moves: StatusEntry['moves'], more: Partial<StatusEntry> = {}): StatusEntry => ({ stage, open311: 'open', moves: { ...moves, force_close: FORCE_CLOSE }, ...more })
const closed = (stage: StatusEntry['stage'], moves: StatusEntry['moves'] = {}): StatusEntry => ({ stage, open311: 'closed', moves })

export const CASE_FLOW: { readonly [status in CaseStatus]: StatusEntry } = {
  reported: open(1, { accept: move('verifying', DESK), reject: move('rejected', DESK, ['reason']), merge: move('merged', DESK, ['into']) }),
  verifying: open(2, { file: move('filed', DESK, ['class', 'place'], { may: ['due_at'] }), reject: move('rejected', DESK, ['reason']), merge: move('merged', DESK, ['into']) }),
  filed: open(2, { dispatch: move('dispatched', DISPATCHER, ['department']), void: move('void', SUPERVISOR, ['reason']) }),
  dispatched: open(3, { take: move('handling', DEPARTMENT), return: move('returned', DEPARTMENT, ['reason']), recall: move('filed', DISPATCHER) }),
  returned: open(3, { redispatch: move('dispatched', DISPATCHER, ['department']), void: move('void', SUPERVISOR, ['reason']) }),
  handling: open(4, {
    feed_back: move('fed_back', DEPARTMENT, ['result'], { may: ['photos'] }), ask_extension: move('extension_requested', DEPARTMENT, ['until', 'reason']),
    suspend: move('suspended', DEPARTMENT, ['reason']),
  }),
  extension_requested: open(4, { grant: move('handling', SUPERVISOR), deny: move('handling', SUPERVISOR) }),
  suspended: open(4, { resume: move('handling', ['department', 'supervisor']) }),
  fed_back: open(5, { check: move('checking', DESK) }),
  checking: open(6, { close: move('closed', DESK, [], { notOwnFeedback: true }), fail: move('rework', DESK, ['reason'], { notOwnFeedback: true }) }),
  rework: open(6, { take: move('handling', DEPARTMENT) }, { backTo: 4 }),
  closed: closed(6, { reopen: move('filed', SUPERVISOR, ['reason'], { withinDays: REOPEN_DAYS }) }),
  closed_forced: closed(6),
  rejected: closed(2, { reopen: move('verifying', SUPERVISOR, ['reason']) }),
  merged: closed('before', { unmerge: move('before', DESK) }),
  void: closed('before'),
}

// ---- asking the table ----------------------------------------------------------------------------------------------

/** What the flow looks at in a case. Instants are RFC 3339 texts, as in its row. */
export interface CaseStand {
  status: CaseStatus
  closed_at?: string | undefined
  /** Of a merged or void case. */
  status_before?: CaseStatus | undefined
  /** Account that fed back last. */
  fed_back_by?: string | undefined
}

export interface Actor {
  sub: string
  duties: readonly Duty[]
}

/** Why an action is not possible; the words are the screen's. */
export const WHY_NOT = ['other-status', 'other-duty', 'own-feedback', 'too-long-closed', 'nothing-before', 'decided'] as const
export type WhyNot = (typeof WHY_NOT)[number]

export type Possibility = { possible: true; action: CaseAction; to: CaseStatus; needs: readonly ActionField[]; may: readonly ActionField[] } | { possible: false; action: CaseAction; why: WhyNot }

const DAY_MS = 86_400_000

/** One action on one case by one account at `now` (ms UTC). The status is looked at first: what the case does not allow, nobody may. */
export function judgeAction(stand: CaseStand, action: CaseAction, actor: Actor, now: number): Possibility {
  const no = (why: WhyNot): Possibility => ({ possible: false, action, why })
  const found = CASE_FLOW[stand.status].moves[action]
  if (found === undefined) return no('other-status')
  const to = nextStatus(stand, action)
  if (to === null) return no('nothing-before')
  if (!found.who.some((duty) => actor.duties.includes(duty))) return no('other-duty')
  if (found.notOwnFeedback === true && stand.fed_back_by === actor.sub) return no('own-feedback')
  if (found.withinDays !== undefined && !(now - Date.parse(stand.closed_at ?? '') <= found.withinDays * DAY_MS)) return no('too-long-closed')
  return { possible: true, action, to, needs: found.needs, may: found.may }
}

/** Every action, possible or not, in the order of the flow. */
export const judgeActions = (stand: CaseStand, actor: Actor, now: number): Possibility[] => CASE_ACTIONS.map((action) => judgeAction(stand, action, actor, now))

/** Null where the action does not begin in this status, or there is no status to go back to. */
export function nextStatus(stand: CaseStand, action: CaseAction): CaseStatus | null {
  const to = CASE_FLOW[stand.status].moves[action]?.to
  if (to === undefined) return null
  return to === 'before' ? (stand.status_before ?? null) : to
}

/** Duties that may take the action in any status at all. */
export const dutiesFor = (action: CaseAction): Duty[] =>
  DUTIES.filter((duty) => CASE_STATUSES.some((status) => CASE_FLOW[status].moves[action]?.who.includes(duty)))

/** What the action is given, wherever it begins: it is the same in every status. */
export function fieldsOf(action: CaseAction): Pick<Move, 'needs' | 'may'> {
  for (const status of CASE_STATUSES) {
    const found = CASE_FLOW[status].moves[action]
    if (found !== undefined) return found
  }
  return { needs: [], may: [] }
}

export const isClosedStatus = (status: CaseStatus): boolean => (CLOSED_STATUSES as readonly CaseStatus[]).includes(status)

/** 1–7. A merged or void case stands where it stood before; one that does not say stands at the first. */
export function stageOf({ status, status_before }: Pick<CaseStand, 'status' | 'status_before'>): Stage {
  const { stage } = CASE_FLOW[status]
  if (stage !== 'before') return stage
  const before = CASE_FLOW[status_before ?? 'reported'].stage
  return before === 'before' ? 1 : before
}

// ---- edits beside the flow -----------------------------------------------------------------------------------------

/** Fields that change together and share one version: two desks that change different groups of one case do not meet. */
export const CASE_GROUPS = ['dispatch', 'location', 'description', 'supervision'] as const
export type CaseGroup = (typeof CASE_GROUPS)[number]

/** Every field of a case that any group holds. What is in none (number, source, reporter, photos, number of notes) is fixed, or only added to. */
export const GROUP_FIELDS = {
  dispatch: ['status', 'department', 'due_at', 'class', 'closed_at', 'duplicate_of', 'status_before', 'fed_back_by', 'asked_until', 'suspended_at', 'filed_at', 'limit', 'suspended', 'extended', 'fixed'],
  location: ['area', 'place', 'lng', 'lat', 'original'],
  description: ['text'],
  supervision: ['supervised', 'urgent', 'danger_to_life'],
} as const satisfies { readonly [group in CaseGroup]: readonly string[] }

/** What may be edited without an action, by whom, and only while the case is open. A limit is the supervisor's: departments ask for an extension. */
export const CASE_EDITS = {
  class: ['desk', 'dispatcher'],
  due_at: ['supervisor'],
  area: ['desk', 'dispatcher'],
  place: ['desk', 'dispatcher'],
  lng: ['desk', 'dispatcher'],
  lat: ['desk', 'dispatcher'],
  text: ['desk'],
  supervised: ['supervisor'],
  urgent: ['desk', 'supervisor'],
  danger_to_life: ['desk', 'supervisor'],
} as const satisfies { readonly [field: string]: readonly Duty[] }
export type EditField = keyof typeof CASE_EDITS

export const groupOf = (field: EditField): CaseGroup => CASE_GROUPS.find((group) => (GROUP_FIELDS[group] as readonly string[]).includes(field)) ?? 'dispatch'

/** Null: every one of these fields may be edited by this account now. */
export function whyNotEdit(stand: CaseStand, fields: readonly EditField[], actor: Actor): WhyNot | null {
  if (isClosedStatus(stand.status)) return 'other-status'
  return fields.every((field) => CASE_EDITS[field].some((duty) => actor.duties.includes(duty))) ? null : 'other-duty'
}

// ---- what is said of a case ----------------------------------------------------------------------------------------

/** In any status, beside the groups, and by whom: whoever has any duty at all may note, and hand a danger to life over. */
export const CASE_SAYINGS = { note: DUTIES, reply: ['desk'], proposal: ['desk'], handover: DUTIES } as const satisfies { readonly [saying: string]: readonly Duty[] }
export type CaseSaying = keyof typeof CASE_SAYINGS

/** Emergency numbers: police, fire, ambulance; for any other, the words say whom. */
export const HANDED_OVER_TO = ['110', '119', '120', 'other'] as const
export type HandedOverTo = (typeof HANDED_OVER_TO)[number]

/** A proposal of points, and what the center made of it. */
export const PROPOSAL_STATES = ['proposed', 'granted', 'declined'] as const
export type ProposalState = (typeof PROPOSAL_STATES)[number]

/** Null: this account may say it now. What the center has decided is not proposed again. */
export function whyNotSay(stand: { proposal?: { state: ProposalState } | undefined }, saying: CaseSaying, actor: Actor): WhyNot | null {
  if (!CASE_SAYINGS[saying].some((duty) => actor.duties.includes(duty))) return 'other-duty'
  return saying === 'proposal' && stand.proposal !== undefined && stand.proposal.state !== 'proposed' ? 'decided' : null
}
