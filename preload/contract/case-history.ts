/** The nouns of a case's history: what was done to it, by whom, from what to what; the own edits that have not come back yet behind it. */
import type { CaseStatus } from './case-status.ts'
import type { EditMark } from './edit.ts'
import type { Provenance } from './model.ts'

/** Entries of the central that are told, at most: the latest. */
export const MOST_ACTS = 1_000

/** A value of a field as its row holds it: instants are RFC 3339 texts. Null: it has none. */
export type ToldValue = string | number | boolean | null

export interface HistoryEntry {
  /** Of the op that did it, or of a note the note's own. */
  id: string
  /** Of the act or the op, or a word that this program does not know. */
  kind: string
  /** Of a transition. */
  action: string | null
  from: CaseStatus | null
  to: CaseStatus | null
  /** Reason, result or note. */
  text: string | null
  /** By the names of the row's fields; lists of spans are left out, the action tells of them. */
  changes: { field: string; was: ToldValue; now: ToldValue }[]
  /** Account, and its name. */
  by: string
  byName: string
  /** The central's time; of an own edit that has not come back this PC's, as far as it is known to be right. */
  at: number
  /** The desk's clock stood too far off to be believed. */
  clockOff: boolean
  /** Null: the center's own record. Else an own edit that has not come back. */
  mark: EditMark | null
  simulated: boolean
}

export interface CaseHistory {
  id: string
  /** Oldest first; what has not come back last, in the order of saving. */
  entries: HistoryEntry[]
  /** How many older ones are not told. */
  earlier: number
  /** Never confirmed, or a case that is on this PC only: as of no time. */
  provenance: Provenance
}
