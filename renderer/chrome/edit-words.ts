/** Edits in words, and the fields they change with their values: the same words in a case, in its history and on the page of own edits. */
import type { CaseName } from '../../preload/contract/case-name.ts'
import { HANDED_OVER_TO } from '../../preload/contract/case-flow.ts'
import { CASE_STATUSES } from '../../preload/contract/case-status.ts'
import type { EditIntent } from '../../preload/contract/edit.ts'
import type { City } from '../../preload/contract/model.ts'
import { ACCESS_RULES, ATTENDANCES, SITE_STATES } from '../../preload/contract/site-edit.ts'
import { CATALOGUE, type MessageKey } from '../catalogue.ts'
import type { Text } from './phrase.ts'

/** What ids of the city and of cases are called; an id that nobody knows stands for itself. */
export interface Names {
  classOf: (id: string) => string
  areaOf: (id: string) => string
  caseOf: (id: string) => string
}

export function namesOf(city: Pick<City, 'classes' | 'areas'> | null, cases: ReadonlyMap<string, Pick<CaseName, 'number'>>, { locale }: Pick<Text, 'locale'>): Names {
  const named = (all: readonly { id: string; name: string; nameEn: string | null }[] | undefined): Map<string, string> => new Map(all?.map(({ id, name, nameEn }) => [id, (locale === 'en' ? nameEn : null) ?? name] as const))
  const [classes, areas] = [named(city?.classes), named(city?.areas)]
  return { classOf: (id) => classes.get(id) ?? id, areaOf: (id) => areas.get(id) ?? id, caseOf: (id) => cases.get(id)?.number ?? id }
}

export interface Fact {
  label: string
  value: string
}

/** Fields that are told as facts, in this order; words that people wrote stand by themselves. */
const TOLD = {
  status: 'flow.field.status', department: 'flow.field.department', due_at: 'flow.field.due_at', until: 'flow.field.until', class: 'flow.field.class', into: 'flow.field.into', duplicate_of: 'flow.field.into',
  area: 'flow.field.area', place: 'flow.field.place', lng: 'flow.field.lng', lat: 'flow.field.lat', supervised: 'flow.field.supervised', urgent: 'flow.field.urgent', danger_to_life: 'flow.field.danger_to_life',
  valid: 'edits.field.valid', to: 'edits.field.to', handed_at: 'edits.field.handed_at', name: 'edits.field.name', state: 'edits.field.state', access: 'edits.field.access', volunteer: 'edits.field.volunteer', is: 'edits.field.is',
} as const satisfies Record<string, MessageKey>
/** What only a history tells. */
const ALSO_NAMED = { asked_until: 'flow.field.until', granted: 'edits.field.granted' } as const satisfies Record<string, MessageKey>
const NAMED: Readonly<Record<string, MessageKey>> = { ...TOLD, ...ALSO_NAMED }

const INSTANTS: readonly string[] = ['due_at', 'until', 'asked_until', 'handed_at', 'closed_at', 'filed_at', 'suspended_at']
/** Fields whose values are words of the contract. */
const CHOSEN = { to: HANDED_OVER_TO, state: SITE_STATES, access: ACCESS_RULES, is: ATTENDANCES } as const
type Chosen = (typeof CHOSEN)[keyof typeof CHOSEN][number]

/** A field that this program does not know is named as the center names it. */
export function fieldWords(field: string, { t }: Pick<Text, 't'>): string {
  const named = Object.hasOwn(NAMED, field) ? NAMED[field] : undefined
  if (named !== undefined) return t(named)
  return Object.hasOwn(CATALOGUE.en, `flow.field.${field}`) ? t(`flow.field.${field}` as MessageKey) : field
}

export function valueWords(field: string, value: unknown, names: Names, text: Text): string {
  const { t, dateTime, number } = text
  if (value === null || value === undefined || value === '') return t('edits.none')
  if (typeof value === 'boolean') return t(value ? 'edits.yes' : 'edits.no')
  if (typeof value === 'number') return field === 'lng' || field === 'lat' ? value.toFixed(5) : number(value)
  const plain = String(value)
  if (INSTANTS.includes(field)) return Number.isFinite(Date.parse(plain)) ? dateTime(Date.parse(plain)) : plain
  switch (field) {
    case 'status': return statusWords(plain, t)
    case 'class': return names.classOf(plain)
    case 'area': return names.areaOf(plain)
    case 'into': case 'duplicate_of': return names.caseOf(plain)
    case 'to': case 'state': case 'access': case 'is': return chosenWords(CHOSEN[field], plain, t)
    default: return plain
  }
}

