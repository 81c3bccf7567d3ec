/** What was done to a simulated case until it stood where it stands: the acts of its way through the flow, at the times that its row tells. */
import { nextStatus, type CaseAction } from '../../../preload/contract/case-flow.ts'
import type { Row } from '../../sync/protocol.ts'
import { PRACTICE_PHRASES } from './choices.ts'
import { instant, officeRow } from './practice-row.ts'
import type { TypedRow } from './practice-row.ts'

type Case = Row<'case'>
type Status = Case['status']
export interface Done { action: CaseAction; from: Status; to: Status; at: number }

/** When each action comes on the usual way, as a share of it. */
const SHARES: { readonly [action in CaseAction]?: number } = {
  accept: 0.04, reject: 0.09, file: 0.1, dispatch: 0.14, void: 0.2, return: 0.2, take: 0.24, ask_extension: 0.5, suspend: 0.5, force_close: 0.6, feed_back: 0.8, check: 0.9, fail: 0.95, close: 1,
}
const FILED = ['accept', 'file'] as const
const TAKEN = [...FILED, 'dispatch', 'take'] as const
const WAYS: { readonly [status in Status]: readonly CaseAction[] } = {
  reported: [], verifying: ['accept'], rejected: ['accept', 'reject'], merged: ['merge'], filed: FILED, void: [...FILED, 'void'], dispatched: [...FILED, 'dispatch'], returned: [...FILED, 'dispatch', 'return'],
  handling: TAKEN, extension_requested: [...TAKEN, 'ask_extension'], suspended: [...TAKEN, 'suspend'], closed_forced: [...TAKEN, 'force_close'], fed_back: [...TAKEN, 'feed_back'],
  checking: [...TAKEN, 'feed_back', 'check'], rework: [...TAKEN, 'feed_back', 'check', 'fail'], closed: [...TAKEN, 'feed_back', 'check', 'close'],
}

/** Whether the way to a status leads through the department's hands. */
export const isTaken = (status: Status): boolean => WAYS[status].includes('take')

interface Way { status: Status; reportedAt: number; filedAt: number | null; changedAt: number; now: number; isExtended: boolean }

/** In order of time; the last leads to `status` at `changedAt`, filing is at `filedAt`. An extension was asked for and granted after the department took it. */
export function wayTo({ status, reportedAt, filedAt, changedAt, now, isExtended }: Way): Done[] {
  const actions = WAYS[status]
  const end = SHARES[actions.at(-1) ?? 'close'] ?? 1
  const [begin, share] = filedAt === null ? [reportedAt, 0] : [filedAt, 0.1]
  let from: Status = 'reported'
  const done = actions.map((action, i): Done => {
    const own = SHARES[action] ?? 1
    const at = i === actions.length - 1 ? changedAt : filedAt !== null && own <= share ? reportedAt + Math.round(((filedAt - reportedAt) * own) / share) : begin + Math.round(((changedAt - begin) * (own - share)) / (end - share))
    const to: Status = nextStatus({ status: from }, action) ?? status
    const step = { action, from, to, at }
    from = to
    return step
  })
  return isExtended ? done.flatMap((step, i) => (step.action === 'take' ? [step, ...extension(step.at, done[i + 1]?.at ?? now)] : [step])) : done
}

const extension = (from: number, to: number): Done[] => [
  { action: 'ask_extension', from: 'handling', to: 'extension_requested', at: from + Math.round((to - from) / 3) }, { action: 'grant', from: 'extension_requested', to: 'handling', at: from + Math.round(((to - from) * 2) / 3) },
]

/** Offices and roles, never persons. */
const ACTORS: Record<'desk' | 'dispatcher' | 'department' | 'supervisor', { by: string; by_name: string }> = {
  desk: { by: 'practice-desk', by_name: '街道值班岗(模拟)' }, dispatcher: { by: 'practice-dispatcher', by_name: '街道派遣岗(模拟)' },
  department: { by: 'practice-department', by_name: '处置部门(模拟)' }, supervisor: { by: 'practice-supervisor', by_name: '区督办岗(模拟)' },
}
export const FED_BACK_BY = ACTORS.department.by
const HANDS: { readonly [action in CaseAction]?: keyof typeof ACTORS } = {
  dispatch: 'dispatcher', recall: 'dispatcher', redispatch: 'dispatcher', take: 'department', return: 'department', feed_back: 'department', ask_extension: 'department', suspend: 'department', resume: 'department',
  void: 'supervisor', grant: 'supervisor', deny: 'supervisor', reopen: 'supervisor', force_close: 'supervisor',
}
const WORDED: ReadonlySet<CaseAction> = new Set(['reject', 'void', 'return', 'ask_extension', 'suspend', 'feed_back', 'fail', 'reopen', 'force_close'])

/** `n` counts the acts of the case. */
export function actRow(row: Case, { action, from, to, at }: Done, n: number | string): TypedRow<'act'> {
  const words = PRACTICE_PHRASES.filter((phrase) => phrase.action === action)
  const text = WORDED.has(action) && words.length > 0 ? { text: words[at % words.length]!.text } : {}
  const set = action === 'dispatch' || action === 'redispatch' ? { set: { department: row.department } } : action === 'merge' ? { set: { duplicate_of: row.duplicate_of } } : {}
  return officeRow('act', row.area, {
    id: `act-${row.id}-${n}`, city: row.city, case: row.id, kind: 'transition', action, from, to, ...text, ...set, groups: ['dispatch'], ...ACTORS[HANDS[action] ?? 'desk'], at: instant(at), simulated: true,
  })
}

export const collectRow = (target: Case, other: string, at: string): TypedRow<'act'> =>
  officeRow('act', target.area, { id: `act-${target.id}-${other}-${Date.parse(at)}`, city: target.city, case: target.id, kind: 'collect', action: 'merge', other, groups: [], ...ACTORS.desk, at, simulated: true })

/** Somebody called those who can help at once. */
export const handoverRow = (row: Case, { to, at }: NonNullable<Case['handed_over']>): TypedRow<'act'> =>
  officeRow('act', row.area, { id: `act-${row.id}-${to}`, city: row.city, case: row.id, kind: 'handover', text: '已拨打,对方受理', set: { to, handed_at: at }, groups: [], ...ACTORS.desk, at, simulated: true })
