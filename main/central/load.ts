/** Bulk loading: rows without log entries. The scopes' cursors expire instead, and desks take a new snapshot. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { toStored } from './city-row.ts'
import type { CityRow, StoredRow } from './city-row.ts'
import { copyRows } from './copy.ts'
import { EPOCH_LOCK, highPart } from './epoch.ts'
import { announceHeads } from './heads.ts'
import { keepPersonal } from './personal.ts'
import type { Sql, Tx } from './sql-types.ts'

const BATCH_ROWS = 2_000
const LOAD_LOCK = 7_300_004

export interface Loaded {
  rows: number
  /** New or different from what was there. */
  changed: number
}

/** All rows in one transaction; loading the same rows again changes nothing. `progress` gets the rows so far. */
export async function load(sql: Sql, rows: Iterable<CityRow> | AsyncIterable<CityRow>, progress: (rows: number) => void = () => {}): Promise<Loaded> {
  return sql.transaction((tx) => loadWithin(tx, rows, progress))
}

/** The same inside the caller's READ COMMITTED transaction, which should do nothing after it but commit. */
export async function loadWithin(tx: Tx, rows: Iterable<CityRow> | AsyncIterable<CityRow>, progress: (rows: number) => void = () => {}): Promise<Loaded> {
  await shutOthersOut(tx)
  const high = await highPart(tx)
  const touched = new Set<string>()
  const loaded: Loaded = { rows: 0, changed: 0 }
  let batch = new Map<string, StoredRow>()
  const flush = async (): Promise<void> => {
    const stored = [...batch.values()]
    loaded.changed += (await isNew(tx, stored)) ? await copyIn(tx, stored, high, touched) : await upsert(tx, stored, high, touched)
    progress(loaded.rows)
    batch = new Map()
    // The embedded database never lets go of the thread by itself, and a wish to stop must be heard.
    await nextTurn()
  }
  for await (const row of rows) {
    batch.set(`${row.type}\n${row.body.id}`, toStored(row))
    loaded.rows += 1
    if (batch.size >= BATCH_ROWS) await flush()
  }
  if (batch.size > 0) await flush()
  await followCases(tx, high, touched)
  await expireCursors(tx, [...touched])
  return loaded
}

/**
 * A load crosses rows in the order of its file, so two of them, or one and a writer, could wait for each other; and a row that
 * a writer moves meanwhile would leave its scope unseen. So it writes alone. Loads wait long for each other, where nobody
 * stands behind them, and briefly for the writers, who all stand behind whoever waits for them.
 */
async function shutOthersOut(tx: Tx): Promise<void> {
  await tx.query(`SET LOCAL lock_timeout = '600s'`)
  await tx.query('SELECT pg_advisory_xact_lock($1)', [LOAD_LOCK])
  await tx.query('SET LOCAL lock_timeout TO DEFAULT')
  await tx.query('SELECT pg_advisory_xact_lock($1)', [EPOCH_LOCK])
}

/** Whether COPY may write these rows: nothing of them is there, and nobody can write one of them meanwhile. */
async function isNew(tx: Tx, rows: readonly StoredRow[]): Promise<boolean> {
  if (tx.copy === undefined) return false
  const there = await tx.query('SELECT 1 FROM record r JOIN unnest($1::text[], $2::text[]) AS t(type, id) ON r.type = t.type AND r.id = t.id LIMIT 1', [
    rows.map((row) => row.type), rows.map((row) => row.id),
  ])
  return there.length === 0
}

async function copyIn(tx: Tx, rows: readonly StoredRow[], high: number, touched: Set<string>): Promise<number> {
  const [drawn] = await tx.query<{ versions: string }>(`SELECT string_agg((nextval('version') + $2::bigint)::text, ',') AS versions FROM generate_series(1, $1::int)`, [rows.length, high])
  const versions = drawn?.versions.split(',') ?? []
  if (tx.copy === undefined || versions.length !== rows.length) throw new Error('rows without a version cannot be copied')
  await copyRows(tx.copy, 'record', ['type', 'id', 'city', 'scope', 'ver', 'h', 'body'], rows.map((row, i) => [row.type, row.id, row.city, row.scope, versions[i] ?? '', row.h, row.body]))
  await keepPersonal(tx, rows)
  for (const { scope } of rows) touched.add(scope)
  return rows.length
}

/** Adds the scopes of changed rows, those they left included, to `touched`. */
async function upsert(tx: Tx, rows: readonly StoredRow[], high: number, touched: Set<string>): Promise<number> {
  const keys = [rows.map((row) => row.type), rows.map((row) => row.id)]
  const left = await tx.query<{ scope: string }>(
    `SELECT DISTINCT r.scope FROM record r JOIN unnest($1::text[], $2::text[], $3::text[]) AS t(type, id, scope) ON r.type = t.type AND r.id = t.id AND r.scope <> t.scope`,
    [...keys, rows.map((row) => row.scope)],
  )
  const changed = await tx.query<{ scope: string; n: number }>(
    `WITH written AS (
       INSERT INTO record AS r (type, id, city, scope, ver, h, body)
       SELECT type, id, city, scope, nextval('version') + $7::bigint, h, body
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) AS t(type, id, city, scope, h, body)
       ON CONFLICT (type, id) DO UPDATE SET city = excluded.city, scope = excluded.scope, ver = nextval('version') + $7::bigint, h = excluded.h, body = excluded.body
       WHERE r.h <> excluded.h OR r.scope <> excluded.scope
       RETURNING scope)
     SELECT scope, count(*) AS n FROM written GROUP BY scope`,
    [...keys, rows.map((row) => row.city), rows.map((row) => row.scope), rows.map((row) => row.h), rows.map((row) => row.body), high],
  )
  await keepPersonal(tx, rows)
  for (const { scope } of [...left, ...changed]) touched.add(scope)
  return changed.reduce((sum, { n }) => sum + n, 0)
}

/** What was done to a case goes where the case went, its versions still in the order in which it was done; the scopes that it left are known already. */
async function followCases(tx: Tx, high: number, touched: Set<string>): Promise<void> {
  const moved = await tx.query<{ scope: string }>(
    `WITH followed AS (
       SELECT id, scope, nextval('version') + $1::bigint AS ver FROM (
         SELECT a.id, c.scope FROM record a JOIN record c ON c.type = 'case' AND c.id = (a.body::jsonb) ->> 'case' WHERE a.type = 'act' AND a.scope <> c.scope ORDER BY a.ver) AS t)
     UPDATE record a SET scope = f.scope, ver = f.ver FROM followed f WHERE a.type = 'act' AND a.id = f.id RETURNING a.scope`,
    [high],
  )
  for (const { scope } of moved) touched.add(scope)
}

/** One number is spent and the floor rises to it, so that no cursor given before is accepted any more. */
async function expireCursors(tx: Tx, scopes: readonly string[]): Promise<void> {
  if (scopes.length === 0) return
  const heads = await tx.query<{ scope: string; seq: number }>(
    `INSERT INTO scope_head AS s (scope, seq, floor) SELECT scope, 1, 1 FROM unnest($1::text[]) AS t(scope) ORDER BY scope COLLATE "C"
     ON CONFLICT (scope) DO UPDATE SET seq = s.seq + 1, floor = s.seq + 1 RETURNING scope, seq`,
    [scopes],
  )
  await tx.query('DELETE FROM log l USING scope_head s WHERE l.scope = s.scope AND l.seq <= s.floor AND s.scope = ANY($1)', [scopes])
  await announceHeads(tx, heads)
}
