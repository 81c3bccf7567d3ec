/** Refused edits, and cases as they stand, for the tests of the inbox. */
import { CASE_EDITS, CASE_FLOW, fieldsOf, judgeActions, whyNotEdit } from '../../../preload/contract/case-flow.ts'
import type { Actor, CaseAction, CaseStand, EditField, WhyNot } from '../../../preload/contract/case-flow.ts'
import { CASE_STATUSES, type CaseStatus } from '../../../preload/contract/case-status.ts'
import type { EditIntent, RefusedEdit } from '../../../preload/contract/edit.ts'
import type { Present } from '../../../renderer/edits/ways-out.ts'

export const CASE = 'case-1'
export const NOW = Date.parse('2026-11-20T08:00:00Z')
export const BASE: Present['base'] = { dispatch: 7, location: 3, description: 2, supervision: 1 }

let made = 0
export const uuid = (): string => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`

const GIVEN = {
  reason: '占道', into: 'case-2', class: 'k1', place: '桥头', due_at: '2026-12-01T00:00:00Z', department: '综合执法队', result: '已清理', until: '2026-12-05T00:00:00Z',
} as const

const beginningOf = (action: CaseAction): { from: CaseStatus; to: CaseStatus } => {
  const from = CASE_STATUSES.find((status) => CASE_FLOW[status].moves[action] !== undefined) ?? 'filed'
  const to = CASE_FLOW[from].moves[action]?.to ?? 'before'
  return { from, to: to === 'before' ? 'verifying' : to }
}

/** An action with everything it must be given. */
export function actionIntent(action: CaseAction, more: Partial<Extract<EditIntent, { kind: 'transition' }>> = {}): Extract<EditIntent, { kind: 'transition' }> {
  const set = Object.fromEntries(fieldsOf(action).needs.map((field) => [field, GIVEN[field as keyof typeof GIVEN]]))
  return { op_id: uuid(), kind: 'transition', type: 'case', id: CASE, base: { dispatch: 5 }, action, ...beginningOf(action), ...(Object.keys(set).length === 0 ? {} : { set }), ...more }
}
export const editIntent = (set: Extract<EditIntent, { kind: 'edit' }>['set']): EditIntent => ({ op_id: uuid(), kind: 'edit', type: 'case', id: CASE, base: { description: 1 }, set })
export const noteIntent = (text: string): EditIntent => ({ op_id: uuid(), kind: 'note', type: 'act', id: uuid(), on: CASE, set: { text } })
export const exportIntent = (format: 'csv' | 'paper'): EditIntent =>
  ({ op_id: uuid(), kind: 'export', type: 'export', id: uuid(), set: { format, rows: 6_000, cases: [CASE], purpose: '周例会' } })

export const refused = (intent: EditIntent | null, more: Partial<RefusedEdit> = {}): RefusedEdit => ({
  n: made, opId: intent?.op_id ?? uuid(), scope: 'office:1', intent, state: 'conflict', madeAt: NOW - 60_000, ageMs: 60_000, attempts: 1, simulated: true,
  problem: 'group-changed', detail: null, why: null, current: {}, blockedOn: null, ...more,
})

export const present = (stand: CaseStand, actor: Actor, more: Partial<Present> = {}): Present => ({
  id: CASE, status: stand.status, department: null, duplicateOf: null, base: BASE, actions: judgeActions(stand, actor, NOW),
  fields: Object.fromEntries(Object.keys(CASE_EDITS).map((field) => [field, whyNotEdit(stand, [field as EditField], actor)])) as { [field in EditField]: WhyNot | null }, ...more,
})
