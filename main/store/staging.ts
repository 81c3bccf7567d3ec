/** A snapshot's way into the cache: parts are staged as they come, and one transaction swaps them in. Old rows stay visible until then. */
import { hash } from 'node:crypto'
import { ROW_TYPES, SnapshotLine, type Snapshot } from '../sync/protocol.ts'
import { STAGE_CELLS } from './migrations.ts'
import { clearPack, packIfDue } from './point-pack.ts'
import { judgeRow, kindOfScope, type Fate } from './rows.ts'
import { dropSide, dropStage, scopeOf, truncateWal } from './scopes.ts'
import { deleteGhostsSql, SWAP_BAD_SQL, SWAP_UNKNOWN_SQL, swapRowsSql } from './upsert.ts'
import { inOneTransaction, type WriterContext } from './writer-context.ts'

/** Pages of WAL before it is copied back: while bootstrapping, copying back costs more than it saves. */
const BULK_PAGES = 20_000
const CALM_PAGES = 1_000

/** Begins or resumes a snapshot: answers which of its parts are already staged and whole. */
export function openSnapshot(context: WriterContext, input: { snapshot: Snapshot }): { staged: number[] } {
  const { snapshot } = input
  inOneTransaction(context, () => {
    const scope = scopeOf(context, snapshot.scope)
    if (scope?.snapshot_id !== snapshot.id) dropStage(context, snapshot.scope)
    context.sql("UPDATE scope SET snapshot_id = ?, snapshot = ?, state = CASE WHEN ok_at IS NULL THEN 'snapshot' ELSE 'stale' END WHERE id = ?")
      .run(snapshot.id, JSON.stringify(snapshot), snapshot.scope)
  })
  const rows = context.sql('SELECT part FROM stage_part WHERE scope = ? AND snapshot_id = ? ORDER BY part').all(snapshot.scope, snapshot.id)
  return { staged: rows.map((row) => Number(row['part'])) }
}

export type StageResult = { ok: true } | { ok: false; why: string }

const STAGE_SQL = `INSERT INTO stage_row VALUES (NULL, ?, ?, ?, ?, ?, ?, ?${', ?'.repeat(STAGE_CELLS)})`
const NO_CELLS: null[] = Array.from({ length: STAGE_CELLS }, () => null)

/** `bytes` is the part's uncompressed NDJSON. A part is staged whole or not at all. */
export function stagePart(context: WriterContext, input: { scope: string; snapshotId: string; n: number; bytes: Uint8Array }): StageResult {
  const scope = scopeOf(context, input.scope)
  if (!scope?.snapshot || scope.snapshot_id !== input.snapshotId) return { ok: false, why: 'not the snapshot being staged' }
  const snapshot = JSON.parse(scope.snapshot) as Snapshot
  const part = snapshot.parts.find((p) => p.n === input.n)
  if (!part) return { ok: false, why: 'no such part' }
  if (input.bytes.byteLength !== part.bytes) return { ok: false, why: `${input.bytes.byteLength} bytes instead of ${part.bytes}` }
  if (hash('sha256', input.bytes, 'hex') !== part.sha256) return { ok: false, why: 'hash of the part' }
  startBulk(context)
  return inOneTransaction(context, () => stageLines(context, input, part.rows))
}

