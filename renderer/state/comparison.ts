/** The other period of a comparison: which days it has, and whether its weekdays are those of the period chosen. */
import { DateTime } from 'luxon'
import { LONGEST_WINDOW_DAYS } from '../../preload/contract/model.ts'
import { addDays, countDays, isDay } from './days.ts'

/** Local days, both included. */
export interface Days {
  from: string
  to: string
}
/** 'before': as many days just before · 'weeks': the same weekdays some weeks before · 'year': the same dates a year before. */
export const RELATIVE_COMPARISONS = ['before', 'weeks', 'year'] as const
export type RelativeComparison = (typeof RELATIVE_COMPARISONS)[number]
export type Comparison = RelativeComparison | Days

const LEAST_WEEKS = 4

/** Four weeks; as many whole weeks as a longer period needs for the two not to share a day. */
export function weeksBefore({ from, to }: Days): number {
  return Math.max(LEAST_WEEKS, Math.ceil(countDays(from, to) / 7))
}

export function otherDays(comparison: Comparison, chosen: Days): Days {
  const shifted = (days: number): Days => ({ from: addDays(chosen.from, -days), to: addDays(chosen.to, -days) })
  if (typeof comparison !== 'string') return comparison
  if (comparison === 'before') return shifted(countDays(chosen.from, chosen.to))
  if (comparison === 'weeks') return shifted(7 * weeksBefore(chosen))
  // A leap day more must not make it longer than a window may be.
  const [from, to] = [yearBefore(chosen.from), yearBefore(chosen.to)]
  const last = addDays(from, LONGEST_WINDOW_DAYS - 1)
  return { from, to: to < last ? to : last }
}

/** The 29th of February becomes the 28th. */
function yearBefore(day: string): string {
  return DateTime.fromISO(day, { zone: 'utc' }).minus({ years: 1 }).toFormat('yyyy-MM-dd')
}

/** How often each ISO weekday, Monday first, occurs among the days. */
export function countWeekdays({ from, to }: Days): number[] {
  const days = countDays(from, to)
  const first = DateTime.fromISO(from, { zone: 'utc' }).weekday - 1
  return Array.from({ length: 7 }, (_, weekday) => Math.floor(days / 7) + ((weekday - first + 7) % 7 < days % 7 ? 1 : 0))
}

export interface WeekdayDifference {
  /** ISO, Monday 1. */
  weekday: number
  counts: [left: number, right: number]
}

/**
 * Weekdays whose share of the days differs between the two; empty where the periods match. `weekdays` are those the filter lets
 * through, none meaning all: the others are in neither period.
 */
export function unlikeWeekdays(left: Days, right: Days, weekdays: readonly number[]): WeekdayDifference[] {
  const isAsked = (index: number): boolean => weekdays.length === 0 || weekdays.includes(index + 1)
  const [a, b] = [countWeekdays(left), countWeekdays(right)].map((counts) => counts.map((count, index) => (isAsked(index) ? count : 0))) as [number[], number[]]
  const [ofLeft, ofRight] = [a, b].map((counts) => counts.reduce((sum, count) => sum + count, 0)) as [number, number]
  return a.flatMap((count, index) => (count * ofRight === b[index]! * ofLeft ? [] : [{ weekday: index + 1, counts: [count, b[index]!] }]))
}

/** Days that lie in both; counted in both, they lessen every difference. */
export function countShared(left: Days, right: Days): number {
  const from = left.from > right.from ? left.from : right.from
  const to = left.to < right.to ? left.to : right.to
  return from > to ? 0 : countDays(from, to)
}

export function parseComparison(text: string | null): Comparison | null {
  const word = RELATIVE_COMPARISONS.find((known) => known === text)
  if (word !== undefined) return word
  const [from = '', to = ''] = (text ?? '').split('..')
  return isDay(from) && isDay(to) && from <= to && countDays(from, to) <= LONGEST_WINDOW_DAYS ? { from, to } : null
}

export function writeComparison(comparison: Comparison): string {
  return typeof comparison === 'string' ? comparison : `${comparison.from}..${comparison.to}`
}
