/** How rows get into the central: `commit` through the change log, `load` in bulk beside it; and what keeps the log short. */
import type { RowType, ScopeId } from '../sync/protocol.ts'
import { toStored } from './city-row.ts'
import type { CityRow, StoredRow } from './city-row.ts'
import { EPOCH_LOCK, highPart } from './epoch.ts'
import { carryGroups, stampGroups } from './group-versions.ts'
import { announceHeads } from './heads.ts'
import { keepPersonal } from './personal.ts'
import type { Tx } from './sql-types.ts'

export type { CityRow } from './city-row.ts'
export { load } from './load.ts'

/** A `leave` of why `moved` needs `to` and takes the row along unchanged; the others remove the row. */
export type Write =
  | { op: 'put'; row: CityRow }
  | { op: 'leave'; type: RowType; id: string; why: 'moved' | 'revoked' | 'aged' | 'deleted'; to?: ScopeId }

type Leave = Extract<Write, { op: 'leave' }>

export interface Committed {
  /** Rows written or removed; a put that changes nothing is not written. */
  rows: number
  heads: { scope: ScopeId; seq: number }[]
}

export interface Entry {
  scope: string
  op: 'put' | 'leave'
  type: string
  id: string
  ver: number
  h: string | null
  body: string | null
  why: string | null
  to: string | null
}

export interface Present {
  type: string
  id: string
  scope: string
  h: string
  city: string
  ver: number
  body: string
}

/** PostgreSQL's code for "run the whole transaction again". */
const SERIALIZATION_FAILURE = '40001'

export const rowKey = (type: string, id: string): string => `${type}\n${id}`

/** Of several writes to one row only the last counts. */
export const lastWrites = (writes: readonly Write[]): Map<string, Write> =>
  new Map(writes.map((write) => [write.op === 'put' ? rowKey(write.row.type, write.row.body.id) : rowKey(write.type, write.id), write]))

/**
 * Writes rows and their log entries in the caller's transaction, which must be READ COMMITTED and must do nothing after
 * this call but commit: the counter rows of the scopes are locked last and in ascending order, so that the order of
 * sequence numbers is the order of commits and no two writers can wait for each other. Keep it to 1,000 rows a scope.
 * The log's entries bear the database's own time, one for all processes, unless `now` gives another.
 */
export async function commit(tx: Tx, writes: readonly Write[], now?: number): Promise<Committed> {
  const last = lastWrites(writes)
  const puts = [...last.values()].flatMap((write) => (write.op === 'put' ? [toStored(write.row)] : []))
  await tx.query('SELECT pg_advisory_xact_lock_shared($1)', [EPOCH_LOCK])
  const high = await highPart(tx)
  await claim(tx, puts)
  const present = await lockRows(tx, [...last.keys()])
  const decided = decide([...last.values()], new Map(puts.map((row) => [rowKey(row.type, row.id), row])), present)
  // What was done before comes before what is done now: versions are drawn in this order.
  const entries = [...(await followCases(tx, decided, last)), ...decided]
  if (entries.length === 0) return { rows: 0, heads: [] }
  await drawVersions(tx, entries, high)
  stampEntries(entries, present)
  await writeRows(tx, entries, puts)
  const heads = await advanceHeads(tx, entries, now)
  return { rows: new Set(entries.map((entry) => rowKey(entry.type, entry.id))).size, heads }
}

/** New rows are claimed by an empty placeholder first: two writers of one new id then meet here and not at the end. */
async function claim(tx: Tx, puts: readonly StoredRow[]): Promise<void> {
  await tx.query(
    `INSERT INTO record (type, id, city, scope, ver, h, body) SELECT type, id, '', '', 0, '', '{}' FROM unnest($1::text[], $2::text[]) AS t(type, id)
     ORDER BY type COLLATE "C", id COLLATE "C" ON CONFLICT DO NOTHING`,
    [puts.map((row) => row.type), puts.map((row) => row.id)],
  )
}

