/** The memory disk's half of main/store/staging.ts: parts are staged as they come, one commit swaps them in. */
import { hash } from 'node:crypto'
import { kindOfScope } from '../../main/store/rows.ts'
import type { ScopeRow } from '../../main/store/scopes.ts'
import type { StageResult, SwapResult } from '../../main/store/staging.ts'
import { ROW_TYPES, SnapshotLine, type Snapshot } from '../../main/sync/protocol.ts'
import { isTakenFromSnapshot, judge } from './memory-disk-rows.ts'
import { changeScope, dropSide, dropStage, type MemoryContext } from './memory-disk-scopes.ts'
import { drop, harden, inOneCommit, keyOf, set, type Ledger, type StagedLine, type StagedPart } from './memory-disk-tables.ts'

const partKey = (scope: string, n: number): string => `${scope}\n${n}`

/** In the order of their numbers. */
function stagedParts(ledger: Ledger, scope: string): StagedPart[] {
  return [...ledger.tables.parts.values()].filter((part) => part.scope === scope).sort((a, b) => a.n - b.n)
}

/** Resumes when it is the snapshot already being staged; another one's parts go. */
export function openSnapshot({ ledger }: MemoryContext, { snapshot }: { snapshot: Snapshot }): { staged: number[] } {
  inOneCommit(ledger, () => {
    if (ledger.tables.scopes.get(snapshot.scope)?.snapshot_id !== snapshot.id) dropStage(ledger, snapshot.scope)
    changeScope(ledger, snapshot.scope, (scope) => ({ snapshot_id: snapshot.id, snapshot: JSON.stringify(snapshot), state: scope.ok_at === null ? 'snapshot' : 'stale' }))
  })
  return { staged: stagedParts(ledger, snapshot.scope).filter((part) => part.snapshotId === snapshot.id).map((part) => part.n) }
}

/** The manifest of what is being staged, if it is this snapshot. */
function manifestOf(scope: ScopeRow | undefined, snapshotId: string): Snapshot | null {
  return scope?.snapshot && scope.snapshot_id === snapshotId ? (JSON.parse(scope.snapshot) as Snapshot) : null
}

/** A part is what its manifest says: its length, its hash and its number of rows. */
function faultOf(part: Snapshot['parts'][number] | undefined, bytes: Uint8Array, rows: number): string | null {
  if (!part) return 'no such part'
  if (bytes.byteLength !== part.bytes) return `${bytes.byteLength} bytes instead of ${part.bytes}`
  if (hash('sha256', bytes, 'hex') !== part.sha256) return 'hash of the part'
  return rows === part.rows ? null : `${rows} rows instead of ${part.rows}`
}

