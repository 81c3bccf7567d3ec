/** A tiny model of the cases at the central: what each field group says, made by replaying acts, whatever the rows say. */
import type { SimOp } from './memory-central-facts.ts'
import { stepOf } from './memory-central-flow.ts'
import type { TruthRow } from './parts.ts'

export interface Content {
  dispatch: Record<string, unknown>
  location: Record<string, unknown>
  description: Record<string, unknown>
  supervision: Record<string, unknown>
}
export interface ModelCase {
  content: Content
  notes: number
  fedBackBy: string | undefined
}

/** The deadline is reckoned from these by the central, whose own tests follow it. */
const FIELDS = {
  dispatch: ['status', 'department', 'class', 'asked_until'], location: ['area', 'place', 'lng', 'lat'], description: ['text'], supervision: ['supervised', 'urgent', 'danger_to_life'],
} as const

export const contentOf = (row: object): Content =>
  Object.fromEntries(Object.entries(FIELDS).map(([group, fields]) => [group, Object.fromEntries(fields.map((field) => [field, (row as Record<string, unknown>)[field]]))])) as unknown as Content

export function modelOf(row: TruthRow): ModelCase {
  const body = JSON.parse(row.body) as { note_count?: number; fed_back_by?: string }
  return { content: contentOf(body), notes: body.note_count ?? 0, fedBackBy: body.fed_back_by }
}

/** What an op makes of the case. Pure; null before: it makes the case. */
export function after(before: ModelCase | null, op: SimOp, sub: string): ModelCase {
  const set = ('set' in op ? (op.set ?? {}) : {}) as Record<string, unknown>
  if (op.kind === 'create') return { content: contentOf({ ...set, status: 'reported', supervised: false, urgent: set['urgent'] === true || set['danger_to_life'] === true }), notes: 0, fedBackBy: undefined }
  if (before === null) throw new Error(`${op.kind} on a case that is not there`)
  const { content, notes, fedBackBy } = before
  if (op.kind === 'note') return { ...before, notes: notes + 1 }
  if (op.kind === 'handover') return { ...before, content: { ...content, supervision: { ...content.supervision, urgent: true } } }
  if (op.kind === 'edit') return { ...before, content: contentOf({ ...flat(content), ...set }) }
  if (op.kind !== 'transition') return before
  const { action, to } = op
  const own = Object.fromEntries(Object.entries({ department: set['department'], class: set['class'], place: set['place'] }).filter(([, value]) => value !== undefined))
  const isBare = action === 'recall' || action === 'reopen'
  return {
    content: contentOf({ ...flat(content), ...own, ...(isBare ? { department: undefined } : {}), status: to, asked_until: to === 'extension_requested' ? set['until'] : undefined }),
    notes, fedBackBy: action === 'feed_back' ? sub : action === 'reopen' ? undefined : fedBackBy,
  }
}

const flat = (content: Content): Record<string, unknown> => Object.assign({}, ...Object.values(content)) as Record<string, unknown>

/** Whether nothing of the op would be lost if it were left undone: the case says it, and of a step that the last one was the same in the same words. */
export function isSo({ content }: ModelCase, op: SimOp, last: { action?: string; text?: string } | undefined): boolean {
  if (op.kind !== 'edit' && op.kind !== 'transition') return false
  const [is, { reason, result, until, ...named }] = [flat(content), (op.set ?? {}) as Record<string, unknown>]
  const wanted = Object.entries({ ...named, asked_until: until }).filter(([, value]) => value !== undefined)
  if (wanted.some(([field, value]) => is[field] !== value)) return false
  return op.kind === 'edit' || (is['status'] === op.to && last?.action === op.action && (last.text ?? '') === (reason ?? result ?? ''))
}

/** Null: the step is one of the flow, by somebody who may. */
export function whyIllegal(before: ModelCase, op: SimOp, sub: string, duties: readonly string[]): string | null {
  if (op.kind !== 'transition') return null
  const step = stepOf(String(before.content.dispatch['status']), op.action)
  if (step === undefined || step.from !== op.from || step.to !== op.to) return `${String(before.content.dispatch['status'])} ${op.action} ${op.to}`
  if (!step.who.some((duty) => duties.includes(duty))) return `${op.action} by somebody without the duty`
  return (op.action === 'close' || op.action === 'fail') && before.fedBackBy === sub ? `${op.action} of one's own feedback` : null
}
