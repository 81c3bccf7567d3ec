/** What is new and urgent among the cases seen before: pure, so that it can be asked about any order of answers. */
import type { CaseRow } from '../../../preload/contract/case-list.ts'

export interface UrgentNews {
  /** Ids that were urgent at any answer before; null: there was none yet. */
  seen: ReadonlySet<string> | null
  /** The latest that was not yet looked at; null: none. */
  fresh: CaseRow | null
  /** How many came since somebody looked. */
  count: number
}
export const NO_NEWS: UrgentNews = { seen: null, fresh: null, count: 0 }

/** Of the first answer nothing is new; nor is anything that the person themselves has an edit on, or has touched: an edit may have come back before anybody asked. */
export function withAnswer({ seen, fresh, count }: UrgentNews, rows: readonly CaseRow[], isTouched: (id: string) => boolean): UrgentNews {
  const next = new Set([...(seen ?? []), ...rows.map(({ id }) => id)])
  if (seen === null) return { seen: next, fresh: null, count: 0 }
  const arrived = rows.filter(({ id, edit }) => !seen.has(id) && edit === null && !isTouched(id))
  // What is over, or no longer here, is not announced any more.
  const stands = fresh !== null && rows.some(({ id }) => id === fresh.id)
  return arrived.length === 0 ? { seen: next, fresh: stands ? fresh : null, count: stands ? count : 0 } : { seen: next, fresh: arrived[0]!, count: (stands ? count : 0) + arrived.length }
}

export const looked = ({ seen }: UrgentNews): UrgentNews => ({ seen, fresh: null, count: 0 })
