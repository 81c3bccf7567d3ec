/**
 * Lost courier-hours from handover statistics. Per place and local hour of the day, over the whole period: mean handover
 * minutes are compared with the city's median; what lies above it is lost: orders × max(0, mean − median) / 60.
 *
 * - The city's median is that of the (place, hour) means of the period, weighted by their orders; area, weekday and hour filters leave it alone.
 * - Of chosen weekdays, orders and minutes of these days alone make the means that are compared with it.
 * - A row over several local days is spread evenly over them; of these, the days inside the period count.
 * - An hour of a day counts when it begins inside the period; orders without an hour (−1) count by the share of the day inside
 *   the period, and only while no hours are chosen: nobody knows in which hours they were.
 * - The unit is courier-hours (a courier's hours of waiting), per period; `lost-courier-hours/km2/day` once divided by ground and days.
 */
import { type LocalClock, weekdayOf } from './local-clock.ts'

/** Handover rows as columns; row r owns entries firstEntry[r]…firstEntry[r+1]−1. Days are numbers since 1970-01-01. */
export interface Handovers {
  rows: number
  place: Uint32Array
  area: Uint16Array
  dayFrom: Int32Array
  dayTo: Int32Array
  firstEntry: Uint32Array
  /** 0–23, or −1. */
  hour: Int8Array
  orders: Float64Array
  minutes: Float64Array
}

/** Slot of the orders without an hour, behind the 24 hours. */
export const NO_HOUR = 24
const SLOTS = 25

/** Orders and minutes inside a period, by place and hour slot. */
export interface PlaceHours {
  medianMinutes: number
  /** Index place × 25 + slot. */
  orders: Float64Array
  minutes: Float64Array
  lostHours: Float64Array
}

/** The local days a period touches, how much of its first and last day lies inside, and which of them are of chosen weekdays. */
export interface DaySpan {
  first: number
  last: number
  /** Of 24 hours and the whole day (slot 24), the share of the day inside the period. */
  firstShare: Float64Array
  lastShare: Float64Array
  /** How many of the days before first + n are of chosen weekdays; null: all are. */
  chosenBefore: Int32Array | null
}

/** `weekdays`: 1 at each chosen one, Monday first; null chooses all. */
export function daySpan(clock: LocalClock, from: number, to: number, weekdays: Uint8Array | null = null): DaySpan {
  const [first, last] = [clock.dayOf(from), clock.dayOf(Math.max(from, to - 1))]
  return { first, last, firstShare: dayShare(clock, first, from, to), lastShare: dayShare(clock, last, from, to), chosenBefore: weekdays && countChosen(first, last, weekdays) }
}

function countChosen(first: number, last: number, weekdays: Uint8Array): Int32Array {
  const before = new Int32Array(last - first + 2)
  for (let day = first; day <= last; day++) before[day - first + 1] = before[day - first]! + weekdays[weekdayOf(day)]!
  return before
}

/** Chosen days from `low` to `high`, both in the span and included. */
function chosenDays({ first, chosenBefore }: DaySpan, low: number, high: number): number {
  return chosenBefore === null ? high - low + 1 : chosenBefore[high - first + 1]! - chosenBefore[low - first]!
}

/** Days of the span, the first and the last by the share of them that lies inside. */
export function daysIn(span: DaySpan): number {
  return daysBetween(span, span.first, span.last, NO_HOUR)
}

function daysBetween(span: DaySpan, low: number, high: number, slot: number): number {
  let days = chosenDays(span, low, high)
  if (low === span.first && chosenDays(span, low, low) === 1) days += span.firstShare[slot]! - 1
  if (high === span.last && span.last !== span.first && chosenDays(span, high, high) === 1) days += span.lastShare[slot]! - 1
  return days
}

function dayShare(clock: LocalClock, day: number, from: number, to: number): Float64Array {
  const share = new Float64Array(SLOTS)
  for (let hour = 0; hour < 24; hour++) {
    const start = clock.startOf(day, hour)
    share[hour] = start >= from && start < to ? 1 : 0
  }
  const [start, end] = [clock.startOf(day), clock.startOf(day + 1)]
  share[NO_HOUR] = Math.max(0, Math.min(to, end) - Math.max(from, start)) / (end - start)
  return share
}

/** How many days' worth of a row's entry at `slot` lies in the span, divided by the row's days. */
function shareInside(span: DaySpan, dayFrom: number, dayTo: number, slot: number): number {
  const [low, high] = [Math.max(dayFrom, span.first), Math.min(dayTo, span.last)]
  if (low > high) return 0
  return daysBetween(span, low, high, slot) / (dayTo - dayFrom + 1)
}

