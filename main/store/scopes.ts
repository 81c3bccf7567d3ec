/** The scopes a desk holds: their cursors and states, forgetting them, and pulling them again. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROW_TYPES } from '../sync/protocol.ts'
import { stopFollowing } from './case-follow.ts'
import { COPY_FILE } from './good-copy.ts'
import { clearPack } from './point-pack.ts'
import { dropPointStage } from './point-stage.ts'
import { kindOfScope } from './rows.ts'
import { DELETE_STAGED_SQL } from './upsert.ts'
import { inOneTransaction, type WriterContext } from './writer-context.ts'

export type ScopeState = 'new' | 'snapshot' | 'live' | 'stale' | 'stopped'

export interface ScopeRow {
  id: string
  kind: string
  name: string
  position: number
  state: ScopeState
  epoch: string | null
  cursor: number | null
  head_seen: number
  /** 1: to be pulled again from a snapshot. */
  renew: number
  /** 1: its rows are known to differ from the central's. */
  repair: number
  snapshot_id: string | null
  /** The manifest of the snapshot being staged, as JSON text. */
  snapshot: string | null
  ok_at: number | null
  checked_at: number | null
  check_result: 'equal' | 'drift' | null
  error: string | null
  refused: number
}

export function listScopes(context: WriterContext, _input: null): ScopeRow[] {
  return context.sql('SELECT * FROM scope ORDER BY position, id').all() as unknown as ScopeRow[]
}

export function scopeOf(context: WriterContext, id: string): ScopeRow | null {
  return (context.sql('SELECT * FROM scope WHERE id = ?').get(id) as unknown as ScopeRow | undefined) ?? null
}

/** Names and orders the granted scopes; new ones start without a cursor. Scopes no longer granted are not touched: see forgetScope. */
export function grantScopes(context: WriterContext, input: { scopes: { id: string; name: string }[] }): ScopeRow[] {
  const put = context.sql("INSERT INTO scope (id, kind, name, position, state) VALUES (?, ?, ?, ?, 'new') ON CONFLICT (id) DO UPDATE SET name = excluded.name, position = excluded.position")
  inOneTransaction(context, () => {
    for (const [position, scope] of input.scopes.entries()) put.run(scope.id, kindOfScope(scope.id), scope.name, position)
  })
  return listScopes(context, null)
}

/**
 * Removes every trace of a scope and cuts the WAL, so that what the user may no longer see is not on the disk either.
 * The good copy and the files in quarantine hold it too. They go first: once the scope is no longer held, nobody would ask again.
 */
export function forgetScope(context: WriterContext, input: { scope: string }): { rows: number } {
  let rows = 0
  for (const copy of [COPY_FILE, `${COPY_FILE}.next`, 'quarantine']) rmSync(join(context.folder, copy), { recursive: true, force: true })
  inOneTransaction(context, () => {
    // A pack of no points is a trace too.
    if (context.sql('SELECT 1 FROM point WHERE scope = ? LIMIT 1').get(input.scope) || !context.sql('SELECT 1 FROM point LIMIT 1').get()) clearPack(context.db)
    // What is found by its words would still be in the index that followed: it is made anew.
    stopFollowing(context.db)
    for (const type of ROW_TYPES) rows += context.sql(`DELETE FROM "${type}" WHERE scope = ?`).run(input.scope).changes
    dropSide(context, input.scope)
    dropStage(context, input.scope)
    context.sql('DELETE FROM scope WHERE id = ?').run(input.scope)
  })
  truncateWal(context)
  return { rows }
}

/** The scope is to be pulled again from a snapshot; its rows stay visible until the swap. `repair`: they are known to differ. */
export function resetScope(context: WriterContext, input: { scope: string; repair: boolean; error: string | null }): void {
  inOneTransaction(context, () => {
    dropStage(context, input.scope)
    const { scope, repair, error } = input
    context.sql(`UPDATE scope SET renew = 1, repair = max(repair, ?), error = ?, snapshot = NULL, snapshot_id = NULL,
      state = CASE WHEN ok_at IS NULL THEN 'new' ELSE 'stale' END WHERE id = ?`).run(repair ? 1 : 0, error, scope)
  })
}

/** What a person sees about a scope; never its cursor. */
export function noteScope(context: WriterContext, input: { scope: string; state?: ScopeState; error?: string | null }): void {
  const { scope, state = null, error } = input
  context.sql('UPDATE scope SET state = coalesce(?, state), error = CASE WHEN ? THEN ? ELSE error END WHERE id = ?').run(state, error === undefined ? 0 : 1, error ?? null, scope)
}

export function dropStage(context: WriterContext, scope: string): void {
  context.sql(DELETE_STAGED_SQL).run({ scope })
  context.sql('DELETE FROM stage_part WHERE scope = ?').run(scope)
  dropPointStage(context, scope)
}

export function dropSide(context: WriterContext, scope: string): void {
  context.sql('DELETE FROM bad_row WHERE scope = ?').run(scope)
  context.sql('DELETE FROM unknown_row WHERE scope = ?').run(scope)
}

/** What is left to do once an answer is on its way; it must not fail the question that comes next. */
export function copyLogBack(context: WriterContext): void {
  if (!context.isLogLong) return
  context.isLogLong = false
  try {
    truncateWal(context)
  } catch {
    // A log that stays long for a while is no failure: the next commits copy it back page by page.
  }
}

/** Copies the WAL back and empties it; a reader in the middle of a query only delays it. */
export function truncateWal(context: WriterContext): void {
  context.db.pragma('wal_checkpoint(TRUNCATE)')
}
