/** Words for the facts of a card. A key or value this version does not know is shown as it came, never dropped. */
import type { MessageKey } from '../catalogue.ts'
import type { Text } from '../chrome/phrase.ts'
import { phraseHours } from '../state/hours.ts'

const LABELS: Record<string, MessageKey> = {
  access: 'map.fact.access', hours: 'map.fact.hours', services: 'map.fact.services', meal_deals: 'map.fact.mealDeals',
  free_lunch_quota: 'map.fact.freeLunchQuota', charger: 'map.fact.charger', severity: 'map.fact.severity', causes: 'map.fact.causes',
  measures: 'map.fact.measures', orders: 'map.fact.orders', lost_hours: 'map.fact.lostHours', lost_hours_per_day: 'map.fact.lostHoursPerDay',
  kind: 'map.places.kind',
}

const VALUES: Record<string, MessageKey> = {
  'access ride_in': 'map.value.rideIn', 'access hand_over_at_gate': 'map.value.gate', 'access locker': 'map.value.locker', 'access shuttle': 'map.value.shuttle',
  'charger charge': 'map.value.charge', 'charger swap': 'map.value.swap',
  'measures relay': 'map.value.relay', 'measures locker': 'map.value.locker', 'measures shuttle': 'map.value.shuttle', 'measures plan': 'map.value.plan',
  'causes gate_refusal': 'map.value.gateRefusal', 'causes no_parking': 'map.value.noParking', 'causes long_walk': 'map.value.longWalk',
  'causes lift_queue': 'map.value.liftQueue', 'causes hand_over_wait': 'map.value.handOverWait', 'causes unclear_address': 'map.value.unclearAddress',
  'hours 1': 'weekday.1', 'hours 2': 'weekday.2', 'hours 3': 'weekday.3', 'hours 4': 'weekday.4', 'hours 5': 'weekday.5', 'hours 6': 'weekday.6', 'hours 7': 'weekday.7',
  'kind compound': 'map.bottleneckKind.compound', 'kind mall': 'map.bottleneckKind.mall', 'kind hospital': 'map.bottleneckKind.hospital', 'kind park': 'map.bottleneckKind.park',
}

function plainKey(key: string): string {
  return key.replace(/^.*\./, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

export function factLabel(key: string, { t }: Text): string {
  const label = LABELS[plainKey(key)]
  return label ? t(label) : key
}

export function factWords(key: string, value: string | number | string[], { t, number, locale }: Text): string {
  const name = plainKey(key)
  if (typeof value === 'number') return number(value)
  const parts = Array.isArray(value) ? value : [value]
  if (name === 'hours' && parts.length > 0 && parts.every((part) => /^\d{1,2}$/.test(part))) return phraseHours(parts.map(Number), locale === 'en' ? ', ' : '、')
  // “relay 2026-03-01” names a known word first and says more after it.
  const words = parts.map((part) => {
    const [word = '', ...rest] = part.split(' ')
    const known = VALUES[`${name} ${word}`]
    return known ? [t(known), ...rest].join(' ') : part
  })
  if (words.length === 0) return t('map.value.none')
  return words.join(locale === 'en' ? ', ' : '、')
}
