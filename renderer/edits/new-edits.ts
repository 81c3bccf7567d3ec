/** Steps as edits that can be saved: each with a name of its own, and built on what its author sees or on the step before. */
import { CASE_EDITS, groupOf } from '../../preload/contract/case-flow.ts'
import type { CaseGroup, EditField } from '../../preload/contract/case-flow.ts'
import type { CaseBase, EditIntent } from '../../preload/contract/edit.ts'
import type { Step } from './ways-out.ts'

/** Field groups that a step changes: each must be in its base. */
export function groupsOf(step: Step): CaseGroup[] {
  if (step.kind === 'said') return []
  const fields = Object.entries(step.set ?? {}).flatMap(([field, value]) => (value !== undefined && Object.hasOwn(CASE_EDITS, field) ? [field as EditField] : []))
  return [...new Set([...(step.kind === 'transition' ? ['dispatch' as const] : []), ...fields.map(groupOf)])]
}

/** `newId` gives a random UUID each time. In the order in which they must be decided. */
export function newEdits(steps: readonly Step[], id: string, base: CaseBase, newId: () => string): EditIntent[] {
  let seen: CaseBase = base
  return steps.map((step): EditIntent => {
    const op_id = newId()
    if (step.kind === 'said') return { ...step.said, op_id, id: newId(), on: id }
    const groups = groupsOf(step)
    const own = Object.fromEntries(groups.map((group) => [group, seen[group]])) as CaseBase
    seen = { ...seen, ...Object.fromEntries(groups.map((group) => [group, { op: op_id }])) }
    if (step.kind === 'edit') return { op_id, kind: 'edit', type: 'case', id, base: own, set: step.set }
    const { action, from, to, set } = step
    return { op_id, kind: 'transition', type: 'case', id, base: own, action, from, to, ...(set === undefined ? {} : { set }) }
  })
}
