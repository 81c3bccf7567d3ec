/** 态势总览: where reports come from, how many there are against what is usual, and how the case work stands. */
import type { UnitCounts } from '../../../preload/contract/unit-figures.ts'
import type { Finding, WallFigure, WallTrend } from '../../../preload/contract/wall.ts'
import { countChange, dayChange, signOf, widest } from '../../field/change.ts'
import { FEWEST_EVENTS } from '../../field/reliability.ts'
import { getAreaFigures } from './area-figures.ts'
import { unitTotals } from './deck-cases.ts'
import { filterOf } from './deck-periods.ts'
import { areaMask, fieldState, type FieldState } from './field-state.ts'
import { getOverview } from './overview.ts'
import { DAY_MS } from './picks.ts'
import { holdsCases } from './wall-held.ts'
import { type Asked, figure, mapOf, rowsOf, type ScenePart } from './wall-parts.ts'
import { wallName } from './wall-name.ts'
import { countByDays, countReports, FEWEST_WEEKS, firstReportAt, usualDays, usualWindows, type Window } from './wall-reports.ts'

const WEEK_MS = 7 * DAY_MS
const TREND_DAYS = 28

export function overviewScene(asked: Asked): ScenePart {
  const { context, place, at } = asked
  const state = fieldState(context)
  const filter = filterOf({ area: place.id, from: at - WEEK_MS, to: at })
  const isHeld = state.columns.size > 0
  const { reports, openReports } = getOverview(context, { filter })
  const cases = holdsCases(context, place) ? unitTotals(context, filter, at) : null
  const areas = areaMask(context.db, state, place.id)
  return {
    from: filter.from, to: filter.to, finding: isHeld ? findingOf(state, areas, filter) : { id: 'unknown', name: null, value: null },
    figures: [
      figure('reports', isHeld ? reports.value : null, 'count', ['points'], reports.provenance.source), openFigure(cases, isHeld ? openReports.value : null), figure('overdue', cases?.overdue ?? null, 'count', ['cases'], 'cases.units: case'),
      figure('in-time', cases === null || cases.shouldBeClosed === 0 ? null : cases.closedInTime / cases.shouldBeClosed, 'share', ['cases'], 'cases.units: case'),
    ],
    rows: rowsOf(areaLines(asked)), rowSources: ['points'], trend: isHeld ? trendOf(state, areas, at) : null, map: mapOf(asked, 'report', filter, [], isHeld), mapSources: ['points'],
  }
}

/** All cases that stand open, of which the overdue ones are a part. Where no cases are held, the week's reports that are still on their way, under a name that says so. */
function openFigure(cases: UnitCounts | null, openReports: number | null): WallFigure {
  return cases !== null ? figure('open', cases.open, 'count', ['cases'], 'cases.units: case') : figure('open-week', openReports, 'count', ['points'], 'overview.openReports: point')
}

/** Areas below the wall's with five reports or more, those with the most first. */
function areaLines({ context, place, at }: Asked): Parameters<typeof rowsOf>[0] {
  const { figures } = getAreaFigures(context, { layer: 'report', measure: 'count', level: place.below, filter: filterOf({ area: place.id, from: at - WEEK_MS, to: at }) })
  const counted = figures.filter(({ records, area }) => records >= FEWEST_EVENTS && area !== place.id).sort((a, b) => b.records - a.records || (a.area < b.area ? -1 : 1))
  return counted.slice(0, 5).map(({ area, records }) => ({ name: wallName(context.db, area) ?? { zh: area, en: area }, value: records, unit: 'count' }))
}

/**
 * Against the mean of the same seven days of the trailing weeks, within the wider of exact limits and those of how these weeks differ, as decks
 * do (field/change.ts): a rise or a fall only where the limits leave zero out.
 */
function findingOf(state: FieldState, areas: Uint8Array | null, week: Window): Finding {
  const now = countReports(state, areas, week)
  if (now < FEWEST_EVENTS) return { id: 'reports-quiet', name: null, value: null }
  const before = usualWindows(state, week).map((window) => countReports(state, areas, window))
  if (before.length < FEWEST_WEEKS) return { id: 'unknown', name: null, value: null }
  const change = widest(countChange(now, before.reduce((sum, count) => sum + count, 0), 1, before.length), dayChange([now], before.map((count) => [count])))
  const sign = signOf(change)
  return sign === 0 ? { id: 'reports-steady', name: null, value: null } : { id: sign > 0 ? 'reports-up' : 'reports-down', name: null, value: change.change === null ? null : Math.abs(change.change) }
}

/** Whole days: today has not seen its evening yet. */
function trendOf(state: FieldState, areas: Uint8Array | null, at: number): WallTrend {
  const { clock } = state
  const last = clock.dayOf(at) - 1
  const counts = countByDays(state, areas, last - TREND_DAYS - 7 * FEWEST_WEEKS + 1, last)
  const points = counts.slice(-TREND_DAYS).map((value, n) => ({ at: clock.startOf(last - TREND_DAYS + 1 + n), value }))
  return { unit: 'count', every: 'day', points, usual: firstReportAt(state) < points[0]!.at ? usualDays(counts, TREND_DAYS) : null, sources: ['points'] }
}
