/** Answers 'places.overdue': open reports past their deadline, one by one when the map is close, else counted by area. */
import type { Input } from '../../../preload/contract/api.ts'
import { CLOSED_STATUSES } from '../../../preload/contract/case-status.ts'
import type { Overdue, OverdueCase } from '../../../preload/contract/place.ts'
import type { ReadableDatabase } from '../open.ts'
import { overlayOf } from '../overlay/overlay.ts'
import type { ReaderContext } from '../reader-context.ts'
import { areasInside } from './areas.ts'
import { nameOf } from './borders.ts'
import { officesOf, oldestOffice } from './case-offices.ts'
import { onGround } from './on-ground.ts'
import { isSimulated } from './provenance.ts'

/** From this zoom on every report stands for itself; below it streets, and further out districts, are counted. */
const SINGLE_ZOOM = 13
const STREET_ZOOM = 10.5
const MOST_SINGLE = 5_000

type Placed = Pick<OverdueCase, 'id' | 'lng' | 'lat'>

const NUMBERED = `id, body ->> '$.number' AS number, area, class, status, body ->> '$.lng' AS lng, body ->> '$.lat' AS lat, due_at AS dueAt`
const PLACED = `id, body ->> '$.lng' AS lng, body ->> '$.lat' AS lat`

/** What is late is late now: of the filter, area, drawn ground, classes and statuses count; its period, days and hours do not. */
export function getOverdue(context: ReaderContext, { filter, view, at }: Input<'places.overdue'>): Overdue {
  const { db } = context
  const overlay = overlayOf(context)
  const wanted = [['class', filter.classes], ['status', filter.statuses], ['area', filter.area === null ? [] : [...areasInside(db, filter.area)]]] as const
  const asked = wanted.filter(([column, values]) => values.length > 0 || (column === 'area' && filter.area !== null))
  const open = `"case" WHERE status NOT IN (SELECT value FROM json_each(?))${asked.map(([column]) => ` AND ${column} IN (SELECT value FROM json_each(?))`).join('')}`
  const values = [CLOSED_STATUSES, ...asked.map(([, list]) => list)].map((list) => JSON.stringify(list))
  const isOn = onGround(filter.drawn)
  // The cached rows that own edits are laid over give way to the effective ones.
  const ask = <T extends Placed>(columns: string, condition: string, ...more: number[]): T[] => {
    const select = `SELECT ${columns} FROM ${open} AND ${condition}`
    const cached = db.prepare(select).all(...values, ...more) as T[]
    const own = (overlay.db?.prepare(select).all(...values, ...more) ?? []) as T[]
    return [...cached.filter(({ id }) => overlay.cases.get(id)?.effective == null), ...own].filter(({ lng, lat }) => isOn(lng, lat))
  }
  const late = ask<OverdueCase>(NUMBERED, 'due_at < ?', at).sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1))
  const undated = ask<Placed>(PLACED, 'due_at IS NULL').length
  const inView = view.zoom < SINGLE_ZOOM ? [] : late.filter(({ lng, lat }) => lng >= view.west && lng < view.east && lat >= view.south && lat < view.north)
  return {
    offices: officesOf(db), cases: inView.slice(0, MOST_SINGLE), areas: countByArea(db, late, view.zoom < STREET_ZOOM ? 'district' : 'street'),
    total: late.length, undated, provenance: { asOf: oldestOffice(db), source: 'places.overdue: case', simulated: isSimulated(db) },
  }
}

function countByArea(db: ReadableDatabase, late: readonly OverdueCase[], level: 'district' | 'street'): Overdue['areas'] {
  const above = aboveOf(db, level)
  const counts = new Map<string, { lng: number; lat: number; count: number }>()
  for (const { area, lng, lat } of late) {
    const id = above.get(area) ?? area
    const known = counts.get(id) ?? { lng: 0, lat: 0, count: 0 }
    known.count++
    known.lng += (lng - known.lng) / known.count
    known.lat += (lat - known.lat) / known.count
    counts.set(id, known)
  }
  return [...counts].map(([area, where]) => {
    const { name, nameEn } = nameOf(db, area)
    return { area, name, nameEn, ...where }
  }).sort((a, b) => b.count - a.count || (a.area < b.area ? -1 : 1))
}

/** Area → the area of that level it lies in. */
function aboveOf(db: ReadableDatabase, level: string): Map<string, string> {
  const select = `WITH RECURSIVE line (id, top) AS (SELECT id, id FROM area WHERE level = ? UNION SELECT area.id, line.top FROM area JOIN line ON area.parent = line.id) SELECT id, top FROM line`
  return new Map(db.prepare(select).raw().all(level) as [string, string][])
}
