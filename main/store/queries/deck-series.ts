/** Reports week by week, and how the last week stands against those before it. */
import type { FactAnswer } from '../../../preload/contract/deck.ts'
import type { Filter } from '../../../preload/contract/model.ts'
import { countChange, dayChange, NO_CHANGE_KNOWN, widest } from '../../field/change.ts'
import { poissonLimits } from '../../field/reliability.ts'
import { dateOf } from '../../casework/day-calendar.ts'
import type { ReaderContext } from '../reader-context.ts'
import { daysIn, holdsReports, reportsByDay, sumOf } from './deck-amounts.ts'
import { answerOf, filterOf } from './deck-periods.ts'
import { type FieldState, fieldState } from './field-state.ts'
import { provenanceOf } from './provenance.ts'

/** Seven days each, the last ending before `to`. */
export interface WeeksQuestion {
  area: string | null
  to: number
  weeks: number
}
const WEEK = 7

interface Week {
  first: number
  /** Null where reports are not held for the whole of it. */
  reports: number | null
}

function weeksOf(context: ReaderContext, state: FieldState, { area, to, weeks }: WeeksQuestion): Week[] {
  const end = state.clock.dayOf(to)
  const startOf = (n: number): number => end - WEEK * (weeks - n)
  const whole: Filter = filterOf({ area, from: state.clock.startOf(startOf(0)), to })
  const days = reportsByDay(context, state, whole)
  const [first] = daysIn(state, whole)
  return Array.from({ length: weeks }, (_, n): Week => {
    const from = startOf(n)
    const isHeld = holdsReports(state, { from: state.clock.startOf(from), to })
    return { first: from, reports: isHeld ? sumOf(days.subarray(from - first, from - first + WEEK)) : null }
  })
}

export function askWeeks(context: ReaderContext, question: WeeksQuestion): FactAnswer {
  const weeks = weeksOf(context, fieldState(context), question)
  const rows = weeks.map(({ first, reports }) => [dateOf(first), dateOf(first + WEEK - 1), reports, ...(reports === null ? [null, null] : poissonLimits(reports))])
  return answerOf(['first', 'last', 'reports', 'low', 'high'], rows, sumOf(weeks.map(({ reports }) => reports ?? 0)), provenanceOf(context.db, 'city', 'deck.weeks: point'))
}

const TREND_COLUMNS = ['now', 'before', 'change', 'low', 'high', 'size', 'run', 'runWeeks', 'runSize', 'runLow', 'runHigh', 'weeksBefore']

/**
 * Against the mean of the weeks before, within the wider of exact limits and those of how these weeks differ. `run`: how many weeks in a row
 * it rose (positive) or fell, and the change over the whole of that run with its exact limits.
 */
export function askTrend(context: ReaderContext, question: WeeksQuestion): FactAnswer {
  const counts = weeksOf(context, fieldState(context), question).map(({ reports }) => reports)
  const held = counts.slice(counts.lastIndexOf(null) + 1) as number[]
  const [now, earlier] = [held.at(-1), held.slice(0, -1)]
  const provenance = provenanceOf(context.db, 'city', 'deck.trend: point')
  if (now === undefined) return answerOf(TREND_COLUMNS, [TREND_COLUMNS.map(() => null)], 0, provenance)
  const before = sumOf(earlier)
  const change = earlier.length < 4 ? NO_CHANGE_KNOWN : widest(countChange(now, before, 1, earlier.length), dayChange([now], earlier.map((week) => [week])))
  const run = runOf(held)
  const ran = run === 0 ? NO_CHANGE_KNOWN : countChange(now, held[held.length - 1 - Math.abs(run)]!)
  return answerOf(TREND_COLUMNS, [[
    now, earlier.length === 0 ? null : before / earlier.length, change.change, change.low, change.high, size(change.change), run, Math.abs(run), size(ran.change), ran.low, ran.high, earlier.length,
  ]], now + before, provenance)
}

const size = (value: number | null): number | null => (value === null ? null : Math.abs(value))

/** Steps in one direction up to the last value: −3 after three falls. */
function runOf(values: readonly number[]): number {
  const steps = values.slice(1).map((value, n) => Math.sign(value - values[n]!))
  const way = steps.at(-1) ?? 0
  if (way === 0) return 0
  const other = steps.findLastIndex((step) => step !== way)
  return way * (steps.length - 1 - other)
}
