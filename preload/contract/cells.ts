/** Figures of the map's hexagons, as columns: the same numbers for the colour, the words under the pointer and the list beside it. */
import type { Measure } from './measure.ts'
import type { FieldLayer, Provenance } from './model.ts'
import type { HeldSpan } from './held-span.ts'
import type { Scale } from './scale.ts'

/** H3 resolutions: 0.7 km² for the city, 0.1 km² for districts, 0.015 km² close up. */
export const RESOLUTIONS = [8, 9, 10] as const
export type Resolution = (typeof RESOLUTIONS)[number]
/** Zooms from which the second and the third are shown. */
export const FINER_FROM_ZOOM = [11, 13] as const

/** A ranked cell and where it is, in the words of the city. */
export interface CellPlace {
  /** Index in the columns. */
  cell: number
  /** Id of the area most of its records name; null where there is none. */
  area: string | null
  /** Name of the place in it nearest to its middle; null where this desk knows none. */
  place: string | null
}

/** The cells of a view that have anything in them; a known place outside all of them has nothing, unless the span is null. Not a number: unknown or none. */
export interface Cells {
  layer: FieldLayer
  measure: Measure
  resolution: Resolution
  /** Whether the zoom asks for finer cells, most of whose numbers would be too small. */
  coarser: boolean
  /** Average ground and edge of a cell here. */
  km2: number
  edgeMeters: number
  /** The ground answered for: every cell that has anything in it and meets it is here. */
  bounds: [west: number, south: number, east: number, north: number]
  /** H3 indexes. */
  ids: string[]
  /** Corners lng, lat of all cells one after the other; cell n has those from `starts[n]` up to `starts[n + 1]`. */
  corners: Float64Array
  starts: Uint32Array
  /** Reports, uncovered reports or lost courier-hours. */
  amount: Float64Array
  /** Records behind the amount. */
  records: Float64Array
  /** Square kilometres × days or ten thousands of orders; not a number for a count, and where it is not known: the ground of a cell that lies only partly in the filter's area or drawn ground. */
  exposure: Float64Array
  /** Amount ÷ exposure; the amount itself for a count. */
  value: Float64Array
  /** Exact Poisson limits of the value at 95 %; none for counts and courier-hours. */
  low: Float64Array
  high: Float64Array
  /** Index into RELIABILITIES. */
  reliability: Uint8Array
  /** Place by the interval's lower limit among all cells of the filter, equals sharing one; 0: not ranked. */
  rank: Uint32Array
  /** The first of those here, by rank. */
  top: CellPlace[]
  /** As of the areas: of the whole city's cells of this size over the scale's days. */
  limits: [number, number, number, number, number]
  scale: Scale | null
  /** Sums over all cells of the filter, in view or not, and how many cells these are. */
  total: number
  totalRecords: number
  totalCells: number
  days: number
  /** As of the areas. */
  span: HeldSpan | null
  provenance: Provenance
}
