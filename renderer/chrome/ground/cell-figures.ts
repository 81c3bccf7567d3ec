/** A hexagon's figure out of the columns, in the shape that areas have: one set of words and one rule of colours for both. */
import type { Cells } from '../../../preload/contract/cells.ts'
import { type AreaFigure, RELIABILITIES } from '../../../preload/contract/measure.ts'
import type { Polygon } from './base-map.ts'

const orNull = (number: number | undefined): number | null => (number === undefined || Number.isNaN(number) ? null : number)

/** `n` is the cell's index in the columns; the figure's area is the cell's id. */
export function figureOfCell(cells: Cells, n: number): AreaFigure {
  const [low, high] = [orNull(cells.low[n]), orNull(cells.high[n])]
  return {
    area: cells.ids[n]!, amount: orNull(cells.amount[n]), records: cells.records[n]!, exposure: orNull(cells.exposure[n]), value: orNull(cells.value[n]),
    interval: low === null || high === null ? null : [low, high],
    reliability: RELIABILITIES[cells.reliability[n]!] ?? 'plain', rank: cells.rank[n] || null,
  }
}

/** Of ground on which nothing happened: zero where only ground or nothing divides it, else without a denominator; unknown in a period of which nothing is held. */
export function emptyFigure({ measure, span }: Pick<Cells, 'measure' | 'span'>): AreaFigure {
  if (span === null) return { area: '', amount: null, records: 0, exposure: null, value: null, interval: null, reliability: 'plain', rank: null }
  const isKnown = measure === 'count' || measure === 'per-km2'
  return { area: '', amount: 0, records: 0, exposure: null, value: isKnown ? 0 : null, interval: null, reliability: 'plain', rank: null }
}

export function polygonOfCell({ corners, starts }: Cells, n: number): Polygon {
  const ring: [number, number][] = []
  for (let i = starts[n]!; i < starts[n + 1]!; i++) ring.push([corners[2 * i]!, corners[2 * i + 1]!])
  return [ring]
}

/** The mean of its corners. */
export function middleOfCell({ corners, starts }: Cells, n: number): [lng: number, lat: number] {
  let [lng, lat] = [0, 0]
  for (let i = starts[n]!; i < starts[n + 1]!; i++) {
    lng += corners[2 * i]!
    lat += corners[2 * i + 1]!
  }
  const count = starts[n + 1]! - starts[n]!
  return [lng / count, lat / count]
}

/** Index of the cell whose outline holds a place; null where no cell is. Even–odd, as for areas. */
export function cellUnder(cells: Cells, lng: number, lat: number): number | null {
  const { corners, starts, ids } = cells
  // No corner of the cell around a place is farther than two edges; degrees of latitude are the shorter ones.
  const reach = (2 * cells.edgeMeters) / 110_000
  for (let n = 0; n < ids.length; n++) {
    if (Math.abs(corners[2 * starts[n]! + 1]! - lat) > reach) continue
    if (isInRing(corners, starts[n]!, starts[n + 1]!, lng, lat)) return n
  }
  return null
}

function isInRing(corners: Float64Array, from: number, to: number, lng: number, lat: number): boolean {
  let inside = false
  for (let i = from, j = to - 1; i < to; j = i++) {
    const [ax, ay, bx, by] = [corners[2 * i]!, corners[2 * i + 1]!, corners[2 * j]!, corners[2 * j + 1]!]
    if (ay > lat !== by > lat && lng < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}
