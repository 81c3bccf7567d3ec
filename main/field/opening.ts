/**
 * Whether a place is open, from its weekly hours and the city's clock. A local time that the clock skips is read by the offset before
 * the change, one that comes twice is the first of the two (RFC 5545 §3.3.5, which is how calendars read opening hours).
 */
import { DateTime, IANAZone } from 'luxon'
import type { Opening } from '../../preload/contract/opening.ts'
import { localInstant } from './wall-time.ts'

/** Minutes of the local day per ISO weekday (1 = Monday); `to` above 1440 runs past midnight, 1440 is the midnight that ends the day. */
export interface WeeklyHours { weekday: number; from: number; to: number }

const DAY_MINUTES = 1_440
/** Hours may run to the end of the next day, so yesterday's and the day before's can still be running. */
const DAYS_BEFORE = 2
/** A week and a day: whoever opens at all opens within it. */
const DAYS_AFTER = 8
const WEEK_MS = 7 * 86_400_000

/**
 * Answers for one instant in one zone; local times are looked up once however many places share them. `unknown` where no hours are stated,
 * where they contradict themselves, and everywhere in a zone nobody knows: never `closed`. `until` null: round the clock.
 */
export function openingAt(zone: string | null, at: number): (hours: readonly WeeklyHours[] | undefined) => Opening {
  if (zone === null || !IANAZone.isValidZone(zone)) return () => ({ state: 'unknown' })
  const { year, month, day, weekday: today } = DateTime.fromMillis(at, { zone })
  const known = new Map<number, number>()
  const instantOf = (minute: number): number => {
    let instant = known.get(minute)
    if (instant === undefined) known.set(minute, (instant = localInstant(zone, Date.UTC(year, month - 1, day), minute)))
    return instant
  }
  return (hours) => {
    if (hours === undefined || hours.length === 0 || hours.some(({ from, to }) => to <= from)) return { state: 'unknown' }
    const spans = joinSpans(spansAround(hours, today).map(([from, to]): Span => [instantOf(from), instantOf(to)]))
    const running = spans.find(([from, to]) => from <= at && at < to)
    if (running !== undefined) return { state: 'open', until: running[1] - at > WEEK_MS ? null : running[1] }
    const next = spans.find(([from]) => from > at)
    return next === undefined ? { state: 'unknown' } : { state: 'closed', opensAt: next[0] }
  }
}

type Span = [from: number, to: number]

/** The hours of the days around today, in minutes from today's local midnight as a clock on the wall counts them. */
function spansAround(hours: readonly WeeklyHours[], today: number): Span[] {
  const spans: Span[] = []
  for (let day = -DAYS_BEFORE; day <= DAYS_AFTER; day++) {
    const weekday = ((((today - 1 + day) % 7) + 7) % 7) + 1
    for (const one of hours) if (one.weekday === weekday) spans.push([day * DAY_MINUTES + one.from, day * DAY_MINUTES + one.to])
  }
  return spans
}

/** In order, those that touch or overlap as one: a place that closes at 24:00 and opens at 0:00 does not close. */
function joinSpans(spans: Span[]): Span[] {
  const joined: Span[] = []
  for (const [from, to] of spans.filter((span) => span[1] > span[0]).sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else joined.push([from, to])
  }
  return joined
}
