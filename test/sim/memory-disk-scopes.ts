/** The memory disk's half of main/store/scopes.ts: which scopes are held, in which state, and forgetting them. */
import { kindOfScope } from '../../main/store/rows.ts'
import type { ScopeRow, ScopeState } from '../../main/store/scopes.ts'
import { drop, harden, inOneCommit, set, type Ledger, type Tables } from './memory-disk-tables.ts'

export interface MemoryContext {
  readonly ledger: Ledger
  /** The daily good copy; not part of any commit. */
  copy: { at: number; tables: Tables } | null
  /** Between the first staged part and the last swap, as the writer thread remembers it. */
  bulk: boolean
}

/** Does nothing where the scope is not held. */
export function changeScope(ledger: Ledger, id: string, change: (scope: ScopeRow) => Partial<ScopeRow> | null): void {
  const scope = ledger.tables.scopes.get(id)
  const changed = scope && change(scope)
  if (changed) set(ledger, ledger.tables.scopes, id, { ...scope, ...changed })
}

export function sortScopes(scopes: Iterable<ScopeRow>): ScopeRow[] {
  return [...scopes].map((scope) => ({ ...scope })).sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
}

export const listScopes = ({ ledger }: MemoryContext, _input: null): ScopeRow[] => sortScopes(ledger.tables.scopes.values())

const newScope = (id: string, name: string, position: number): ScopeRow => ({
  id, kind: kindOfScope(id), name, position, state: 'new', epoch: null, cursor: null, head_seen: 0, renew: 0, repair: 0,
  snapshot_id: null, snapshot: null, ok_at: null, checked_at: null, check_result: null, error: null, refused: 0,
})

export function grantScopes(context: MemoryContext, input: { scopes: { id: string; name: string }[] }): ScopeRow[] {
  const { ledger } = context
  inOneCommit(ledger, () => {
    for (const [position, { id, name }] of input.scopes.entries()) {
      const held = ledger.tables.scopes.get(id)
      set(ledger, ledger.tables.scopes, id, held ? { ...held, name, position } : newScope(id, name, position))
    }
  })
  return listScopes(context, null)
}

/** No trace stays: rows, side rows, staged parts, the scope, the good copy. What is gone stays gone in a power cut. */
export function forgetScope(context: MemoryContext, input: { scope: string }): { rows: number } {
  const { ledger } = context
  let rows = 0
  context.copy = null
  inOneCommit(ledger, () => {
    for (const [key, row] of ledger.tables.rows) if (row.scope === input.scope && drop(ledger, ledger.tables.rows, key)) rows += 1
    dropSide(ledger, input.scope)
    dropStage(ledger, input.scope)
    drop(ledger, ledger.tables.scopes, input.scope)
  })
  harden(ledger)
  return { rows }
}

/** To be pulled again from a snapshot; rows, epoch and cursor stay until the swap. */
export function resetScope({ ledger }: MemoryContext, input: { scope: string; repair: boolean; error: string | null }): void {
  inOneCommit(ledger, () => {
    dropStage(ledger, input.scope)
    changeScope(ledger, input.scope, (scope) => ({
      renew: 1, repair: input.repair ? 1 : scope.repair, error: input.error, snapshot: null, snapshot_id: null, state: scope.ok_at === null ? 'new' : 'stale',
    }))
  })
}

export function noteScope({ ledger }: MemoryContext, input: { scope: string; state?: ScopeState; error?: string | null }): void {
  inOneCommit(ledger, () => changeScope(ledger, input.scope, (scope) => ({ state: input.state ?? scope.state, error: input.error === undefined ? scope.error : input.error })))
}

export function dropStage(ledger: Ledger, scope: string): void {
  for (const [key, part] of ledger.tables.parts) if (part.scope === scope) drop(ledger, ledger.tables.parts, key)
}

export function dropSide(ledger: Ledger, scope: string): void {
  for (const side of [ledger.tables.bad, ledger.tables.unknown]) {
    for (const [key, row] of side) if (row.scope === scope) drop(ledger, side, key)
  }
}
