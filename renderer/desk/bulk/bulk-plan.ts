/** What acting on many cases at once would do: which can, which cannot and why. Pure. */
import type { CaseAction, WhyNot } from '../../../preload/contract/case-flow.ts'
import type { CaseWhole } from '../../../preload/contract/case-list.ts'
import type { EditIntent } from '../../../preload/contract/edit.ts'
import { newName, transitionOf, type ActionSet, type Possible } from '../act/intents.ts'

export const BULK_ACTIONS = ['dispatch', 'accept', 'merge'] as const
export type BulkAction = (typeof BULK_ACTIONS)[number]

/** A returned case is dispatched anew: for whoever chose it, it is the same step. */
const STEPS: Record<BulkAction, readonly CaseAction[]> = { dispatch: ['dispatch', 'redispatch'], accept: ['accept'], merge: ['merge'] }

/** `gone`: this desk does not hold it any more. `target`: the others are merged into it. */
export type BulkWhy = WhyNot | 'gone' | 'target'
export interface BulkPlan {
  can: { whole: CaseWhole; possible: Possible; opId: string }[]
  cannot: { number: string; why: BulkWhy }[]
}

/** `read`: each chosen case as it is now; null where it is not held. */
export function planOf(action: BulkAction, read: readonly { number: string; whole: CaseWhole | null }[]): BulkPlan {
  const plan: BulkPlan = { can: [], cannot: [] }
  for (const { number, whole } of read) {
    const steps = (whole?.actions ?? []).filter((one) => STEPS[action].includes(one.action))
    const possible = steps.find((one): one is Possible => one.possible)
    if (whole !== null && possible !== undefined) plan.can.push({ whole, possible, opId: newName() })
    else plan.cannot.push({ number, why: whole === null ? 'gone' : whyOf(steps) })
  }
  return plan
}

/** That it is somebody else's step says more than that another one does not fit the status. */
function whyOf(steps: readonly CaseWhole['actions'][number][]): WhyNot {
  const whys = steps.flatMap((one) => (one.possible ? [] : [one.why]))
  return whys.find((why) => why !== 'other-status') ?? 'other-status'
}

/** Into one of the chosen: that one stays. */
export function withoutTarget(plan: BulkPlan, into: string): BulkPlan {
  const target = plan.can.find(({ whole }) => whole.id === into)
  if (target === undefined) return plan
  return { can: plan.can.filter((one) => one !== target), cannot: [...plan.cannot, { number: target.whole.number, why: 'target' }] }
}

export const intentsOf = ({ can }: BulkPlan, set: ActionSet): EditIntent[] => can.map(({ whole, possible, opId }) => transitionOf(whole, possible, set, opId))

/** By reason, the most frequent first. */
export function reasonsOf({ cannot }: BulkPlan): { why: BulkWhy; numbers: string[] }[] {
  const groups = Map.groupBy(cannot, ({ why }) => why)
  return [...groups].map(([why, all]) => ({ why, numbers: all.map(({ number }) => number) })).sort((a, b) => b.numbers.length - a.numbers.length)
}
