/** Answers 'cells.get': one layer's amount by H3 cell, as it is or per ground or orders, for the ground a view shows. */
import { getHexagonAreaAvg } from 'h3-js'
import { type Cells, FINER_FROM_ZOOM, type Resolution } from '../../../preload/contract/cells.ts'
import { type Measure, RELIABILITIES } from '../../../preload/contract/measure.ts'
import type { FieldLayer, Filter, View } from '../../../preload/contract/model.ts'
import type { Input } from '../../../preload/contract/api.ts'
import { type Hexagons, ringOf } from '../../field/hexagons.ts'
import { MARGIN, WORLD_LEVEL, latOf, lngOf } from '../../field/ground.ts'
import { classLimits } from '../../field/limits.ts'
import { FEW_EVENTS, poissonLimits, reliabilityOf } from '../../field/reliability.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { type CellAmounts, cellAmounts } from './cell-amounts.ts'
import { namePlaces } from './cell-names.ts'
import { fieldState, remembered, type FieldState } from './field-state.ts'
import { fieldProvenance } from './field.ts'
import { heldPart } from './picks.ts'
import { scaleFilter, scaleOf } from './scale.ts'
import { wholeCells } from './whole-cells.ts'

/** Columns of the cells that have anything in them; `cells` are their numbers. */
interface Figures extends Pick<Cells, 'amount' | 'records' | 'exposure' | 'value' | 'low' | 'high' | 'reliability' | 'rank'> {
  hexagons: Hexagons
  cells: Uint32Array
}

const SOURCES: Record<FieldLayer, string> = { bottleneck: 'handover', report: 'point', coverage: 'point, shift' }
/** Rows of the list; a screen shows fewer, and a small pan asks for no new ones. */
const MOST_TOP = 60

export function getCells(context: ReaderContext, { layer, filter: asked, measure, view, like = asked }: Input<'cells.get'>): Cells {
  const { db } = context
  const state = fieldState(context)
  const { filter, span, days } = heldPart(state, layer, measure, asked)
  const { amounts, coarser } = amountsFor(db, state, { layer, filter, like: like === asked ? filter : heldPart(state, layer, measure, like).filter, view })
  const { hexagons } = amounts
  const figures = figuresOf(amounts, layer, measure, days, measure === 'per-km2' ? wholeCells(context, state, hexagons, filter) : () => true)
  const scale = scaleOf(db, state, layer)
  const values = remembered(state.memory, `cell values ${layer} ${measure} ${hexagons.resolution}`, () => {
    if (scale === null) return new Float32Array(0)
    const whole = heldPart(state, layer, measure, scaleFilter(scale))
    return colouredValues(figuresOf(cellAmounts(db, state, layer, whole.filter, hexagons.resolution), layer, measure, whole.days, () => true))
  })
  // Counts grow with the period; the others are the same for any.
  const times = scale !== null && span !== null && measure === 'count' ? days / heldPart(state, layer, measure, scaleFilter(scale)).days : 1
  const bounds = widened(view)
  const here = within(figures, bounds)
  // In order of size: cells are numbered as they were met, and a sum must not depend on that.
  const total = figures.amount.toSorted().reduce((sum, amount) => sum + amount, 0)
  const cells = here.map((n) => figures.cells[n]!)
  const shown = { ...taken(figures, here), ...outlinesOf(hexagons, cells) }
  return {
    layer, measure, resolution: hexagons.resolution, coarser, bounds, ...sizeOf(hexagons, cells), ...shown,
    top: namePlaces(db, state, { layer, filter, hexagons, cells: topOf(shown.rank).map((n) => [n, cells[n]!]) }),
    limits: classLimits(values.map((value) => value * times)), scale,
    total, totalRecords: figures.records.reduce((sum, records) => sum + records, 0), totalCells: figures.cells.length, days, span,
    provenance: { ...fieldProvenance(context, layer, filter), source: `cells.get ${layer}: ${SOURCES[layer]}${measure === 'per-10000-orders' ? ', handover' : ''}` },
  }
}

/** The numbers below `end` that pass, ascending. */
function numbersWhere(end: number, passes: (n: number) => boolean): Uint32Array {
  const numbers = new Uint32Array(end)
  let count = 0
  for (let n = 0; n < end; n++) if (passes(n)) numbers[count++] = n
  return numbers.slice(0, count)
}