function linesOf(bytes: Uint8Array): string[] {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8').split('\n')
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

export function stagePart(context: MemoryContext, input: { scope: string; snapshotId: string; n: number; bytes: Uint8Array }): StageResult {
  const { ledger } = context
  const manifest = manifestOf(ledger.tables.scopes.get(input.scope), input.snapshotId)
  if (!manifest) return { ok: false, why: 'not the snapshot being staged' }
  const lines = linesOf(input.bytes)
  const why = faultOf(manifest.parts.find((one) => one.n === input.n), input.bytes, lines.length)
  if (why !== null) return { ok: false, why }
  context.bulk = true
  inOneCommit(ledger, () => {
    if (!ledger.tables.parts.has(partKey(input.scope, input.n))) stageLines(ledger, input, lines)
  })
  return { ok: true }
}

/** Bad and unknown rows are staged too; those of a type that this kind of scope does not hold, and lines that are none, are only counted. */
function stageLines(ledger: Ledger, { scope, snapshotId, n }: { scope: string; snapshotId: string; n: number }, texts: string[]): void {
  const lines = texts.map((text) => readLine(scope, text))
  const staged = lines.filter((line) => line !== null)
  set(ledger, ledger.tables.parts, partKey(scope, n), { scope, snapshotId, n, lines: staged })
  changeScope(ledger, scope, (held) => ({ refused: held.refused + lines.length - staged.length }))
}

/** Lines come again in many worlds, and are never changed in place. */
const readBefore = new Map<string, StagedLine | null>()
const READ_MOST = 20_000

function readLine(scope: string, text: string): StagedLine | null {
  const key = `${scope} ${text}`
  const known = readBefore.get(key)
  if (known !== undefined) return known
  const parsed = SnapshotLine.safeParse(parse(text))
  const line = parsed.success ? stagedLine(scope, parsed.data) : null
  if (readBefore.size > READ_MOST) readBefore.clear()
  readBefore.set(key, line)
  return line
}

function stagedLine(scope: string, { type, id, ver, h, row }: SnapshotLine): StagedLine | null {
  const fate = judge(kindOfScope(scope), { type, id, ver, h, row })
  if (fate.fate === 'refused') return null
  return { type, id, scope, ver, h: Buffer.from(fate.h).toString('base64'), body: row, fate: fate.fate, why: fate.fate === 'bad' ? fate.why : '' }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function swapSnapshot(context: MemoryContext, input: { scope: string; snapshotId: string; now: number }): SwapResult {
  const { ledger } = context
  const scope = ledger.tables.scopes.get(input.scope)
  const snapshot = manifestOf(scope, input.snapshotId)
  if (!scope || !snapshot) return { ok: false, why: 'not the snapshot being staged' }
  const parts = stagedParts(ledger, scope.id).filter((part) => part.snapshotId === snapshot.id)
  if (parts.length !== snapshot.parts.length) return { ok: false, why: `${parts.length} of ${snapshot.parts.length} parts are staged` }
  if (goesBack(scope, snapshot)) return { ok: false, why: 'older than the cache' }
  const lines = parts.flatMap((part) => part.lines)
  let swapped = { rows: 0, types: [] as string[] }
  inOneCommit(
    ledger,
    () => {
      swapped = swapRows(ledger, scope, snapshot.epoch, lines)
    },
    () => storePlace(ledger, snapshot, input.now),
  )
  endBulk(context)
  return { ok: true, cursor: snapshot.at_seq, ...swapped }
}

/** Going back within an epoch would undo changes already shown, unless the scope is to be renewed. */
function goesBack(scope: ScopeRow, snapshot: Snapshot): boolean {
  return scope.cursor !== null && scope.epoch === snapshot.epoch && snapshot.at_seq < scope.cursor && scope.renew === 0
}

function swapRows(ledger: Ledger, scope: ScopeRow, epoch: string, lines: StagedLine[]): { rows: number; types: string[] } {
  const counts = new Map<string, number>()
  const count = (type: string): Map<string, number> => counts.set(type, (counts.get(type) ?? 0) + 1)
  for (const type of dropGhosts(ledger, scope.id, lines)) count(type)
  let rows = 0
  for (const { fate, why: _why, ...row } of lines) {
    const key = keyOf(row.type, row.id)
    if (fate !== 'row' || !isTakenFromSnapshot(ledger, ledger.tables.rows.get(key), row, epoch, scope.repair !== 0)) continue
    set(ledger, ledger.tables.rows, key, row)
    count(row.type)
    rows += 1
  }
  swapSide(ledger, scope.id, lines)
  dropStage(ledger, scope.id)
  return { rows, types: ROW_TYPES.filter((type) => counts.has(type)) }
}

/** Rows that the scope holds and the snapshot has not go. Answers their types. */
function dropGhosts(ledger: Ledger, scope: string, lines: StagedLine[]): string[] {
  const kept = new Set(lines.filter((line) => line.fate === 'row').map((line) => keyOf(line.type, line.id)))
  const ghosts = [...ledger.tables.rows].filter(([key, row]) => row.scope === scope && !kept.has(key))
  for (const [key] of ghosts) drop(ledger, ledger.tables.rows, key)
  return ghosts.map(([, row]) => row.type)
}

/** What was set aside from this scope is replaced too; beside another scope's the higher version stays. */
function swapSide(ledger: Ledger, scope: string, lines: StagedLine[]): void {
  const { bad, unknown } = ledger.tables
  dropSide(ledger, scope)
  for (const { fate, why, ...row } of lines) {
    const key = keyOf(row.type, row.id)
    if (fate === 'bad' && row.ver >= (bad.get(key)?.ver ?? 0)) set(ledger, bad, key, { ...row, why })
    if (fate === 'unknown' && row.ver >= (unknown.get(key)?.ver ?? 0)) set(ledger, unknown, key, row)
  }
}

/** The epoch is stored with the cursor: a number of one log says nothing in another. */
function storePlace(ledger: Ledger, { scope, epoch, at_seq }: Snapshot, now: number): void {
  changeScope(ledger, scope, (held) => ({
    epoch, cursor: at_seq,
    head_seen: Math.max(at_seq, held.epoch === epoch ? held.head_seen : 0),
    renew: 0, repair: 0, snapshot: null, snapshot_id: null, state: 'live', ok_at: now, checked_at: null, check_result: null, error: null,
  }))
}

export function discardSnapshot(context: MemoryContext, input: { scope: string }): void {
  const { ledger } = context
  inOneCommit(ledger, () => {
    dropStage(ledger, input.scope)
    changeScope(ledger, input.scope, () => ({ snapshot: null, snapshot_id: null }))
  })
  endBulk(context)
}

/** The end of the bulk work copies the log back, which puts it on the platter. */
function endBulk(context: MemoryContext): void {
  if (!context.bulk || context.ledger.tables.parts.size > 0) return
  context.bulk = false
  harden(context.ledger)
}
