/** Words for the facts of a card. A key or value this version does not know is shown as it came, never dropped. */
import { CASE_STATUSES } from '../../preload/contract/case-status.ts'
import type { CaseStatus } from '../../preload/contract/case-status.ts'
import type { MessageKey } from '../catalogue.ts'
import type { Text } from '../chrome/phrase.ts'
import { hoursWords } from './hours-words.ts'
import { phraseHours } from '../state/hours.ts'

const LABELS: Record<string, MessageKey> = {
  state: 'map.fact.state', corrected_by: 'map.fact.correctedBy', corrected_at: 'map.fact.correctedAt', came: 'map.fact.came', access: 'map.fact.access', hours: 'map.fact.hours', services: 'map.fact.services', meal_deals: 'map.fact.mealDeals',
  free_lunch_quota: 'map.fact.freeLunchQuota', charger: 'map.fact.charger', severity: 'map.fact.severity', causes: 'map.fact.causes',
  measures: 'map.fact.measures', orders: 'map.fact.orders', lost_hours: 'map.fact.lostHours', lost_hours_per_day: 'map.fact.lostHoursPerDay',
  kind: 'map.places.kind', team: 'map.fact.team', sector: 'map.fact.sector', starts_at: 'map.fact.startsAt', ends_at: 'map.fact.endsAt', headcount: 'map.places.headcount',
  reach_meters: 'map.places.reach', class: 'map.fact.class', status: 'map.fact.status', marks: 'map.fact.marks', text: 'map.fact.text', address: 'map.fact.address',
  reported_at: 'map.fact.reportedAt', updated_at: 'map.fact.updatedAt', closed_at: 'map.fact.closedAt',
}

const VALUES: Record<string, MessageKey> = {
  'state closed': 'map.value.siteClosed',
  'access ride_in': 'map.value.rideIn', 'access hand_over_at_gate': 'map.value.gate', 'access locker': 'map.value.locker', 'access shuttle': 'map.value.shuttle',
  'charger charge': 'map.value.charge', 'charger swap': 'map.value.swap',
  'measures relay': 'map.value.relay', 'measures locker': 'map.value.locker', 'measures shuttle': 'map.value.shuttle', 'measures plan': 'map.value.plan',
  'causes gate_refusal': 'map.value.gateRefusal', 'causes no_parking': 'map.value.noParking', 'causes long_walk': 'map.value.longWalk',
  'causes lift_queue': 'map.value.liftQueue', 'causes hand_over_wait': 'map.value.handOverWait', 'causes unclear_address': 'map.value.unclearAddress',
  'hours 1': 'weekday.1', 'hours 2': 'weekday.2', 'hours 3': 'weekday.3', 'hours 4': 'weekday.4', 'hours 5': 'weekday.5', 'hours 6': 'weekday.6', 'hours 7': 'weekday.7',
  'sector general': 'map.sector.general', 'sector freight': 'map.sector.freight', 'sector ride_hailing': 'map.sector.rideHailing', 'sector food_delivery': 'map.sector.foodDelivery',
  'sector parcel': 'map.sector.parcel', 'sector livestream': 'map.sector.livestream', 'sector other': 'map.sector.other',
  'marks urgent': 'map.value.urgent', 'marks supervised': 'map.value.supervised',
  'kind compound': 'map.bottleneckKind.compound', 'kind mall': 'map.bottleneckKind.mall', 'kind hospital': 'map.bottleneckKind.hospital', 'kind park': 'map.bottleneckKind.park',
}

function plainKey(key: string): string {
  return key.replace(/^.*\./, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

export function factLabel(key: string, { t }: Text): string {
  const label = LABELS[plainKey(key)]
  return label ? t(label) : key
}

export function factWords(key: string, value: string | number | string[], text: Text): string {
  const { t, number, dateTime, locale } = text
  const name = plainKey(key)
  if (typeof value === 'number') return name.endsWith('_at') ? dateTime(value) : name === 'reach_meters' ? t('map.scale.m', { n: number(value) }) : number(value)
  // A report's own words may begin with one of the catalogue's.
  if (name === 'text' || name === 'address' || name === 'team' || name === 'corrected_by') return String(value)
  const parts = Array.isArray(value) ? value : [value]
  if (name === 'hours' && parts.length > 0 && parts.every((part) => /^\d{1,2}$/.test(part))) return phraseHours(parts.map(Number), locale === 'en' ? ', ' : '、')
  const weekly = name === 'hours' ? hoursWords(parts, text) : null
  if (weekly !== null) return weekly
  // “relay 2026-03-01” names a known word first and says more after it.
  const words = parts.map((part) => {
    const [word = '', ...rest] = part.split(' ')
    const known = VALUES[`${name} ${word}`]
    if (name === 'measures' && known && rest.length === 1) return measureWords(t(known), rest[0]!, text)
    if (name === 'status') return isStatus(part) ? t(`status.${part}`) : part
    return known ? [t(known), ...rest].join(' ') : part
  })
  if (words.length === 0) return t('map.value.none')
  return words.join(locale === 'en' ? ', ' : '、')
}

/** “relay 2026-03-01–”: in force since when, or from when to when. */
function measureWords(measure: string, span: string, { t, day }: Text): string {
  const [from = '', to = ''] = span.split('–')
  return to === '' ? t('map.measure.since', { measure, from: day(from) }) : t('map.measure.span', { measure, from: day(from), to: day(to) })
}

const isStatus = (word: string): word is CaseStatus => (CASE_STATUSES as readonly string[]).includes(word)
