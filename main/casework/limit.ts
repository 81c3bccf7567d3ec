/** Where a limit leads on the city's clocks: urgent hours on the one that never stops, the others on that of working time. */
import type { DayRule, Limit, LimitUnit, WorkPeriod } from '../../preload/contract/deadline.ts'
import { createDayCalendar, type DayTable, type Holidays } from './day-calendar.ts'
import { addWork, addWorkdays, urgentClock, workClock, type Beyond, type WorkClock } from './work-clock.ts'

/** The clocks of one city. `work` null: its central states no work periods, and these are never guessed. `calendar`: of the central's own days. */
export interface CityTime { urgent: WorkClock; work: WorkClock | null; rule: DayRule; calendar: { source: string; asOf: string } | null }

/** As the central states it. */
export interface StatedWork { holidays: Holidays; periods: readonly WorkPeriod[]; rule: DayRule; table: DayTable | null }

export function createCityTime(zone: string, work: StatedWork | null): CityTime {
  return {
    urgent: urgentClock(zone), rule: work?.rule ?? 'next_day', calendar: work?.table ? { source: work.table.source, asOf: work.table.asOf } : null,
    work: work === null ? null : workClock(zone, work.periods, createDayCalendar(work.holidays, work.table)),
  }
}

export const clockOf = (time: CityTime, unit: LimitUnit): WorkClock | null => (unit === 'urgent_hours' ? time.urgent : time.work)

/** From when on working time counts: at once, or from the next midnight where a rule leaves out the day of the start. */
export function beginOf(clock: WorkClock, rule: DayRule, startAt: number, unit: LimitUnit): number {
  return unit === 'working_days' && rule === 'next_day' ? clock.startOf(clock.dayOf(startAt) + 1) : startAt
}

/** The end of a limit that begins at `startAt`. A part of a day is that part of a day's working time. */
export function endOf(clock: WorkClock, rule: DayRule, startAt: number, { amount, unit }: Limit): number | Beyond {
  if (unit !== 'working_days') return addWork(clock, startAt, Math.round(amount * 3_600_000))
  if (rule === 'rolling') return addWork(clock, startAt, Math.round(amount * clock.workdayMs))
  const whole = Math.floor(amount)
  const end = whole === 0 ? beginOf(clock, rule, startAt, unit) : addWorkdays(clock, startAt, whole)
  return typeof end === 'number' ? addWork(clock, end, Math.round((amount - whole) * clock.workdayMs)) : end
}