/** `median`: that of all weekdays, where the span's are chosen. */
export function placeHours(handovers: Handovers, places: number, span: DaySpan, median?: number): PlaceHours {
  const orders = new Float64Array(places * SLOTS)
  const minutes = new Float64Array(places * SLOTS)
  for (let r = 0; r < handovers.rows; r++) {
    const [dayFrom, dayTo] = [handovers.dayFrom[r]!, handovers.dayTo[r]!]
    if (dayTo < span.first || dayFrom > span.last) continue
    for (let e = handovers.firstEntry[r]!; e < handovers.firstEntry[r + 1]!; e++) {
      const slot = handovers.hour[e]! < 0 ? NO_HOUR : handovers.hour[e]!
      const share = shareInside(span, dayFrom, dayTo, slot)
      const cell = handovers.place[r]! * SLOTS + slot
      orders[cell]! += share * handovers.orders[e]!
      minutes[cell]! += share * handovers.minutes[e]!
    }
  }
  const medianMinutes = median ?? weightedMedian(orders, minutes)
  const lostHours = orders.map((count, cell) => (count > 0 ? Math.max(0, minutes[cell]! - count * medianMinutes) / 60 : 0))
  return { medianMinutes, orders, minutes, lostHours }
}

/** Median of the means minutes/orders, each weighted by its orders; 0 when there are none. */
function weightedMedian(orders: Float64Array, minutes: Float64Array): number {
  const cells: number[] = []
  let all = 0
  for (let cell = 0; cell < orders.length; cell++) {
    if (orders[cell]! <= 0) continue
    cells.push(cell)
    all += orders[cell]!
  }
  const mean = (cell: number): number => minutes[cell]! / orders[cell]!
  cells.sort((a, b) => mean(a) - mean(b))
  let below = 0
  for (const cell of cells) {
    below += orders[cell]!
    if (below >= all / 2) return mean(cell)
  }
  return 0
}

/** Sums one quantity per place over the hours let through; null takes all 24 and the orders without an hour. */
export function sumHours(values: Float64Array, places: number, hours: Uint8Array | null): Float64Array {
  const sums = new Float64Array(places)
  for (let place = 0; place < places; place++) {
    for (let slot = 0; slot < SLOTS; slot++) {
      if (hours !== null && (slot === NO_HOUR || hours[slot] !== 1)) continue
      sums[place]! += values[place * SLOTS + slot]!
    }
  }
  return sums
}

/** 1 at each place of which a row lies in the span, with orders or without. */
export function placesWithin(handovers: Handovers, places: number, span: DaySpan): Uint8Array {
  const within = new Uint8Array(places)
  for (let r = 0; r < handovers.rows; r++) if (shareInside(span, handovers.dayFrom[r]!, handovers.dayTo[r]!, NO_HOUR) > 0) within[handovers.place[r]!] = 1
  return within
}

/** Rows with orders inside the span, of chosen places and hours: what stands behind a sum. */
export function countRows(handovers: Handovers, span: DaySpan, places: Uint8Array | null, hours: Uint8Array | null): number {
  let count = 0
  for (const rows of rowsByPlace(handovers, span, places, hours)) count += rows
  return count
}

/** The same by the number of their area. */
export function rowsByArea(handovers: Handovers, span: DaySpan, places: Uint8Array | null, hours: Uint8Array | null): Uint32Array {
  return rowsBy(handovers.area, handovers, span, places, hours)
}

/** The same by the number of their place. */
export function rowsByPlace(handovers: Handovers, span: DaySpan, places: Uint8Array | null, hours: Uint8Array | null): Uint32Array {
  return rowsBy(handovers.place, handovers, span, places, hours)
}

function rowsBy(owners: Uint16Array | Uint32Array, handovers: Handovers, span: DaySpan, places: Uint8Array | null, hours: Uint8Array | null): Uint32Array {
  const counts = new Uint32Array((owners as Uint32Array).reduce((most, owner) => Math.max(most, owner), -1) + 1)
  for (let r = 0; r < handovers.rows; r++) {
    if (handovers.dayTo[r]! < span.first || handovers.dayFrom[r]! > span.last) continue
    if (places !== null && places[handovers.place[r]!] !== 1) continue
    for (let e = handovers.firstEntry[r]!; e < handovers.firstEntry[r + 1]!; e++) {
      const hour = handovers.hour[e]!
      if (handovers.orders[e]! <= 0 || (hours !== null && (hour < 0 || hours[hour] !== 1))) continue
      if (shareInside(span, handovers.dayFrom[r]!, handovers.dayTo[r]!, hour < 0 ? NO_HOUR : hour) <= 0) continue
      counts[owners[r]!]!++
      break
    }
  }
  return counts
}
