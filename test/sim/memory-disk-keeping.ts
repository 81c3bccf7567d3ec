/** The memory disk's half of main/store/digest.ts and keeping.ts: what the rows add up to, what is remembered, the good copy. */
import { hash } from 'node:crypto'
import type { OwnDigest } from '../../main/store/digest.ts'
import type { CacheFacts, MemoryKey } from '../../main/store/keeping.ts'
import { hashOf } from '../../main/store/rows.ts'
import type { AsideRow, Recovery } from '../../preload/contract/model.ts'
import { changeScope, type MemoryContext } from './memory-disk-scopes.ts'
import { copyOf, drop, inOneCommit, keyOf, set } from './memory-disk-tables.ts'

const DAY_MS = 24 * 3_600_000

/** Rows set aside count too. The hash is that of the present bytes; a row bad for its hash is left out. */
export function ownDigest({ ledger }: MemoryContext, input: { scope: string; buckets: number }): OwnDigest {
  const { rows, bad, unknown, scopes } = ledger.tables
  const counts = Array.from({ length: input.buckets }, () => 0)
  const sums = Array.from({ length: input.buckets }, () => 0n)
  for (const table of [rows, bad, unknown]) {
    for (const row of table.values()) {
      const { scope, type, id, ver, body } = row
      if (scope !== input.scope) continue
      if (table === bad && bad.get(keyOf(type, id))?.why === 'hash') continue
      const h = table === bad ? row.h : hashOf(body).toString('base64')
      const bucket = (hash('sha256', `${type}\n${id}`, 'buffer')[0] ?? 0) % input.buckets
      counts[bucket] = (counts[bucket] ?? 0) + 1
      sums[bucket] = BigInt.asUintN(64, (sums[bucket] ?? 0n) + hash('sha256', `${type}\n${id}\n${ver}\n${h}`, 'buffer').readBigUInt64BE(0))
    }
  }
  const held = scopes.get(input.scope)
  return { epoch: held?.epoch ?? null, cursor: held?.cursor ?? null, buckets: counts.map((count, i) => ({ count, sum: (sums[i] ?? 0n).toString(16).padStart(16, '0') })) }
}

export function noteCheck({ ledger }: MemoryContext, input: { scope: string; result: 'equal' | 'drift'; now: number }): void {
  inOneCommit(ledger, () => changeScope(ledger, input.scope, () => ({ checked_at: input.now, check_result: input.result })))
}

export const recall = ({ ledger }: MemoryContext, _input: null): Record<string, string> => Object.fromEntries(ledger.tables.meta)

export function remember({ ledger }: MemoryContext, input: Partial<Record<MemoryKey, string | null>>): void {
  inOneCommit(ledger, () => {
    for (const [k, v] of Object.entries(input)) {
      if (v === null || v === undefined) drop(ledger, ledger.tables.meta, k)
      else set(ledger, ledger.tables.meta, k, v)
    }
  })
}

export function cacheFacts({ ledger }: MemoryContext, _input: null): CacheFacts {
  const { meta, bad, unknown } = ledger.tables
  const builtAt = meta.get('built_at')
  const recovered = meta.get('recovered')
  return {
    path: ':memory:', bytes: 0,
    builtAt: builtAt === undefined ? null : Number(builtAt),
    recovered: recovered === undefined ? null : (JSON.parse(recovered) as Recovery),
    badRows: bad.size, unknownRows: unknown.size,
  }
}

/** By scope, type and id, as the bytes of UTF-8 order them. */
export function listAside({ ledger }: MemoryContext, { limit }: { limit: number }): AsideRow[] {
  const rows = [...ledger.tables.bad.values(), ...[...ledger.tables.unknown.values()].map((row) => ({ ...row, why: null }))]
  return rows.sort((a, b) => Buffer.compare(placeOf(a), placeOf(b))).slice(0, limit).map(({ scope, type, id, why }) => ({ scope, type, id, why }))
}

const placeOf = ({ scope, type, id }: { scope: string; type: string; id: string }): Buffer => Buffer.from(`${scope}\0${type}\0${id}`)

/** Once a day, and only while every scope is live. The copy is a file of its own: no power cut takes it back. */
export function keepGoodCopy(context: MemoryContext, { now }: { now: number }): { kept: boolean } {
  const { ledger, copy } = context
  const isDue = !copy || now - copy.at >= DAY_MS || copy.at > now + DAY_MS
  const scopes = [...ledger.tables.scopes.values()]
  if (!isDue || scopes.length === 0 || scopes.some((scope) => scope.state !== 'live')) return { kept: false }
  inOneCommit(ledger)
  context.copy = { at: now, tables: copyOf(ledger.tables) }
  return { kept: true }
}
