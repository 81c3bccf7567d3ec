/** How the case work stands, unit by unit: the counts of GB/T 30428's evaluation that a desk can tell from the cases it holds. */
import type { BorderArea } from './place.ts'
import type { Provenance } from './model.ts'

export interface UnitCounts {
  /** Open cases, whenever they were reported. */
  open: number
  /** Of these, past their deadline now (超期). */
  overdue: number
  /** Cases whose deadline lies in the period (应结案数), whenever they were filed; without those that stand for no problem. */
  shouldBeClosed: number
  /** Of these, closed (结案数), and closed by their deadline (按期结案数). */
  closed: number
  closedInTime: number
}

export interface UnitFigures {
  /** Streets or zones, by their number; a unit without any such case is left out. */
  units: ({ area: BorderArea } & UnitCounts)[]
  total: UnitCounts
  /** The period that `shouldBeClosed` is of, half-open. */
  from: number
  to: number
  provenance: Provenance
}
