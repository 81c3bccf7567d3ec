/**
 * The drift check that nobody has to ask for: a week after the last one. While running, the monotonic clock decides; over a restart the
 * remembered wall time does, so that a wrong clock makes one check earlier or later and never a loop.
 */
import type { Ports } from './ports.ts'

const WEEK_MS = 7 * 24 * 3_600_000
/** What is overdue at a start waits until the start is over, and not every desk comes in the same minute. */
const SOON_MS = 120_000
const SPREAD_MS = 1_800_000
const AGAIN_MS = 600_000

export interface WeeklyCheck {
  /** `lastAt`: wall time of the last check, or null when there was none yet. */
  start(lastAt: number | null): void
  stop(): void
}

export interface WeeklyCheckOptions extends Pick<Ports, 'clock' | 'scheduler' | 'random'> {
  /** False while something else is under way: then it waits a little. */
  isReady(): boolean
  /** False when a scope could not be compared. */
  check(): Promise<boolean>
}

export function createWeeklyCheck({ clock, scheduler, random, isReady, check }: WeeklyCheckOptions): WeeklyCheck {
  let cancel: (() => void) | null = null
  const arm = (delayMs: number): void => {
    cancel?.()
    cancel = scheduler.after(delayMs, () => void run())
  }
  const run = async (): Promise<void> => {
    cancel = null
    arm(AGAIN_MS)
    if (isReady() && (await check()) && cancel !== null) arm(WEEK_MS)
  }
  return {
    start: (lastAt) => arm(delayToCheck(lastAt, clock.wall(), random())),
    stop() {
      cancel?.()
      cancel = null
    },
  }
}

/** `chance` is uniform in [0, 1). */
export function delayToCheck(lastAt: number | null, wall: number, chance: number): number {
  if (lastAt === null) return WEEK_MS
  return Math.min(WEEK_MS, Math.max(SOON_MS, lastAt + WEEK_MS - wall) + SPREAD_MS * chance)
}
