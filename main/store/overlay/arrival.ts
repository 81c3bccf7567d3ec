/** Whether what an own op did is in the cache already: then its rows show it, and laying it over them would do it twice. */
import type { ReadableDatabase } from '../open.ts'
import { prepared } from '../queries/prepared.ts'
import type { OwnOp } from './own-op.ts'

/** A case as the cache holds it. */
export interface HeldCase {
  number: number
  scope: string
  ver: number
  h: Uint8Array
}

/**
 * Its act is here, whether an answer came or not; or the central's answer lies behind what has been pulled of its scope. Numbers of two epochs are never compared:
 * a restored central issues lower ones, and what it forgot shows on top of the rows until it has been told again.
 */
export function hasArrived(db: ReadableDatabase, op: OwnOp, held: HeldCase | null): boolean {
  if (prepared(db, 'SELECT 1 FROM act WHERE id = ?').get(op.actId) !== undefined) return true
  if (op.ack === null) return false
  const { epoch, scope, seq, ver } = op.ack
  const pulled = standOf(db, scope)
  if (pulled?.epoch === epoch && (pulled.cursor ?? -1) >= seq) return true
  // It made a case whose office is no longer this desk's: it took effect, and is not to be shown here.
  if (held === null && pulled === undefined && prepared(db, 'SELECT 1 FROM scope LIMIT 1').get() !== undefined) return true
  // Of an op on another row (a note) the version is that row's.
  return held !== null && op.actId === op.opId && standOf(db, held.scope)?.epoch === epoch && held.ver >= ver
}

function standOf(db: ReadableDatabase, scope: string): { epoch: string | null; cursor: number | null } | undefined {
  const row = prepared(db, 'SELECT epoch, cursor FROM scope WHERE id = ?').get(scope) as [string | null, number | null] | undefined
  return row && { epoch: row[0], cursor: row[1] }
}
