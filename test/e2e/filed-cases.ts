/** Cases in a status that a test needs, made of one that the practice city has. */
import type { Central } from '../../main/central/central.ts'
import { commit } from '../../main/central/log.ts'
import type { Row } from '../../main/sync/protocol.ts'

/** The street whose desk the account `office-qianjiang` is. */
export const OFFICE = 'office:330205008'

/** Ids `${prefix}-0`, … in the scope of an office; the way a central's own program would add them. */
export async function putCases({ sql }: Pick<Central, 'sql'>, scope: `office:${string}`, prefix: string, count: number, fields: Partial<Row<'case'>>): Promise<string[]> {
  const [found] = await sql.query<{ body: string }>(`SELECT body FROM record WHERE type = 'case' AND scope = $1 LIMIT 1`, [scope])
  if (found === undefined) throw new Error(`the city has no case in ${scope}`)
  const { id: _id, closed_at: _closed, department: _department, duplicate_of: _into, status_before: _before, fed_back_by: _by, gver: _gver, note_count: _notes, suspended_at: _suspended, asked_until: _asked, ...like } = JSON.parse(found.body) as Row<'case'>
  const rows = Array.from({ length: count }, (_, n): Row<'case'> => ({ ...like, id: `${prefix}-${n}`, number: `${prefix}-${String(n).padStart(4, '0')}`, updated_at: new Date().toISOString(), ...fields }))
  await sql.transaction((tx) => commit(tx, rows.map((body) => ({ op: 'put' as const, row: { type: 'case' as const, scope, city: body.city, body } }))))
  return rows.map(({ id }) => id)
}
