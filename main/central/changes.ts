/** One page of a scope's change log. */
import { LIMITS } from '../sync/protocol.ts'
import type { Change, ChangePage } from '../sync/protocol.ts'
import { Refusal } from './problem.ts'
import type { Tx } from './sql-types.ts'

interface LogRow {
  head: number
  floor: number
  epoch: string
  seq: number | null
  op: 'put' | 'leave'
  type: string
  id: string
  ver: number
  h: string | null
  body: string | null
  why: 'moved' | 'revoked' | 'aged' | 'deleted'
  moved_to: string | null
}

/** The cursor a desk sends as `after`. */
export function parseCursor(text: string | undefined): { epoch: string; after: number } {
  const [, epoch, digits] = /^([0-9a-f-]{36})\.(\d{1,15})$/.exec(text ?? '') ?? []
  if (epoch === undefined) throw new Refusal('malformed', 'after must be {epoch}.{seq}')
  return { epoch, after: Number(digits) }
}

/** Throws `epoch-changed` or `cursor-expired` when the log as it stands cannot say what came after the cursor. */
export function checkCursor(log: { scope: string; epoch: string; head: number; floor: number }, epoch: string, after: number): void {
  const { scope, head, floor } = log
  if (log.epoch !== epoch) throw new Refusal('epoch-changed', undefined, { epoch: log.epoch, head })
  if (after > head) throw new Refusal('cursor-expired', 'the cursor is beyond the head', { scope, after, head, epoch })
  if (after < floor) throw new Refusal('cursor-expired', undefined, { scope, after, head, epoch })
}

/** Head, floor, epoch and entries come from one statement: between two, a compaction could raise the floor unseen. */
const PAGE = `
  SELECT coalesce(h.seq, 0) AS head, coalesce(h.floor, 0) AS floor, e.epoch, l.*
  FROM epoch e LEFT JOIN scope_head h ON h.scope = $1
  LEFT JOIN LATERAL (
    SELECT seq, op, type, id, ver, h, body, why, moved_to FROM log WHERE scope = $1 AND seq > $2 ORDER BY seq LIMIT $3) AS l ON true
  ORDER BY l.seq`

/** Throws `epoch-changed` or `cursor-expired`. A page holds at most `limit` changes and 2 MB, but always one. */
export async function readChanges(tx: Tx, scope: string, epoch: string, after: number, limit: number): Promise<ChangePage> {
  const rows = await tx.query<LogRow>(PAGE, [scope, after, limit])
  const first = rows[0]
  if (first === undefined) throw new Error('the database has no epoch')
  checkCursor({ scope, epoch: first.epoch, head: first.head, floor: first.floor }, epoch, after)
  const { head } = first
  const changes: Change[] = []
  let bytes = 0
  let isCut = false
  for (const row of rows) {
    if (row.seq === null) continue
    const change = toChange(row, row.seq)
    bytes += Buffer.byteLength(JSON.stringify(change)) + 1
    isCut = bytes > LIMITS.pageBytes - 1024 && changes.length > 0
    if (isCut) break
    changes.push(change)
  }
  const next = isCut || changes.length === limit ? (changes.at(-1)?.seq ?? after) : head
  return { scope, epoch, after, next, head, more: next < head, changes }
}

function toChange(row: LogRow, seq: number): Change {
  const { type, id, ver } = row
  if (row.op === 'put') return { seq, op: 'put', type, id, ver, h: row.h ?? '', row: row.body ?? '' }
  return { seq, op: 'leave', type, id, ver, why: row.why, ...(row.moved_to === null ? {} : { to: row.moved_to }) }
}