async function lockRows(tx: Tx, keys: readonly string[]): Promise<Map<string, Present>> {
  const pairs = keys.map((key) => key.split('\n', 2) as [string, string])
  const rows = await tx.query<Present>(
    `SELECT r.type, r.id, r.scope, r.h, r.city, r.ver, r.body FROM record r JOIN unnest($1::text[], $2::text[]) AS t(type, id) ON r.type = t.type AND r.id = t.id
     ORDER BY r.type, r.id FOR UPDATE OF r`,
    [pairs.map(([type]) => type), pairs.map(([, id]) => id)],
  )
  return new Map(rows.map((row) => [rowKey(row.type, row.id), row]))
}

/** What was done to a case goes where the case goes, its versions still in the order in which it was done. Acts are written under the lock of their case, which is held here. */
async function followCases(tx: Tx, entries: readonly Entry[], written: ReadonlyMap<string, Write>): Promise<Entry[]> {
  const left = new Map(entries.flatMap((entry) => (entry.type === 'case' && entry.op === 'leave' ? [[entry.id, entry]] : [])))
  if (left.size === 0) return []
  const acts = await tx.query<{ id: string; case: string }>(`SELECT id, (body::jsonb) ->> 'case' AS case FROM record WHERE type = 'act' AND (body::jsonb) ->> 'case' = ANY($1) ORDER BY ver`, [[...left.keys()]])
  const writes = acts.filter(({ id }) => !written.has(rowKey('act', id))).flatMap((act): Write[] => {
    const { why, to } = left.get(act.case) ?? { why: null, to: null }
    return why === null ? [] : [{ op: 'leave', type: 'act', id: act.id, why: why as Leave['why'], ...(to === null ? {} : { to: to as ScopeId }) }]
  })
  return decide(writes, new Map(), await lockRows(tx, writes.map((write) => (write.op === 'leave' ? rowKey(write.type, write.id) : ''))))
}

/** The log entries that the writes come to, given where the rows are now. A placeholder has scope ''. */
export function decide(writes: readonly Write[], stored: ReadonlyMap<string, StoredRow>, present: ReadonlyMap<string, Present>): Entry[] {
  return writes.flatMap((write): Entry[] => {
    const [type, id] = write.op === 'put' ? [write.row.type, write.row.body.id] : [write.type, write.id]
    const now = present.get(rowKey(type, id))
    const entry = { type, id, ver: 0, h: null, body: null, why: null, to: null }
    if (write.op === 'put') {
      const row = stored.get(rowKey(type, id))
      // Deleted by another between claim and lock: the caller's whole transaction must be run again.
      if (row === undefined || now === undefined) throw Object.assign(new Error(`${type} ${id} was removed while it was written`), { code: SERIALIZATION_FAILURE })
      const { h, body } = carryGroups(row, now)
      if (now.scope === row.scope && now.h === h) return []
      return [...moveFrom(now, row.scope), { ...entry, op: 'put', scope: row.scope, h, body }]
    }
    if (now === undefined || now.scope === '') return []
    if (write.why !== 'moved') return [{ ...entry, op: 'leave', scope: now.scope, why: write.why }]
    if (write.to === undefined) throw new Error(`${type} ${id} moved, but where to?`)
    return [...moveFrom(now, write.to), { ...entry, op: 'put', scope: write.to, h: now.h, body: now.body }]
  })
}

function moveFrom(now: Present, to: string): Entry[] {
  if (now.scope === '' || now.scope === to) return []
  return [{ op: 'leave', scope: now.scope, type: now.type, id: now.id, ver: 0, h: null, body: null, why: 'moved', to }]
}

