/** The tables of a desk's cache in memory, and what each commit changed, so that a failure or a power cut can take it back. */
import type { ScopeRow } from '../../main/store/scopes.ts'
import { Death, diskFull, type WriteFate } from './disk-lane.ts'
import type { TruthRow } from './parts.ts'

export interface BadRow extends TruthRow {
  why: string
}
export interface StagedLine extends TruthRow {
  fate: 'row' | 'bad' | 'unknown'
  why: string
}
export interface StagedPart {
  scope: string
  snapshotId: string
  n: number
  lines: StagedLine[]
}

/** Values are never changed in place, only replaced: a shallow copy of a table is a copy. */
export interface Tables {
  meta: Map<string, string>
  scopes: Map<string, ScopeRow>
  /** By scope and number of the part. */
  parts: Map<string, StagedPart>
  /** These three by type and id. */
  rows: Map<string, TruthRow>
  bad: Map<string, BadRow>
  unknown: Map<string, TruthRow>
}

export const keyOf = (type: string, id: string): string => `${type}\n${id}`

export const emptyTables = (): Tables => ({ meta: new Map(), scopes: new Map(), parts: new Map(), rows: new Map(), bad: new Map(), unknown: new Map() })

export const copyOf = (tables: Tables): Tables => ({
  meta: new Map(tables.meta), scopes: new Map(tables.scopes), parts: new Map(tables.parts),
  rows: new Map(tables.rows), bad: new Map(tables.bad), unknown: new Map(tables.unknown),
})

type Table = Tables[keyof Tables]
type ValueOf<T extends Table> = T extends Map<string, infer V> ? V : never
interface Undo {
  table: Map<string, unknown>
  key: string
  before: unknown
}

/** Commits that a power cut can take at most: those before are taken to have reached the platter. */
const LOSABLE = 24

export interface Ledger {
  tables: Tables
  /** Asked at the beginning of each transaction. */
  fate: () => WriteFate
  open: Undo[]
  commits: Undo[][]
}

export const newLedger = (tables: Tables): Ledger => ({ tables, fate: () => 'done', open: [], commits: [] })

export function set<T extends Table>(ledger: Ledger, table: T, key: string, value: ValueOf<T>): void {
  const map = table as Map<string, unknown>
  ledger.open.push({ table: map, key, before: map.get(key) })
  map.set(key, value)
}

/** Answers whether there was one. */
export function drop(ledger: Ledger, table: Table, key: string): boolean {
  const map = table as Map<string, unknown>
  const before = map.get(key)
  if (before === undefined) return false
  ledger.open.push({ table: map, key, before })
  return map.delete(key)
}

/** The steps are done together or not at all: no death, failure or power cut comes between them. */
export function inOneCommit(ledger: Ledger, ...steps: (() => void)[]): void {
  commit(ledger, () => {
    for (const step of steps) step()
  })
}

function commit(ledger: Ledger, work: () => void): void {
  const fate = ledger.fate()
  try {
    work()
    if (fate === 'death') throw new Death()
    if (fate === 'full') throw diskFull()
  } catch (error) {
    takeBack(ledger.open)
    ledger.open = []
    throw error
  }
  ledger.commits.push(ledger.open)
  ledger.open = []
  if (ledger.commits.length > LOSABLE) ledger.commits.shift()
}

/** Everything committed has reached the platter: no power cut takes it. */
export function harden(ledger: Ledger): void {
  ledger.commits = []
}

/** A power cut: the last commits are gone, each wholly. `chance` in [0, 1). */
export function losePower(ledger: Ledger, chance: number): void {
  const lost = Math.floor(chance * (ledger.commits.length + 1))
  for (let i = 0; i < lost; i++) takeBack(ledger.commits.pop() ?? [])
  harden(ledger)
}

function takeBack(undos: Undo[]): void {
  for (const { table, key, before } of undos.toReversed()) {
    if (before === undefined) table.delete(key)
    else table.set(key, before)
  }
}