interface Sized {
  layer: FieldLayer
  filter: Filter
  /** Whose records say how large the cells are: the same filter, or that of the period laid beside this one. */
  like: Filter
  view: View
}

/** By the zoom; the finest only where at least half of the records of `like` lie in cells whose number says something. */
function amountsFor(db: ReadableDatabase, state: FieldState, { layer, filter, like, view: { zoom } }: Sized): { amounts: CellAmounts; coarser: boolean } {
  const ask = (of: Filter, resolution: Resolution): CellAmounts => cellAmounts(db, state, layer, of, resolution)
  if (zoom < FINER_FROM_ZOOM[0]) return { amounts: ask(filter, 8), coarser: false }
  if (zoom < FINER_FROM_ZOOM[1]) return { amounts: ask(filter, 9), coarser: false }
  const finest = ask(like, 10)
  const [all, many] = finest.records.reduce(([all, many], records) => [all! + records, many! + (records >= FEW_EVENTS ? records : 0)], [0, 0])
  if (many! * 2 < all!) return { amounts: ask(filter, 9), coarser: true }
  return { amounts: like === filter ? finest : ask(filter, 10), coarser: false }
}

/** `isWhole`: of a cell that the filter's ground cuts the amount is the part's and the ground the whole's: it has no density. */
function figuresOf({ hexagons, amount: amounts, records, orders }: CellAmounts, layer: FieldLayer, measure: Measure, days: number, isWhole: (cell: number) => boolean): Figures {
  const cells = numbersWhere(amounts.length, (cell) => amounts[cell]! !== 0 || records[cell]! !== 0 || (measure === 'per-10000-orders' && orders[cell]! !== 0))
  const amount = Float64Array.from(cells, (cell) => amounts[cell]!)
  const km2DaysOf = (cell: number): number => (isWhole(cell) ? hexagons.km2[cell]! * days : Number.NaN)
  const exposure = Float64Array.from(cells, (cell) => (measure === 'per-km2' ? km2DaysOf(cell) : exposureOf(measure, orders[cell]!)))
  const value = amount.map((of, n) => (measure === 'count' ? of : exposure[n]! > 0 ? of / exposure[n]! : Number.NaN))
  const limits = measure === 'count' || layer === 'bottleneck' ? null : amount.map((of, n) => (exposure[n]! > 0 ? of : Number.NaN))
  const low = amount.map((_, n) => (limits === null ? Number.NaN : limitsOf(limits[n]!)[0] / exposure[n]!))
  const high = amount.map((_, n) => (limits === null ? Number.NaN : limitsOf(limits[n]!)[1] / exposure[n]!))
  // Density is a count on ground that is known; rates of orders are what small numbers make unstable.
  const reliability = Uint8Array.from(cells, (cell) => (measure === 'per-10000-orders' ? RELIABILITIES.indexOf(reliabilityOf(records[cell]!, orders[cell]!)) : 0))
  const figures = { hexagons, cells, amount, records: Float64Array.from(cells, (cell) => records[cell]!), exposure, value, low, high, reliability, rank: new Uint32Array(cells.length) }
  return { ...figures, rank: ranksOf(figures) }
}

/** In the measure's own unit. Workers are counted by area and not by place: for no cell is it known how many there are. */
function exposureOf(measure: Exclude<Measure, 'per-km2'>, orders: number): number {
  return measure === 'per-10000-orders' && orders > 0 ? orders / 10_000 : Number.NaN
}

/** Most amounts are small whole numbers, and their limits cost more than all the rest. */
const knownLimits = new Map<number, [number, number]>()
const MOST_LIMITS = 20_000
const UNKNOWN: [number, number] = [Number.NaN, Number.NaN]

function limitsOf(amount: number): [number, number] {
  if (Number.isNaN(amount)) return UNKNOWN
  let limits = knownLimits.get(amount)
  if (limits === undefined) {
    if (knownLimits.size >= MOST_LIMITS) knownLimits.clear()
    knownLimits.set(amount, (limits = poissonLimits(amount)))
  }
  return limits
}

const TOO_FEW = RELIABILITIES.indexOf('too-few')

