/** What is read of the database to decide about an op: the case under its lock, its point, what was done to it. */
import type { CaseGroup } from '../../../preload/contract/case-flow.ts'
import type { Row, ScopeId } from '../../sync/protocol.ts'
import { groupVersions } from '../group-versions.ts'
import type { Tx } from '../sql-types.ts'
import type { Case } from '../../casework/case-change.ts'

/** PostgreSQL's code for "run the whole transaction again". */
const SERIALIZATION_FAILURE = '40001'

export interface HeldCase {
  id: string
  scope: ScopeId
  city: string
  ver: number
  row: Case
  gver: Record<CaseGroup, number>
}

/** The cases and those they are merged into, in one order for all, so that no two ops wait for each other. */
export async function lockCases(tx: Tx, ids: readonly string[]): Promise<Map<string, HeldCase>> {
  const line = await findLine(tx, ids)
  const cases = await lock(tx, line)
  // Merged somewhere else before the locks were there: in its order it cannot be locked any more.
  const missed = [...cases.values()].find(({ row }) => row.status === 'merged' && row.duplicate_of !== undefined && !line.includes(row.duplicate_of))
  if (missed !== undefined) throw Object.assign(new Error(`${missed.id} was merged while it was locked`), { code: SERIALIZATION_FAILURE })
  return cases
}

/** As it is now, without a lock: the cases, what they are merged into, what that is merged into. */
async function findLine(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const line = new Set(ids)
  for (let asked = [...line]; asked.length > 0;) {
    const rows = await tx.query<{ body: string }>(`SELECT body FROM record WHERE type = 'case' AND id = ANY($1) AND scope <> ''`, [asked])
    const above = rows.map(({ body }) => JSON.parse(body) as Case).flatMap((row) => (row.status === 'merged' && row.duplicate_of !== undefined ? [row.duplicate_of] : []))
    asked = [...new Set(above)].filter((id) => !line.has(id))
    for (const id of asked) line.add(id)
  }
  return [...line]
}

async function lock(tx: Tx, ids: readonly string[]): Promise<Map<string, HeldCase>> {
  const rows = await tx.query<{ id: string; scope: ScopeId; city: string; ver: number; body: string }>(
    `SELECT id, scope, city, ver, body FROM record WHERE type = 'case' AND id = ANY($1) AND scope <> '' ORDER BY id FOR UPDATE`, [ids],
  )
  return new Map(rows.map(({ id, scope, city, ver, body }) => {
    const row = JSON.parse(body) as Case
    return [id, { id, scope, city, ver, row, gver: groupVersions(row, ver) }]
  }))
}

export async function readRow<T>(tx: Tx, type: string, id: string): Promise<T | null> {
  const [row] = await tx.query<{ body: string }>(`SELECT body FROM record WHERE type = $1 AND id = $2 AND scope <> ''`, [type, id])
  return row === undefined ? null : (JSON.parse(row.body) as T)
}

/** All of the case's acts, the last first. They change under the case's lock only. */
export async function actsOf(tx: Tx, caseId: string): Promise<Row<'act'>[]> {
  const rows = await tx.query<{ body: string }>(`SELECT body FROM record WHERE type = 'act' AND (body::jsonb) ->> 'case' = $1 ORDER BY ver DESC`, [caseId])
  return rows.map(({ body }) => JSON.parse(body) as Row<'act'>)
}
