/** The epoch: the life of the database between two restores. Cursors of another epoch are void. */
import { randomUUID } from 'node:crypto'
import type { Sql, Tx } from './sql-types.ts'

/** Writers hold it shared, a load and a change of epoch hold it alone: no version of the old epoch is committed after the new one began. */
export const EPOCH_LOCK = 7_300_002
export const EPOCH_CHANNEL = 'central_epoch'

const HOUR_MS = 3_600_000
const FIRST_HOUR = Date.UTC(2026, 0, 1) / HOUR_MS
export const HIGH = 2 ** 32
/** The least ordinal an epoch that begins now may have. */
export const ordinalAt = (now: number): number => Math.floor(now / HOUR_MS) - FIRST_HOUR

export async function readEpoch(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ epoch: string }>('SELECT epoch FROM epoch')
  if (row === undefined) throw new Error('the database has no epoch')
  return row.epoch
}

/** What the epoch adds to every version it issues; the sum stays below 2^53. */
export async function highPart(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ ordinal: number }>('SELECT ordinal FROM epoch')
  if (row === undefined) throw new Error('the database has no epoch')
  return row.ordinal * HIGH
}

/**
 * To be called once after a restore from a backup: a database cannot know that it was restored. The ordinal follows the
 * hours since 2026, so that two restores of the same backup do not issue the same versions twice.
 */
export async function newEpoch(sql: Sql, now: number = Date.now(), epoch: string = randomUUID()): Promise<string> {
  return sql.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [EPOCH_LOCK])
    const [row] = await tx.query<{ epoch: string }>(
      'UPDATE epoch SET epoch = $3, ordinal = greatest(ordinal + 1, $1::int), began_at = $2 RETURNING epoch',
      [ordinalAt(now), now, epoch],
    )
    if (row === undefined) throw new Error('the database has no epoch')
    await tx.query('DELETE FROM snapshot')
    await tx.query('SELECT pg_notify($1, $2)', [EPOCH_CHANNEL, row.epoch])
    return row.epoch
  })
}
