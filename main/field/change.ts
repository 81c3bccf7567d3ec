/** How much something changed from one period to another, and within which limits at 95 % (`tail` on either side): what words like “rose” must be earned by. */
import jstat from 'jstat'

export const TAIL = 0.025

/** `change` and its limits as shares of what was before: 0.06 is 6 % more. A limit is null where there is none. */
export interface Change {
  change: number | null
  low: number | null
  high: number | null
}
export const NO_CHANGE_KNOWN: Change = { change: null, low: null, high: null }

/** Of several comparisons made at once each gets its part of the error (Bonferroni), so that among many areas chance alone is not news. */
export const tailOf = (comparisons: number): number => TAIL / Math.max(1, comparisons)

/** Rose or fell only where the limits leave zero out. */
export function signOf({ change, low, high }: Change): -1 | 0 | 1 {
  if (change === null || low === null) return 0
  if (low > 0) return 1
  return high !== null && high < 0 ? -1 : 0
}

/**
 * Of two Poisson counts over exposures (days, orders, or how many periods were added up): given their sum the one is binomial, whose exact
 * limits (Clopper and Pearson 1934) are those of the ratio (Przyborowski and Wilenski 1940).
 */
export function countChange(now: number, before: number, exposureNow = 1, exposureBefore = 1, tail = TAIL): Change {
  if (!(exposureNow > 0) || !(exposureBefore > 0) || now + before <= 0) return NO_CHANGE_KNOWN
  const ratio = (share: number): number => (share / (1 - share)) * (exposureBefore / exposureNow)
  const low = now > 0 ? ratio(jstat.beta.inv(tail, now, before + 1)) - 1 : -1
  const high = before > 0 ? ratio(jstat.beta.inv(1 - tail, now + 1, before)) - 1 : null
  return { change: before > 0 ? (now * exposureBefore) / (before * exposureNow) - 1 : null, low, high }
}

/**
 * Of a sum over days against the mean of earlier sums over the same weekdays, by how much these days differ among themselves: paired days where one
 * period came before (Student's limits of a sum of differences), the spread of the earlier periods where there were several (limits of a prediction).
 * `before`: a list of days for each earlier period. No limits where the days do not differ at all: such days are one number spread over them.
 */
export function dayChange(now: readonly number[], before: readonly (readonly number[])[]): Change {
  const sums = before.map(sum)
  const mean = sum(sums) / sums.length
  if (before.length === 0 || !(mean > 0)) return NO_CHANGE_KNOWN
  const change = sum(now) / mean - 1
  const half = before.length === 1 ? halfOfPairs(now, before[0]!) : halfOfPrediction(sums)
  return half === null ? { change, low: null, high: null } : { change, low: change - half / mean, high: change + half / mean }
}

function halfOfPairs(now: readonly number[], before: readonly number[]): number | null {
  const count = now.length
  if (count < 3 || [now, before].some((days) => days.every((day) => Math.abs(day - days[0]!) < 1e-9))) return null
  return jstat.studentt.inv(1 - TAIL, count - 1) * deviation(now.map((day, n) => day - before[n]!)) * Math.sqrt(count)
}

function halfOfPrediction(sums: readonly number[]): number | null {
  const spread = sums.length < 3 ? 0 : deviation(sums)
  return spread === 0 ? null : jstat.studentt.inv(1 - TAIL, sums.length - 1) * spread * Math.sqrt(1 + 1 / sums.length)
}

/** The wider of two opinions on the same change. */
export function widest(one: Change, other: Change): Change {
  const [low, high] = [[one.low, other.low], [one.high, other.high]].map((limits) => limits.filter((limit) => limit !== null))
  return { change: one.change, low: low!.length === 0 ? null : Math.min(...low!), high: one.high === null || high!.length === 0 ? null : Math.max(...high!) }
}

/** Difference of two shares and its limits, by Wilson's limits of each (Newcombe 1998, method 10). Null where one of them has no base. */
export function shareChange(now: number, of: number, before: number, ofBefore: number): Change {
  if (of <= 0 || ofBefore <= 0) return NO_CHANGE_KNOWN
  const [p, q] = [now / of, before / ofBefore]
  const [[lowNow, highNow], [lowBefore, highBefore]] = [shareLimits(now, of), shareLimits(before, ofBefore)]
  return { change: p - q, low: p - q - Math.hypot(p - lowNow, highBefore - q), high: p - q + Math.hypot(highNow - p, q - lowBefore) }
}

/** Wilson's limits of a share (1927). */
export function shareLimits(count: number, of: number): [low: number, high: number] {
  if (of <= 0) return [0, 1]
  const z = jstat.normal.inv(1 - TAIL, 0, 1)
  const [p, square] = [count / of, (z * z) / of]
  const middle = p + square / 2
  const half = z * Math.sqrt((p * (1 - p)) / of + square / (4 * of))
  return [Math.max(0, (middle - half) / (1 + square)), Math.min(1, (middle + half) / (1 + square))]
}

const sum = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0)

function deviation(list: readonly number[]): number {
  const mean = sum(list) / list.length
  return Math.sqrt(sum(list.map((one) => (one - mean) ** 2)) / (list.length - 1))
}