/** Drawn after the row locks, so that the versions of one row rise in commit order; both halves of a move share one. */
async function drawVersions(tx: Tx, entries: readonly Entry[], high: number): Promise<void> {
  const keys = [...new Set(entries.map((entry) => rowKey(entry.type, entry.id)))]
  const drawn = await tx.query<{ v: number }>(`SELECT nextval('version') AS v FROM generate_series(1, $1::int)`, [keys.length])
  const version = new Map(keys.map((key, i) => [key, high + (drawn[i]?.v ?? 0)]))
  for (const entry of entries) entry.ver = version.get(rowKey(entry.type, entry.id)) ?? 0
}

/** Once their versions are drawn: rows that were there get the versions of their field groups. */
export function stampEntries(entries: readonly Entry[], present: ReadonlyMap<string, Present>): void {
  for (const entry of entries) {
    const now = present.get(rowKey(entry.type, entry.id))
    if (entry.op === 'put' && now !== undefined) Object.assign(entry, stampGroups(entry, now))
  }
}

async function writeRows(tx: Tx, entries: readonly Entry[], puts: readonly StoredRow[]): Promise<void> {
  const kept = entries.filter((entry) => entry.op === 'put')
  const cities = new Map(puts.map((row) => [rowKey(row.type, row.id), row.city]))
  await tx.query(
    `UPDATE record r SET scope = t.scope, ver = t.ver, h = t.h, body = t.body, city = coalesce(t.city, r.city)
     FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[]) AS t(type, id, scope, ver, h, body, city)
     WHERE r.type = t.type AND r.id = t.id`,
    [
      kept.map((e) => e.type), kept.map((e) => e.id), kept.map((e) => e.scope), kept.map((e) => e.ver), kept.map((e) => e.h), kept.map((e) => e.body),
      kept.map((e) => cities.get(rowKey(e.type, e.id)) ?? null),
    ],
  )
  const gone = entries.filter((entry) => entry.op === 'leave' && entry.why !== 'moved')
  const goneKeys = [gone.map((e) => e.type), gone.map((e) => e.id)]
  if (gone.length > 0) {
    await tx.query('DELETE FROM record r USING unnest($1::text[], $2::text[]) AS t(type, id) WHERE r.type = t.type AND r.id = t.id', goneKeys)
    await tx.query('DELETE FROM personal p USING unnest($1::text[], $2::text[]) AS t(type, id) WHERE p.type = t.type AND p.id = t.id', goneKeys)
  }
  await keepPersonal(tx, puts)
}

/** Locks the counter rows in ascending order while advancing them, then writes the log. Nothing may be locked after this. */
async function advanceHeads(tx: Tx, entries: readonly Entry[], now?: number): Promise<Committed['heads']> {
  const byScope = Map.groupBy(entries, (entry) => entry.scope)
  const scopes = [...byScope.keys()]
  const heads = await tx.query<{ scope: ScopeId; seq: number }>(
    `INSERT INTO scope_head AS s (scope, seq, floor) SELECT scope, n, 0 FROM unnest($1::text[], $2::bigint[]) AS t(scope, n) ORDER BY scope COLLATE "C"
     ON CONFLICT (scope) DO UPDATE SET seq = s.seq + excluded.seq RETURNING scope, seq`,
    [scopes, scopes.map((scope) => byScope.get(scope)?.length ?? 0)],
  )
  const numbered = heads.flatMap(({ scope, seq }) => {
    const own = byScope.get(scope) ?? []
    return own.map((entry, i) => ({ ...entry, seq: seq - own.length + 1 + i }))
  })
  await tx.query(
    `INSERT INTO log (scope, seq, op, type, id, ver, h, body, why, moved_to, logged_at)
     SELECT t.*, coalesce($11::bigint, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[], $9::text[], $10::text[]) AS t`,
    [
      numbered.map((e) => e.scope), numbered.map((e) => e.seq), numbered.map((e) => e.op), numbered.map((e) => e.type), numbered.map((e) => e.id),
      numbered.map((e) => e.ver), numbered.map((e) => e.h), numbered.map((e) => e.body), numbered.map((e) => e.why), numbered.map((e) => e.to), now ?? null,
    ],
  )
  await announceHeads(tx, heads)
  return heads
}
