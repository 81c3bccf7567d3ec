/**
 * What needs a decision, as candidates: whoever keeps them knows since when they stand and who has seen them. A source that is stale or lost raises no alert other than
 * its own (B7), for what it would say is no longer so. Of a case its class and its street are told, nothing else.
 */
import { hash } from 'node:crypto'
import { isDown, judgeAge, type SourceAge, type SourceId } from '../../../preload/contract/freshness.ts'
import type { WallAlert } from '../../../preload/contract/wall.ts'
import type { WallThresholds } from '../../../preload/contract/wall-settings.ts'
import type { ReaderContext } from '../reader-context.ts'
import { overlayOf } from '../overlay/overlay.ts'
import { areasInside } from './areas.ts'
import { streetsOf } from './case-row.ts'
import { DUE, OPEN } from './case-where.ts'
import { filterOf } from './deck-periods.ts'
import { DAY_MS } from './picks.ts'
import { prepared } from './prepared.ts'
import { alert } from './source-alerts.ts'
import { getUnitFigures } from './unit-figures.ts'
import { gapsOf, hotSpots } from './wall-cells.ts'
import { holdsReference } from './wall-held.ts'
import { lateUnits } from './wall-loop.ts'
import { className, publicName } from './wall-name.ts'
import type { WallPlace } from './wall-place.ts'
import { lastDay } from './wall-reports.ts'

/** Of the rows, each only where its source can still be believed. `at`: cut to the minute, so that it is reckoned once in it. */
export function dataAlerts(context: ReaderContext, place: WallPlace, thresholds: WallThresholds, sources: readonly SourceAge[], at: number): WallAlert[] {
  const isGood = (id: SourceId): boolean => sources.some((source) => source.id === id && !isDown(judgeAge(source, at)))
  if (!isGood('chain')) return []
  return [
    ...(isGood('cases') ? caseAlerts(context, place, at) : []), ...(isGood('points') ? spotAlerts(context, place, thresholds, at) : []),
    ...(isGood('points') && isGood('reference') ? gapAlerts(context, place, thresholds, at) : []), ...(isGood('cases') ? lateAlerts(context, place, at) : []),
  ]
}

function spotAlerts(context: ReaderContext, place: WallPlace, thresholds: WallThresholds, at: number): WallAlert[] {
  return (hotSpots(context, place, at, thresholds) ?? []).map(({ id, name, times, count }) => alert({
    id: `hot-spot:${id}`, level: 2, kind: 'hot-spot', since: at, source: 'points', area: name, ...(times === null ? { value: count, unit: 'count' } : { value: times, unit: 'times' }),
  }))
}

function gapAlerts(context: ReaderContext, place: WallPlace, { gapReports }: WallThresholds, at: number): WallAlert[] {
  if (!holdsReference(context, place) || prepared(context.db, 'SELECT 1 FROM shift LIMIT 1').get() === undefined) return []
  return gapsOf(context, place, lastDay(at)).filter(({ reports }) => reports >= gapReports).map(({ id, name, reports }) => alert({
    id: `coverage-gap:${id}`, level: 2, kind: 'coverage-gap', since: at, source: 'points', area: name, value: reports, unit: 'count',
  }))
}

/** Of units with five overdue cases or more. */
function lateAlerts(context: ReaderContext, place: WallPlace, at: number): WallAlert[] {
  const units = getUnitFigures(context, { question: { filter: filterOf({ area: place.id, from: at - DAY_MS, to: at }), view: 'all', home: null, text: '', at } })
  return lateUnits(units).map(({ area, overdue }) => alert({
    id: `overdue:${area.id}`, level: 3, kind: 'overdue', since: at, source: 'cases', area: publicName(area.name, area.nameEn), value: overdue, unit: 'count',
  }))
}

const DANGER = `SELECT rowid, id, area, class, reported_at, NULL FROM "case" INDEXED BY case_urgent WHERE ${OPEN} AND (urgent = 1 OR body ->> '$.danger_to_life' = 1)
  AND body ->> '$.danger_to_life' = 1 AND body -> '$.handed_over' IS NULL AND ? > 0`
const SUPERVISED = `SELECT rowid, id, area, class, due_at, due_at FROM "case" INDEXED BY case_open WHERE ${OPEN} AND ${DUE} < ? AND body ->> '$.supervised' = 1`
type CaseColumns = [rowid: number, id: string, area: string, classId: string, since: number, dueAt: number | null]

/** As the screen shows them, own edits included. A case's id is not told: its alert has one of its own. */
function caseAlerts(context: ReaderContext, { id }: WallPlace, at: number): WallAlert[] {
  const { db } = context
  const overlay = overlayOf(context)
  const inside = id === null ? null : areasInside(db, id)
  const streetAt = streetsOf(context)
  const find = (sql: string): CaseColumns[] => {
    const cached = (prepared(db, sql).all(at) as CaseColumns[]).filter(([rowid]) => !overlay.hidden.has(rowid))
    const own = overlay.db === null ? [] : (prepared(overlay.db, sql).all(at) as CaseColumns[])
    return [...cached, ...own].filter(([, , area]) => inside === null || inside.has(area))
  }
  const made = (kind: 'danger' | 'overdue-supervised', [, caseId, area, classId, since, dueAt]: CaseColumns): WallAlert => {
    const street = streetAt(area)
    return alert({
      id: `${kind}:${hash('sha256', caseId).slice(0, 16)}`, level: kind === 'danger' ? 1 : 2, kind, since, source: 'cases', area: publicName(street.name, street.nameEn), about: className(db, classId),
      ...(dueAt === null ? {} : { value: (at - dueAt) / 3_600_000, unit: 'hours' }),
    })
  }
  return [...find(DANGER).map((row) => made('danger', row)), ...find(SUPERVISED).map((row) => made('overdue-supervised', row))]
}
