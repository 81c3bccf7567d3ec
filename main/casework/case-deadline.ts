/**
 * The deadline that a case's row states, made to follow from what the row says of its clock: then whoever reckons it from the row, as a desk
 * does to explain it, finds the same.
 */
import { withChange, type Case } from './case-change.ts'
import { timesOf, type ClassLimit } from './case-times.ts'
import { SAME_MS } from './deadline.ts'
import type { CityTime } from './limit.ts'
import { reckon } from './reckon.ts'

/** What a deadline is reckoned with beside the row. */
export interface CaseClock {
  time: CityTime
  kindOf(classId: string): ClassLimit
}

/**
 * Before anything is done to the clock: a deadline that the row states and its clock does not lead to (of another system, or by a limit that the
 * city has changed since) is taken as named, so that what is done next begins with it. `at`: RFC 3339.
 */
export function adoptDeadline(row: Case, { time, kindOf }: CaseClock, at: string): Case {
  if (row.due_at === undefined) return row
  const stated = Date.parse(row.due_at)
  const { dueAt } = reckon({ ...timesOf(row, kindOf(row.class)), merges: [] }, time)
  if (dueAt !== null && Math.abs(dueAt - stated) < SAME_MS) return row
  const since = openPause(row)
  // Named while the clock stood still.
  if (since !== undefined && row.fixed?.until === row.due_at) return row
  return withChange(row, { fixed: { at: since ?? at, until: row.due_at }, merged_since: mergedSince(row) })
}

/** Whatever pulls the deadline until now still does beside one that is taken over. */
function mergedSince({ merged = [], merged_since, fixed }: Case): string | undefined {
  const [first, ...others] = merged.map((one) => one.at)
  if (merged_since !== undefined || first === undefined) return merged_since
  return fixed?.at ?? others.reduce((earliest, one) => (Date.parse(one) < Date.parse(earliest) ? one : earliest), first)
}

/** After something was done to the clock. Where nothing can be reckoned, what is stated stays. */
export function withDeadline(row: Case, clock: CaseClock): Case {
  const { dueAt, gap } = reckon({ ...timesOf(row, clock.kindOf(row.class)), merges: [] }, clock.time)
  const named = row.fixed !== undefined && Date.parse(row.fixed.at) > Date.parse(openPause(row) ?? '') ? row.fixed.until : undefined
  const due_at = dueAt === null ? (gap === 'paused' ? named : row.due_at) : written(dueAt, row.due_at)
  return withMergedDeadline(withChange(row, { due_at }), clock)
}

/** After a case was merged into this one or taken out of it again: its own deadline is not touched. */
export function withMergedDeadline(row: Case, clock: CaseClock): Case {
  return withChange(row, { merged_due_at: mergedDeadline(row, clock) })
}

function mergedDeadline(row: Case, { time, kindOf }: CaseClock): string | undefined {
  const times = timesOf(adoptDeadline(row, { time, kindOf }, row.updated_at), kindOf(row.class))
  if (times.merges === undefined || times.merges.length === 0) return undefined
  const own = row.due_at === undefined ? Infinity : Date.parse(row.due_at)
  const { dueAt, gap } = reckon(times, time)
  if (gap === 'paused') return undefined
  const pulled = dueAt ?? Math.min(...times.merges.map(({ until }) => until))
  return pulled < own ? written(pulled, row.merged_due_at) : undefined
}

const openPause = ({ suspended, suspended_at }: Case): string | undefined => suspended?.find(({ to }) => to === undefined)?.from ?? suspended_at

/** An instant that is the same keeps its writing. */
const written = (at: number, before: string | undefined): string => (before !== undefined && Date.parse(before) === at ? before : new Date(at).toISOString())
