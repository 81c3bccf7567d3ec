/** Brings a database to the newest schema. Steps are numbered and never changed once released. */
import { MIGRATIONS } from './migrations.ts'
import type { Sql } from './sql-types.ts'

/** Any constant will do, as long as every version of the central uses the same. */
const MIGRATION_LOCK = 7_300_001

/** One transaction under an advisory lock: of several starting processes one migrates, the others wait and find it done. */
export async function migrate(sql: Sql): Promise<void> {
  await sql.transaction(async (tx) => {
    await tx.query(`SET LOCAL lock_timeout = '120s'`)
    await tx.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
    await tx.query('CREATE TABLE IF NOT EXISTS migration (n integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())')
    const [last] = await tx.query<{ n: number }>('SELECT coalesce(max(n), 0) AS n FROM migration')
    const done = last?.n ?? 0
    if (done > MIGRATIONS.length) throw new Error(`the database is of a newer version (${done}) than this program (${MIGRATIONS.length})`)
    for (const [i, step] of MIGRATIONS.entries()) {
      if (i < done) continue
      for (const statement of step.statements) await tx.query(statement)
      await tx.query('INSERT INTO migration (n, name) VALUES ($1, $2)', [i + 1, step.name])
    }
  })
}
