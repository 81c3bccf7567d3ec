/** Reads reports, handovers and duties out of the cache into the typed columns the field works on, and keeps them current. */
import { type Columns, append, createColumns, removeByKeys, settle } from '../field/columns.ts'
import { type DutyIndex, indexDuties } from '../field/coverage.ts'
import { type LocalClock, dayNumber } from '../field/local-clock.ts'
import type { Handovers } from '../field/lost-hours.ts'
import { CASE_STATUSES } from '../sync/protocol.ts'
import type { ReadableDatabase } from './open.ts'

/** Ids as small numbers, in order of first sight. */
export interface Dictionary {
  ids: string[]
  index: Map<string, number>
}

export function createDictionary(): Dictionary {
  return { ids: [], index: new Map() }
}

export function indexIn(dictionary: Dictionary, id: string): number {
  let n = dictionary.index.get(id)
  if (n === undefined) {
    n = dictionary.ids.length
    if (n > 0xffff) throw new RangeError('more than 65,536 different ids in one column')
    dictionary.ids.push(id)
    dictionary.index.set(id, n)
  }
  return n
}

const STATUS_INDEX = new Map<string, number>(CASE_STATUSES.map((status, n) => [status, n]))

/** A record's identity in 64 bits (FNV-1a twice, with different starts): two of a million records agree with a chance of 1 in 37 million. */
export function keyOf(id: string): [high: number, low: number] {
  let high = 0x811c9dc5
  let low = 0x050c5d1f
  for (let i = 0; i < id.length; i++) {
    const unit = id.charCodeAt(i)
    high = Math.imul(high ^ unit, 0x01000193)
    low = Math.imul(low ^ unit, 0x85ebca6b)
    low ^= low >>> 13
  }
  return [high >>> 0, low >>> 0]
}

type PointRow = [id: string, x: number, y: number, reportedAt: number, classId: string, status: string, area: string, weight: number]
const POINT = 'SELECT id, x, y, reported_at, class, status, area, weight FROM point'

/** What turns a row's words into the columns' numbers. */
export interface Words {
  classes: Dictionary
  areas: Dictionary
  clock: LocalClock
}

function appendPoint(columns: Columns, row: PointRow, words: Words): void {
  const [keyHigh, keyLow] = keyOf(row[0])
  append(columns, {
    keyHigh, keyLow, x: row[1], y: row[2], reportedAt: row[3], hour: words.clock.hourOf(row[3]),
    class: indexIn(words.classes, row[4]), status: STATUS_INDEX.get(row[5]) ?? 0, area: indexIn(words.areas, row[6]), weight: row[7],
  })
}

export function readReports(db: ReadableDatabase, words: Words): Columns {
  const rows = db.prepare('SELECT count(*) FROM point').pluck().get() as number
  const columns = createColumns(rows)
  for (const row of db.prepare(POINT).raw().iterate() as IterableIterator<PointRow>) appendPoint(columns, row, words)
  settle(columns, true)
  return columns
}

/** Brings the named reports up to what the cache holds now; those it no longer holds go. */
export function updateReports(db: ReadableDatabase, ids: readonly string[], held: Words & { columns: Columns }): void {
  removeByKeys(held.columns, ids.map(keyOf))
  const select = db.prepare(`${POINT} WHERE id = ?`).raw()
  for (const id of new Set(ids)) {
    const row = select.get(id) as PointRow | undefined
    if (row !== undefined) appendPoint(held.columns, row, held)
  }
  settle(held.columns)
}

/** Handover rows, and the place each belongs to with its position on the 2^26 grid. */
export interface HandoverTable {
  handovers: Handovers
  places: Dictionary
  lng: number[]
  lat: number[]
  placeArea: number[]
}

type HandoverRow = [place: string, area: string, lng: number, lat: number, from: string, to: string, hours: string]

export function readHandovers(db: ReadableDatabase, areas: Dictionary): HandoverTable {
  const rows = db.prepare('SELECT count(*) FROM handover').pluck().get() as number
  const handovers: Handovers = {
    rows, place: new Uint32Array(rows), area: new Uint16Array(rows), dayFrom: new Int32Array(rows), dayTo: new Int32Array(rows),
    firstEntry: new Uint32Array(rows + 1), hour: new Int8Array(0), orders: new Float64Array(0), minutes: new Float64Array(0),
  }
  const [places, lng, lat, placeArea] = [createDictionary(), [] as number[], [] as number[], [] as number[]]
  const [hour, orders, minutes]: number[][] = [[], [], []]
  const select = "SELECT place, area, lng, lat, day_from, day_to, body ->> '$.hours' FROM handover ORDER BY day_from, id"
  let r = 0
  for (const row of db.prepare(select).raw().iterate() as IterableIterator<HandoverRow>) {
    const place = indexIn(places, row[0])
    // The latest row says where a place lies.
    ;[placeArea[place], lng[place], lat[place]] = [indexIn(areas, row[1]), row[2], row[3]]
    handovers.place[r] = place
    handovers.area[r] = placeArea[place]!
    handovers.dayFrom[r] = dayNumber(row[4])
    handovers.dayTo[r] = dayNumber(row[5])
    for (const [h, count, sum] of JSON.parse(row[6]) as [number, number, number][]) {
      hour!.push(h)
      orders!.push(count)
      minutes!.push(sum)
    }
    handovers.firstEntry[++r] = hour!.length
  }
  handovers.hour = Int8Array.from(hour!)
  handovers.orders = Float64Array.from(orders!)
  handovers.minutes = Float64Array.from(minutes!)
  return { handovers, places, lng, lat, placeArea }
}

type ShiftRow = [lng: number, lat: number, reachMeters: number, startsAt: number, endsAt: number]

export function readDuties(db: ReadableDatabase): DutyIndex {
  const rows = db.prepare('SELECT lng, lat, reach_meters, starts_at, ends_at FROM shift').raw().all() as ShiftRow[]
  return indexDuties(rows.map(([lng, lat, reachMeters, startsAt, endsAt]) => ({ lng, lat, reachMeters, startsAt, endsAt })))
}
