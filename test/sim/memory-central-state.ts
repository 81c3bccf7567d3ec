/** What the memory central keeps: immutable rows and log entries in mutable maps, so that a backup is a copy of the maps. */
import type { Entry } from '../../main/central/log.ts'

/** One version of one row; texts of the wire are made when first asked for. */
export interface MemoryRow {
  type: string
  id: string
  scope: string
  ver: number
  h: string
  body: string
  line: Buffer | null
  /** What the row adds to its bucket of the digest. */
  share: { byte: number; high: number; low: number } | null
}

export type LoggedEntry = Readonly<Entry> & { readonly seq: number; readonly loggedAt: number; change: string | null; changeBytes: number }

export interface ScopeState {
  /** The last number given out. */
  counter: number
  /** The last number that is committed: the head. */
  seq: number
  floor: number
  log: LoggedEntry[]
  rows: Map<string, MemoryRow>
  /** Rises with every change of the scope's rows; what was worked out for an earlier one is void. */
  revision: number
}

export interface State {
  epoch: string
  ordinal: number
  /** The last one drawn, as the sequence of the database has it. */
  version: number
  rows: Map<string, MemoryRow>
  scopes: Map<string, ScopeState>
  /** Rises with every written or removed area row. */
  areaRevision: number
  /** What has become of each op, by its id: part of a backup. */
  ops: Map<string, KnownOp>
}

export interface KnownOp {
  readonly actor: string
  /** The op as it was sent, in a form that does not depend on the order of its fields. */
  readonly text: string
  readonly caseId: string
  readonly result: { readonly result: string; readonly [field: string]: unknown }
}

export function newState(epoch: string, ordinal: number): State {
  return { epoch, ordinal, version: 0, rows: new Map(), scopes: new Map(), areaRevision: 0, ops: new Map() }
}

const copyScope = (scope: ScopeState): ScopeState => ({ ...scope, log: [...scope.log], rows: new Map(scope.rows) })

export function copyState(state: State): State {
  return { ...state, rows: new Map(state.rows), scopes: new Map([...state.scopes].map(([id, scope]) => [id, copyScope(scope)])), ops: new Map(state.ops) }
}

const newScope = (): ScopeState => ({ counter: 0, seq: 0, floor: 0, log: [], rows: new Map(), revision: 0 })
const EMPTY = newScope()

/** For reading: a scope that was never written is an empty one. */
export const scopeOrEmpty = (state: State, id: string): ScopeState => state.scopes.get(id) ?? EMPTY

export function scopeOf(state: State, id: string): ScopeState {
  let scope = state.scopes.get(id)
  if (scope === undefined) {
    scope = newScope()
    state.scopes.set(id, scope)
  }
  return scope
}

/** Puts a row in its place, out of the one it had. */
export function keepRow(state: State, key: string, row: MemoryRow): void {
  dropRow(state, key)
  state.rows.set(key, row)
  const scope = scopeOf(state, row.scope)
  scope.rows.set(key, row)
  scope.revision += 1
  if (row.type === 'area') state.areaRevision += 1
}

export function dropRow(state: State, key: string): void {
  const row = state.rows.get(key)
  if (row === undefined) return
  state.rows.delete(key)
  const scope = scopeOf(state, row.scope)
  scope.rows.delete(key)
  scope.revision += 1
  if (row.type === 'area') state.areaRevision += 1
}

const SURROGATE = /[\ud800-\udfff]/

/** The order of collation "C": by UTF-8 bytes. Without surrogates JavaScript's own order is the same. */
export function byBytes(a: string, b: string): number {
  if (SURROGATE.test(a) || SURROGATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return a < b ? -1 : Number(a > b)
}
