/** Compaction of the change log: the newest entry of each row stays; entries older than ninety days go and the floor rises. */
import type { Sql } from './sql-types.ts'

const KEEP_MS = 90 * 86_400_000

/** One scope at a time, each under its counter row, so that no writer adds to a log while it is cut. */
export async function compact(sql: Sql, now: number, keepMs: number = KEEP_MS): Promise<void> {
  const scopes = await sql.query<{ scope: string }>('SELECT scope FROM scope_head ORDER BY scope')
  for (const { scope } of scopes) {
    await sql.transaction(async (tx) => {
      await tx.query('SELECT seq FROM scope_head WHERE scope = $1 FOR UPDATE', [scope])
      await tx.query('DELETE FROM log l WHERE scope = $1 AND EXISTS (SELECT 1 FROM log n WHERE n.scope = l.scope AND n.type = l.type AND n.id = l.id AND n.seq > l.seq)', [scope])
      await tx.query(
        `UPDATE scope_head SET floor = greatest(floor, (SELECT coalesce(max(seq), 0) FROM log WHERE scope = $1 AND logged_at < $2)) WHERE scope = $1`,
        [scope, now - keepMs],
      )
      await tx.query('DELETE FROM log l USING scope_head h WHERE l.scope = $1 AND h.scope = $1 AND l.seq <= h.floor', [scope])
    })
  }
}
