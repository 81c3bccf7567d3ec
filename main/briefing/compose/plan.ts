/** Which facts a deck asks for: the questions of one kind of deck for one area and period, each under the id its figures name. */
import { DateTime } from 'luxon'
import type { DeckQuestion, FactQuestion } from '../../../preload/contract/deck.ts'

/** Half-open, in the city's zone. */
export interface Days {
  from: number
  to: number
  first: string
  last: string
}

/** Null where `lastDay` is no day. */
export function daysOf({ kind, lastDay }: DeckQuestion, timeZone: string): Days | null {
  const last = DateTime.fromISO(lastDay, { zone: timeZone }).startOf('day')
  if (!last.isValid) return null
  const first = last.minus({ days: kind === 'weekly' ? 6 : 0 })
  return { from: first.toMillis(), to: last.plus({ days: 1 }).startOf('day').toMillis(), first: first.toISODate(), last: last.toISODate() }
}

/** Asked before the others, because these depend on it. */
export const firstQuestions = ({ area }: DeckQuestion): Record<string, FactQuestion> => ({ place: { query: 'place', params: { area } }, sources: { query: 'sources', params: { area } } })

export interface Place {
  level: string
  parent: string | null
}
export const WEEKS_SHOWN = 13
export const KPI_IDS = ['orders', 'reports', 'reports-per-10000-orders', 'in-time', 'median-hours', 'overdue'] as const
export const MAP_MEASURES = ['per-10000-orders', 'per-km2'] as const

/** Areas that a deck compares: those inside its own, or for a street its neighbours in the same district. */
export function comparedAreas({ area }: DeckQuestion, { level, parent }: Place): { area: string | null; level: 'district' | 'street' } {
  if (level === 'city') return { area, level: 'district' }
  return { area: level === 'district' ? area : parent, level: 'street' }
}

/** Whether the map shows hexagons: on a day, and inside a street, areas say too little; on a city's map hexagons are too small to be seen. */
export const isCellMap = ({ kind }: DeckQuestion, { level }: Place): boolean => level !== 'city' && (kind === 'daily' || level !== 'district')
/** Areas of the map: of a day, a city's streets have too few reports each. */
export const mapLevel = ({ kind }: DeckQuestion, { level }: Place): 'district' | 'street' => (kind === 'daily' && level === 'city' ? 'district' : 'street')
/** Hexagons of 0.7 km² for the city, of 0.1 km² inside it. */
export const cellZoom = ({ level }: Place): number => (level === 'city' ? 10 : 11)

const ask = (query: string, params: FactQuestion['params']): FactQuestion => ({ query, params })
const day = (date: string, days: number): string => DateTime.fromISO(date, { zone: 'UTC' }).plus({ days }).toISODate()!

/** `at`: the instant that counts as now, which is when the data was confirmed last. */
export function questionsOf(question: DeckQuestion, place: Place, { from, to, first, last }: Days, at: number): Record<string, FactQuestion> {
  const { area, kind } = question
  const where = { area, from, to }
  const before = { back: 7, times: kind === 'weekly' ? 1 : 4 }
  const kpis = (id: string, against: { back: number; times: number }): [string, FactQuestion][] => KPI_IDS.map((of) => [`${id}-${of}`, ask('kpi', { ...where, ...against, of, at })])
  const common: [string, FactQuestion][] = [
    ['period', ask('period', { from, to })], ...kpis('kpi', before), ['overdue', ask('overdue', { area, at, most: 9 })],
    ...MAP_MEASURES.map((measure): [string, FactQuestion] => [`spots-${measure}`, ask('spots', { ...where, ...before, measure, zoom: cellZoom(place), most: 10 })]),
  ]
  const ranked = MAP_MEASURES.map((measure): [string, FactQuestion] => [`ranked-${measure}`, ask('ranked', { ...where, level: mapLevel(question, place), measure, most: 5 })])
  if (kind === 'daily') return Object.fromEntries([...common, ...(isCellMap(question, place) ? [] : ranked), ['holidays', ask('holidays', { first: day(first, -28), last })]])
  const compared = comparedAreas(question, place)
  return Object.fromEntries([
    ...common, ...kpis('year', { back: 364, times: 1 }), ['holidays', ask('holidays', { first: day(last, 1 - 7 * WEEKS_SHOWN), last })],
    ['weeks', ask('weeks', { area, to, weeks: WEEKS_SHOWN })], ['trend', ask('trend', { area, to, weeks: WEEKS_SHOWN })],
    ['areas', ask('areas', { area: compared.area, from, to, ...before, level: compared.level, most: 12 })],
    ...ranked,
    ['classes', ask('classes', { ...where, ...before, most: 10 })], ['effects', ask('effects', { area, first, last, most: 10 })],
  ])
}
