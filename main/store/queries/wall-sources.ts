/**
 * How old a wall's sources are. A source that this console is to hold and has never had is one that was never confirmed; one that it is not to hold is not
 * listed. How often something happens in a source at this hour is learnt from the trailing weeks, generously: better to see late that it stands still than to cry wolf.
 */
import type { SourceAge, SourceFault, SourceId } from '../../../preload/contract/freshness.ts'
import type { WallThresholds } from '../../../preload/contract/wall-settings.ts'
import type { ReaderContext } from '../reader-context.ts'
import { areasInside } from './areas.ts'
import { fieldState, type FieldState } from './field-state.ts'
import { DAY_MS } from './picks.ts'
import { prepared } from './prepared.ts'
import { arrivalOf, type Clocks } from './wall-arrivals.ts'
import { keptAnswer, minuteOf } from './wall-kept.ts'
import type { WallPlace } from './wall-place.ts'
import { countReports, FEWEST_WEEKS, firstReportAt, lastDay, USUAL_WEEKS, usualSince, type Window } from './wall-reports.ts'

const HOUR_MS = 3_600_000
/** Looked at before now: an hour alone would call the first minutes of a morning late. */
const SPAN_MS = 3 * HOUR_MS
/** Fewer events than that in all those weeks say nothing of how often they come. */
const FEWEST_IN_SPANS = 10
/** Mean intervals that count as one: by chance alone five times that without an event do not happen (e⁻⁵⁰). */
const INTERVALS = 10
const LEAST_EVERY_MS = 900_000
const AHEAD_MS = 60_000
/** A clock is wrong by hours or by a day. What lies further ahead is a slip of the hand in one row, and says nothing of the source. */
const MOST_AHEAD_MS = 2 * DAY_MS

/** Sources that this console is not to hold for the area are left out. */
export function wallSources(context: ReaderContext, place: WallPlace, { everyMs }: WallThresholds, clocks: Clocks): SourceAge[] {
  const { at } = clocks
  const scopes = keptAnswer(context, `scopes ${place.id ?? ''}`, () => scopesOf(context, place))
  const usual = usualOf(context, at)
  const held = (['points', 'reference', 'cases'] as const).flatMap((id): SourceAge[] => {
    const own = scopes.filter((scope) => scope.source === id)
    if (own.length === 0) return []
    const { eventEveryMs, isEmpty } = usual[id]
    const { eventAt, isAhead } = eventsOf(context, id, at)
    const faults: SourceFault[] = [...(isAhead ? ['ahead' as const] : []), ...(isEmpty ? ['empty' as const] : [])]
    return [{ id, everyMs: everyMs[id], arrivedAt: oldest(own.map(({ id, okAt }) => arrivalOf(context, id, okAt, clocks))), eventEveryMs: eventEveryMs === null ? null : Math.max(eventEveryMs, everyMs[id]), eventAt, faults }]
  })
  const all = prepared(context.db, 'SELECT id, ok_at FROM scope').all() as [id: string, okAt: number | null][]
  const newest = all.reduce<number | null>((latest, [id, okAt]) => later(latest, arrivalOf(context, id, okAt, clocks)), null)
  return [{ id: 'chain', everyMs: everyMs.chain, arrivedAt: newest, eventEveryMs: null, eventAt: null, faults: [] }, ...held]
}

/** One that was never confirmed leaves the whole unconfirmed. */
const oldest = (times: readonly (number | null)[]): number | null => (times.includes(null) ? null : Math.min(...(times as number[])))

const later = (one: number | null, other: number | null): number | null => (one === null || other === null ? (one ?? other) : Math.max(one, other))

interface Scope { id: string; source: SourceId; okAt: number | null }
const SOURCE_OF: Record<string, SourceId> = { city: 'points', ref: 'reference', office: 'cases' }

