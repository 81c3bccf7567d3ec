/** How a page's memory grows: the lowest of each five minutes, for what is above it the collector takes away again. */

export interface HeapSample {
  /** Monotonic milliseconds, of the five minutes' start. */
  from: number
  /** Monotonic milliseconds of the lowest. */
  at: number
  bytes: number
}

const EVERY_MS = 300_000
const KEPT_MS = 6 * 3_600_000
/** The first minutes of a page are its start, not its growth. */
const WARM_MS = 600_000
const LEAST_SPAN_MS = 1_800_000
const HOUR_MS = 3_600_000

/** Of one load of the page; those of the load before are no part of it. */
export function addHeap(samples: readonly HeapSample[], at: number, bytes: number): HeapSample[] {
  const last = samples.at(-1)
  if (last === undefined || at - last.from >= EVERY_MS) return [...samples.filter((one) => at - one.at <= KEPT_MS), { from: at, at, bytes }]
  return bytes < last.bytes ? [...samples.slice(0, -1), { ...last, at, bytes }] : [...samples]
}

/** Bytes an hour, by least squares; null where the page has not run long enough to say. */
export function heapPerHour(samples: readonly HeapSample[], loadedAt: number): number | null {
  const warm = samples.filter(({ from }) => from - loadedAt >= WARM_MS)
  const [first, last] = [warm[0], warm.at(-1)]
  if (first === undefined || last === undefined || last.at - first.at < LEAST_SPAN_MS) return null
  const mean = (of: (one: HeapSample) => number): number => warm.reduce((sum, one) => sum + of(one), 0) / warm.length
  const [meanAt, meanBytes] = [mean(({ at }) => at), mean(({ bytes }) => bytes)]
  const over = warm.reduce((sum, { at, bytes }) => sum + (at - meanAt) * (bytes - meanBytes), 0)
  const under = warm.reduce((sum, { at }) => sum + (at - meanAt) ** 2, 0)
  return Math.round((over / under) * HOUR_MS)
}
