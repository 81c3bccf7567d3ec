/** What was set aside and why, for the people who can have it mended: never the rows' content. */
import type { AsideRow } from '../../preload/contract/model.ts'
import type { WriterContext } from './writer-context.ts'

/** The first few by scope, type and id; the counts say how many there are. */
export function listAside(context: WriterContext, input: { limit: number }): AsideRow[] {
  const rows = context.sql(`SELECT scope, type, id, why FROM bad_row UNION ALL SELECT scope, type, id, NULL AS why FROM unknown_row ORDER BY scope, type, id LIMIT ?`).all(input.limit)
  return rows.map(({ scope, type, id, why }) => ({ scope: String(scope), type: String(type), id: String(id), why: why === null ? null : String(why) }))
}
