/** Which days are worked: the week, the public holidays with their make-up workdays (调休), and what the central says of single days. */
import { weekdayOf } from '../field/local-clock.ts'
import type { DayKind } from './day-kind.ts'
import { noticeOf } from './notice-days.ts'

/** Takes days since 1970-01-01; null where nobody here knows whether the day is worked: that is never guessed from its weekday. */
export type DayCalendar = (day: number) => DayKind | null

/** The central's own days. In `years` its table is whole: no other source is asked about them, and days it does not name follow the week. */
export interface DayTable {
  source: string
  /** YYYY-MM-DD. */
  asOf: string
  years: readonly number[]
  off: readonly { date: string; name?: string | undefined }[]
  on: readonly { date: string; name?: string | undefined }[]
}

/** `cn`: the holidays of the State Council's yearly notice; `none`: those of the table alone. */
export type Holidays = 'cn' | 'none'

export function createDayCalendar(holidays: Holidays, table: DayTable | null): DayCalendar {
  const named = new Map<string, DayKind>()
  for (const { date, name } of table?.off ?? []) named.set(date, { works: false, why: 'holiday', origin: 'central', name: name ?? null, nameEn: null })
  for (const { date, name } of table?.on ?? []) named.set(date, { works: true, why: 'make_up', origin: 'central', name: name ?? null, nameEn: null })
  const whole = new Set(table?.years)
  return (day) => {
    const date = dateOf(day)
    const own = named.get(date)
    if (own !== undefined) return own
    if (holidays === 'none' || whole.has(Number(date.slice(0, 4)))) return WEEK[weekdayOf(day)]!
    const notice = noticeOf(date, whole)
    return notice === 'plain' ? WEEK[weekdayOf(day)]! : notice
  }
}

/** Monday first. */
const WEEK: readonly DayKind[] = Array.from({ length: 7 }, (_, weekday) => ({ works: weekday < 5, why: weekday < 5 ? 'workday' : 'weekend', origin: 'week', name: null, nameEn: null }))

/** Date of a day number, YYYY-MM-DD. */
export const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)
