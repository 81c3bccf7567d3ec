/** The drift check's own half: what a scope's rows add up to, in the same buckets as the central's digest. */
import { hash } from 'node:crypto'
import { ROW_TYPES } from '../sync/protocol.ts'
import { hashOf } from './rows.ts'
import { scopeOf } from './scopes.ts'
import { inOneTransaction, type WriterContext } from './writer-context.ts'

export interface OwnDigest {
  epoch: string | null
  cursor: number | null
  buckets: { count: number; sum: string }[]
}

/**
 * Rows set aside as bad or unknown count too: they are held, only not shown. A row's hash is taken of its present bytes, so that
 * a byte the disk has changed shows as well, and a row the wire has spoilt, be it only in its hash, is
 * left out: it is missing until it comes again.
 */
export function ownDigest(context: WriterContext, input: { scope: string; buckets: number }): OwnDigest {
  const counts = Array.from({ length: input.buckets }, () => 0)
  const sums = Array.from({ length: input.buckets }, () => 0n)
  const scope = inOneTransaction(context, () => {
    for (const select of selects()) {
      for (const row of context.sql(select).iterate(input.scope)) {
        const { type, id, ver, h: held, body } = row as { type: string; id: string; ver: number; h: Buffer; body: string | null }
        const h = body === null ? held : hashOf(body)
        const bucket = (hash('sha256', `${type}\n${id}`, 'buffer')[0] ?? 0) % input.buckets
        const sum = hash('sha256', `${type}\n${id}\n${ver}\n${h.toString('base64')}`, 'buffer').readBigUInt64BE(0)
        counts[bucket] = (counts[bucket] ?? 0) + 1
        sums[bucket] = BigInt.asUintN(64, (sums[bucket] ?? 0n) + sum)
      }
    }
    return scopeOf(context, input.scope)
  })
  const buckets = counts.map((count, i) => ({ count, sum: (sums[i] ?? 0n).toString(16).padStart(16, '0') }))
  return { epoch: scope?.epoch ?? null, cursor: scope?.cursor ?? null, buckets }
}

function selects(): string[] {
  const rows = ROW_TYPES.map((type) => `SELECT '${type}' AS type, id, ver, h, body FROM "${type}" WHERE scope = ?`)
  return [...rows, `SELECT type, id, ver, h, NULL AS body FROM bad_row WHERE scope = ? AND why <> 'hash'`, 'SELECT type, id, ver, h, body FROM unknown_row WHERE scope = ?']
}

export function noteCheck(context: WriterContext, input: { scope: string; result: 'equal' | 'drift'; now: number }): void {
  context.sql('UPDATE scope SET checked_at = ?, check_result = ? WHERE id = ?').run(input.now, input.result, input.scope)
}
