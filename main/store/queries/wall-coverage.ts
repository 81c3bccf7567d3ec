/** 志愿覆盖: who is on duty now, and where the week's reports came from that nobody reached; a day alone has too few to draw. */
import type { Finding, WallMark, WallTrend } from '../../../preload/contract/wall.ts'
import { FEWEST_EVENTS } from '../../field/reliability.ts'
import { rowOf } from '../../field/selection.ts'
import { heldWithin, INSIDE } from './areas.ts'
import { filterOf } from './deck-periods.ts'
import { fieldState, type FieldState } from './field-state.ts'
import { getOverview } from './overview.ts'
import { DAY_MS, pickCoverable, pickLayer } from './picks.ts'
import { getOnDuty } from './places.ts'
import { type Gap, gapsOf } from './wall-cells.ts'
import { prepared } from './prepared.ts'
import { holdsReference } from './wall-held.ts'
import { type Asked, beside, figure, mapOf, MOST_ROWS, rowsOf, type ScenePart } from './wall-parts.ts'
import { firstReportAt } from './wall-reports.ts'

const TREND_DAYS = 28
const MOST_POSTS = 60

export function coverageScene(asked: Asked): ScenePart {
  const { context, place, at } = asked
  const state = fieldState(context)
  const week = { from: at - 7 * DAY_MS, to: at }
  const filter = filterOf({ area: place.id, ...week })
  const { uncoveredReports, coveredShare } = getOverview(context, { filter })
  // Without a single shift on record nobody knows who is on duty, which is not the same as nobody.
  const isKnown = holdsReference(context, place) && uncoveredReports.value !== null
  const posts = isKnown ? getOnDuty(context, { area: place.id, drawn: null, at }) : []
  const gaps = isKnown ? gapsOf(context, place, week) : null
  return {
    ...week, finding: findingOf(gaps, coveredShare.value),
    figures: [
      figure('teams', isKnown ? teamsOnDuty(asked) : null, 'teams', ['reference'], 'wall.teams: shift'), figure('covered', isKnown ? coveredShare.value : null, 'share', ['points', 'reference'], coveredShare.provenance.source),
      figure('uncovered', isKnown ? uncoveredReports.value : null, 'count', ['points', 'reference'], uncoveredReports.provenance.source), figure('gaps', gaps?.length ?? null, 'places', ['points', 'reference'], 'wall.gaps: point, shift'),
    ],
    rows: rowsOf((gaps ?? []).map(({ name, street, reports }) => ({ name, area: beside(name, street), value: reports, unit: 'count' }))), rowSources: ['points', 'reference'],
    trend: isKnown ? trendOf(asked, state) : null, map: mapOf(asked, 'coverage', filter, marksOf(posts, gaps ?? []), isKnown), mapSources: ['points', 'reference'],
  }
}

/** A team that stands at several posts is one team, and two of the same name are two. */
function teamsOnDuty({ context: { db }, place, at }: Asked): number {
  const select = 'SELECT count(DISTINCT team) FROM shift WHERE starts_at <= ? AND ends_at > ?'
  const [count] = (place.id === null ? prepared(db, select).get(at, at) : prepared(db, `${INSIDE} ${select} AND area IN (SELECT id FROM inside)`).get(place.id, at, at)) as [number]
  return count
}

function findingOf(gaps: readonly Gap[] | null, covered: number | null): Finding {
  if (gaps === null) return { id: 'coverage-unknown', name: null, value: null }
  const [top] = gaps
  return top === undefined ? { id: 'coverage-whole', name: null, value: covered } : { id: 'coverage-gap', name: top.name, value: top.reports }
}

function marksOf(posts: readonly { lng: number; lat: number; reachMeters: number }[], gaps: readonly Gap[]): WallMark[] {
  return [
    ...posts.slice(0, MOST_POSTS).map(({ lng, lat, reachMeters }): WallMark => ({ kind: 'post', lng, lat, rank: null, reachMeters })),
    ...gaps.slice(0, MOST_ROWS).map(({ lng, lat }, n): WallMark => ({ kind: 'gap', lng, lat, rank: n + 1, reachMeters: null })),
  ]
}

/** Share of each whole day's reports that a team reached; null where there were fewer than five, and before the first shift or report that is held. */
function trendOf(asked: Asked, state: FieldState): WallTrend {
  const { context: { db }, place, at } = asked
  const { clock, columns } = state
  const last = clock.dayOf(at) - 1
  const first = last - TREND_DAYS + 1
  const filter = filterOf({ area: place.id, from: clock.startOf(first), to: clock.startOf(last + 1) })
  const byDay = (pick: { rows: Uint32Array | null; first?: number; count: number }): Float64Array => {
    const days = new Float64Array(TREND_DAYS)
    for (let n = 0; n < pick.count; n++) days[clock.dayOf(columns.reportedAt[rowOf(pick, n)]!) - first]!++
    return days
  }
  const [uncovered, all, held] = [byDay(pickLayer(db, state, 'coverage', filter)), byDay(pickCoverable(db, state, filter)), Math.max(firstReportAt(state), firstShiftAt(asked, state))]
  const points = Array.from({ length: TREND_DAYS }, (_, n) => {
    const from = clock.startOf(first + n)
    return { at: from, value: from < held || all[n]! < FEWEST_EVENTS ? null : 1 - uncovered[n]! / all[n]! }
  })
  return { unit: 'share', every: 'day', points, usual: null, sources: ['points', 'reference'] }
}

/** Local midnight of the day of the first shift held of the area's districts: who was on duty before nobody here knows. Infinity: none is held. */
function firstShiftAt({ context, place }: Asked, { clock }: FieldState): number {
  const scopes = heldWithin(context, { area: place.id, drawn: null }).map((district) => `ref:${district}`)
  const [first] = prepared(context.db, 'SELECT min(starts_at) FROM shift WHERE scope IN (SELECT value FROM json_each(?))').get(JSON.stringify(scopes)) as [number | null]
  return first === null ? Infinity : clock.startOf(clock.dayOf(first))
}
