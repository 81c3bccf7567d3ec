/** Reports and orders as the lists that comparisons are made of: by day, by class, by week; null where this desk does not hold the whole of a period. */
import type { Filter } from '../../../preload/contract/model.ts'
import { orderDays, ordersByDay } from '../../field/day-orders.ts'
import { rowOf } from '../../field/selection.ts'
import type { ReaderContext } from '../reader-context.ts'
import { heldWithin } from './areas.ts'
import { type FieldState, placeMask, remembered } from './field-state.ts'
import { pickCoverable, pickLayer } from './picks.ts'

type When = Pick<Filter, 'from' | 'to'>

/** Day numbers, the last one included. */
export const daysIn = ({ clock }: FieldState, { from, to }: When): [first: number, last: number] => [clock.dayOf(from), clock.dayOf(to - 1)]

/** Whether reports are held from the first day of the filter on; what came before the first one nobody here can tell from nothing. */
export function holdsReports({ columns, clock }: FieldState, { from }: When): boolean {
  if (columns.size === 0) return false
  let first = columns.sorted > 0 ? columns.reportedAt[0]! : Infinity
  for (let row = columns.sorted; row < columns.size; row++) first = Math.min(first, columns.reportedAt[row]!)
  return clock.dayOf(first) <= clock.dayOf(from)
}

/** Reports of the filter by local day. */
export function reportsByDay({ db }: ReaderContext, state: FieldState, filter: Filter): Float64Array {
  const [first, last] = daysIn(state, filter)
  const days = new Float64Array(last - first + 1)
  const pick = pickLayer(db, state, 'report', filter)
  for (let n = 0; n < pick.count; n++) days[state.clock.dayOf(state.columns.reportedAt[rowOf(pick, n)]!) - first]!++
  return days
}

/** Reports of the filter by the number of their class. */
export function reportsByClass({ db }: ReaderContext, state: FieldState, filter: Filter): Float64Array {
  const classes = new Float64Array(state.classes.ids.length)
  const pick = pickLayer(db, state, 'report', filter)
  for (let n = 0; n < pick.count; n++) classes[state.columns.class[rowOf(pick, n)]!]!++
  return classes
}

/** Orders of the filter's area by local day; null where handovers are not held for the whole of it. */
export function ordersOf(context: ReaderContext, state: FieldState, filter: Filter): Float64Array | null {
  if (heldWithin(context, filter).length === 0) return null
  const inside = placeMask(context.db, state, filter)
  const held = remembered(state.memory, `order days ${filter.area ?? ''}`, () => orderDays(state.handovers.handovers, inside))
  const [first, last] = daysIn(state, filter)
  if (held === null || held[0] > first || held[1] < last) return null
  return ordersByDay(state.handovers.handovers, inside, first, last)
}

/** Reports of the held districts alone, where orders are known too. `amount` is what the map divides by orders. */
export function reportsWithOrders({ db }: ReaderContext, state: FieldState, filter: Filter): { amount: number; records: number } {
  const { total, count } = pickCoverable(db, state, filter)
  return { amount: total, records: count }
}

export const sumOf = (list: Iterable<number>): number => {
  let sum = 0
  for (const one of list) sum += one
  return sum
}
