/** Keeps the originals of masked fields, apart from everything the reading side sees. */
import type { StoredRow } from './city-row.ts'
import type { Tx } from './sql-types.ts'

/** Row text that comes back already masked brings no originals and must not wipe those at hand. */
export async function keepPersonal(tx: Tx, rows: readonly StoredRow[]): Promise<void> {
  const masked = rows.filter((row) => row.personal !== null)
  if (masked.length === 0) return
  await tx.query(
    `INSERT INTO personal (type, id, fields) SELECT * FROM unnest($1::text[], $2::text[], $3::jsonb[])
     ON CONFLICT (type, id) DO UPDATE SET fields = personal.fields || excluded.fields`,
    [masked.map((row) => row.type), masked.map((row) => row.id), masked.map((row) => row.personal)],
  )
}
