/** The large answers of the memory central as text: change pages, snapshots with their parts. */
import { hash } from 'node:crypto'
import { checkCursor } from '../../main/central/changes.ts'
import { Refusal } from '../../main/central/problem.ts'
import { BEHIND_MAX, LIFE_MS, SHARED_MS, SWEEP_AFTER_MS } from '../../main/central/snapshots.ts'
import { LIMITS, ROW_TYPES } from '../../main/sync/protocol.ts'
import type { Snapshot } from '../../main/sync/protocol.ts'
import { byBytes, scopeOrEmpty } from './memory-central-state.ts'
import type { LoggedEntry, MemoryRow, ScopeState, State } from './memory-central-state.ts'

// ---- changes

/** A page as the real central forms it; `most` may cut it shorter than the desk asked. */
export function changePage(state: State, ask: { scope: string; epoch: string; after: number; most: number }): string {
  const { scope, epoch, after, most } = ask
  const { seq: head, floor, log } = scopeOrEmpty(state, scope)
  checkCursor({ scope, epoch: state.epoch, head, floor }, epoch, after)
  const changes: string[] = []
  let bytes = 0
  let last = after
  let isCut = false
  for (let i = firstAfter(log, after); i < log.length && changes.length < most; i += 1) {
    const entry = log[i] as LoggedEntry
    const change = changeOf(entry)
    bytes += entry.changeBytes + 1
    isCut = bytes > LIMITS.pageBytes - 1024 && changes.length > 0
    if (isCut) break
    changes.push(change)
    last = entry.seq
  }
  const next = isCut || changes.length === most ? last : head
  return `{"scope":${JSON.stringify(scope)},"epoch":"${epoch}","after":${after},"next":${next},"head":${head},"more":${next < head},"changes":[${changes.join()}]}`
}

function firstAfter(log: readonly LoggedEntry[], after: number): number {
  let low = 0
  let high = log.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((log[middle] as LoggedEntry).seq > after) high = middle
    else low = middle + 1
  }
  return low
}

function changeOf(entry: LoggedEntry): string {
  if (entry.change !== null) return entry.change
  const { seq, op, type, id, ver, h, body, why, to } = entry
  entry.change = JSON.stringify(op === 'put' ? { seq, op, type, id, ver, h, row: body } : { seq, op, type, id, ver, why, ...(to === null ? {} : { to }) })
  entry.changeBytes = Buffer.byteLength(entry.change)
  return entry.change
}

// ---- snapshots

export interface MemoryPart {
  scope: string
  sha256: string
  bytes: Buffer
}

interface Kept {
  head: Omit<Snapshot, 'parts'>
  parts: Snapshot['parts']
  raw: Buffer[]
  builtAt: number
  expiresAt: number
}

export interface MemorySnapshots {
  take(state: State, scope: string, now: number): { text: string; isNew: boolean }
  scopeOf(state: State, id: string, now: number): string
  part(id: string, n: number): MemoryPart
  /** A new epoch keeps none. */
  forget(): void
}

/** `partRows` may cut parts smaller than their limit in bytes. */
export function createMemorySnapshots(ids: () => string, partRows: () => number): MemorySnapshots {
  const kept = new Map<string, Kept>()
  const build = (state: State, scope: string, now: number): Kept => {
    for (const [id, { expiresAt }] of kept) if (expiresAt < now - SWEEP_AFTER_MS) kept.delete(id)
    const { seq, rows } = scopeOrEmpty(state, scope)
    const cut = cutParts(sortRows(rows.values()), partRows())
    const head = { id: ids(), scope, epoch: state.epoch, at_seq: seq, rows: rows.size, expires_at: new Date(now + LIFE_MS).toISOString() }
    const parts = cut.map((part, n) => ({ n, rows: part.rows, bytes: part.raw.length, sha256: hash('sha256', part.raw, 'hex') }))
    const made = { head, parts, raw: cut.map((part) => part.raw), builtAt: now, expiresAt: now + LIFE_MS }
    kept.set(head.id, made)
    return made
  }
  return {
    take(state, scope, now) {
      const shared = findShared(kept.values(), scopeOrEmpty(state, scope), scope, now)
      const { head, parts } = shared ?? build(state, scope, now)
      // The order of fields differs in the real answers as well.
      if (shared !== null) return { text: JSON.stringify({ ...head, parts }), isNew: false }
      const { expires_at, ...start } = head
      return { text: JSON.stringify({ ...start, parts, expires_at }), isNew: true }
    },
    scopeOf(state, id, now) {
      const found = kept.get(id)
      if (found === undefined) throw new Refusal('unknown-snapshot')
      if (found.head.epoch !== state.epoch) throw new Refusal('epoch-changed', undefined, { epoch: state.epoch })
      if (found.expiresAt <= now) throw new Refusal('snapshot-expired')
      return found.head.scope
    },
    part(id, n) {
      const found = kept.get(id)
      const [raw, part] = [found?.raw[n], found?.parts[n]]
      if (found === undefined || raw === undefined || part === undefined) throw new Refusal('not-found', 'the snapshot has no such part')
      return { scope: found.head.scope, sha256: part.sha256, bytes: raw }
    },
    forget: () => kept.clear(),
  }
}

function findShared(kept: Iterable<Kept>, { seq, floor }: ScopeState, scope: string, now: number): Kept | null {
  let best: Kept | null = null
  for (const one of kept) {
    const { head, builtAt, expiresAt } = one
    const isFit = head.scope === scope && builtAt > now - SHARED_MS && expiresAt > now && head.at_seq >= floor && seq - head.at_seq <= BEHIND_MAX
    if (isFit && (best === null || head.at_seq > best.head.at_seq || (head.at_seq === best.head.at_seq && builtAt > best.builtAt))) best = one
  }
  return best
}

const RANK = new Map<string, number>(ROW_TYPES.map((type, i) => [type, i]))
const sortRows = (rows: Iterable<MemoryRow>): MemoryRow[] =>
  [...rows].sort((a, b) => (a.type === b.type ? byBytes(a.id, b.id) : (RANK.get(a.type) ?? 0) - (RANK.get(b.type) ?? 0)))

function cutParts(rows: readonly MemoryRow[], partRows: number): { raw: Buffer; rows: number }[] {
  const parts: { raw: Buffer; rows: number }[] = []
  let lines: Buffer[] = []
  let bytes = 0
  const close = (): void => {
    parts.push({ raw: Buffer.concat(lines), rows: lines.length })
    lines = []
    bytes = 0
  }
  for (const row of rows) {
    const line = lineOf(row)
    if (bytes + line.length > LIMITS.partBytes || lines.length >= partRows) close()
    lines.push(line)
    bytes += line.length
  }
  // An empty scope has one empty part.
  if (lines.length > 0 || parts.length === 0) close()
  return parts
}

function lineOf(row: MemoryRow): Buffer {
  const { type, id, ver, h, body } = row
  row.line ??= Buffer.from(`${JSON.stringify({ type, id, ver, h, row: body })}\n`)
  return row.line
}
