/** A snapshot's way into the cache: parts are staged as they come, and one transaction swaps them in. Old rows stay visible until then. */
import { ROW_TYPES, type RowType, type Snapshot } from '../sync/protocol.ts'
import { judgePart, type JudgedPart, type Part } from './judged-part.ts'
import { packIfDue } from './point-pack.ts'
import { gather, swapPoints } from './point-stage.ts'
import { dropSide, dropStage, scopeOf } from './scopes.ts'
import { stagedTypes, stageLines } from './stage-lines.ts'
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

export function stagePart(context: WriterContext, input: Part): StageResult {
  return stageJudged(context, judgePart(input))
}

/** A part is staged whole or not at all. */
export function stageJudged(context: WriterContext, input: JudgedPart): StageResult {
  const why = faultOf(context, input)
  if (why !== null) return { ok: false, why }
  startBulk(context)
  const hasPoints = inOneTransaction(context, () => stageLines(context, input))
  if (hasPoints) gather(context, input.snapshotId, input.n, input.points)
  return { ok: true }
}

/** How the part is not what the manifest says. */
function faultOf(context: WriterContext, { scope: id, snapshotId, n, byteLength, sha256, rows }: JudgedPart): string | null {
  const scope = scopeOf(context, id)
  if (!scope?.snapshot || scope.snapshot_id !== snapshotId) return 'not the snapshot being staged'
  const part = (JSON.parse(scope.snapshot) as Snapshot).parts.find((p) => p.n === n)
  if (!part) return 'no such part'
  if (byteLength !== part.bytes) return `${byteLength} bytes instead of ${part.bytes}`
  if (sha256 !== part.sha256) return 'hash of the part'
  return rows === part.rows ? null : `${rows} rows instead of ${part.rows}`
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
  const { id, scope, epoch, parts } = snapshot
  const changed = new Set<string>()
  let rows = 0
  for (const type of ROW_TYPES) {
    const swap = { scope, epoch, repair }
    const { ghosts, put } = (type === 'point' ? swapPoints(context, { ...swap, snapshotId: id, parts: parts.length }) : null) ?? swapRows(context, type, swap)
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

function swapRows(context: WriterContext, type: RowType, swap: { scope: string; epoch: string; repair: number }): { ghosts: number; put: number } {
  const { scope } = swap
  const held = context.sql(`SELECT 1 FROM "${type}" WHERE scope = ? LIMIT 1`).get(scope)
  return {
    ghosts: held ? context.sql(deleteGhostsSql(type)).run({ scope }).changes : 0,
    put: stagedTypes(context, scope).has(type) ? context.sql(swapRowsSql(type)).run(swap).changes : 0,
  }
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
  context.isLogLong = true
}
