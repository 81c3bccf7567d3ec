/** What decks say of the case work: in time, how long it took, what is overdue. Own edits count as they stand on the screen. */
import type { FactAnswer } from '../../../preload/contract/deck.ts'
import type { Filter, Provenance } from '../../../preload/contract/model.ts'
import { NO_PROBLEM_STATUSES } from '../../../preload/contract/case-status.ts'
import type { BorderArea, Overdue } from '../../../preload/contract/place.ts'
import type { UnitCounts } from '../../../preload/contract/unit-figures.ts'
import { maskText } from '../../casework/mask.ts'
import type { ReadableDatabase } from '../open.ts'
import { overlayOf } from '../overlay/overlay.ts'
import type { ReaderContext } from '../reader-context.ts'
import { areasInside } from './areas.ts'
import { officesOf, oldestOffice } from './case-offices.ts'
import { shownCase, streetsOf } from './case-row.ts'
import { answerOf, filterOf } from './deck-periods.ts'
import { getOverdue } from './overdue.ts'
import { isSimulated } from './provenance.ts'
import { getUnitFigures } from './unit-figures.ts'

/** Offices whose cases are held and that lie in the area, or the area in them. */
export function officesWithin({ db }: ReaderContext, area: string | null): BorderArea[] {
  const offices = officesOf(db)
  if (area === null) return offices
  const inside = areasInside(db, area)
  return offices.filter(({ id }) => inside.has(id) || areasInside(db, id).has(area))
}

export const caseProvenance = ({ db }: ReaderContext, source: string): Provenance => ({ asOf: oldestOffice(db), source, simulated: isSimulated(db) })

/** The totals of the unit table; null where no office of the area is held. */
export function unitTotals(context: ReaderContext, filter: Filter, at: number): UnitCounts | null {
  if (officesWithin(context, filter.area).length === 0) return null
  return getUnitFigures(context, { question: { filter, view: 'all', home: null, text: '', at } }).total
}

/** Everywhere, at a zoom that names each case. */
const EVERYWHERE = { west: -180, south: -85, east: 180.001, north: 85, zoom: 14 }

export function overdueOf(context: ReaderContext, area: string | null, at: number): Overdue {
  return getOverdue(context, { filter: filterOf({ area, from: at - 1, to: at }), view: EVERYWHERE, at })
}

/** Median of the hours from report to closing, by the clock on the wall, of the cases closed in the periods that stood for a problem. */
export function medianHours(context: ReaderContext, periods: readonly Filter[]): { hours: number | null; count: number } {
  const overlay = overlayOf(context)
  const lengths = periods.flatMap((filter) => [...lengthsIn(context.db, context.db, filter, overlay.hidden), ...(overlay.db === null ? [] : lengthsIn(context.db, overlay.db, filter, new Set()))]).sort((a, b) => a - b)
  const middle = lengths.length >> 1
  if (lengths.length === 0) return { hours: null, count: 0 }
  const median = lengths.length % 2 === 1 ? lengths[middle]! : (lengths[middle - 1]! + lengths[middle]!) / 2
  return { hours: median / 3_600_000, count: lengths.length }
}

function lengthsIn(areas: ReadableDatabase, db: ReadableDatabase, { area, from, to }: Filter, hidden: ReadonlySet<number>): number[] {
  const inArea = area === null ? '' : ' AND area IN (SELECT value FROM json_each(?))'
  const select = `SELECT rowid, closed_at - reported_at FROM "case" WHERE closed_at >= ? AND closed_at < ? AND status NOT IN (${NO_PROBLEM_STATUSES.map((status) => `'${status}'`).join(', ')})${inArea}`
  const rows = db.prepare(select).raw().all(from, to, ...(area === null ? [] : [JSON.stringify([...areasInside(areas, area)])])) as [number, number][]
  return rows.flatMap(([rowid, length]) => (hidden.has(rowid) ? [] : [length]))
}

const OVERDUE_COLUMNS = ['number', 'class', 'classEn', 'street', 'streetEn', 'status', 'department', 'due', 'days', 'total', 'undated']
const DAY_MS = 86_400_000

/** The longest overdue first. Of what people wrote the department alone, without numbers of persons. */
export function askOverdue(context: ReaderContext, { area, at, most }: { area: string | null; at: number; most: number }): FactAnswer {
  const { db } = context
  const { cases, total, undated, provenance } = overdueOf(context, area, at)
  const streetAt = streetsOf(context)
  const named = db.prepare("SELECT name, body ->> '$.name_en' FROM class WHERE id = ?").raw()
  const rows = cases.slice(0, most).map((one) => {
    const [className, classEn] = (named.get(one.class) as [string, string | null] | undefined) ?? [one.class, null]
    const street = streetAt(one.area)
    return [one.number, className, classEn, street.name, street.nameEn, one.status, departmentOf(context, one.id), one.dueAt, (at - one.dueAt) / DAY_MS, total, undated]
  })
  return answerOf(OVERDUE_COLUMNS, rows, total, { ...provenance, source: 'deck.overdue: case' })
}

function departmentOf(context: ReaderContext, id: string): string | null {
  const shown = shownCase(context, id)
  const { department } = shown === null ? {} : (JSON.parse(shown.body) as { department?: string })
  return department === undefined ? null : maskText(department)
}
