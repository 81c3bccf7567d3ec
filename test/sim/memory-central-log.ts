/** How rows get into the memory central: by the change log, in bulk beside it; and how the log is kept short. */
import { toStored } from '../../main/central/city-row.ts'
import type { CityRow, StoredRow } from '../../main/central/city-row.ts'
import { HIGH } from '../../main/central/epoch.ts'
import { decide, lastWrites, rowKey, stampEntries } from '../../main/central/log.ts'
import type { Entry, Present, Write } from '../../main/central/log.ts'
import type { ScopeId } from '../../main/sync/protocol.ts'
import { dropRow, keepRow, scopeOf } from './memory-central-state.ts'
import type { MemoryRow, State } from './memory-central-state.ts'

const BATCH_ROWS = 2_000
const STORED_MAX = 20_000
const stored = new Map<string, StoredRow>()

/** Checking, masking and hashing one row costs more than all the rest of a write, and the same rows come again in every run. */
function toStoredOnce(row: CityRow): StoredRow {
  const key = `${row.type}\n${row.scope}\n${row.city}\n${JSON.stringify(row.body)}`
  const known = stored.get(key)
  if (known !== undefined) return known
  const made = toStored(row)
  if (stored.size >= STORED_MAX) stored.clear()
  stored.set(key, made)
  return made
}

function actsInOrder(state: State): { id: string; case: string; row: MemoryRow }[] {
  const acts = [...state.rows.values()].filter(({ type }) => type === 'act').sort((a, b) => a.ver - b.ver)
  return acts.map((row) => ({ id: row.id, case: (JSON.parse(row.body) as { case: string }).case, row }))
}

/** What the writes come to as the rows are now; spends nothing. Throws as the real one does. */
export function decideWrites(state: State, writes: readonly Write[]): Entry[] {
  const last = lastWrites(writes)
  const puts = new Map<string, StoredRow>()
  for (const [key, write] of last) if (write.op === 'put') puts.set(key, toStoredOnce(write.row))
  const decided = decide([...last.values()], puts, presentRows(state, last))
  return [...followers(state, decided, last), ...decided]
}

/** What was done to a case goes where the case goes, and stays in the order in which it was done. */
function followers(state: State, decided: readonly Entry[], written: ReadonlyMap<string, Write>): Entry[] {
  const left = new Map(decided.flatMap((entry) => (entry.type === 'case' && entry.op === 'leave' ? [[entry.id, entry] as const] : [])))
  if (left.size === 0) return []
  const writes = new Map(actsInOrder(state).flatMap(({ id, case: caseId }): [string, Write][] => {
    const [key, entry] = [rowKey('act', id), left.get(caseId)]
    return entry === undefined || written.has(key) ? [] : [[key, { op: 'leave', type: 'act', id, why: entry.why as 'moved', ...(entry.to === null ? {} : { to: entry.to as ScopeId }) }]]
  }))
  return decide([...writes.values()], new Map(), presentRows(state, writes))
}

/** A new row has a placeholder of scope '', as in the database. */
function presentRows(state: State, last: ReadonlyMap<string, Write>): Map<string, Present> {
  const present = new Map<string, Present>()
  for (const [key, write] of last) {
    const row = state.rows.get(key)
    if (row !== undefined) present.set(key, { ...row, city: '' })
    else if (write.op === 'put') present.set(key, { type: write.row.type, id: write.row.body.id, scope: '', h: '', city: '', ver: 0, body: '{}' })
  }
  return present
}

const presentEntries = (state: State, entries: readonly Entry[]): Map<string, Present> =>
  new Map(entries.flatMap(({ type, id }) => {
    const row = state.rows.get(rowKey(type, id))
    return row === undefined ? [] : [[rowKey(type, id), { ...row, city: '' }]]
  }))

function drawVersions(state: State, entries: readonly Entry[]): void {
  const versions = new Map<string, number>()
  for (const entry of entries) {
    const key = rowKey(entry.type, entry.id)
    const ver = versions.get(key) ?? state.ordinal * HIGH + (state.version += 1)
    versions.set(key, ver)
    entry.ver = ver
  }
}

