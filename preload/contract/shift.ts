/** The nouns of a shift's hand-over: what was done in a span, what is open and late, and who is waited for. */
import type { Duty } from './case-flow.ts'
import type { CaseStatus } from './case-status.ts'
import type { Provenance } from './model.ts'
import type { BorderArea } from './place.ts'

export const LONGEST_SHIFT_MS = 7 * 86_400_000
/** Cases that each list names, at most. */
export const MOST_SHIFT_ROWS = 200

export interface ShiftQuestion {
  /** Area of one held office; null: all of them. */
  office: string | null
  /** The span, half-open. What was done and what fell due is of the span; what is open is of now. */
  from: number
  to: number
}

export interface ShiftCase {
  id: string
  number: string
  status: CaseStatus
  class: string
  street: BorderArea
  place: string
  text: string
  dueAt: number | null
  department: string | null
  urgent: boolean
  danger: boolean
  simulated: boolean
  /** The last thing done in the span; null where nothing was. */
  last: { kind: string; action: string | null; byName: string; at: number } | null
}

export interface ShiftRows {
  total: number
  /** The first of them. */
  rows: ShiftCase[]
}

export interface Awaited {
  count: number
  /** Past their deadline. */
  late: number
}

export interface ShiftReport {
  /** All offices whose cases this desk holds. */
  offices: BorderArea[]
  /** Reports received in the span. */
  reported: number
  /** What was done in the span, the most frequent first. */
  done: { kind: string; action: string | null; count: number }[]
  /** Cases on which something was done, the last first. */
  changed: ShiftRows
  /** Open, with a deadline in the span; and with one before it. The longest overdue first. */
  fellDue: ShiftRows
  late: ShiftRows
  open: number
  /** Whose step is next. */
  duties: (Awaited & { duty: Duty })[]
  /** Of what departments have; null: no department is named. */
  departments: (Awaited & { name: string | null })[]
  provenance: Provenance
}
