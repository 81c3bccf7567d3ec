/** The instant that a clock on the wall of a zone means, where the clock changes. */
import { DateTime } from 'luxon'

/**
 * `dayUtc`: midnight UTC of the local date; `minute` counts on from its local midnight and may leave the day. A local time that the clock
 * skips is read by the offset before the change, one that comes twice is the first of the two (RFC 5545 §3.3.5).
 */
export function localInstant(zone: string, dayUtc: number, minute: number): number {
  const wall = new Date(dayUtc + minute * 60_000)
  const local = DateTime.fromObject(
    { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate(), hour: wall.getUTCHours(), minute: wall.getUTCMinutes() }, { zone },
  )
  return Math.min(...local.getPossibleOffsets().map((possible) => possible.toMillis()))
}