function stageLines(context: WriterContext, input: { scope: string; snapshotId: string; n: number; bytes: Uint8Array }, rows: number): StageResult {
  if (context.sql('SELECT 1 FROM stage_part WHERE scope = ? AND part = ?').get(input.scope, input.n)) return { ok: true }
  const kind = kindOfScope(input.scope)
  const insert = context.sql(STAGE_SQL)
  const types = new Set<string>()
  const before = Number(context.sql('SELECT coalesce(max(n), 0) AS n FROM stage_row').get()?.['n'])
  let staged = 0
  let refused = 0
  const lines = textOf(input.bytes).split('\n')
  if (lines.at(-1) === '') lines.pop()
  if (lines.length !== rows) return { ok: false, why: `${lines.length} rows instead of ${rows}` }
  for (const text of lines) {
    const line = readLine(text)
    const fate = line && judgeRow(kind, line)
    // A line that is none, in a part whose sum is right: asking again would bring it again.
    if (!line || !fate || fate.fate === 'refused') refused += 1
    else {
      types.add(line.type)
      staged += 1
      insert.run(line.type, line.id, line.ver, fate.h, line.row, fate.fate, fate.fate === 'bad' ? fate.why : null, ...cellsOf(fate))
    }
  }
  context.sql('INSERT INTO stage_part VALUES (?, ?, ?, ?, ?, ?)').run(input.scope, input.snapshotId, input.n, before + 1, before + staged, [...types].join(','))
  if (refused > 0) context.sql('UPDATE scope SET refused = refused + ? WHERE id = ?').run(refused, input.scope)
  return { ok: true }
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')

function readLine(text: string): SnapshotLine | null {
  try {
    const parsed = SnapshotLine.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

function cellsOf(fate: Fate): unknown[] {
  if (fate.fate !== 'row') return NO_CELLS
  return fate.cells.length === STAGE_CELLS ? fate.cells : [...fate.cells, ...NO_CELLS.slice(fate.cells.length)]
}

export type SwapResult = { ok: true; cursor: number; rows: number; types: string[] } | { ok: false; why: string }

/** Replaces the scope by its staged snapshot: no ghost row survives, and the cursor becomes the snapshot's in the same transaction. */
export function swapSnapshot(context: WriterContext, input: { scope: string; snapshotId: string; now: number }): SwapResult {
  const scope = scopeOf(context, input.scope)
  if (!scope?.snapshot || scope.snapshot_id !== input.snapshotId) return { ok: false, why: 'not the snapshot being staged' }
  const snapshot = JSON.parse(scope.snapshot) as Snapshot
  const staged = Number(context.sql('SELECT count(*) AS n FROM stage_part WHERE scope = ? AND snapshot_id = ?').get(scope.id, snapshot.id)?.['n'])
  if (staged !== snapshot.parts.length) return { ok: false, why: `${staged} of ${snapshot.parts.length} parts are staged` }
  // Going back within an epoch would undo changes already shown, unless the rows are known to be wrong.
  if (scope.cursor !== null && scope.epoch === snapshot.epoch && snapshot.at_seq < scope.cursor && !scope.renew) return { ok: false, why: 'older than the cache' }
  const result = inOneTransaction(context, () => swapIn(context, snapshot, scope.repair, input.now))
  if (result.ok && result.types.includes('point')) packIfDue(context.db)
  endBulk(context)
  return result
}

function swapIn(context: WriterContext, snapshot: Snapshot, repair: number, now: number): SwapResult {
  const scope = snapshot.scope
  const changed = new Set<string>()
  let rows = 0
  if (stagedTypes(context, scope).has('point') || context.sql('SELECT 1 FROM point WHERE scope = ? LIMIT 1').get(scope)) clearPack(context.db)
  for (const type of ROW_TYPES) {
    const held = context.sql(`SELECT 1 FROM "${type}" WHERE scope = ? LIMIT 1`).get(scope)
    const ghosts = held ? context.sql(deleteGhostsSql(type)).run({ scope }).changes : 0
    const put = stagedTypes(context, scope).has(type) ? context.sql(swapRowsSql(type)).run({ scope, epoch: snapshot.epoch, repair }).changes : 0
    rows += put
    if (ghosts + put > 0) changed.add(type)
  }
  dropSide(context, scope)
  context.sql(SWAP_BAD_SQL).run({ scope })
  context.sql(SWAP_UNKNOWN_SQL).run({ scope })
  dropStage(context, scope)
  context.sql(`UPDATE scope SET epoch = ?, cursor = ?, head_seen = max(?, CASE WHEN epoch = ? THEN head_seen ELSE 0 END), renew = 0, repair = 0, snapshot = NULL, snapshot_id = NULL,
    state = 'live', ok_at = ?, checked_at = NULL, check_result = NULL, error = NULL WHERE id = ?`).run(snapshot.epoch, snapshot.at_seq, snapshot.at_seq, snapshot.epoch, now, scope)
  return { ok: true, cursor: snapshot.at_seq, rows, types: [...changed] }
}

function stagedTypes(context: WriterContext, scope: string): Set<string> {
  const lists = context.sql('SELECT types FROM stage_part WHERE scope = ?').all(scope)
  return new Set(lists.flatMap((row) => String(row['types']).split(',')))
}

/** Throws away what is staged: the snapshot was wrong twice, or has expired. */
export function discardSnapshot(context: WriterContext, input: { scope: string }): void {
  inOneTransaction(context, () => {
    dropStage(context, input.scope)
    context.sql('UPDATE scope SET snapshot = NULL, snapshot_id = NULL WHERE id = ?').run(input.scope)
  })
  endBulk(context)
}

function startBulk(context: WriterContext): void {
  if (context.bulk) return
  context.bulk = true
  context.db.pragma(`wal_autocheckpoint = ${BULK_PAGES}`)
  context.db.pragma('cache_size = -65536')
}

function endBulk(context: WriterContext): void {
  if (!context.bulk || context.sql('SELECT 1 FROM stage_part LIMIT 1').get()) return
  context.bulk = false
  context.db.pragma(`wal_autocheckpoint = ${CALM_PAGES}`)
  context.db.pragma('cache_size = -2000')
  try {
    truncateWal(context)
  } catch {
    // The swap before this is committed and must be told: a log that stays long for a while is no failure.
  }
}
