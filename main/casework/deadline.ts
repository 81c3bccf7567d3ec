/** A deadline as a screen tells it: what counts, what was reckoned, how far it is at an instant, and every step. */
import type { Deadline, DeadlineState } from '../../preload/contract/deadline.ts'
import { beginOf, clockOf, type CityTime } from './limit.ts'
import { pausedAt, pausesFrom, type Pause } from './pauses.ts'
import { reckon, type Course } from './reckon.ts'
import { measureWork, type WorkClock } from './work-clock.ts'

/** What is known of a case. `stated`: the central's own deadline, which counts whatever is reckoned here. */
export interface CaseTimes extends Course {
  stated: number | null
  finishedAt: number | null
}

/** This share of the whole time or less is left: due soon. */
const SOON_SHARE = 0.2
/** Centrals that keep whole minutes do not differ. */
export const SAME_MS = 60_000

/** As of `at`. Without a limit, lengths are those of the clock on the wall. */
export function explainDeadline(times: CaseTimes, at: number, time: CityTime): Deadline {
  const { startAt, limit, stated, fixed = null } = times
  const { dueAt: reckoned, gap, steps } = reckon(times, time)
  const dueAt = stated ?? reckoned
  const clock = limit === null ? time.urgent : clockOf(time, limit.unit)
  const begin = fixed !== null ? fixed.at : startAt === null || clock === null || limit === null ? startAt : beginOf(clock, time.rule, startAt, limit.unit)
  return {
    dueAt, stated, reckoned, gap, differs: stated !== null && reckoned !== null && Math.abs(stated - reckoned) >= SAME_MS,
    state: stateOf({ ...times, begin, dueAt, leftAtPause: gap === 'paused' ? (steps.findLast((step) => step.kind === 'suspension')?.left ?? null) : undefined }, at, clock ?? time.urgent),
    workdayMs: limit === null || limit.unit === 'urgent_hours' || clock === null ? null : clock.workdayMs,
    limit, steps, calendar: steps.some((step) => step.kind === 'day' && step.origin === 'central') ? time.calendar : null,
  }
}

/** `leftAtPause` undefined: the reckoned clock does not stand still. */
interface Standing extends CaseTimes { begin: number | null; dueAt: number | null; leftAtPause: number | null | undefined }

/** A deadline is kept up to its very instant. */
function stateOf({ startAt, begin, dueAt, finishedAt, pauses, leftAtPause }: Standing, at: number, clock: WorkClock): DeadlineState {
  if (startAt !== null && at < startAt) return { state: 'not_started' }
  if (finishedAt !== null && finishedAt <= at && dueAt !== null) {
    return finishedAt <= dueAt ? { state: 'met', at: finishedAt } : { state: 'missed', at: finishedAt, late: measureWork(clock, dueAt, finishedAt) }
  }
  const since = pausedAt(pauses, begin ?? -Infinity, at)
  if (since !== null && dueAt === null && leftAtPause !== undefined) return { state: 'paused', since, left: leftAtPause }
  if (since !== null && dueAt !== null && since < dueAt) return { state: 'paused', since, left: measureWork(clock, since, dueAt) }
  if (dueAt === null) return { state: 'none' }
  if (at > dueAt) return { state: 'overdue', late: measureWork(clock, dueAt, at) }
  const left = measureWork(clock, at, dueAt)
  const whole = begin === null ? null : runningTime(clock, begin, dueAt, pauses)
  return { state: left !== null && whole !== null && left <= whole * SOON_SHARE ? 'due_soon' : 'running', left }
}

/** Working time between two instants in which the clock ran. */
function runningTime(clock: WorkClock, from: number, to: number, pauses: readonly Pause[]): number | null {
  const whole = measureWork(clock, from, to)
  if (whole === null) return null
  return pausesFrom(pauses, from).reduce((left, pause) => left - (measureWork(clock, pause.from, Math.min(pause.to ?? to, to)) ?? 0), whole)
}

/** “Should be closed in this period” (应结案): the deadline lies in [from, to). */
export function isDueWithin(dueAt: number | null, from: number, to: number): boolean {
  return dueAt !== null && dueAt >= from && dueAt < to
}
