/** The case list counted by hand from the central's rows. */
import type { Input } from '../../preload/contract/api.ts'
import type { CaseCounts, CasePage, CaseQuestion } from '../../preload/contract/case-list.ts'
import { WAITING_STATUSES } from '../../preload/contract/case-list.ts'
import { CLOSED_STATUSES } from '../../preload/contract/case-status.ts'
import type { UnitFigures } from '../../preload/contract/unit-figures.ts'
import type { Row } from '../../main/sync/protocol.ts'
import type { City } from './independent-figures.ts'

const isOpen = ({ status }: Row<'case'>): boolean => !(CLOSED_STATUSES as readonly string[]).includes(status)

const reported = (row: Row<'case'>): number => Date.parse(row.reported_at)

/** Without drawn ground, weekdays, hours and text. */
function belongs(city: City, { filter, view, home, at }: CaseQuestion): (row: Row<'case'>) => boolean {
  const [isInside, isMine] = [city.inside(filter.area), city.inside(home)]
  return (row) => isInside(row.area) && isMine(row.area) && (filter.classes.length === 0 || filter.classes.includes(row.class)) && (filter.statuses.length === 0 || filter.statuses.includes(row.status))
    && (view === 'all' ? reported(row) >= filter.from && reported(row) < filter.to : isOpen(row))
    && (view !== 'late' || due(row) < at)
    && (view !== 'urgent' || row.urgent || row.danger_to_life)
    && (view !== 'waiting' || (WAITING_STATUSES as readonly string[]).includes(row.status))
}

/** What counts: where a merged case had an earlier deadline, that. */
export function due({ due_at, merged_due_at = due_at }: Row<'case'>): number {
  return merged_due_at === undefined ? Infinity : Date.parse(merged_due_at)
}

/** Asked from the first row on, for as many as there are. */
export function wrongInCasePage(city: City, { question, order }: Input<'cases.page'>, said: CasePage): string[] {
  const there = city.rows('case').filter(belongs(city, question))
  const [ids, keys] = [said.rows.map(({ id }) => id).toSorted(), said.rows.map((row) => (order.by === 'due' ? (row.dueAt ?? Infinity) : row.reportedAt))]
  const sorted = there.map((row) => (order.by === 'due' ? due(row) : Date.parse(row.reported_at))).toSorted((a, b) => (a === b ? 0 : a < b === order.descending ? 1 : -1))
  return [
    ...(JSON.stringify(ids) === JSON.stringify(there.map(({ id }) => id).toSorted()) ? [] : [`the list has ${ids.length} cases, ${there.length} belong to it, or others`]),
    ...(JSON.stringify(keys) === JSON.stringify(sorted) ? [] : ['the list is in another order']),
    ...(said.total === null || said.total === there.length ? [] : [`${said.total} cases are said to be in all, ${there.length} are`]),
  ]
}

export function wrongInCaseCounts(city: City, { question }: Input<'cases.counts'>, said: CaseCounts): string[] {
  const there = city.rows('case').filter(belongs(city, question))
  const wrong = said.statuses.filter(({ status, count }) => there.filter((row) => row.status === status).length !== count)
  return [...(said.total === there.length ? [] : [`${said.total} cases are counted, ${there.length} are there`]), ...wrong.map(({ status, count }) => `${count} are said to be ${status}`)]
}

const said = ({ open, overdue, shouldBeClosed, closed, closedInTime }: UnitFigures['total']): number[] => [open, overdue, shouldBeClosed, closed, closedInTime]

/** Each case counted for itself, and found again in its unit's line by the area it lies in. */
export function wrongInUnits(city: City, { question }: Input<'cases.units'>, { units, total }: UnitFigures): string[] {
  const { filter, home, at } = question
  const isAsked = belongs(city, { ...question, view: 'all', filter: { ...filter, from: -Infinity, to: Infinity } })
  const there = city.rows('case').filter(isAsked)
  const isDue = (row: Row<'case'>): boolean => due(row) >= filter.from && due(row) < filter.to && !['rejected', 'merged', 'void'].includes(row.status)
  const countsOf = (rows: readonly Row<'case'>[]): number[] => {
    const [open, asked] = [rows.filter(isOpen), rows.filter(isDue)]
    const closed = asked.filter((row) => row.closed_at !== undefined)
    return [open.length, open.filter((row) => due(row) < at).length, asked.length, closed.length, closed.filter((row) => Date.parse(row.closed_at!) <= due(row)).length]
  }
  const wrong = units.filter((unit) => said(unit).join() !== countsOf(there.filter(({ area }) => city.inside(unit.area.id)(area))).join())
  return [
    ...(said(total).join() === countsOf(there).join() ? [] : [`all units have ${said(total).join()}, by hand ${countsOf(there).join()}${home === null ? '' : ` at ${home}`}`]),
    ...wrong.map((unit) => `${unit.area.id} is said to have ${said(unit).join()}`),
  ]
}
