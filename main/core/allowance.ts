/** How many calls a page may make: a burst, and so many a second after it. A page out of control is told to wait; nobody else feels it. */

/** A map that is dragged asks a handful of questions a frame; a whole screen that is opened some dozens at once. */
const BURST = 600
const PER_SECOND = 300

export interface Allowance {
  /** Takes one call; false when there is none left at the moment. */
  take(): boolean
}

/** `now` is a monotonic clock in milliseconds. */
export function createAllowance(now: () => number = () => performance.now(), burst = BURST, perSecond = PER_SECOND): Allowance {
  let left = burst
  let at = now()
  return {
    take() {
      const time = now()
      left = Math.min(burst, left + ((time - at) / 1_000) * perSecond)
      at = time
      if (left < 1) return false
      left -= 1
      return true
    },
  }
}