/** Granted scopes that have ground in common with the area, pulled or not. */
function scopesOf({ db }: ReaderContext, { id }: Pick<WallPlace, 'id'>): Scope[] {
  const rows = prepared(db, 'SELECT kind, id, CASE WHEN cursor IS NULL THEN NULL ELSE ok_at END FROM scope').all() as [kind: string, scope: string, okAt: number | null][]
  const inside = id === null ? null : areasInside(db, id)
  const meets = (area: string): boolean => inside === null || inside.has(area) || areasInside(db, area).has(id!)
  return rows.flatMap(([kind, scope, okAt]): Scope[] => {
    const source = SOURCE_OF[kind]
    return source === undefined || (source !== 'points' && !meets(scope.slice(scope.indexOf(':') + 1))) ? [] : [{ id: scope, source, okAt }]
  })
}

const EVENTS = { points: 'point', cases: '"case" INDEXED BY case_reported' }

/** The newest event that has happened by now, and whether there are some that have not: one row dated ahead must not make a source look fresh, nor stopped. */
function eventsOf({ db }: ReaderContext, id: 'points' | 'reference' | 'cases', at: number): { eventAt: number | null; isAhead: boolean } {
  // Places and shifts know no moment at which something was said of them.
  if (id === 'reference') return { eventAt: null, isAhead: false }
  const select = `SELECT (SELECT max(reported_at) FROM ${EVENTS[id]} WHERE reported_at <= ?), EXISTS (SELECT 1 FROM ${EVENTS[id]} WHERE reported_at > ? AND reported_at <= ?)`
  const [eventAt, isAhead] = prepared(db, select).get(at + AHEAD_MS, at + AHEAD_MS, at + MOST_AHEAD_MS) as [number | null, number]
  return { eventAt, isAhead: isAhead === 1 }
}

interface Usual {
  eventEveryMs: number | null
  /** Nothing in the last day, where there was something in the same day of every trailing week. */
  isEmpty: boolean
}
type Usuals = Record<'points' | 'reference' | 'cases', Usual>

/** Of whole sources, not of the area's part. */
const usualOf = (context: ReaderContext, at: number): Usuals => keptAnswer(context, `usual ${minuteOf(at)}`, () => learn(context, fieldState(context), minuteOf(at)))

function learn({ db }: ReaderContext, state: FieldState, at: number): Usuals {
  const first = (sql: string): number | null => (prepared(db, sql).get() as [number | null])[0]
  const between = (sql: string) => ({ from, to }: Window): number => (prepared(db, sql).get(from, to) as [number])[0]
  const since = (at: number | null): number => (at === null ? Infinity : state.clock.startOf(state.clock.dayOf(at)))
  const judge = (from: number, count: (window: Window) => number): Usual => ({ eventEveryMs: everyMs(state, from, count, at), isEmpty: isEmpty(state, from, count, at) })
  const cases = first('SELECT min(reported_at) FROM "case" INDEXED BY case_reported')
  const shifts = first('SELECT min(starts_at) FROM shift')
  return {
    points: judge(firstReportAt(state), (window) => countReports(state, null, window)),
    reference: { eventEveryMs: null, isEmpty: isEmpty(state, since(shifts), between('SELECT count(*) FROM shift WHERE starts_at >= ? AND starts_at < ?'), at) },
    cases: judge(since(cases), between('SELECT count(*) FROM "case" INDEXED BY case_reported WHERE reported_at >= ? AND reported_at < ?')),
  }
}

/** Null: too little happens at these hours to say. */
function everyMs(state: FieldState, first: number, count: (window: Window) => number, at: number): number | null {
  const spans = usualSince(state, first, { from: at - SPAN_MS, to: at }, USUAL_WEEKS)
  const events = spans.reduce((sum, span) => sum + count(span), 0)
  return spans.length < FEWEST_WEEKS || events < FEWEST_IN_SPANS ? null : Math.max(LEAST_EVERY_MS, (INTERVALS * spans.length * SPAN_MS) / events)
}

function isEmpty(state: FieldState, first: number, count: (window: Window) => number, at: number): boolean {
  if (count(lastDay(at)) > 0) return false
  const days = usualSince(state, first, { from: at - DAY_MS, to: at }, FEWEST_WEEKS)
  return days.length === FEWEST_WEEKS && days.every((day) => count(day) > 0)
}
