/** Which of a case's possible actions stand as buttons, which in the menu, and why the rest are not possible. */
import { CASE_ACTIONS, CASE_FLOW, dutiesFor } from '../../../preload/contract/case-flow.ts'
import type { CaseAction, Duty, Possibility, WhyNot } from '../../../preload/contract/case-flow.ts'
import { CASE_STATUSES } from '../../../preload/contract/case-status.ts'
import type { CaseStatus } from '../../../preload/contract/case-status.ts'
import type { Possible } from './intents.ts'

/** What carries a case on comes before what turns it back; closing by force is nobody's first thought. */
const ORDER = [
  'accept', 'file', 'dispatch', 'redispatch', 'take', 'feed_back', 'grant', 'resume', 'check', 'close', 'unmerge', 'reopen',
  'fail', 'return', 'deny', 'ask_extension', 'suspend', 'recall', 'reject', 'merge', 'void', 'force_close',
] as const satisfies readonly CaseAction[]

/** So many fit side by side in the drawer. */
const MOST_BUTTONS = 3

export interface Refused { action: CaseAction; why: WhyNot }
export interface Offered {
  /** The main one first. */
  buttons: Possible[]
  more: Possible[]
  /** What this account may not do here, before what the case does not allow now. */
  not: Refused[]
}

export function offeredOf(actions: readonly Possibility[]): Offered {
  const possible = actions.flatMap((one) => (one.possible ? [one] : [])).sort((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action))
  const not = actions.flatMap((one) => (one.possible ? [] : [{ action: one.action, why: one.why }]))
  const buttons = possible.filter(({ action }) => action !== 'force_close').slice(0, MOST_BUTTONS)
  return {
    buttons, more: possible.filter((one) => !buttons.includes(one)),
    not: [...not.filter(({ why }) => why !== 'other-status'), ...not.filter(({ why }) => why === 'other-status')],
  }
}

/** The statuses an action begins in. */
export const beginningsOf = (action: CaseAction): CaseStatus[] => CASE_STATUSES.filter((status) => CASE_FLOW[status].moves[action] !== undefined)

export const dutiesOf = (action: CaseAction): Duty[] => dutiesFor(action)

/** Every action has a place in the order. */
export const isComplete = (): boolean => CASE_ACTIONS.every((action) => (ORDER as readonly CaseAction[]).includes(action))
