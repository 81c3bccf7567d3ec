/**
 * The clock by which a wall judges ages: the center's where it was heard, else this PC's as it stood at the start. It runs on time that only grows,
 * so that somebody who sets the PC's clock while it runs makes nothing older or younger.
 */

export interface Ticks {
  /** Milliseconds that only grow; they may stand still while the PC sleeps. */
  monotonic(): number
  /** Milliseconds since the PC was started, its sleep included; null where the system knows no such time. */
  upMs(): number | null
  /** Milliseconds UTC of this PC; read once. */
  wall(): number
}

/** Two answers of one center differ by what they took on the way; that much is not gone back. */
const MOST_HELD_MS = 120_000
const SLEPT_MS = 5_000
/** The center's time is told in whole milliseconds. */
const SAME_MS = 2

/**
 * `central`: the center's time now as it was heard last, carried on by the monotonic clock; null: never heard. Never goes back within a run, but where
 * it had been minutes wrong, which the center alone can tell.
 */
export function createSteadyClock({ monotonic, upMs, wall }: Ticks): (central: number | null) => number {
  const [startedAt, upAtStart] = [monotonic(), upMs()]
  let slept = 0
  const tick = (mono: number): number => {
    const up = upMs()
    const asleep = up === null || upAtStart === null ? 0 : up - upAtStart - (mono - startedAt)
    if (asleep > slept + SLEPT_MS) slept = asleep
    return mono + slept
  }
  let anchor = { at: wall(), tick: tick(startedAt) }
  let offset: number | null = null
  let told = Number.NEGATIVE_INFINITY
  return (central) => {
    const mono = monotonic()
    const ticks = tick(mono)
    if (central !== null && (offset === null || Math.abs(central - mono - offset) > SAME_MS)) {
      offset = central - mono
      anchor = { at: central, tick: ticks }
    }
    const now = Math.floor(anchor.at + ticks - anchor.tick)
    told = told - now > MOST_HELD_MS ? now : Math.max(told, now)
    return told
  }
}
