/** At rest: what the followers hold, what the digests say and what the logs say is what the record table holds. */
import { Digest } from '../../main/sync/protocol.ts'
import type { Sql } from '../../main/central/sql.ts'
import { foldDigest } from './digest-of-rows.ts'
import type { Follower } from './follower.ts'
import { hashOf, keyOf } from './snapshot-reader.ts'
import type { HeldRow } from './snapshot-reader.ts'
import { scopePath } from './wire.ts'
import type { Wire } from './wire.ts'
import type { Witness } from './witness.ts'

export async function readRows(sql: Sql, scope: string): Promise<HeldRow[]> {
  return sql.query<HeldRow>('SELECT type, id, ver, h, body AS row FROM record WHERE scope = $1 ORDER BY type, id', [scope])
}

export async function compareAtRest(sql: Sql, followers: readonly Follower[], witness: Witness): Promise<void> {
  for (const { scope, rows, cursor } of followers) {
    const truth = await readRows(sql, scope)
    const theirs = new Map(truth.map((row) => [keyOf(row), row]))
    for (const [key, row] of theirs) {
      const held = rows.get(key)
      if (held === undefined || held.ver !== row.ver || held.h !== row.h || held.row !== row.row) witness.accuse('rows', `${scope} ${key}: ${held === undefined ? 'missing' : `ver ${held.ver}`}, the database has ver ${row.ver}; cursor ${cursor}`)
      if (hashOf(row.row) !== row.h) witness.accuse('hash', `${scope} ${key} in the database`)
    }
    for (const key of rows.keys()) if (!theirs.has(key)) witness.accuse('rows', `${scope} ${key}: a ghost; cursor ${cursor}`)
  }
}

/** Every API process gives the same digest, and it is that of the rows. */
export async function compareDigests(sql: Sql, asked: readonly { scope: string; wire: Wire }[], addresses: readonly string[], witness: Witness): Promise<void> {
  for (const { scope, wire } of asked) {
    const expected = JSON.stringify(foldDigest(await readRows(sql, scope), 64))
    for (const address of addresses) {
      const answer = await wire.json(Digest, address, scopePath(scope, 'digest?buckets=64'))
      if (!answer.ok || JSON.stringify(answer.value.buckets) !== expected) witness.accuse('digest', `${scope} at rest, by ${address}: ${answer.ok ? 'other sums' : answer.detail}`)
      else witness.counts.digests += 1
    }
  }
}

/** The newest entry of a row over all logs is the row; within and across logs its versions rise. Holes are counted where nothing was compacted. */
export async function compareLogs(sql: Sql, isCompacted: boolean, witness: Witness): Promise<void> {
  const wrong = await sql.query<{ what: string }>(`
    WITH newest AS (SELECT DISTINCT ON (type, id) * FROM log ORDER BY type, id, ver DESC, op DESC)
    SELECT n.scope || ' ' || n.seq || ' ' || n.type || '/' || n.id AS what FROM newest n LEFT JOIN record r ON r.type = n.type AND r.id = n.id
    WHERE CASE WHEN n.op = 'put' THEN r.ver IS NULL OR r.ver < n.ver OR (r.ver = n.ver AND (r.h <> n.h OR r.scope <> n.scope OR r.body <> n.body)) ELSE r.ver < n.ver OR (r.ver = n.ver AND r.scope = n.scope) END`)
  for (const { what } of wrong) witness.accuse('rows', `the log's newest entry is not the row: ${what}`)
  const falling = await sql.query<{ what: string }>(`
    SELECT scope || ' ' || seq || ' ' || type || '/' || id AS what FROM (SELECT *, lag(ver) OVER (PARTITION BY scope, type, id ORDER BY seq) AS before FROM log) AS l WHERE before >= ver`)
  for (const { what } of falling) witness.accuse('version', what)
  if (isCompacted) return
  const holes = await sql.query<{ what: string }>(`
    SELECT h.scope || ': ' || count(l.seq) || ' entries of ' || (h.seq - h.floor) AS what FROM scope_head h LEFT JOIN log l ON l.scope = h.scope AND l.seq > h.floor
    GROUP BY h.scope, h.seq, h.floor HAVING count(l.seq) <> h.seq - h.floor`)
  for (const { what } of holes) witness.accuse('hole', what)
}

/** Counted by PostgreSQL itself, since the database was made or the server last failed. */
export async function countDeadlocks(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ deadlocks: number }>('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()')
  return row?.deadlocks ?? 0
}
