/** A clock that runs only while there is work: days as spans of instants, working time added to an instant and measured between two. */
import { faultOfPeriods, type WorkPeriod } from '../../preload/contract/deadline.ts'
import { createLocalClock, type LocalClock } from '../field/local-clock.ts'
import { localInstant } from '../field/wall-time.ts'
import type { DayCalendar } from './day-calendar.ts'
import type { DayKind } from './day-kind.ts'

type Span = readonly [from: number, to: number]

/** `kind` null: unknown. A span past midnight belongs to the day it begins in. */
export interface WorkDay { kind: DayKind | null; spans: readonly Span[] }

export interface WorkClock {
  /** Days since 1970-01-01 of the local date. */
  dayOf(at: number): number
  /** First instant of a local day. */
  startOf(day: number): number
  workOf(day: number): WorkDay
  /** Days back from a date whose spans may reach into it. */
  reach: 0 | 1
  /** Length of one working day by the work periods; 24 hours where the clock never stops. */
  workdayMs: number
}

/** Where the calendar ends: the first day nobody knows, and how much was still to run. */
export interface Beyond { day: number; left: number }

const DAY_MS = 86_400_000
/** A century of days: no limit is longer, and a calendar without a single working day ends the search here. */
const MOST_DAYS = 36_600
/** Minutes of a day whose end is the next midnight. */
const DAY_MINUTES = 1_440

/** Runs day and night. */
export function urgentClock(zone: string): WorkClock {
  const clock = createLocalClock(zone)
  const kind: DayKind = { works: true, why: 'urgent', origin: 'week', name: null, nameEn: null }
  return withMemory({ dayOf: clock.dayOf, startOf: clock.startOf, reach: 0, workdayMs: DAY_MS, workOf: (day) => ({ kind, spans: [[clock.startOf(day), clock.startOf(day + 1)]] }) })
}

/** Runs in the work periods of working days. Throws where the periods contradict themselves; a door checks them first. */
export function workClock(zone: string, periods: readonly WorkPeriod[], calendar: DayCalendar): WorkClock {
  const fault = faultOfPeriods(periods)
  if (fault !== null) throw new RangeError(fault)
  const clock = createLocalClock(zone)
  return withMemory({
    dayOf: clock.dayOf, startOf: clock.startOf,
    reach: periods.some(({ to }) => to > DAY_MINUTES) ? 1 : 0,
    workdayMs: periods.reduce((sum, { from, to }) => sum + (to - from) * 60_000, 0),
    workOf: (day) => {
      const kind = calendar(day)
      return { kind, spans: kind?.works === true ? spansOf(clock, day, periods) : [] }
    },
  })
}

/** Where the clock on the wall jumps, a period may shrink to nothing, and one that ends in the gap may reach over the next one's beginning. */
function spansOf({ zone, startOf }: LocalClock, day: number, periods: readonly WorkPeriod[]): Span[] {
  const spans: Span[] = []
  const start = startOf(day)
  // Nearly always the day and the next are plain: then minutes add up.
  const isPlain = startOf(day + 2) - start === 2 * DAY_MS && startOf(day + 1) - start === DAY_MS
  const instantOf = (minute: number): number => (isPlain ? start + minute * 60_000 : localInstant(zone, day * DAY_MS, minute))
  let last = -Infinity
  for (const { from, to } of periods) {
    const [begin, end] = [Math.max(last, instantOf(from)), instantOf(to)]
    if (end > begin) spans.push([begin, (last = end)])
  }
  return spans
}

function withMemory(clock: WorkClock): WorkClock {
  const known = new Map<number, WorkDay>()
  const starts = new Map<number, number>()
  return {
    ...clock,
    startOf: (day) => {
      let start = starts.get(day)
      if (start === undefined) starts.set(day, (start = clock.startOf(day)))
      return start
    },
    workOf: (day) => {
      let work = known.get(day)
      if (work === undefined) known.set(day, (work = clock.workOf(day)))
      return work
    },
  }
}

/** The earliest instant, not before `from`, at which `length` of working time has run since; `from` itself for a length of 0. */
export function addWork(clock: WorkClock, from: number, length: number): number | Beyond {
  if (length <= 0) return from
  let left = length
  const first = clock.dayOf(from) - clock.reach
  for (let day = first; day < first + MOST_DAYS; day++) {
    const { kind, spans } = clock.workOf(day)
    if (kind === null) return { day, left }
    for (const [begin, end] of spans) {
      const start = Math.max(begin, from)
      if (end - start >= left) return start + left
      if (end > start) left -= end - start
    }
  }
  return { day: first + MOST_DAYS, left }
}

/** Working time in [from, to); 0 where `to` is not after `from`. Null where a day between is unknown. */
export function measureWork(clock: WorkClock, from: number, to: number): number | null {
  if (to <= from) return 0
  let length = 0
  for (let day = clock.dayOf(from) - clock.reach, last = clock.dayOf(to - 1); day <= last; day++) {
    const { kind, spans } = clock.workOf(day)
    if (kind === null) return null
    for (const [begin, end] of spans) length += Math.max(0, Math.min(end, to) - Math.max(begin, from))
  }
  return length
}

/** The end of work on the `count`-th working day after the local day of `from`, which is not counted itself; `from` for a count of 0. */
export function addWorkdays(clock: WorkClock, from: number, count: number): number | Beyond {
  if (count <= 0) return from
  let left = count
  const first = clock.dayOf(from) + 1
  for (let day = first; day < first + MOST_DAYS; day++) {
    const { kind, spans } = clock.workOf(day)
    if (kind === null) return { day, left: left * clock.workdayMs }
    if (spans.length === 0) continue
    if (--left === 0) return spans.at(-1)![1]
  }
  return { day: first + MOST_DAYS, left: left * clock.workdayMs }
}
