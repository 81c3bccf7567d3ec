/** Reports of an area counted by window, hour, day and cell: what is now, and what is usual at the same local hours of the trailing weeks. */
import { REMOVED, rowAt } from '../../field/columns.ts'
import { DAY_MS } from './picks.ts'
import { type FieldState } from './field-state.ts'

/** Two months of the same weekday: enough for what is usual, too short for a season. */
export const USUAL_WEEKS = 8
/** From fewer weeks nobody can say what is usual. */
export const FEWEST_WEEKS = 4

/** Half-open [from, to). */
export interface Window {
  from: number
  to: number
}

/** The same local time so many weeks earlier, whichever offset the clock had then. */
export function weeksBefore({ clock }: FieldState, at: number, weeks: number): number {
  const day = clock.dayOf(at)
  return clock.startOf(day - 7 * weeks) + (at - clock.startOf(day))
}

/** The window itself some weeks earlier; those weeks alone of which reports are held from their beginning on, the nearest first. */
export const usualWindows = (state: FieldState, window: Window): Window[] => usualSince(state, firstReportAt(state), window, USUAL_WEEKS)

/** The same of anything held from `first` on. */
export function usualSince(state: FieldState, first: number, { from, to }: Window, weeks: number): Window[] {
  return Array.from({ length: weeks }, (_, n) => ({ from: weeksBefore(state, from, n + 1), to: weeksBefore(state, to, n + 1) })).filter((window) => window.from >= first)
}

/** Local midnight of the day of the first report held: what came before it nobody here can tell from nothing. Infinity: none is held. */
export function firstReportAt({ columns, clock }: FieldState): number {
  let first = columns.sorted > 0 ? columns.reportedAt[0]! : Infinity
  for (let row = columns.sorted; row < columns.size; row++) first = Math.min(first, columns.reportedAt[row]!)
  return Number.isFinite(first) ? clock.startOf(clock.dayOf(first)) : first
}

/** Rows of the window in the masked areas (null: everywhere); those that are in order of time first. */
export function* reportsIn({ columns }: FieldState, areas: Uint8Array | null, { from, to }: Window): Generator<number> {
  const { state, area, reportedAt, sorted, size } = columns
  const isIn = (row: number): boolean => (state[row]! & REMOVED) === 0 && (areas === null || areas[area[row]!] === 1)
  for (let row = rowAt(columns, from), end = rowAt(columns, to); row < end; row++) if (isIn(row)) yield row
  for (let row = sorted; row < size; row++) if (reportedAt[row]! >= from && reportedAt[row]! < to && isIn(row)) yield row
}

export function countReports(state: FieldState, areas: Uint8Array | null, window: Window): number {
  return [...reportsIn(state, areas, window)].length
}

/** Counts of `steps` equal steps of the window. */
export function countBySteps(state: FieldState, areas: Uint8Array | null, { from, to }: Window, steps: number): number[] {
  const counts = Array.from({ length: steps }, () => 0)
  const step = (to - from) / steps
  for (const row of reportsIn(state, areas, { from, to })) counts[Math.min(steps - 1, Math.floor((state.columns.reportedAt[row]! - from) / step))]!++
  return counts
}

/** By local day from `first` to `last`, both included; null for days before the first that is held. */
export function countByDays(state: FieldState, areas: Uint8Array | null, first: number, last: number): (number | null)[] {
  const { clock, columns } = state
  const held = firstReportAt(state)
  const counts = Array.from({ length: last - first + 1 }, (_, n): number | null => (clock.startOf(first + n) >= held ? 0 : null))
  for (const row of reportsIn(state, areas, { from: clock.startOf(first), to: clock.startOf(last + 1) })) {
    const n = clock.dayOf(columns.reportedAt[row]!) - first
    if (counts[n] !== null) counts[n]!++
  }
  return counts
}

/** The mean of the same weekdays of the four weeks before each of the last `days`; null where one of them is not known. */
export function usualDays(counts: readonly (number | null)[], days: number): (number | null)[] {
  return counts.slice(-days).map((_, n) => {
    const at = counts.length - days + n
    const before = Array.from({ length: FEWEST_WEEKS }, (_, week) => counts[at - 7 * (week + 1)] ?? null)
    return before.includes(null) ? null : (before as number[]).reduce((sum, count) => sum + count, 0) / FEWEST_WEEKS
  })
}

export const lastDay = (at: number): Window => ({ from: at - DAY_MS, to: at })
