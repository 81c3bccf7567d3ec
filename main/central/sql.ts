/** The central's database: PostgreSQL behind one small interface, embedded by default, a real server by address. */
import { migrate } from './migrate.ts'
import { openEmbedded } from './sql-embedded.ts'
import { openPostgres } from './sql-postgres.ts'
import type { DatabaseTarget, Sql } from './sql-types.ts'

export type { DatabaseTarget, Sql, TransactionOptions, Tx } from './sql-types.ts'

/** Opens and migrates. Several processes may do so at once on one server; an embedded folder has one owner. */
export async function openDatabase(target: DatabaseTarget): Promise<Sql> {
  const sql = target.kind === 'embedded' ? await openEmbedded(target.folder) : openPostgres(target.url)
  try {
    await migrate(sql)
    return sql
  } catch (error) {
    await sql.close()
    throw error
  }
}
