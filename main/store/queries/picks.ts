/** What a filter picks out of the columns, per layer: weighted points with their sum and the number of records behind them. */
import type { Measure } from '../../../preload/contract/measure.ts'
import type { FieldLayer, Filter } from '../../../preload/contract/model.ts'
import type { HeldSpan } from '../../../preload/contract/held-span.ts'
import { pickUncovered } from '../../field/coverage.ts'
import { orderDays } from '../../field/day-orders.ts'
import type { Points } from '../../field/deposit.ts'
import { type DaySpan, type PlaceHours, countRows, daySpan, daysIn, placeHours, sumHours } from '../../field/lost-hours.ts'
import { type Picked, pickReports } from '../../field/selection.ts'
import { mercatorX, mercatorY } from '../entities.ts'
import type { ReadableDatabase } from '../open.ts'
import { type FieldState, areaMask, classMask, heldMask, hourMask, hourOfWeekMask, placeMask, remembered, statusMask, weekdayMask } from './field-state.ts'
import { groundOf } from './on-ground.ts'

export interface LayerPick extends Points {
  total: number
  records: number
}

export const DAY_MS = 86_400_000

/** Length of the period in days; of chosen weekdays, how much of them lies in it. */
export function daysOf(state: FieldState, filter: Filter): number {
  return filter.weekdays.length === 0 ? Math.max(1, filter.to - filter.from) / DAY_MS : daysIn(spanOf(state, filter))
}

/** What of a filter can be answered. */
export interface HeldPart {
  /** Of no instant where the span is null. */
  filter: Filter
  span: HeldSpan | null
  days: number
}

/**
 * Of figures made of handovers (lost hours, and whatever is divided by orders) the days of which handovers are held: the newest day has none
 * until it is over, and a day nobody has counted must not pass for one without waiting. Of all others the filter as it is.
 */
export function heldPart(state: FieldState, layer: FieldLayer, measure: Measure | null, asked: Filter): HeldPart {
  if (layer !== 'bottleneck' && measure !== 'per-10000-orders') return { filter: asked, span: { from: asked.from, to: asked.to }, days: daysOf(state, asked) }
  const filter = cutTo(heldSpan(state), asked)
  const days = filter === null ? 0 : daysOf(state, filter)
  return filter === null || days === 0 ? { filter: { ...asked, to: asked.from }, span: null, days: 0 } : { filter, span: { from: filter.from, to: filter.to }, days }
}

/** From the first to the last day of which handovers are held, of whatever place: all modes and areas are to agree. */
function heldSpan(state: FieldState): HeldSpan | null {
  return remembered(state.memory, 'held span', () => {
    const days = orderDays(state.handovers.handovers, null)
    return days && { from: state.clock.startOf(days[0]), to: state.clock.startOf(days[1] + 1) }
  })
}

function cutTo(span: HeldSpan | null, asked: Filter): Filter | null {
  if (span === null) return null
  const [from, to] = [Math.max(asked.from, span.from), Math.min(asked.to, span.to)]
  return from < to ? { ...asked, from, to } : null
}

const keyOf = (name: string, filter: Filter): string => `${name} ${JSON.stringify([filter.from, filter.to, filter.area, filter.drawn, [...filter.classes].sort(), [...filter.statuses].sort(), ...[filter.weekdays, filter.hours].map((list) => list.toSorted((a, b) => a - b))])}`

/** The city without any filter but the period: the ground the class limits stand on. */
export function wholeCity(filter: Filter): Filter {
  return { from: filter.from, to: filter.to, area: null, drawn: null, classes: [], statuses: [], weekdays: [], hours: [] }
}

export function pickLayer(db: ReadableDatabase, state: FieldState, layer: FieldLayer, filter: Filter): LayerPick {
  return remembered(state.picks, keyOf(layer, filter), () => (layer === 'bottleneck' ? lostHours(db, state, filter) : reports(db, state, layer, filter)), 6)
}

/**
 * All reports received count, whatever became of them (rejected, merged and void ones too): the layer shows where reports come from.
 * Uncovered ones are looked for only where shifts are known, that is in held districts.
 */
function reports(db: ReadableDatabase, state: FieldState, layer: 'report' | 'coverage', filter: Filter): LayerPick {
  const { x, y, weight } = state.columns
  const picked = layer === 'report' ? pickIn(state, filter, areaMask(db, state, filter.area)) : pickUncoveredReports(db, state, filter)
  return { x, y, weight, ...picked, records: picked.count }
}

function pickIn(state: FieldState, filter: Filter, areas: Uint8Array | null): Picked {
  return pickReports(state.columns, { from: filter.from, to: filter.to, classes: classMask(state, filter.classes), areas, statuses: statusMask(filter.statuses), hours: hourOfWeekMask(filter), ground: groundOf(filter.drawn) })
}

/** Reports of the filter in the held districts: those that could have been covered. */
export function pickCoverable(db: ReadableDatabase, state: FieldState, filter: Filter): Picked {
  return remembered(state.picks, keyOf('coverable', filter), () => pickIn(state, filter, heldMask(db, state, filter.area)), 6)
}

function pickUncoveredReports(db: ReadableDatabase, state: FieldState, filter: Filter): Picked {
  return pickUncovered(state.columns, pickCoverable(db, state, filter), state.duties)
}

/** Orders and lost hours by place and hour for the period's chosen weekdays, the whole of what is held. */
export function periodHours(state: FieldState, filter: Filter): PlaceHours {
  const { handovers, places } = state.handovers
  // The city's median is that of all weekdays: a Sunday is compared with what is usual, not with other Sundays.
  const median = filter.weekdays.length === 0 ? undefined : periodHours(state, wholeCity(filter)).medianMinutes
  return remembered(state.memory, `hours ${whenOf(filter)}`, () => placeHours(handovers, places.ids.length, spanOf(state, filter), median))
}

/** The days of the period, of chosen weekdays only. */
export function spanOf(state: FieldState, filter: Filter): DaySpan {
  return remembered(state.memory, `span ${whenOf(filter)}`, () => daySpan(state.clock, filter.from, filter.to, weekdayMask(filter.weekdays)))
}

const whenOf = ({ from, to, weekdays }: Filter): string => `${from} ${to} ${weekdays.toSorted((a, b) => a - b).join()}`

/** One point per place, weighing its lost courier-hours, nothing outside the filter's area and ground. Classes and statuses do not concern places. */
function lostHours(db: ReadableDatabase, state: FieldState, filter: Filter): LayerPick {
  const { handovers, places, lng, lat } = state.handovers
  const inside = placeMask(db, state, filter)
  const hours = hourMask(filter.hours)
  const lost = sumHours(periodHours(state, filter).lostHours, places.ids.length, hours)
  if (inside !== null) for (let place = 0; place < lost.length; place++) if (inside[place] !== 1) lost[place] = 0
  return {
    x: Float64Array.from(lng, mercatorX), y: Float64Array.from(lat, mercatorY), weight: lost, rows: null, count: lost.length,
    total: lost.reduce((sum, value) => sum + value, 0), records: countRows(handovers, spanOf(state, filter), inside, hours),
  }
}
