/** What a painted period says of itself, whatever it is painted as. */
import type { Cells } from '../../preload/contract/cells.ts'
import type { AreaFigures } from '../../preload/contract/measure.ts'
import type { Field, FieldLayer, Provenance } from '../../preload/contract/model.ts'
import type { HeldSpan } from '../../preload/contract/held-span.ts'

export interface Summary {
  layer: FieldLayer
  total: number
  records: number
  /** Of the chosen weekdays only. */
  days: number
  /** Null: of no day that is held. */
  span: HeldSpan | null
  provenance: Provenance
}

/** Of hexagons all are counted, in view or not. */
export function summaryOf(painted: Field | AreaFigures | Cells | null): Summary | null {
  if (painted === null) return null
  const { layer, total, days, span, provenance } = painted
  return { layer, total, days, span, provenance, records: 'totalRecords' in painted ? painted.totalRecords : painted.records }
}
