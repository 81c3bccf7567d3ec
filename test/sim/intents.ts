/** What a person wants of a case they see: every intent says something that nobody has said before, so that no loss and no doubling goes unseen. */
import { FIRST_DUTIES } from '../../main/central/duties.ts'
import type { Account } from '../../main/central/grants.ts'
import type { EditIntent } from '../../preload/contract/edit.ts'
import { EDITORS, FLOW, isOpen, objectionTo } from './memory-central-flow.ts'
import type { SeenCase } from './seen-cases.ts'
import { STREETS } from './sim-city.ts'

export interface Wishing {
  sub: string
  role: Account['role']
  ids: () => string
  /** Unlike any before. */
  word: () => string
  /** Those that the desk knows. */
  classes: readonly string[]
  /** The central's time, as far as the desk knows it. */
  now: number
}

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T
const DAY_MS = 86_400_000

/** A step that the flow allows this person now; null: none. */
export function wishStep(seen: SeenCase, n: number, { sub, role, ids, word, classes, now }: Wishing): EditIntent | null {
  const steps = FLOW.filter(({ from, action }) => from === seen.row.status && action !== 'force_close' && objectionTo(seen.row as { status: string }, action, { sub, duties: FIRST_DUTIES[role] }, now) === null)
  const step = steps.length === 0 ? null : pick(steps, n)
  if (step === null) return null
  const values: Record<string, string> = {
    reason: word(), result: word(), department: word(), place: word(), class: pick(classes, n),
    due_at: new Date(now + DAY_MS + 1_000 * n).toISOString(), until: new Date(now + 2 * DAY_MS + 1_000 * n).toISOString(),
  }
  const set = Object.fromEntries(step.needs.map((field) => [field, values[field]]))
  const groups = ['dispatch', ...(step.needs.includes('place') ? ['location'] : [])]
  return { op_id: ids(), kind: 'transition', type: 'case', id: seen.id, base: baseOf(seen, groups), action: step.action, from: step.from, to: step.to, ...(step.needs.length > 0 ? { set } : {}) } as EditIntent
}

const FIELDS = ['place', 'text', 'urgent', 'supervised', 'class', 'area', 'lng', 'place', 'text'] as const

/** Null: nothing of it is this person's to change, or the case is closed. */
export function wishEdit(seen: SeenCase, n: number, { role, ids, word, classes }: Wishing): EditIntent | null {
  const field = pick(FIELDS, n)
  if (!isOpen(seen.row.status) || !EDITORS[field]?.some((duty) => (FIRST_DUTIES[role] as readonly string[]).includes(duty))) return null
  const set = {
    place: { place: word() }, text: { text: word() }, urgent: { urgent: !seen.row.urgent }, supervised: { supervised: !seen.row.supervised }, class: { class: pick(classes, n) }, area: { area: pick(STREETS, Math.floor(n / FIELDS.length)), place: word() },
    lng: { lng: Number((121.5 + (n % 1_000) / 100_000).toFixed(6)), lat: seen.row.lat },
  }[field]
  const group = { place: 'location', area: 'location', lng: 'location', text: 'description', urgent: 'supervision', supervised: 'supervision', class: 'dispatch' }[field]
  return { op_id: ids(), kind: 'edit', type: 'case', id: seen.id, base: baseOf(seen, [group]), set } as EditIntent
}

export function wishSaying(seen: SeenCase, n: number, { role, ids, word, now }: Wishing): EditIntent | null {
  const duties = FIRST_DUTIES[role]
  const said = { op_id: ids(), type: 'act', id: ids(), on: seen.id }
  if (n % 4 === 1 && duties.includes('desk')) return { ...said, kind: 'reply', set: { text: word() } } as EditIntent
  if (n % 4 === 3) return { ...said, kind: 'handover', seen: seen.base['supervision'], set: { to: '110', handed_at: new Date(now).toISOString(), text: word() } } as EditIntent
  return { ...said, kind: 'note', set: { text: word() } } as EditIntent
}

export function wishLead(n: number, { ids, word, classes }: Wishing): EditIntent {
  return { op_id: ids(), kind: 'create', type: 'case', id: ids(), set: { area: pick(STREETS, n), class: pick(classes, n), text: word(), place: word(), lng: 121.5, lat: 29.9, urgent: n % 2 === 0, danger_to_life: false } } as EditIntent
}

const baseOf = ({ base }: SeenCase, groups: readonly string[]): object => Object.fromEntries(groups.map((group) => [group, base[group]]))
