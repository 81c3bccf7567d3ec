/** What every format comes down to: numbered records of column → text. */
import type { RefusalReason } from './refusal.ts'

export interface SourceRecord {
  /** CSV: line of the file on which the record starts. JSON: number of the record, from 1. */
  line: number
  cells: ReadonlyMap<string, string>
  /** Set when the record itself is broken; its cells may be incomplete. */
  broken?: { reason: RefusalReason; detail: string }
}

/** More columns than any export of cases has: such a file is something else. */
export const MAX_COLUMNS = 500
/** Characters of one record; beyond it a quote was never closed, or the file is not a list. */
export const MAX_RECORD_CHARS = 4 * 2 ** 20
