/** Answers 'edits.scopes': in which scope the rows lie that somebody wants to edit. */
import type { ReaderContext } from '../reader-context.ts'
import { prepared } from './prepared.ts'

/** Pairs of id and scope; what this desk does not hold is left out. */
export function getEditScopes({ db }: ReaderContext, { ids }: { ids: string[] }): [id: string, scope: string][] {
  return prepared(db, 'SELECT "case".id, "case".scope FROM json_each(?) AS asked CROSS JOIN "case" ON "case".id = asked.value').all(JSON.stringify(ids)) as [string, string][]
}
