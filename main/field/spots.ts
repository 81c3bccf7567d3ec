/**
 * Where there is more than usual. In each cell the count of a window is set against those of the same window in W trailing weeks: given their sum, a
 * Poisson count beside W others is binomial with share 1 / (1 + W), whose exact limits are those of the ratio (Przyborowski and Wilenski 1940; Clopper and
 * Pearson 1934), each cell with its part of the error (Bonferroni). Where those weeks differ among themselves by more than chance, the limits of a
 * prediction from them are wider and count instead (field/change.ts). A spot lies wholly above what is usual, by `times` at least, on `reports` at least.
 */
import { countChange, dayChange, tailOf, widest } from './change.ts'

export interface SpotBounds {
  /** Times what is usual, at least. */
  times: number
  /** Reports in the window, at least. */
  reports: number
}

export interface Spot {
  /** Number of the cell. */
  cell: number
  count: number
  /** Mean of the trailing weeks. */
  usual: number
  /** Times the usual; null: nothing is usual there. */
  times: number | null
  /** Lower limit of `times`: spots are ranked by it, so that few reports do not lead. */
  low: number
}

/** `now`: reports by cell; `before`: the same for each trailing week. At most one answer a cell, the surest first. */
export function findSpots(now: ReadonlyMap<number, number>, before: readonly ReadonlyMap<number, number>[], { times: leastTimes, reports }: SpotBounds): Spot[] {
  if (before.length === 0) return []
  const tail = tailOf(now.size)
  const spots = [...now].flatMap(([cell, count]): Spot[] => {
    if (count < reports) return []
    const weeks = before.map((week) => week.get(cell) ?? 0)
    const sum = weeks.reduce((all, one) => all + one, 0)
    const { low } = widest(countChange(count, sum, 1, weeks.length, tail), dayChange([count], weeks.map((week) => [week])))
    const usual = sum / weeks.length
    const times = usual > 0 ? count / usual : null
    return low === null || low <= 0 || (times !== null && times < leastTimes) ? [] : [{ cell, count, usual, times, low: low + 1 }]
  })
  return spots.sort((a, b) => b.low - a.low || b.count - a.count || a.cell - b.cell)
}
