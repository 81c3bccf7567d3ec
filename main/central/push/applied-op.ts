/** What has become of each op: the same answer again to the same op, for longer than a desk holds on to one. */
import { createHash } from 'node:crypto'
import type { OpResult } from '../../sync/push-protocol.ts'
import type { Sql, Tx } from '../sql-types.ts'

const KEEP_MS = 400 * 86_400_000

export interface KnownOp {
  actor: string
  sha256: Uint8Array
  /** The case it was about; null where it could not be read so far. */
  caseId: string | null
  result: OpResult
}

/** SHA-256 of the op in a form that does not depend on the order of its fields: a desk may have written it anew. */
export function hashOp(op: unknown): Uint8Array {
  return createHash('sha256').update(JSON.stringify(sorted(op))).digest()
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  // Entries, not an object: a name like "__proto__" or "7" keeps its place.
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : Number(a > b))).map(([name, inner]) => [name, sorted(inner)])
}

/**
 * Null: the op is this transaction's to decide, and whoever sends it meanwhile waits here for the commit. To be called before any
 * row is locked.
 */
export async function claimOp(tx: Tx, opId: string, claim: Pick<KnownOp, 'actor' | 'sha256' | 'caseId'>, now: number): Promise<KnownOp | null> {
  const claimed = await tx.query('INSERT INTO applied_op (op_id, actor, body_sha256, case_id, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING op_id', [
    opId, claim.actor, claim.sha256, claim.caseId, now,
  ])
  return claimed.length > 0 ? null : findOp(tx, opId)
}

export async function findOp(tx: Pick<Tx, 'query'>, opId: string): Promise<KnownOp | null> {
  const [row] = await tx.query<{ actor: string; body_sha256: Uint8Array; case_id: string | null; result: string }>('SELECT actor, body_sha256, case_id, result FROM applied_op WHERE op_id = $1', [opId])
  return row === undefined ? null : { actor: row.actor, sha256: row.body_sha256, caseId: row.case_id, result: JSON.parse(row.result) as OpResult }
}

/** The op must have been claimed in this transaction, so nobody is waited for: it may come after the heads. */
export async function keepResult(tx: Tx, result: OpResult): Promise<void> {
  await tx.query('UPDATE applied_op SET result = $2 WHERE op_id = $1', [result.op_id, JSON.stringify(result)])
}

export async function forgetOps(sql: Sql, now: number, keepMs = KEEP_MS): Promise<void> {
  await sql.query('DELETE FROM applied_op WHERE at < $1', [now - keepMs])
}
