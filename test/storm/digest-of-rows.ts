/** The drift check's sums over plain rows, written from the contract and not from the central's SQL. */
import { hash } from 'node:crypto'

export function foldDigest(rows: Iterable<{ type: string; id: string; ver: number; h: string }>, buckets: number): { count: number; sum: string }[] {
  const counts = Array.from({ length: buckets }, () => 0)
  const sums = Array.from({ length: buckets }, () => 0n)
  for (const { type, id, ver, h } of rows) {
    const bucket = (hash('sha256', `${type}\n${id}`, 'buffer')[0] ?? 0) % buckets
    counts[bucket] = (counts[bucket] ?? 0) + 1
    sums[bucket] = BigInt.asUintN(64, (sums[bucket] ?? 0n) + hash('sha256', `${type}\n${id}\n${ver}\n${h}`, 'buffer').readBigUInt64BE(0))
  }
  return counts.map((count, i) => ({ count, sum: (sums[i] ?? 0n).toString(16).padStart(16, '0') }))
}
