/** Orders and lost courier-hours once more, from the central's rows with none of the product's code; for periods that hold every handover wholly. */
import type { BottleneckPlace, Filter } from '../../preload/contract/model.ts'
import { startOfDate } from './independent-clock.ts'
import type { City } from './independent-figures.ts'

const DAY_MS = 86_400_000
const SLACK = 1e-9

interface Cell {
  place: string
  hour: number
  orders: number
  minutes: number
}

export interface LostHours {
  orders: Map<string, number>
  lost: Map<string, number>
  /** Of the filter's area. */
  total: number
}

/** Orders × (mean minutes − the city's median of means weighted by orders), where that is above zero; by place, for the filter's hours. */
export function lostHours(city: City, filter: Filter): LostHours {
  const rows = city.rows('handover').toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.id < b.id ? -1 : 1))
  const cells = new Map<string, Cell>()
  const areas = new Map<string, string>()
  for (const row of rows) {
    areas.set(row.place, row.area)
    for (const [hour, orders, minutes] of row.hours) {
      const cell = cells.get(`${row.place} ${hour}`) ?? { place: row.place, hour, orders: 0, minutes: 0 }
      cells.set(`${row.place} ${hour}`, { ...cell, orders: cell.orders + orders, minutes: cell.minutes + minutes })
    }
  }
  const counted = [...cells.values()].filter((cell) => cell.orders > 0)
  const median = medianOf(counted)
  const isInside = city.inside(filter.area)
  const result: LostHours = { orders: new Map(), lost: new Map(), total: 0 }
  for (const cell of counted.filter(({ hour }) => filter.hours.length === 0 || filter.hours.includes(hour))) {
    const lost = Math.max(0, cell.minutes - cell.orders * median) / 60
    result.orders.set(cell.place, (result.orders.get(cell.place) ?? 0) + cell.orders)
    result.lost.set(cell.place, (result.lost.get(cell.place) ?? 0) + lost)
    if (isInside(areas.get(cell.place) ?? '')) result.total += lost
  }
  return result
}

function medianOf(cells: readonly Cell[]): number {
  const all = cells.reduce((sum, { orders }) => sum + orders, 0)
  let below = 0
  for (const { orders, minutes } of cells.toSorted((a, b) => a.minutes / a.orders - b.minutes / b.orders)) {
    below += orders
    if (2 * below >= all) return minutes / orders
  }
  return 0
}

/** Of a period what lies within the days of handovers, from the first to the last of any place: what is made of these is of no other day. */
export function heldPeriod(city: City, { from, to }: Pick<Filter, 'from' | 'to'>): { from: number; to: number } | null {
  const rows = city.rows('handover')
  const [first, last] = [rows.map((row) => row.from).toSorted()[0], rows.map((row) => row.to).toSorted().at(-1)]
  if (first === undefined || last === undefined) return null
  const dayAfter = new Date(Date.parse(`${last}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
  const held = { from: Math.max(from, startOfDate(city.zone, first)), to: Math.min(to, startOfDate(city.zone, dayAfter)) }
  return held.from < held.to ? held : null
}

export const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= SLACK * Math.max(1, Math.abs(one), Math.abs(other))

/** What is wrong with a list of bottleneck places, in words. */
export function wrongInPlaces(city: City, filter: Filter, said: readonly BottleneckPlace[]): string[] {
  const isInside = city.inside(filter.area)
  const is = lostHours(city, filter)
  const held = heldPeriod(city, filter)
  const counted = new Set(city.rows('handover').map((row) => row.place))
  const ids = city.rows('bottleneck').filter((place) => isInside(place.area)).map((place) => place.id)
  if (said.map((place) => place.id).toSorted().join() !== ids.toSorted().join()) return [`places ${said.map((place) => place.id).join()} are listed, ${ids.join()} are there`]
  return said.flatMap((place) => {
    const [orders, lost] = held === null || !counted.has(place.id) ? [null, null] : [is.orders.get(place.id) ?? 0, ((is.lost.get(place.id) ?? 0) * DAY_MS) / (held.to - held.from)]
    return place.orders === orders && (lost === null || place.lostHoursPerDay === null ? lost === place.lostHoursPerDay : isNear(place.lostHoursPerDay, lost)) ? [] : [`${place.id}: ${place.orders} orders and ${place.lostHoursPerDay} hours a day are said, ${orders} and ${lost} are`]
  })
}