/** Values of the cells that have a colour. */
function colouredValues({ value, reliability }: Figures): Float32Array {
  return Float32Array.from(value.filter((each, n) => each > 0 && reliability[n] !== TOO_FEW))
}

/** By the lower end of the interval, or the value where there is none; how many are greater, and one. */
function ranksOf({ value, low, reliability }: Figures): Uint32Array {
  const lower = value.map((each, n) => (each > 0 && reliability[n] !== TOO_FEW ? (Number.isNaN(low[n]!) ? each : low[n]!) : Number.NaN))
  const sorted = lower.filter((each) => !Number.isNaN(each)).sort()
  return Uint32Array.from(lower, (each) => (Number.isNaN(each) ? 0 : sorted.length - lastOf(sorted, each) + 1))
}

/** How many of ascending numbers are at most `at`. */
function lastOf(sorted: Float64Array, at: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! <= at) low = middle + 1
    else high = middle
  }
  return low
}

function widened({ west, south, east, north }: View): Cells['bounds'] {
  const [x, y] = [(east - west) * MARGIN, (north - south) * MARGIN]
  return [west - x, south - y, east + x, north + y]
}

const WORLD = 2 ** WORLD_LEVEL

/** Figures whose cell meets the bounds, or nearly does, in the order of their ids. */
function within({ hexagons: { corners, ids }, cells }: Figures, [west, south, east, north]: Cells['bounds']): Uint32Array {
  return numbersWhere(cells.length, (n) => {
    const [x1, y1, x2, y2] = [corners[12 * cells[n]!]!, corners[12 * cells[n]! + 1]!, corners[12 * cells[n]! + 6]!, corners[12 * cells[n]! + 7]!]
    // A cell of other than six corners is one of a dozen on Earth: it is always there.
    if (Number.isNaN(x1)) return true
    const [x, y, reach] = [(x1 + x2) / 2, (y1 + y2) / 2, Math.hypot(x2 - x1, y2 - y1)]
    return lngOf((x + reach) / WORLD) >= west && lngOf((x - reach) / WORLD) <= east && latOf((y - reach) / WORLD) >= south && latOf((y + reach) / WORLD) <= north
  }).sort((a, b) => (ids[cells[a]!]! < ids[cells[b]!]! ? -1 : 1))
}

function taken(figures: Figures, here: Uint32Array): Omit<Figures, 'hexagons' | 'cells'> {
  const take = (column: Float64Array): Float64Array => Float64Array.from(here, (n) => column[n]!)
  const { amount, records, exposure, value, low, high, reliability, rank } = figures
  return {
    amount: take(amount), records: take(records), exposure: take(exposure), value: take(value), low: take(low), high: take(high),
    reliability: Uint8Array.from(here, (n) => reliability[n]!), rank: Uint32Array.from(here, (n) => rank[n]!),
  }
}

function outlinesOf({ ids }: Hexagons, cells: Uint32Array): Pick<Cells, 'ids' | 'corners' | 'starts'> {
  const rings = Array.from(cells, (cell) => ringOf(ids[cell]!))
  const starts = new Uint32Array(rings.length + 1)
  for (const [n, ring] of rings.entries()) starts[n + 1] = starts[n]! + ring.length
  return { ids: Array.from(cells, (cell) => ids[cell]!), corners: Float64Array.from(rings.flat(2)), starts }
}

/** Averages over the cells in view, or on Earth where there are none; the edge is that of a regular hexagon of so much ground. */
function sizeOf({ km2, resolution }: Hexagons, cells: Uint32Array): Pick<Cells, 'km2' | 'edgeMeters'> {
  const average = cells.length === 0 ? getHexagonAreaAvg(resolution, 'km2') : cells.reduce((sum, cell) => sum + km2[cell]!, 0) / cells.length
  return { km2: average, edgeMeters: Math.sqrt((average * 1e6) / (1.5 * Math.sqrt(3))) }
}

/** Indexes of the ranked ones, the first first. */
function topOf(rank: Uint32Array): number[] {
  return [...rank.keys()].filter((n) => rank[n]! > 0).sort((a, b) => rank[a]! - rank[b]! || a - b).slice(0, MOST_TOP)
}
