/** A layer's amounts, the records behind them and the orders handed over, summed by H3 cell. */
import type { Resolution } from '../../../preload/contract/cells.ts'
import type { FieldLayer, Filter } from '../../../preload/contract/model.ts'
import { type Hexagons, cellAt, cellColumn } from '../../field/hexagons.ts'
import { rowsByPlace, sumHours } from '../../field/lost-hours.ts'
import { rowOf } from '../../field/selection.ts'
import { mercatorX, mercatorY } from '../entities.ts'
import type { ReadableDatabase } from '../open.ts'
import { type FieldState, hexagonsOf, hourMask, placeMask } from './field-state.ts'
import { periodHours, pickLayer, spanOf } from './picks.ts'

/** By number of the cell: every cell met so far, most of them with nothing. */
export interface CellAmounts {
  hexagons: Hexagons
  amount: Float64Array
  records: Float64Array
  orders: Float64Array
}

export function cellAmounts(db: ReadableDatabase, state: FieldState, layer: FieldLayer, filter: Filter, resolution: Resolution): CellAmounts {
  const hexagons = hexagonsOf(state, resolution)
  const pick = pickLayer(db, state, layer, filter)
  const places = cellsOfPlaces(state, hexagons)
  const rows = layer === 'bottleneck' ? null : cellColumn(state.columns, hexagons)
  const cells = hexagons.ids.length
  const [amount, records, orders] = [new Float64Array(cells), new Float64Array(cells), new Float64Array(cells)]
  if (rows === null) {
    const behind = rowsByPlace(state.handovers.handovers, spanOf(state, filter), placeMask(db, state, filter), hourMask(filter.hours))
    for (const [place, cell] of places.entries()) {
      amount[cell]! += pick.weight[place]!
      records[cell]! += behind[place] ?? 0
    }
  } else {
    const { weight } = state.columns
    for (let n = 0; n < pick.count; n++) {
      const row = rowOf(pick, n)
      amount[rows[row]!]! += weight[row]!
      records[rows[row]!]!++
    }
  }
  addOrders(db, state, filter, places, orders)
  return { hexagons, amount, records, orders }
}

/** Cell of each place of which handovers are held. */
export function cellsOfPlaces({ handovers: { lng, lat } }: FieldState, hexagons: Hexagons): Uint32Array {
  return Uint32Array.from(lng, (degrees, place) => cellAt(hexagons, mercatorX(degrees), mercatorY(lat[place]!)))
}

/** Orders of the filter's period, hours, area and ground; classes and statuses do not concern them. */
function addOrders(db: ReadableDatabase, state: FieldState, filter: Filter, places: Uint32Array, orders: Float64Array): void {
  const inside = placeMask(db, state, filter)
  const byPlace = sumHours(periodHours(state, filter).orders, places.length, hourMask(filter.hours))
  for (const [place, cell] of places.entries()) if (inside === null || inside[place] === 1) orders[cell]! += byPlace[place]!
}
