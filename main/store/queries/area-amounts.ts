/** A layer's amounts summed by area of one level. */
import type { MeasuredLevel } from '../../../preload/contract/measure.ts'
import type { FieldLayer, Filter } from '../../../preload/contract/model.ts'
import { rowsByArea } from '../../field/lost-hours.ts'
import { rowOf } from '../../field/selection.ts'
import type { ReadableDatabase } from '../open.ts'
import { areasInside } from './areas.ts'
import { type FieldState, hourMask, placeMask, remembered } from './field-state.ts'
import { type LayerPick, pickLayer, spanOf } from './picks.ts'

export interface Amounts {
  /** Whether this desk holds what the layer is made of for the area. */
  known(area: string): boolean
  amount: ReadonlyMap<string, number>
  records: ReadonlyMap<string, number>
}

export function amountsOf(db: ReadableDatabase, state: FieldState, { layer, filter, level }: { layer: FieldLayer; filter: Filter; level: MeasuredLevel }): Amounts {
  const pick = pickLayer(db, state, layer, filter)
  const ancestors = ancestorsAt(db, state, level)
  const { amount, records } = layer === 'bottleneck' ? sumPlaces(db, state, pick, filter) : sumReports(state, pick)
  return { known: layer === 'report' ? () => true : knownIn(db, state), amount: sumOver(amount, ancestors), records: sumOver(records, ancestors) }
}

function sumReports(state: FieldState, pick: LayerPick): { amount: Float64Array; records: Float64Array } {
  const { area, weight } = state.columns
  const [amount, records] = [new Float64Array(state.areas.ids.length), new Float64Array(state.areas.ids.length)]
  for (let n = 0; n < pick.count; n++) {
    const row = rowOf(pick, n)
    amount[area[row]!]! += weight[row]!
    records[area[row]!]!++
  }
  return { amount, records }
}

/** The records behind lost hours are rows of handovers, in the filter's area and on its ground. */
function sumPlaces(db: ReadableDatabase, state: FieldState, pick: LayerPick, filter: Filter): { amount: Float64Array; records: Float64Array } {
  const { placeArea, handovers } = state.handovers
  const amount = new Float64Array(state.areas.ids.length)
  for (let place = 0; place < pick.count; place++) amount[placeArea[place]!]! += pick.weight[place]!
  return { amount, records: Float64Array.from(rowsByArea(handovers, spanOf(state, filter), placeMask(db, state, filter), hourMask(filter.hours))) }
}

/** For each area of the columns the id of the one at `level` that it is or lies in; null where there is none. */
export function ancestorsAt(db: ReadableDatabase, state: FieldState, level: MeasuredLevel): readonly (string | null)[] {
  const parents = remembered(state.memory, 'parents', () => {
    const rows = db.prepare('SELECT id, parent, level FROM area').raw().all() as [string, string | null, string][]
    return new Map(rows.map(([id, parent, at]) => [id, { parent, level: at }]))
  })
  // Areas come to be known with the reports, after the tree was read.
  return remembered(state.memory, `ancestors ${level} ${state.areas.ids.length}`, () => state.areas.ids.map((id) => {
    // The bound keeps a broken parent chain from turning forever.
    for (let at: string | null = id, steps = 0; at !== null && steps < 8; at = parents.get(at)?.parent ?? null, steps++) if (parents.get(at)?.level === level) return at
    return null
  }))
}

/** Sums by area of the columns, gathered under their ancestors. */
export function sumOver(byArea: Float64Array, ancestors: readonly (string | null)[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const [n, id] of ancestors.entries()) if (id !== null && (byArea[n] ?? 0) !== 0) sums.set(id, (sums.get(id) ?? 0) + byArea[n]!)
  return sums
}

/** Inside a held district. */
function knownIn(db: ReadableDatabase, state: FieldState): (area: string) => boolean {
  const inside = remembered(state.memory, 'inside held', () => new Set(state.held.flatMap((district) => [...areasInside(db, district)])))
  return (area) => inside.has(area)
}
