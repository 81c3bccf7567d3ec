/** Answers 'edits.scopes': in which scope the rows lie that somebody wants to edit. */
import type { ReaderContext } from '../reader-context.ts'
import { prepared } from './prepared.ts'

const select = (table: string): string => `SELECT "${table}".id, "${table}".scope FROM json_each(@ids) AS asked CROSS JOIN "${table}" ON "${table}".id = asked.value`

/** Of cases, friendly points and shifts: none has another's name. Pairs of id and scope; what this desk does not hold is left out. */
export function getEditScopes({ db }: ReaderContext, { ids }: { ids: string[] }): [id: string, scope: string][] {
  return prepared(db, `${select('case')} UNION ALL ${select('site')} UNION ALL ${select('shift')}`).all({ ids: JSON.stringify(ids) }) as [string, string][]
}
