/** Edits, and what others did instead of them, in words. */
import type { CaseName } from '../../preload/contract/case-name.ts'
import type { CaseGroup } from '../../preload/contract/case-flow.ts'
import { CASE_STATUSES } from '../../preload/contract/case-status.ts'
import type { City } from '../../preload/contract/model.ts'
import type { CurrentGroup, EditIntent, RefusedEdit } from '../../preload/contract/edit.ts'
import { ACCESS_RULES, ATTENDANCES, SITE_STATES } from '../../preload/contract/site-edit.ts'
import type { MessageKey } from '../catalogue.ts'
import type { Text } from '../chrome/phrase.ts'

/** What ids of the city and of cases are called; an id that nobody knows stands for itself. */
export interface Names {
  classOf: (id: string) => string
  areaOf: (id: string) => string
  caseOf: (id: string) => string
}

export function namesOf(city: City | null, cases: ReadonlyMap<string, CaseName>, { locale }: Pick<Text, 'locale'>): Names {
  const named = (all: readonly { id: string; name: string; nameEn: string | null }[] | undefined): Map<string, string> => new Map(all?.map(({ id, name, nameEn }) => [id, (locale === 'en' ? nameEn : null) ?? name] as const))
  const [classes, areas] = [named(city?.classes), named(city?.areas)]
  return { classOf: (id) => classes.get(id) ?? id, areaOf: (id) => areas.get(id) ?? id, caseOf: (id) => cases.get(id)?.number ?? id }
}

export interface Fact {
  label: string
  value: string
}

/** Fields that are told, in this order; words that people wrote stand by themselves. */
const TOLD = {
  status: 'flow.field.status', department: 'flow.field.department', due_at: 'flow.field.due_at', until: 'flow.field.until', class: 'flow.field.class', into: 'flow.field.into', duplicate_of: 'flow.field.into',
  area: 'flow.field.area', place: 'flow.field.place', lng: 'flow.field.lng', lat: 'flow.field.lat', supervised: 'flow.field.supervised', urgent: 'flow.field.urgent', danger_to_life: 'flow.field.danger_to_life',
  valid: 'edits.field.valid', to: 'edits.field.to', handed_at: 'edits.field.handed_at', name: 'edits.field.name', state: 'edits.field.state', access: 'edits.field.access', volunteer: 'edits.field.volunteer', is: 'edits.field.is',
} as const satisfies Record<string, MessageKey>
type Told = keyof typeof TOLD

export function factsOf(values: object, names: Names, text: Text): Fact[] {
  return (Object.keys(TOLD) as Told[]).flatMap((field) => {
    const value: unknown = (values as Record<string, unknown>)[field]
    return value === undefined || value === null ? [] : [{ label: text.t(TOLD[field]), value: valueOf(field, value, names, text) }]
  })
}

function valueOf(field: Told, value: unknown, names: Names, { t, dateTime }: Text): string {
  const plain = String(value)
  switch (field) {
    case 'status': return statusOf(plain, t)
    case 'due_at': case 'until': case 'handed_at': return Number.isFinite(Date.parse(plain)) ? dateTime(Date.parse(plain)) : plain
    case 'class': return names.classOf(plain)
    case 'area': return names.areaOf(plain)
    case 'into': case 'duplicate_of': return names.caseOf(plain)
    case 'to': return plain === 'other' ? t('edits.value.other') : plain
    case 'state': case 'access': case 'is': return wordOf(plain, t)
    case 'valid': case 'supervised': case 'urgent': case 'danger_to_life': return t(value === true ? 'edits.yes' : 'edits.no')
    default: return plain
  }
}

const VALUES = [...SITE_STATES, ...ACCESS_RULES, ...ATTENDANCES] as const

function wordOf(word: string, t: Text['t']): string {
  const known = VALUES.find((one) => one === word)
  return known === undefined ? word : t(`edits.value.${known}`)
}

function statusOf(word: string, t: Text['t']): string {
  const known = CASE_STATUSES.find((status) => status === word)
  return known === undefined ? word : t(`status.${known}`)
}

const EDITED = ['class', 'due_at', 'area', 'place', 'lng', 'lat', 'text', 'supervised', 'urgent', 'danger_to_life'] as const

/** What was done, as short as it can be said. */
export function titleOf(intent: EditIntent | null, { t, locale }: Pick<Text, 't' | 'locale'>): string {
  if (intent === null) return t('edits.kind.unknown')
  switch (intent.kind) {
    case 'transition': return t(`flow.action.${intent.action}`)
    case 'edit': return t('edits.kind.edit', { fields: EDITED.filter((field) => intent.set[field] !== undefined).map((field) => t(`flow.field.${field}`)).join(locale === 'en' ? ', ' : '、') })
    default: return t(`edits.kind.${intent.kind}`)
  }
}

/** From which status to which; null: it is no step of the flow. */
export const moveOf = (intent: EditIntent | null, { t }: Pick<Text, 't'>): string | null =>
  intent?.kind === 'transition' ? t('edits.move', { from: t(`status.${intent.from}`), to: t(`status.${intent.to}`) }) : null

export const givenOf = (intent: EditIntent | null): object => (intent !== null && 'set' in intent ? (intent.set ?? {}) : {})

export interface Theirs {
  who: string
  when: string
  facts: Fact[]
  /** The description of the case as it is now. */
  words: string | null
}

/** What others made of each field group that has moved on. */
export function theirsOf(current: RefusedEdit['current'], names: Names, text: Text, now: number): Theirs[] {
  const { t, moment } = text
  return (Object.entries(current) as [CaseGroup, CurrentGroup][]).map(([, group]) => {
    const at = group.at === undefined ? Number.NaN : Date.parse(group.at)
    return {
      who: group.by_name ?? group.by ?? t('edits.theirs.someone'), when: Number.isFinite(at) ? moment(at, now) : t('edits.theirs.unknownTime'),
      facts: factsOf(group, names, text), words: typeof group['text'] === 'string' ? group['text'] : null,
    }
  })
}

const PROBLEMS = ['group-changed', 'already-dispatched', 'gone', 'illegal-transition', 'op-forbidden', 'op-invalid', 'op-id-reuse', 'op-in-progress', 'too-large'] as const

/** Why it did not take effect, in plain words. */
export function reasonOf({ problem, why, blockedOn }: Pick<RefusedEdit, 'problem' | 'why' | 'blockedOn'>, { t }: Pick<Text, 't'>): string {
  if (problem === null && blockedOn !== null) return t('edits.problem.blocked')
  const known = PROBLEMS.find((one) => one === problem)
  const words = known === undefined ? t('edits.problem.unknown', { word: problem ?? '?' }) : t(`edits.problem.${known}`)
  return why === null ? words : `${words} ${t(`flow.why.${why}`)}`
}
