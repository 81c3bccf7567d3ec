/** 处置闭环: what became of the week's reports, and which units have most that is overdue. */
import type { CaseStatus } from '../../../preload/contract/case-status.ts'
import type { Filter } from '../../../preload/contract/model.ts'
import type { Finding, WallTrend } from '../../../preload/contract/wall.ts'
import type { UnitFigures } from '../../../preload/contract/unit-figures.ts'
import { FEWEST_EVENTS } from '../../field/reliability.ts'
import { areasInside } from './areas.ts'
import { getCaseCounts } from './case-counts.ts'
import { medianHours } from './deck-cases.ts'
import { filterOf } from './deck-periods.ts'
import { fieldState } from './field-state.ts'
import { DAY_MS } from './picks.ts'
import { prepared } from './prepared.ts'
import { getUnitFigures } from './unit-figures.ts'
import { holdsCases } from './wall-held.ts'
import { publicName } from './wall-name.ts'
import { type Asked, figure, rowsOf, type ScenePart } from './wall-parts.ts'
import { FEWEST_WEEKS, usualDays } from './wall-reports.ts'

const TREND_DAYS = 28
/** With whoever is to deal with it, or past that: returned ones are not. */
const DISPATCHED: readonly CaseStatus[] = ['dispatched', 'handling', 'extension_requested', 'suspended', 'fed_back', 'checking', 'rework', 'closed', 'closed_forced']
const DONE: readonly CaseStatus[] = ['closed', 'closed_forced']

export function loopScene(asked: Asked): ScenePart {
  const { context, place, at } = asked
  const filter = filterOf({ area: place.id, from: at - 7 * DAY_MS, to: at })
  const question = { filter, view: 'all', home: null, text: '', at } as const
  const isHeld = holdsCases(context, place)
  const counts = isHeld ? getCaseCounts(context, { question }) : null
  const statuses = counts === null || !('statuses' in counts) ? null : counts.statuses
  const sum = (among: readonly CaseStatus[] | null): number | null => statuses?.reduce((all, { status, count }) => all + (among === null || among.includes(status) ? count : 0), 0) ?? null
  const units = isHeld ? getUnitFigures(context, { question }) : null
  return {
    from: filter.from, to: filter.to, finding: findingOf(units),
    figures: [
      figure('received', sum(null), 'count', ['cases'], 'cases.counts: case'), figure('dispatched', sum(DISPATCHED), 'count', ['cases'], 'cases.counts: case'),
      figure('done', sum(DONE), 'count', ['cases'], 'cases.counts: case'), figure('median-hours', isHeld ? medianOf(asked, filter) : null, 'hours', ['cases'], 'deck.kpi median-hours: case'),
    ],
    rows: rowsOf(lateUnits(units).map(({ area, overdue }) => ({ name: publicName(area.name, area.nameEn), value: overdue, unit: 'count', note: 'overdue' }))), rowSources: ['cases'],
    trend: isHeld ? trendOf(asked) : null, map: null, mapSources: [],
  }
}

/** Of fewer than five cases none is told: it would be the time of one of them. */
function medianOf({ context }: Asked, filter: Filter): number | null {
  const { hours, count } = medianHours(context, [filter])
  return count < FEWEST_EVENTS ? null : hours
}

/** Units with five overdue cases or more; the others are in the sum alone. */
export function lateUnits(units: UnitFigures | null): UnitFigures['units'] {
  return (units?.units ?? []).filter(({ overdue }) => overdue >= FEWEST_EVENTS).sort((a, b) => b.overdue - a.overdue || (a.area.id < b.area.id ? -1 : 1))
}

function findingOf(units: UnitFigures | null): Finding {
  if (units === null) return { id: 'loop-unknown', name: null, value: null }
  if (units.total.overdue === 0) return { id: 'loop-clear', name: null, value: null }
  const [first] = lateUnits(units)
  return { id: 'loop-overdue', name: first === undefined ? null : publicName(first.area.name, first.area.nameEn), value: units.total.overdue }
}

const FIRST = 'SELECT min(reported_at) FROM "case" INDEXED BY case_reported'
const REPORTED = 'SELECT reported_at FROM "case" INDEXED BY case_reported WHERE reported_at >= ? AND reported_at < ?'

/** Cases by the day of their report, as the center confirmed them; null before the first that is held. */
function trendOf({ context, place, at }: Asked): WallTrend {
  const { db } = context
  const { clock } = fieldState(context)
  const last = clock.dayOf(at) - 1
  const days = TREND_DAYS + 7 * FEWEST_WEEKS
  const [first, held] = [last - days + 1, (prepared(db, FIRST).get() as [number | null])[0]]
  const counts = Array.from({ length: days }, (_, n): number | null => (held !== null && first + n >= clock.dayOf(held) ? 0 : null))
  const inArea = place.id === null ? ['', []] as const : [' AND area IN (SELECT value FROM json_each(?))', [JSON.stringify([...areasInside(db, place.id)])]] as const
  for (const [reportedAt] of prepared(db, `${REPORTED}${inArea[0]}`).iterate(clock.startOf(first), clock.startOf(last + 1), ...inArea[1]) as IterableIterator<[number]>) {
    const n = clock.dayOf(reportedAt) - first
    if (counts[n] !== null) counts[n]!++
  }
  const points = counts.slice(-TREND_DAYS).map((value, n) => ({ at: clock.startOf(last - TREND_DAYS + 1 + n), value }))
  return { unit: 'count', every: 'day', points, usual: usualDays(counts, TREND_DAYS), sources: ['cases'] }
}
