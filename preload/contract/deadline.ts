/** Deadlines as both sides say them: a limit, where it leads, and every step on the way there. Lengths are milliseconds. */

/**
 * Units of GB/T 30428: urgent hours (紧急工作时) run day and night, working hours (工作时) only in the work periods of working days,
 * working days (工作日) are counted whole.
 */
export const LIMIT_UNITS = ['urgent_hours', 'working_hours', 'working_days'] as const
export type LimitUnit = (typeof LIMIT_UNITS)[number]
export interface Limit { amount: number; unit: LimitUnit }

/**
 * How working days are counted. `next_day`: the day of the start is not counted, and the deadline is the end of work on the last day
 * (Civil Code, articles 201 and 203). `rolling`: each is the working time of one day, counted from the very start.
 */
export const DAY_RULES = ['next_day', 'rolling'] as const
export type DayRule = (typeof DAY_RULES)[number]

/** Minutes of the local day the period begins in; `to` above 1440 runs past midnight and belongs to that day all the same. */
export interface WorkPeriod { from: number; to: number }

/** What is wrong with the work periods of a day, or null: they come in order, do not overlap, and the last ends before the next day's first begins. */
export function faultOfPeriods(periods: readonly WorkPeriod[]): string | null {
  if (periods.length === 0) return 'a day has at least one work period'
  if (periods.some(({ from, to }) => to <= from)) return 'a work period ends after it begins'
  if (periods.some(({ from }, i) => i > 0 && from < periods[i - 1]!.to)) return 'work periods come in order and do not overlap'
  return periods.at(-1)!.to - 1440 > periods[0]!.from ? 'the last work period ends before the first of the next day begins' : null
}

/** Why a day counts or does not. `start`: a rule leaves out the day of the start. */
export type DayWhy = 'urgent' | 'workday' | 'make_up' | 'weekend' | 'holiday' | 'start'
/** Where it is known from: the week itself, the yearly notice of the State Council (in the calendar library), or the central's own table. */
export type DayOrigin = 'week' | 'notice' | 'central'

/** A step of the way to a deadline, in the order of time. `left`: working time still to run after it; null where the calendar ends before the deadline. */
export type DeadlineStep =
  | { kind: 'start'; at: number; limit: Limit }
  /** Working time of one day within [from, to). `counted` 0: skipped, whatever `why` says. */
  | { kind: 'day'; date: string; from: number; to: number; why: DayWhy; origin: DayOrigin; name: string | null; nameEn: string | null; counted: number; left: number | null }
  /** `to` null: the clock still stands still. */
  | { kind: 'suspension'; from: number; to: number | null; left: number | null }
  /** `until` null: granted, but no later than the deadline was; it changes nothing. */
  | { kind: 'extension'; at: number; until: number | null }
  /** Somebody named the deadline; what came before it does not count any more. */
  | { kind: 'fixed'; at: number; until: number }
  /** A case was merged into this one, and its earlier deadline counts from then on. `number`: the merged case's. */
  | { kind: 'merged'; at: number; until: number; number: string }
  /** From this day on nobody here knows which days are worked. */
  | { kind: 'unknown'; date: string; left: number | null }
  | { kind: 'due'; at: number }

export type DeadlineState =
  | { state: 'not_started' }
  /** `left` null: the calendar does not reach that far. */
  | { state: 'running' | 'due_soon'; left: number | null }
  | { state: 'paused'; since: number; left: number | null }
  | { state: 'overdue'; late: number | null }
  | { state: 'met'; at: number }
  | { state: 'missed'; at: number; late: number | null }
  /** No deadline is stated, and none can be reckoned. */
  | { state: 'none' }

/** Why nothing was reckoned: no limit or no start is stated, the central states no work periods, the calendar ends before the deadline, or the clock stands still now. */
export type DeadlineGap = 'limit' | 'start' | 'work_time' | 'calendar' | 'paused'

export interface Deadline {
  /** What counts: the central's where it states one, else the reckoned one. */
  dueAt: number | null
  /** As the central states it. */
  stated: number | null
  /** As limit, calendar, suspensions and extensions lead to it. */
  reckoned: number | null
  /** Null where one was reckoned. */
  gap: DeadlineGap | null
  /** Both are known and lie a minute or more apart. */
  differs: boolean
  state: DeadlineState
  /** Length of one working day; null where lengths are those of the clock on the wall. */
  workdayMs: number | null
  limit: Limit | null
  steps: DeadlineStep[]
  /** Of the central's own days, where a step goes by one. `asOf` YYYY-MM-DD. */
  calendar: { source: string; asOf: string } | null
}
