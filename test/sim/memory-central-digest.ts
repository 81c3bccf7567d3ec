/** The digests of the memory central. Each state of a scope is added up once per number of buckets; a row's share is kept with the row. */
import { hash } from 'node:crypto'
import { scopeOrEmpty } from './memory-central-state.ts'
import type { MemoryRow, ScopeState, State } from './memory-central-state.ts'

const EMPTY = '{"count":0,"sum":"0000000000000000"}'
const HALF = 2 ** 32

export function createMemoryDigests(): (state: State, scope: string, buckets: number) => string {
  const kept = new WeakMap<ScopeState, { key: string; texts: Map<number, string> }>()
  return (state, scope, buckets) => {
    const now = scopeOrEmpty(state, scope)
    const key = `${state.epoch}/${now.seq}/${now.revision}/${scope}`
    let known = kept.get(now)
    if (known?.key !== key) kept.set(now, (known = { key, texts: new Map() }))
    let text = known.texts.get(buckets)
    if (text === undefined) {
      text = `{"scope":${JSON.stringify(scope)},"epoch":"${state.epoch}","seq":${now.seq},"buckets":[${addUp(now.rows, buckets).join()}]}`
      known.texts.set(buckets, text)
    }
    return text
  }
}

/** The sums of 64 bits go as two halves of 32: many times faster than BigInt. */
function addUp(rows: ReadonlyMap<string, MemoryRow>, buckets: number): string[] {
  const counts = new Uint32Array(buckets)
  const high = new Float64Array(buckets)
  const low = new Float64Array(buckets)
  for (const [key, row] of rows) {
    const share = shareOf(key, row)
    const bucket = share.byte % buckets
    counts[bucket] = (counts[bucket] ?? 0) + 1
    high[bucket] = (high[bucket] ?? 0) + share.high
    low[bucket] = (low[bucket] ?? 0) + share.low
  }
  return Array.from(counts, (count, i) => (count === 0 ? EMPTY : `{"count":${count},"sum":"${toHex(high[i] ?? 0, low[i] ?? 0)}"}`))
}

/** Modulo 2^64; a scope of less than 2^21 rows keeps both halves exact. */
function toHex(high: number, low: number): string {
  const carried = (high + Math.floor(low / HALF)) % HALF
  return carried.toString(16).padStart(8, '0') + (low % HALF).toString(16).padStart(8, '0')
}

function shareOf(key: string, row: MemoryRow): NonNullable<MemoryRow['share']> {
  if (row.share !== null) return row.share
  const sum = hash('sha256', `${key}\n${row.ver}\n${row.h}`, 'buffer')
  row.share = { byte: byteOf(key), high: sum.readUInt32BE(0), low: sum.readUInt32BE(4) }
  return row.share
}

const KEYS_MAX = 50_000
const bytes = new Map<string, number>()

function byteOf(key: string): number {
  let byte = bytes.get(key)
  if (byte === undefined) {
    byte = hash('sha256', key, 'buffer')[0] ?? 0
    if (bytes.size >= KEYS_MAX) bytes.clear()
    bytes.set(key, byte)
  }
  return byte
}
