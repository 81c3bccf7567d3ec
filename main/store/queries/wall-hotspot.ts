/** 随手拍热点: where the last day brought more than is usual at these hours. */
import type { Finding, WallTrend } from '../../../preload/contract/wall.ts'
import { filterOf } from './deck-periods.ts'
import { areaMask, fieldState, type FieldState } from './field-state.ts'
import { type HotSpot, hotSpots } from './wall-cells.ts'
import { type Asked, beside, figure, mapOf, MOST_ROWS, rowsOf, type ScenePart } from './wall-parts.ts'
import { countBySteps, countReports, FEWEST_WEEKS, lastDay, usualWindows, type Window } from './wall-reports.ts'

const HOURS = 24
const QUERY = 'wall.hotspot: point'

export function hotspotScene(asked: Asked): ScenePart {
  const { context, place, at, thresholds } = asked
  const state = fieldState(context)
  const [day, areas, isHeld] = [lastDay(at), areaMask(context.db, state, place.id), state.columns.size > 0]
  const spots = isHeld ? hotSpots(context, place, at, thresholds) : null
  const weeks = usualWindows(state, day)
  const usual = weeks.length < FEWEST_WEEKS ? null : mean(weeks.map((window) => countReports(state, areas, window)))
  const marks = (spots ?? []).slice(0, MOST_ROWS).map(({ lng, lat }, n) => ({ kind: 'spot' as const, lng, lat, rank: n + 1, reachMeters: null }))
  return {
    ...day, finding: findingOf(spots),
    figures: [
      figure('last-day', isHeld ? countReports(state, areas, day) : null, 'count', ['points'], QUERY), figure('usual-day', usual, 'count', ['points'], QUERY),
      figure('spots', spots?.length ?? null, 'places', ['points'], QUERY),
    ],
    rows: rowsOf((spots ?? []).map(lineOf)), rowSources: ['points'], trend: isHeld ? trendOf(state, areas, day, weeks) : null,
    map: mapOf(asked, 'report', filterOf({ area: place.id, ...day }), marks, isHeld), mapSources: ['points'],
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

function findingOf(spots: readonly HotSpot[] | null): Finding {
  if (spots === null) return { id: 'unknown', name: null, value: null }
  const [top] = spots
  return top === undefined ? { id: 'hotspot-none', name: null, value: null } : { id: 'hotspot-top', name: top.name, value: top.times }
}

/** Times the usual; where nothing is usual, the reports themselves. */
const lineOf = ({ name, street, times, count }: HotSpot): Parameters<typeof rowsOf>[0][number] =>
  ({ name, area: beside(name, street), ...(times === null ? { value: count, unit: 'count', note: 'new' } : { value: times, unit: 'times' }) })

/** Hours back from now, each beside the mean of the same hours of the trailing weeks. */
function trendOf(state: FieldState, areas: Uint8Array | null, day: Window, weeks: readonly Window[]): WallTrend {
  const counts = countBySteps(state, areas, day, HOURS)
  const before = weeks.map((window) => countBySteps(state, areas, window, HOURS))
  return {
    unit: 'count', every: 'hour', points: counts.map((value, n) => ({ at: day.from + ((day.to - day.from) / HOURS) * n, value })),
    usual: weeks.length < FEWEST_WEEKS ? null : counts.map((_, n) => mean(before.map((week) => week[n]!))), sources: ['points'],
  }
}
