/** What a deck says of itself: where and when it is of, which days were holidays, and what it was read from. */
import { DateTime } from 'luxon'
import type { FactAnswer } from '../../../preload/contract/deck.ts'
import { workOf } from '../../casework/case-times.ts'
import { createDayCalendar, dateOf } from '../../casework/day-calendar.ts'
import { REMOVED } from '../../field/columns.ts'
import { dayNumber } from '../../field/local-clock.ts'
import type { Row } from '../../sync/protocol.ts'
import type { ReaderContext } from '../reader-context.ts'
import { areasInside, heldWithin } from './areas.ts'
import { oldestOffice } from './case-offices.ts'
import { officesWithin } from './deck-cases.ts'
import { answerOf } from './deck-periods.ts'
import { areaMask, fieldState } from './field-state.ts'
import { isSimulated, provenanceOf } from './provenance.ts'

const PLACE_COLUMNS = ['id', 'level', 'name', 'nameEn', 'parent', 'city', 'cityEn', 'timeZone', 'heldDistricts', 'districts', 'offices', 'officeStreets', 'streets']
type AreaRow = [id: string, level: string, name: string, nameEn: string | null, parent: string | null]

/** No row where the city or the area is not held. Counts: districts with reference data, offices with cases and streets these work for, beside the districts and streets of the area. */
export function askPlace(context: ReaderContext, { area }: { area: string | null }): FactAnswer {
  const { db } = context
  const select = "SELECT id, level, name, body ->> '$.name_en', parent FROM area"
  const city = db.prepare(`${select} WHERE level = 'city' ORDER BY id`).raw().get() as AreaRow | undefined
  const row = area === null ? city : (db.prepare(`${select} WHERE id = ?`).raw().get(area) as AreaRow | undefined)
  const provenance = provenanceOf(db, 'city', 'deck.place: area')
  if (city === undefined || row === undefined) return answerOf(PLACE_COLUMNS, [], 0, provenance)
  const inside = areasInside(db, row[0])
  const levels = db.prepare("SELECT level, id FROM area WHERE level IN ('district', 'street')").raw().all() as [string, string][]
  const ids = (level: string): string[] => levels.flatMap(([at, id]) => (at === level && inside.has(id) ? [id] : []))
  const [districts, streets] = [ids('district'), ids('street')]
  const [held, offices] = [heldWithin(context, { area, drawn: null }), officesWithin(context, area).map(({ id }) => id)]
  const counts = [coveredBy(db, districts, held), districts.length, offices.length, coveredBy(db, streets, offices), streets.length]
  return answerOf(PLACE_COLUMNS, [[...(row.slice(0, 5) as AreaRow), city[2], city[3], fieldState(context).clock.zone, ...counts]], 1, provenance)
}

/** How many of the areas lie in one that is held; where there are none, because the asked one lies below them, how many are held there. */
function coveredBy(db: ReaderContext['db'], areas: readonly string[], held: readonly string[]): number {
  if (areas.length === 0) return held.length
  const covered = new Set(held.flatMap((id) => [...areasInside(db, id)]))
  return areas.filter((id) => covered.has(id)).length
}

/** ISO week of the last day, and the first and the last day. */
export function askPeriod(context: ReaderContext, { from, to }: { from: number; to: number }): FactAnswer {
  const { clock } = fieldState(context)
  const last = clock.dayOf(to - 1)
  const { weekNumber, weekYear, weekday } = DateTime.fromISO(dateOf(last), { zone: 'UTC' })
  return answerOf(['week', 'year', 'weekday', 'first', 'last', 'days'], [[weekNumber, weekYear, weekday, dateOf(clock.dayOf(from)), dateOf(last), last - clock.dayOf(from) + 1]], 0, provenanceOf(context.db, 'city', 'deck.period'))
}

/** Days that are off or worked by holiday; `fits`: none of them is among the week's own Saturdays and Sundays alone. Nothing where the city's calendar does not reach. */
export function askHolidays({ db }: ReaderContext, { first, last }: { first: string; last: string }): FactAnswer {
  const body = db.prepare("SELECT body -> '$.working_time' FROM area WHERE level = 'city' ORDER BY id").pluck().get() as string | null | undefined
  const work = body == null ? null : workOf(JSON.parse(body) as NonNullable<Row<'area'>['working_time']>)
  const kindOf = work === null ? () => null : createDayCalendar(work.holidays, work.table)
  const days = Array.from({ length: Math.max(0, dayNumber(last) - dayNumber(first) + 1) }, (_, n) => dayNumber(first) + n)
  const rows = days.flatMap((day) => {
    const kind = kindOf(day)
    return kind === null || (kind.why !== 'holiday' && kind.why !== 'make_up') ? [] : [[dateOf(day), kind.name, kind.nameEn, kind.works ? 1 : 0]]
  })
  return answerOf(['day', 'name', 'nameEn', 'works'], rows, rows.length, provenanceOf(db, 'city', 'deck.holidays: area'))
}

const SOURCE_COLUMNS = ['source', 'asOf', 'rows', 'first']

/** How many rows of each kind are held for the area, and when the central confirmed them last; null where none of it is held. */
export function askSources(context: ReaderContext, { area }: { area: string | null }): FactAnswer {
  const { db } = context
  const inside = area === null ? null : JSON.stringify([...areasInside(db, area)])
  const count = (table: string): number => db.prepare(`SELECT count(*) FROM "${table}"${inside === null ? '' : ' WHERE area IN (SELECT value FROM json_each(?))'}`).pluck().get(...(inside === null ? [] : [inside])) as number
  const state = fieldState(context)
  const mask = areaMask(db, state, area)
  const { columns } = state
  let [points, first] = [0, Infinity]
  for (let row = 0; row < columns.size; row++) {
    if ((columns.state[row]! & REMOVED) !== 0) continue
    first = Math.min(first, columns.reportedAt[row]!)
    if (mask === null || mask[columns.area[row]!] === 1) points++
  }
  const [city, reference] = [provenanceOf(db, 'city', ''), provenanceOf(db, 'ref', '', heldWithin(context, { area, drawn: null }))]
  const isHeld = heldWithin(context, { area, drawn: null }).length > 0
  const rows = [
    ['point', city.asOf, points, first], ['handover', isHeld ? reference.asOf : null, isHeld ? count('handover') : null, null], ['case', oldestOffice(db), officesWithin(context, area).length > 0 ? count('case') : null, null],
  ]
  return answerOf(SOURCE_COLUMNS, rows, rows.reduce((sum, [, , n]) => sum + Number(n ?? 0), 0), { ...city, source: 'deck.sources: point, handover, case', simulated: isSimulated(db) })
}
