/** What was true at the central at every sequence number of every scope, in every epoch: the measure of all desks. */
import type { SimCentral, Truth } from './parts.ts'

export interface Version {
  ver: number
  h: string
}
/** Rows of a scope by `type/id`. */
export type ScopeState = ReadonlyMap<string, Version>

interface ScopeLine {
  /** `seq` ascending. A load has no entries: it stands as one state at its head. */
  states: { seq: number; rows: ScopeState }[]
  /** Last sequence number at which a row of the scope changed. */
  lastChange: Map<string, number>
  /** Every version a row ever had in this scope and epoch. */
  versions: Map<string, Version[]>
  /** A compacted log may leave a row behind until its newest entry is read. */
  compacted: boolean
}

export interface History {
  readonly epoch: string
  readonly truth: Truth
  head(scope: string): number
  /** Looks at what the central did since the last look. */
  observe(): Promise<void>
  noteCompaction(): void
  line(epoch: string, scope: string): ScopeLine | null
  /** Whether the row was, in another scope or another epoch, something this version does not know of. */
  isElsewhere(key: string, version: { epoch: string; scope: string; ver: number }): boolean
}

export const rowKey = (row: { type: string; id: string }): string => `${row.type}/${row.id}`

export async function createHistory(central: SimCentral): Promise<History> {
  const epochs = new Map<string, Map<string, ScopeLine>>()
  let truth = await central.truth()

  const stateNow = (scope: string): ScopeState => new Map(truth.rows.filter((row) => row.scope === scope).map((row) => [rowKey(row), { ver: row.ver, h: row.h }]))
  /** A scope that the epoch did not begin with began empty. */
  const lineOf = (scope: string, beganWithEpoch: boolean): ScopeLine => {
    const lines = epochs.get(truth.epoch) ?? new Map<string, ScopeLine>()
    epochs.set(truth.epoch, lines)
    const known = lines.get(scope)
    if (known) return known
    const line: ScopeLine = { states: beganWithEpoch ? [] : [{ seq: 0, rows: new Map() }], lastChange: new Map(), versions: new Map(), compacted: false }
    lines.set(scope, line)
    return line
  }
  const write = (line: ScopeLine, seq: number, rows: ScopeState): void => {
    const before = line.states.at(-1)?.rows ?? new Map<string, Version>()
    for (const key of new Set([...before.keys(), ...rows.keys()])) {
      const [was, is] = [before.get(key), rows.get(key)]
      if (was?.ver === is?.ver && was?.h === is?.h) continue
      line.lastChange.set(key, seq)
      if (is) line.versions.set(key, [...(line.versions.get(key) ?? []), is])
    }
    line.states.push({ seq, rows })
  }
  const follow = async (scope: string, head: number, isNewEpoch: boolean): Promise<void> => {
    const line = lineOf(scope, isNewEpoch)
    const last = line.states.at(-1)
    if (last?.seq === head) return
    const entries = last ? await central.entries(scope, last.seq) : []
    let seq = last?.seq ?? 0
    const isWhole = entries.length > 0 && entries.every((entry) => entry.seq === ++seq) && seq === head
    if (!isWhole || !last) return write(line, head, stateNow(scope))
    let rows = last.rows
    for (const entry of entries) {
      const next = new Map(rows)
      if (entry.op === 'put') next.set(rowKey(entry), { ver: entry.ver, h: entry.h ?? '' })
      else next.delete(rowKey(entry))
      rows = next
      write(line, entry.seq, rows)
    }
  }
  const observe = async (): Promise<void> => {
    truth = await central.truth()
    const isNewEpoch = !epochs.has(truth.epoch)
    for (const [scope, { seq }] of truth.heads) await follow(scope, seq, isNewEpoch)
  }
  await observe()
  return {
    get epoch() {
      return truth.epoch
    },
    get truth() {
      return truth
    },
    head: (scope) => truth.heads.get(scope)?.seq ?? 0,
    observe,
    noteCompaction() {
      for (const line of epochs.get(truth.epoch)?.values() ?? []) line.compacted = true
    },
    line: (epoch, scope) => epochs.get(epoch)?.get(scope) ?? null,
    isElsewhere(key, version) {
      for (const [epoch, lines] of epochs) {
        for (const [scope, line] of lines) {
          if (epoch === version.epoch && scope === version.scope) continue
          if (line.versions.get(key)?.some(({ ver }) => epoch !== version.epoch || ver > version.ver)) return true
        }
      }
      return false
    },
  }
}

/** The state a cursor stands for; null when the central never was there. */
export function stateAt(line: ScopeLine, seq: number): ScopeState | null {
  let found: ScopeState | null = null
  for (const state of line.states) {
    if (state.seq > seq) break
    found = state.rows
  }
  return found
}
