/** What to do when the page's process ended: load the page anew, each time a little later, and give up when it keeps happening. */

const MOST = 3
const WITHIN_MS = 10 * 60_000
const FIRST_DELAY_MS = 500

export type CrashStep = { step: 'reload'; afterMs: number } | { step: 'give-up' }

export interface CrashPlan {
  /** Notes an end at this time (monotonic milliseconds) and says what follows. */
  next(now: number): CrashStep
  /** The user asked for a new attempt: what was before counts no more. */
  forget(): void
}

/** Reloads at most `MOST` times in `WITHIN_MS`, after 0.5, 2 and 8 s. */
export function createCrashPlan(): CrashPlan {
  let crashes: number[] = []
  return {
    next(now) {
      crashes = [...crashes.filter((at) => now - at < WITHIN_MS), now]
      if (crashes.length > MOST) return { step: 'give-up' }
      return { step: 'reload', afterMs: FIRST_DELAY_MS * 4 ** (crashes.length - 1) }
    },
    forget() {
      crashes = []
    },
  }
}
