/** How long to wait: full jitter, and a central's Retry-After kept within reason. */
import type { Failure } from './failure.ts'

const BASE_MS = 1_000
const CAP_MS = 300_000
/** A draw near zero must not become a hot loop. */
const FLOOR_MS = 250
const RETRY_MIN_MS = 1_000
const RETRY_MAX_MS = 900_000
const PACED_MAX = 20
const PACED_MS = 60_000

/** `attempt` counts from 0; `chance` is uniform in [0, 1). */
export function backOff(attempt: number, chance: number): number {
  return Math.max(FLOOR_MS, chance * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempt, 20)))
}

/** Nobody is spared by a longer wait for this PC's own disk, and whoever has just made room there looks at the screen. */
const LOCAL_TRIES = 2

/** The same by what failed: at most four seconds where it was not read or written here. */
export function backOffFrom(failure: Failure, attempt: number, chance: number): number {
  return backOff(failure.kind === 'local' && failure.why === 'storage' ? Math.min(attempt, LOCAL_TRIES) : attempt, chance)
}

/** What the central asked for is a minimum, plus up to a fifth, so that desks do not come back all at once; a desk refused again and again waits longer by itself. */
export function retryAfter(askedMs: number, attempt: number, chance: number): number {
  return Math.max(backOff(attempt, chance), Math.min(RETRY_MAX_MS, Math.max(RETRY_MIN_MS, askedMs)) * (1 + 0.2 * chance))
}

/** ±50 % around the interval. */
export function aroundInterval(intervalMs: number, chance: number): number {
  return intervalMs * (0.5 + chance)
}

/** Twenty times a minute at most: the times of the last minute with this one, or how long until there is room again. */
export function pace(times: readonly number[], now: number): { times: readonly number[]; waitMs: number } {
  const recent = times.filter((time) => now - time < PACED_MS)
  const oldest = recent.length < PACED_MAX ? undefined : recent[0]
  return oldest === undefined ? { times: [...recent, now], waitMs: 0 } : { times: recent, waitMs: PACED_MS - (now - oldest) }
}