function statusWords(word: string, t: Text['t']): string {
  const known = CASE_STATUSES.find((status) => status === word)
  return known === undefined ? word : t(`status.${known}`)
}

function chosenWords(choices: readonly Chosen[], word: string, t: Text['t']): string {
  const known = choices.find((one) => one === word)
  return known === undefined ? word : t(`edits.value.${known}`)
}

export function factsOf(values: object, names: Names, text: Text): Fact[] {
  return Object.keys(TOLD).flatMap((field) => {
    const value: unknown = (values as Record<string, unknown>)[field]
    return value === undefined || value === null ? [] : [{ label: fieldWords(field, text), value: valueWords(field, value, names, text) }]
  })
}

const EDITED = ['class', 'due_at', 'area', 'place', 'lng', 'lat', 'text', 'supervised', 'urgent', 'danger_to_life'] as const
type EditSet = Extract<EditIntent, { kind: 'edit' }>['set']

/** What was done, as short as it can be said. */
export function titleOf(intent: EditIntent | null, text: Pick<Text, 't' | 'locale'>): string {
  const { t, locale } = text
  if (intent === null) return t('edits.kind.unknown')
  switch (intent.kind) {
    case 'transition': return t(`flow.action.${intent.action}`)
    case 'edit': return t('edits.kind.edit', { fields: EDITED.filter((field) => intent.set[field] !== undefined).map((field) => fieldWords(field, text)).join(locale === 'en' ? ', ' : '、') })
    case 'export': return t(intent.set.deck !== undefined ? 'edits.kind.briefing' : intent.set.format === 'paper' ? 'edits.kind.printed' : 'edits.kind.export', { n: intent.set.rows, purpose: intent.set.purpose })
    default: return t(`edits.kind.${intent.kind}`)
  }
}

/** The same in one line with what it came to: the status, the new values, the words. */
export function lineOf(intent: EditIntent | null, names: Names, text: Text): string {
  const { t } = text
  switch (intent?.kind) {
    case 'transition': return `${titleOf(intent, text)} → ${t(`status.${intent.to}`)}`
    case 'edit': return changeWords(intent.set, names, text)
    case 'note': case 'reply': return `${titleOf(intent, text)}${colon(text)}${intent.set.text}`
    case 'proposal': return t(intent.set.valid ? 'edits.line.valid' : 'edits.line.invalid')
    case 'handover': return t('edits.line.handover', { to: t(`edits.value.${intent.set.to}`) })
    default: return titleOf(intent ?? null, text)
  }
}

/** “修改紧急：是”. A text is not repeated whole, and a position is one thing. */
export function changeWords({ lng, lat, ...rest }: EditSet, names: Names, text: Text): string {
  const parts = Object.entries(rest).flatMap(([field, value]) => {
    if (value === undefined) return []
    return [field === 'text' ? fieldWords(field, text) : `${fieldWords(field, text)}${colon(text)}${valueWords(field, value, names, text)}`]
  })
  if (lng !== undefined && lat !== undefined) parts.push(text.t('edits.field.position'))
  return text.t('edits.kind.edit', { fields: parts.join(text.locale === 'en' ? ', ' : '，') })
}

const colon = ({ locale }: Pick<Text, 'locale'>): string => (locale === 'en' ? ': ' : '：')

/** From which status to which; null: it is no step of the flow. */
export const moveOf = (intent: EditIntent | null, { t }: Pick<Text, 't'>): string | null =>
  intent?.kind === 'transition' ? t('edits.move', { from: t(`status.${intent.from}`), to: t(`status.${intent.to}`) }) : null

export const givenOf = (intent: EditIntent | null): object => (intent !== null && 'set' in intent ? (intent.set ?? {}) : {})
