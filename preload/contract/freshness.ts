/** How old a source is by now, judged by the clock of the console and never by a screen's: pure, so that the wall, its preview and its alerts say the same. */

/**
 * What the wall's figures come from. `chain`: the exchange with the center itself · `points`: all reports as points · `reference`: places,
 * shifts and handovers of the district · `cases`: the cases of its offices.
 */
export const SOURCES = ['chain', 'points', 'reference', 'cases'] as const
export type SourceId = (typeof SOURCES)[number]

/** `ahead`: its times lie over a minute in the future · `empty`: nothing where there is always something. */
export type SourceFault = 'ahead' | 'empty'

export interface SourceAge {
  id: SourceId
  /** The interval it declares, T: how often the center confirms it. */
  everyMs: number
  /** Of the last exchange that confirmed it; null: never. */
  arrivedAt: number | null
  /** How often something happens in it, at the very least at this hour; null: nobody can say. */
  eventEveryMs: number | null
  /** Of the newest thing in it; null: there is none, or it knows no such time. */
  eventAt: number | null
  faults: SourceFault[]
}

/** ≤ 2 T · ≤ 5 T · above · above 20 T or an hour. */
export type Freshness = 'fresh' | 'late' | 'stale' | 'lost'
export const FRESHNESSES = ['fresh', 'late', 'stale', 'lost'] as const satisfies readonly Freshness[]

const LOST_MS = 3_600_000

export interface Judged {
  freshness: Freshness
  /** Since the time that made it so; null: never confirmed. */
  ageMs: number | null
}

/** Arrival and event each with their own interval; the worse counts. `now`: the console's clock, milliseconds UTC. */
export function judgeAge(source: SourceAge, now: number): Judged {
  const arrival = judge(source.arrivedAt, source.everyMs, now)
  if (source.eventEveryMs === null || source.eventAt === null) return arrival
  const event = judge(source.eventAt, source.eventEveryMs, now)
  return FRESHNESSES.indexOf(event.freshness) > FRESHNESSES.indexOf(arrival.freshness) ? event : arrival
}

function judge(at: number | null, everyMs: number, now: number): Judged {
  if (at === null) return { freshness: 'lost', ageMs: null }
  const ageMs = Math.max(0, now - at)
  // A source that is slow by its nature is not lost after an hour.
  if (ageMs > Math.min(20 * everyMs, Math.max(LOST_MS, 5 * everyMs))) return { freshness: 'lost', ageMs }
  return { freshness: ageMs > 5 * everyMs ? 'stale' : ageMs > 2 * everyMs ? 'late' : 'fresh', ageMs }
}

/** Nothing can be made of it. */
export const isDown = ({ freshness }: Pick<Judged, 'freshness'>): boolean => freshness === 'stale' || freshness === 'lost'

/** Of several sources the worst: a figure made of them is as old as the oldest. */
export function judgeWorst(sources: readonly SourceAge[], now: number): Judged {
  return sources.map((source) => judgeAge(source, now)).reduce<Judged>((worst, one) => (isWorse(one, worst) ? one : worst), { freshness: 'fresh', ageMs: 0 })
}

function isWorse(one: Judged, other: Judged): boolean {
  const by = FRESHNESSES.indexOf(one.freshness) - FRESHNESSES.indexOf(other.freshness)
  return by !== 0 ? by > 0 : (one.ageMs ?? Number.POSITIVE_INFINITY) > (other.ageMs ?? Number.POSITIVE_INFINITY)
}
