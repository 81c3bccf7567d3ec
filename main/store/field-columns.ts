/** Reads handovers and duties out of the cache into the typed columns the field works on. */
import { type DutyIndex, indexDuties } from '../field/coverage.ts'
import { dayNumber } from '../field/local-clock.ts'
import type { Handovers } from '../field/lost-hours.ts'
import { type Dictionary, createDictionary, indexIn } from './dictionary.ts'
import type { ReadableDatabase } from './open.ts'

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