/**
 * The allotment of sequence numbers, one list a scope. In the real central the scopes' counters are locked from here to the
 * commit, so that no other writer comes between: here that means that nothing else happens between this and `publish`.
 */
export function takeNumbers(state: State, entries: readonly Entry[]): Map<string, number[]> {
  const numbers = new Map<string, number[]>()
  for (const { scope } of entries) {
    const own = numbers.get(scope) ?? []
    own.push((scopeOf(state, scope).counter += 1))
    numbers.set(scope, own)
  }
  return numbers
}

/** Commits what was decided, under these numbers. */
export function publish(state: State, entries: readonly Entry[], numbers: ReadonlyMap<string, number[]>, now: number): void {
  drawVersions(state, entries)
  stampEntries(entries, presentEntries(state, entries))
  for (const entry of entries) {
    const key = rowKey(entry.type, entry.id)
    if (entry.op === 'put') keepRow(state, key, toRow(entry))
    else if (entry.why !== 'moved') dropRow(state, key)
    append(state, entry, numbers.get(entry.scope)?.shift() ?? (scopeOf(state, entry.scope).counter += 1), now)
  }
}

const toRow = ({ type, id, scope, ver, h, body }: Entry): MemoryRow => ({ type, id, scope, ver, h: h ?? '', body: body ?? '', line: null, share: null })

function append(state: State, entry: Entry, seq: number, now: number): void {
  const scope = scopeOf(state, entry.scope)
  const at = scope.log.findLastIndex((earlier) => earlier.seq < seq) + 1
  scope.log.splice(at, 0, { ...entry, seq, loggedAt: now, change: null, changeBytes: 0 })
  scope.seq = Math.max(scope.seq, seq)
}

/** Versions are drawn as the database draws them: one for every row offered, and a second one where the row was there and changes. */
export function load(state: State, rows: readonly CityRow[]): void {
  const checked = rows.map(toStoredOnce)
  const touched = new Set<string>()
  for (let from = 0; from < checked.length; from += BATCH_ROWS) {
    const batch = new Map(checked.slice(from, from + BATCH_ROWS).map((row) => [rowKey(row.type, row.id), row]))
    for (const [key, row] of batch) upsert(state, key, row, touched)
  }
  for (const { id, case: caseId, row } of actsInOrder(state)) {
    const scope = state.rows.get(rowKey('case', caseId))?.scope
    if (scope === undefined || scope === row.scope) continue
    keepRow(state, rowKey('act', id), { ...row, scope, ver: state.ordinal * HIGH + (state.version += 1), line: null, share: null })
    touched.add(scope)
  }
  for (const id of touched) expireCursors(state, id)
}

function upsert(state: State, key: string, row: StoredRow, touched: Set<string>): void {
  state.version += 1
  const now = state.rows.get(key)
  if (now !== undefined) {
    if (now.h === row.h && now.scope === row.scope) return
    state.version += 1
    touched.add(now.scope)
  }
  touched.add(row.scope)
  const { type, id, scope, h, body } = row
  keepRow(state, key, { type, id, scope, ver: state.ordinal * HIGH + state.version, h, body, line: null, share: null })
}

function expireCursors(state: State, id: string): void {
  const scope = scopeOf(state, id)
  scope.counter += 1
  scope.seq = scope.counter
  scope.floor = scope.counter
  scope.log = []
}

/** The newest entry of each row stays; entries logged before `until` go, and the floor rises over them. */
export function compactLogs(state: State, until: number): void {
  for (const scope of state.scopes.values()) {
    const newest = new Set<string>()
    const kept = scope.log.toReversed().filter((entry) => {
      const key = rowKey(entry.type, entry.id)
      return newest.has(key) ? false : newest.add(key)
    })
    const old = kept.find((entry) => entry.loggedAt < until)
    scope.floor = Math.max(scope.floor, old?.seq ?? 0)
    scope.log = kept.toReversed().filter((entry) => entry.seq > scope.floor)
  }
}
