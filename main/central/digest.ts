/** The drift check: counts and sums of a scope's rows by bucket, at an exact sequence number. */
import type { Digest } from '../sync/protocol.ts'
import { ROW_TYPES } from '../sync/protocol.ts'
import type { Sql, Tx } from './sql-types.ts'

interface Sums {
  epoch: string
  seq: number
  counts: number[]
  sums: bigint[]
}

const PAGE_ROWS = 20_000
const CACHED_SCOPES = 200

/** Hashing happens in the database; signed sums are as good as unsigned ones modulo 2^64. */
const PAGE = `
  WITH page AS (SELECT id, ver, h FROM record WHERE scope = $1 AND type = $2 AND id > $3 ORDER BY id LIMIT ${PAGE_ROWS}),
  hashed AS (
    SELECT id, get_byte(sha256(convert_to($2 || E'\\n' || id, 'UTF8')), 0) AS byte,
      ('x' || left(encode(sha256(convert_to($2 || E'\\n' || id || E'\\n' || ver || E'\\n' || h, 'UTF8')), 'hex'), 16))::bit(64)::bigint AS part
    FROM page)
  SELECT byte, count(*) AS n, sum(part)::text AS sum, max(id) AS last FROM hashed GROUP BY byte`

/** Sums by first byte are kept for each scope's newest state, and folded into any number of buckets. */
export function createDigests(sql: Sql): (scope: string, buckets: number) => Promise<Digest> {
  const kept = new Map<string, Promise<Sums>>()
  return async (scope, buckets) => {
    const [now] = await sql.query<{ key: string }>(
      `SELECT e.epoch || '/' || coalesce(h.seq, 0) AS key FROM epoch e LEFT JOIN scope_head h ON h.scope = $1`,
      [scope],
    )
    const key = `${scope}\n${now?.key}`
    let sums = kept.get(key)
    if (sums === undefined) {
      for (const old of kept.keys()) if (old.startsWith(`${scope}\n`) || kept.size >= CACHED_SCOPES) kept.delete(old)
      sums = sql.transaction((tx) => addUp(tx, scope), { isolation: 'repeatable read', readOnly: true })
      kept.set(key, sums)
      sums.catch(() => kept.delete(key))
    }
    return fold(scope, await sums, buckets)
  }
}

async function addUp(tx: Tx, scope: string): Promise<Sums> {
  const [state] = await tx.query<{ epoch: string; seq: number }>('SELECT e.epoch, coalesce(h.seq, 0) AS seq FROM epoch e LEFT JOIN scope_head h ON h.scope = $1', [scope])
  const counts = Array.from({ length: 256 }, () => 0)
  const sums = Array.from({ length: 256 }, () => 0n)
  for (const type of ROW_TYPES) {
    for (let last = '', more = true; more; ) {
      const groups = await tx.query<{ byte: number; n: number; sum: string; last: string }>(PAGE, [scope, type, last])
      let rows = 0
      for (const { byte, n, sum, last: id } of groups) {
        counts[byte] = (counts[byte] ?? 0) + n
        sums[byte] = BigInt.asUintN(64, (sums[byte] ?? 0n) + BigInt(sum))
        rows += n
        if (Buffer.compare(Buffer.from(id), Buffer.from(last)) > 0) last = id
      }
      more = rows === PAGE_ROWS
    }
  }
  return { epoch: state?.epoch ?? '', seq: state?.seq ?? 0, counts, sums }
}

function fold(scope: string, { epoch, seq, counts, sums }: Sums, buckets: number): Digest {
  const folded = Array.from({ length: buckets }, () => ({ count: 0, sum: 0n }))
  for (let byte = 0; byte < 256; byte += 1) {
    const bucket = folded[byte % buckets]
    if (bucket === undefined) continue
    bucket.count += counts[byte] ?? 0
    bucket.sum = BigInt.asUintN(64, bucket.sum + (sums[byte] ?? 0n))
  }
  return { scope, epoch, seq, buckets: folded.map(({ count, sum }) => ({ count, sum: sum.toString(16).padStart(16, '0') })) }
}
