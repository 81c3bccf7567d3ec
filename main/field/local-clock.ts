/** Local hours and days of instants in one zone, fast: the zone's offset is looked up once per UTC day (per quarter hour on days it changes). */
import { DateTime, IANAZone } from 'luxon'

const DAY_MS = 86_400_000
const QUARTER_MS = 900_000

export interface LocalClock {
  zone: string
  /** Local hour of the day, 0–23. */
  hourOf(at: number): number
  /** Local hour of the week, 0–167, from Monday midnight on. */
  hourOfWeekOf(at: number): number
  /** Days since 1970-01-01 of the local date. */
  dayOf(at: number): number
  /** First instant of a local date given as such a day number; `hour` moves on within the date (a skipped hour begins with the next). */
  startOf(day: number, hour?: number): number
}

const clocks = new Map<string, LocalClock>()

/** An unknown zone counts as UTC. One clock serves all who ask for its zone, so that each offset is looked up once. */
export function createLocalClock(zone: string): LocalClock {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  const made = makeClock(zone)
  clocks.set(zone, made)
  return made
}

function makeClock(zone: string): LocalClock {
  const iana = IANAZone.isValidZone(zone) ? IANAZone.create(zone) : IANAZone.create('UTC')
  /** Offset in milliseconds, or NaN on a day that has two. */
  const ofDay = new Map<number, number>()
  const ofQuarter = new Map<number, number>()
  let lastDay = NaN
  let lastOffset = 0
  const lookUp = (at: number): number => iana.offset(at) * 60_000

  function offsetOf(at: number): number {
    const day = Math.floor(at / DAY_MS)
    if (day === lastDay) return lastOffset
    let offset = ofDay.get(day)
    if (offset === undefined) {
      const [before, after] = [lookUp(day * DAY_MS), lookUp((day + 1) * DAY_MS)]
      offset = before === after ? before : NaN
      ofDay.set(day, offset)
    }
    if (Number.isNaN(offset)) return offsetOfQuarter(at)
    lastDay = day
    lastOffset = offset
    return offset
  }

  function offsetOfQuarter(at: number): number {
    const quarter = Math.floor(at / QUARTER_MS)
    let offset = ofQuarter.get(quarter)
    if (offset === undefined) ofQuarter.set(quarter, (offset = lookUp(quarter * QUARTER_MS)))
    return offset
  }

  const local = (at: number): number => at + offsetOf(at)
  return {
    zone: iana.name,
    hourOf: (at) => Math.floor((((local(at) % DAY_MS) + DAY_MS) % DAY_MS) / 3_600_000),
    // 1970-01-01 was a Thursday.
    hourOfWeekOf: (at) => (((Math.floor(local(at) / 3_600_000) + 72) % 168) + 168) % 168,
    dayOf: (at) => Math.floor(local(at) / DAY_MS),
    startOf: (day, hour = 0) => {
      const date = new Date(day * DAY_MS)
      return DateTime.fromObject({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour }, { zone: iana }).toMillis()
    },
  }
}

/** ISO weekday of a day number, Monday first, from 0. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/** Day number of a date written YYYY-MM-DD. */
export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS)
}
