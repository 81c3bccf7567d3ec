/** Rows wait here, outside everything readers see, until the whole file is read and confirmed. */
import { createHash } from 'node:crypto'
import type { RowType } from '../../sync/protocol.ts'
import type { Sql, Tx } from '../sql.ts'
import type { Remark } from './refusal.ts'

export interface StagedRow {
  line: number
  /** External id, and the key under which look-alikes of it meet. */
  id: string
  key: string
  type: RowType
  rowId: string
  area: string
  scope: string
  lng: number
  lat: number
  /** The row as read. */
  body: string
  /** The row as the central will store it, personal data masked: this is compared with what is there. */
  stored: string
}

/** One table per city, named after it: what an interrupted import left behind is dropped by the next one. */
export const stageName = (city: string): string => `import_stage_${createHash('sha256').update(city).digest('hex').slice(0, 16)}`

export async function createStage(sql: Sql, table: string): Promise<void> {
  await sql.query(`DROP TABLE IF EXISTS ${table}`)
  await sql.query(
    `CREATE UNLOGGED TABLE ${table} (
       line bigint PRIMARY KEY, id text NOT NULL, key text NOT NULL UNIQUE, type text COLLATE "C" NOT NULL, row_id text COLLATE "C" NOT NULL, area text NOT NULL,
       scope text NOT NULL, lng double precision NOT NULL, lat double precision NOT NULL, body text NOT NULL, stored text NOT NULL, state text NOT NULL DEFAULT 'new')`,
  )
}

export const dropStage = (sql: Sql, table: string): Promise<unknown> => sql.query(`DROP TABLE IF EXISTS ${table}`)

/** Adds rows; those whose id (or look-alike) already stands on an earlier line come back as remarks. */
export async function addToStage(sql: Tx, table: string, rows: readonly StagedRow[]): Promise<Remark[]> {
  if (rows.length === 0) return []
  const column = <K extends keyof StagedRow>(name: K): StagedRow[K][] => rows.map((row) => row[name])
  const taken = await sql.query<{ line: number }>(
    `INSERT INTO ${table} (line, id, key, type, row_id, area, scope, lng, lat, body, stored)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::float8[], $9::float8[], $10::text[], $11::text[])
     ON CONFLICT DO NOTHING RETURNING line`,
    [column('line'), column('id'), column('key'), column('type'), column('rowId'), column('area'), column('scope'), column('lng'), column('lat'), column('body'), column('stored')],
  )
  if (taken.length === rows.length) return []
  const lines = new Set(taken.map((row) => row.line))
  const left = rows.filter((row) => !lines.has(row.line))
  const first = await sql.query<{ line: number; id: string; key: string }>(`SELECT line, id, key FROM ${table} WHERE key = ANY($1)`, [left.map((row) => row.key)])
  const byKey = new Map(first.map((row) => [row.key, row]))
  return left.map(({ line, id, key }) => {
    const earlier = byKey.get(key)
    return { line, id, reason: earlier?.id === id ? 'duplicate-id' : 'look-alike-id', detail: `line ${earlier?.line}: ${earlier?.id}` }
  })
}

/** Ids that are numbers and differ only by leading zeros: both stay, but somebody should know. */
export async function findLeadingZeroTwins(sql: Tx, table: string): Promise<Remark[]> {
  const rows = await sql.query<{ line: number; id: string; first: number }>(
    `SELECT line, id, first FROM (
       SELECT line, id, min(line) OVER same AS first, count(*) OVER same AS n FROM ${table} WHERE key ~ '^[0-9]+$' WINDOW same AS (PARTITION BY ltrim(key, '0'))) AS t
     WHERE n > 1 AND line <> first ORDER BY line`,
  )
  return rows.map(({ line, id, first }) => ({ line, id, reason: 'leading-zero-id', detail: `line ${first}` }))
}

export interface Difference { created: number; changed: number; unchanged: number }

/**
 * Marks each waiting row as new, changed or the same as what the central holds. The name of the file and the as-of time
 * do not make a row different: a file delivered again with one line corrected changes one row.
 */
export async function compareStage(sql: Tx, table: string): Promise<Difference> {
  await sql.query(
    `UPDATE ${table} s SET state = CASE WHEN (r.body::jsonb - 'source' - 'as_of') = (s.stored::jsonb - 'source' - 'as_of') THEN 'same' ELSE 'changed' END
     FROM record r WHERE r.type = s.type AND r.id = s.row_id`,
  )
  const counts = await sql.query<{ state: string; n: number }>(`SELECT state, count(*)::int AS n FROM ${table} GROUP BY state`)
  const of = (state: string): number => counts.find((row) => row.state === state)?.n ?? 0
  return { created: of('new'), changed: of('changed'), unchanged: of('same') }
}

export interface WaitingRow { line: number; type: RowType; scope: string; body: string }

/** The rows to be written, in the order of the file, a page at a time. */
export async function* readStage(sql: Tx, table: string): AsyncGenerator<WaitingRow> {
  for (let after = -1; ; ) {
    const page = await sql.query<WaitingRow>(`SELECT line, type, scope, body FROM ${table} WHERE line > $1 AND state <> 'same' ORDER BY line LIMIT 1000`, [after])
    yield* page
    const last = page.at(-1)
    if (last === undefined) return
    after = last.line
  }
}
