/** Reports that may tell of one problem: candidates with a score, and the parts it is made of, so that a screen can say why. */
import type { CaseRow } from './case-list.ts'
import type { Provenance } from './model.ts'
import type { BorderArea } from './place.ts'

/** Each part from 0 (nothing speaks for one problem) to 1. */
export interface Likeness {
  /** Geodesic. */
  meters: number
  distance: number
  /** Between the two reports, in milliseconds, never negative. */
  apartMs: number
  time: number
  class: 'same' | 'group' | 'other'
  /** Dice's measure of the two texts; null where either says nothing. */
  text: number | null
}

export interface DuplicateCandidate {
  row: CaseRow
  lng: number
  lat: number
  /** From 0 to 1: the weighted mean of the parts that are known. */
  score: number
  likeness: Likeness
}

/** The likeliest first. Only open cases of the offices this desk holds are looked at: of other offices nobody here knows. */
export interface Duplicates {
  id: string
  candidates: DuplicateCandidate[]
  offices: BorderArea[]
  provenance: Provenance
}
