/** Answers 'places.overdue': open reports past their deadline, one by one when the map is close, else counted by area. */
import type { Input } from '../../../preload/contract/api.ts'
import { CLOSED_STATUSES } from '../../../preload/contract/case-status.ts'
import type { Overdue, OverdueCase } from '../../../preload/contract/place.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { INSIDE } from './areas.ts'
import { nameOf } from './borders.ts'
import { officesOf, oldestOffice } from './case-offices.ts'
import { onGround } from './on-ground.ts'
import { isSimulated } from './provenance.ts'

/** From this zoom on every report stands for itself; below it streets, and further out districts, are counted. */
const SINGLE_ZOOM = 13
const STREET_ZOOM = 10.5
const MOST_SINGLE = 5_000

type Placed = Pick<OverdueCase, 'lng' | 'lat'>
type LateRow = Omit<OverdueCase, 'number'> & { number: string }

/** What is late is late now: of the filter, area, drawn ground, classes and statuses count; its period, days and hours do not. */
export function getOverdue({ db }: ReaderContext, { filter, view, at }: Input<'places.overdue'>): Overdue {
  const area = filter.area === null ? '' : 'AND area IN (SELECT id FROM inside)'
  const open = `"case" WHERE status NOT IN (SELECT value FROM json_each(?)) AND (? = '[]' OR class IN (SELECT value FROM json_each(?))) AND (? = '[]' OR status IN (SELECT value FROM json_each(?))) ${area}`
  const [classes, statuses] = [JSON.stringify(filter.classes), JSON.stringify(filter.statuses)]
  const values = [JSON.stringify(CLOSED_STATUSES), classes, classes, statuses, statuses]
  const ask = (select: string, ...more: unknown[]): Placed[] =>
    (filter.area === null ? db.prepare(select).all(...values, ...more) : db.prepare(`${INSIDE} ${select}`).all(filter.area, ...values, ...more)) as Placed[]
  const isOn = onGround(filter.drawn)
  const isHere = ({ lng, lat }: Placed): boolean => isOn(lng, lat)
  const late = ask(`SELECT id, body ->> '$.number' AS number, area, class, status, body ->> '$.lng' AS lng, body ->> '$.lat' AS lat, due_at AS dueAt FROM ${open} AND due_at < ? ORDER BY due_at, id`, at).filter(isHere) as LateRow[]
  const undated = ask(`SELECT body ->> '$.lng' AS lng, body ->> '$.lat' AS lat FROM ${open} AND due_at IS NULL`).filter(isHere).length
  const inView = view.zoom < SINGLE_ZOOM ? [] : late.filter(({ lng, lat }) => lng >= view.west && lng < view.east && lat >= view.south && lat < view.north)
  return {
    offices: officesOf(db), cases: inView.slice(0, MOST_SINGLE), areas: countByArea(db, late, view.zoom < STREET_ZOOM ? 'district' : 'street'),
    total: late.length, undated, provenance: { asOf: oldestOffice(db), source: 'places.overdue: case', simulated: isSimulated(db) },
  }
}

function countByArea(db: ReadableDatabase, late: readonly LateRow[], level: 'district' | 'street'): Overdue['areas'] {
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
