/** What the central holds, read past every desk. */
import type { Central } from '../../main/central/central.ts'
import type { Row } from '../../main/sync/protocol.ts'

export async function caseAt({ sql }: Pick<Central, 'sql'>, id: string): Promise<Row<'case'>> {
  const [found] = await sql.query<{ body: string }>(`SELECT body FROM record WHERE type = 'case' AND id = $1`, [id])
  if (found === undefined) throw new Error(`the central has no case ${id}`)
  return JSON.parse(found.body) as Row<'case'>
}

/** Notes and other acts on a case, in the order of their versions. */
export async function actsAt({ sql }: Pick<Central, 'sql'>, caseId: string): Promise<Row<'act'>[]> {
  const found = await sql.query<{ body: string }>(`SELECT body FROM record WHERE type = 'act' AND scope <> '' AND (body::jsonb) ->> 'case' = $1 ORDER BY ver`, [caseId])
  return found.map(({ body }) => JSON.parse(body) as Row<'act'>)
}
