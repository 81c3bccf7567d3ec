/** Builds a scope's snapshot: rows and head from one REPEATABLE READ transaction, cut into hashed, compressed parts. */
import { hash, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { LIMITS, ROW_TYPES } from '../sync/protocol.ts'
import type { Snapshot } from '../sync/protocol.ts'
import type { Sql, Tx } from './sql-types.ts'

const compress = promisify(gzip)
const PAGE_ROWS = 2_000

/** `at_seq` is exact: whatever commits while the rows are read is in neither. The parts become visible with the commit. */
export async function buildSnapshot(sql: Sql, scope: string, now: number, lifeMs: number, id: string = randomUUID()): Promise<Snapshot> {
  return sql.transaction((tx) => buildWithin(tx, scope, now, lifeMs, id), { isolation: 'repeatable read' })
}

/** The same inside the caller's REPEATABLE READ transaction. */
export async function buildWithin(tx: Tx, scope: string, now: number, lifeMs: number, id: string): Promise<Snapshot> {
  const [state] = await tx.query<{ epoch: string; seq: number }>('SELECT e.epoch, coalesce(h.seq, 0) AS seq FROM epoch e LEFT JOIN scope_head h ON h.scope = $1', [scope])
  if (state === undefined) throw new Error('the database has no epoch')
  await tx.query('INSERT INTO snapshot (id, scope, epoch, at_seq, rows, built_at, expires_at) VALUES ($1, $2, $3, $4, 0, $5, $6)', [
    id, scope, state.epoch, state.seq, now, now + lifeMs,
  ])
  const parts: Snapshot['parts'] = []
  for await (const { lines, rows } of cutParts(readLines(tx, scope))) parts.push(await keepPart(tx, id, parts.length, lines, rows))
  const rows = parts.reduce((sum, part) => sum + part.rows, 0)
  await tx.query('UPDATE snapshot SET rows = $2 WHERE id = $1', [id, rows])
  return { id, scope, epoch: state.epoch, at_seq: state.seq, rows, parts, expires_at: new Date(now + lifeMs).toISOString() }
}

async function keepPart(tx: Tx, id: string, n: number, lines: string[], rows: number): Promise<Snapshot['parts'][number]> {
  const raw = Buffer.from(lines.join(''))
  const part = { n, rows, bytes: raw.length, sha256: hash('sha256', raw, 'hex') }
  await tx.query('INSERT INTO snapshot_part (id, n, rows, bytes, sha256, gzip) VALUES ($1, $2, $3, $4, $5, $6)', [
    id, n, rows, part.bytes, part.sha256, await compress(raw, { level: 3 }),
  ])
  return part
}

/** Keyset pages by type and id: each costs the same however large the scope is. */
async function* readLines(tx: Tx, scope: string): AsyncGenerator<string[]> {
  for (const type of ROW_TYPES) {
    for (let last = '', more = true; more; ) {
      const rows = await tx.query<{ id: string; ver: number; h: string; row: string }>(
        `SELECT id, ver, h, body AS row FROM record WHERE scope = $1 AND type = $2 AND id > $3 ORDER BY id LIMIT ${PAGE_ROWS}`,
        [scope, type, last],
      )
      yield rows.map((row) => `${JSON.stringify({ type, ...row })}\n`)
      more = rows.length === PAGE_ROWS
      last = rows.at(-1)?.id ?? last
    }
  }
}

/** An empty scope has one empty part, so that a desk has something to confirm. */
async function* cutParts(pages: AsyncIterable<string[]>): AsyncGenerator<{ lines: string[]; rows: number }> {
  let lines: string[] = []
  let bytes = 0
  let isFirst = true
  for await (const page of pages) {
    for (const line of page) {
      const size = Buffer.byteLength(line)
      if (bytes + size > LIMITS.partBytes) {
        yield { lines, rows: lines.length }
        isFirst = false
        lines = []
        bytes = 0
      }
      lines.push(line)
      bytes += size
    }
  }
  if (lines.length > 0 || isFirst) yield { lines, rows: lines.length }
}
