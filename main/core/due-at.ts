/** When a scheduled briefing is due, and of which days it speaks: decided from the wall clock and what was made last, and from nothing else. */
import type { BriefingSchedule } from '../../preload/contract/briefing-schedule.ts'
import type { DeckKind } from '../../preload/contract/deck.ts'
import { createLocalClock, weekdayOf } from '../field/local-clock.ts'
import { localInstant } from '../field/wall-time.ts'

const DAY_MS = 86_400_000
const DAYS_BACK = 8
const DAYS_AHEAD = 15

/**
 * The instant of the run to be made next; it is due once that is no later than `now`. `lastDone`: the instant of the run made last, or when the schedule was set.
 * Of all that were missed it is the newest alone. A clock that was far ahead when the last was made has one more made, and one that went back a little makes none twice.
 */
export function dueAt({ weekday, time }: Pick<BriefingSchedule, 'weekday' | 'time'>, lastDone: number, now: number, zone: string): number {
  const today = createLocalClock(zone).dayOf(now)
  const days = Array.from({ length: DAYS_BACK + DAYS_AHEAD + 1 }, (_, n) => today - DAYS_BACK + n).filter((day) => weekday === null || weekdayOf(day) + 1 === weekday)
  const runs = days.map((day) => localInstant(zone, day * DAY_MS, minuteOf(time)))
  const newest = runs.findLast((at) => at <= now)!
  const next = runs.find((at) => at > now)!
  return lastDone < newest || lastDone > next ? newest : runs.find((at) => at > Math.max(lastDone, now))!
}

/** The day before the run; a week ends on the Sunday before it. `YYYY-MM-DD`. */
export function lastDayAt(kind: DeckKind, due: number, zone: string): string {
  const yesterday = createLocalClock(zone).dayOf(due) - 1
  const last = kind === 'daily' ? yesterday : yesterday - ((weekdayOf(yesterday) + 1) % 7)
  return new Date(last * DAY_MS).toISOString().slice(0, 10)
}

function minuteOf(time: string): number {
  const [hour, minute] = time.split(':').map(Number)
  return hour! * 60 + minute!
}
