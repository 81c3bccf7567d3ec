/** Which cases of the list are chosen, to be acted on together: so many as one save takes. */
import type { CaseRow } from '../../../preload/contract/case-list.ts'

/** One save is all or none, and takes no more edits than this. */
export const MOST_CHOSEN = 100

/** By id, in the order of choosing; the row as it was last seen. */
export type Chosen = ReadonlyMap<string, CaseRow>
export const NONE_CHOSEN: Chosen = new Map()

/** What does not fit any more is left out. */
export function choose(chosen: Chosen, rows: readonly CaseRow[]): Chosen {
  const next = new Map(chosen)
  for (const row of rows) if (next.has(row.id) || next.size < MOST_CHOSEN) next.set(row.id, row)
  return next
}

export function turn(chosen: Chosen, row: CaseRow): Chosen {
  if (!chosen.has(row.id)) return choose(chosen, [row])
  const next = new Map(chosen)
  next.delete(row.id)
  return next
}
