/** Tells every process of the central that a scope's head has moved. */
import type { Tx } from './sql-types.ts'

export const HEAD_CHANNEL = 'central_head'

/** Delivered at commit to every process that listens, this one included. */
export async function announceHeads(tx: Tx, heads: readonly { scope: string; seq: number }[]): Promise<void> {
  await tx.query('SELECT pg_notify($1, t.payload) FROM unnest($2::text[]) AS t(payload)', [HEAD_CHANNEL, heads.map((head) => JSON.stringify(head))])
}
