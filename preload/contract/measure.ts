/** What an area is measured by, and its figures: the same on the map, in the table beside it and in an export. */
import type { FieldLayer, Provenance } from './model.ts'
import type { HeldSpan } from './held-span.ts'
import type { Scale } from './scale.ts'

/** A count as it is, or divided by ground and days, by verified workers, or by orders handed over. */
export const MEASURES = ['count', 'per-km2', 'per-1000-workers', 'per-10000-orders'] as const
export type Measure = (typeof MEASURES)[number]
export const MEASURED_LEVELS = ['district', 'street'] as const
export type MeasuredLevel = (typeof MEASURED_LEVELS)[number]

/** What stands behind a figure. `few`: coloured, and hatched; `too-few`: hatched only, and never ranked. */
export const RELIABILITIES = ['plain', 'few', 'too-few'] as const
export type Reliability = (typeof RELIABILITIES)[number]

export interface AreaFigure {
  area: string
  /** Reports, uncovered reports or lost courier-hours; null where this desk holds no data, which is not zero. */
  amount: number | null
  /** Records behind the amount. */
  records: number
  /** Square kilometres × days, thousands of workers or ten thousands of orders; null for a count, and where it is not known. */
  exposure: number | null
  /** Amount ÷ exposure; the amount itself for a count. Null where either is unknown or the exposure is zero. */
  value: number | null
  /** Exact Poisson limits of the value at 95 %; null for a count and for courier-hours, which are no counts of events. */
  interval: [low: number, high: number] | null
  reliability: Reliability
  /** 1 for the highest, by the interval's lower end where there is one; null where it is not ranked. */
  rank: number | null
}

/** Figures of one level, by area id. */
export interface AreaFigures {
  layer: FieldLayer
  measure: Measure
  level: MeasuredLevel
  figures: AreaFigure[]
  /** Upper limits of classes 1…5, of the whole city's areas over the scale's days; where the measure grows with the period, for as many days as the period has. */
  limits: [number, number, number, number, number]
  scale: Scale | null
  /** Sum of the amounts known, equal to the field's total where every place lies in an area of the level. */
  total: number
  records: number
  days: number
  /** As of the field; of all that is divided by orders too. */
  span: HeldSpan | null
  provenance: Provenance
}
