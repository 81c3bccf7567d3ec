/** What the field lane keeps in memory for one database: the columns, and whether they still are what the cache holds. */
import { type Columns, forgetCoverage } from '../../field/columns.ts'
import type { DutyIndex } from '../../field/coverage.ts'
import { type Scratch, createScratch } from '../../field/density.ts'
import { type LocalClock, createLocalClock } from '../../field/local-clock.ts'
import { type Dictionary, type HandoverTable, createDictionary, readDuties, readHandovers, readReports, updateReports } from '../field-columns.ts'
import type { ReadableDatabase } from '../open.ts'
import type { PointsChange, ReaderContext } from '../reader-context.ts'
import { areasInside, heldDistricts } from './areas.ts'

export interface FieldState {
  clock: LocalClock
  classes: Dictionary
  areas: Dictionary
  columns: Columns
  handovers: HandoverTable
  duties: DutyIndex
  held: string[]
  /** Answers worth keeping until the data changes. */
  memory: Map<string, unknown>
  scratch: Scratch
  /** True once changes of points are announced: from then on they are applied one by one instead of reading all again. */
  announced: boolean
  seen: Signs
}

/** Signs that a part of the cache has changed. */
interface Signs {
  connection: string
  city: string
  ref: string
  zone: string
}

const states = new WeakMap<ReaderContext, FieldState>()

/** The state of this reader, read anew as far as a commit has touched it since the last question. */
export function fieldState(context: ReaderContext): FieldState {
  const { db } = context
  const known = states.get(context)
  const connection = connectionSign(db)
  if (known !== undefined && known.seen.connection === connection) return known
  const seen = { connection, city: scopeSign(db, 'city'), ref: scopeSign(db, 'ref'), zone: zoneOf(db) }
  if (known === undefined || known.seen.zone !== seen.zone || (known.seen.city !== seen.city && !known.announced)) {
    const state = readAll(db, seen, known)
    states.set(context, state)
    return state
  }
  // Areas may have changed with the city's scope, and masks with them.
  if (known.seen.city !== seen.city) known.memory.clear()
  if (known.seen.ref !== seen.ref) readReference(db, known)
  known.seen = seen
  return known
}

/** Follows announced changes of points; a state not read yet will hold them anyway. */
export function followPoints(context: ReaderContext, change: PointsChange): null {
  const state = states.get(context)
  if (state === undefined) return null
  if (change === 'reload') states.set(context, readAll(context.db, state.seen, state))
  else updateReports(context.db, change.ids, state)
  state.memory.clear()
  state.announced = true
  return null
}

/** Changes with every commit, of another connection or of this one. */
function connectionSign(db: ReadableDatabase): string {
  return `${String(db.pragma('data_version', { simple: true }))} ${String(db.prepare('SELECT total_changes()').pluck().get())}`
}

function zoneOf(db: ReadableDatabase): string {
  return (db.prepare("SELECT body ->> '$.time_zone' FROM area WHERE level = 'city' ORDER BY id").pluck().get() as string | null | undefined) ?? 'UTC'
}

/** A scope's cursor moves in the very transaction that changes its rows; the counts tell a repair that left it in place. */
function scopeSign(db: ReadableDatabase, kind: 'city' | 'ref'): string {
  const scopes = db.prepare('SELECT id, state, epoch, cursor, repair FROM scope WHERE kind = ? ORDER BY id').raw().all(kind)
  const tables = kind === 'city' ? ['area', 'class', 'point'] : ['handover', 'shift', 'site', 'bottleneck']
  return JSON.stringify([scopes, tables.map((table) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())])
}

function readAll(db: ReadableDatabase, seen: Signs, before: FieldState | undefined): FieldState {
  const clock = createLocalClock(seen.zone)
  const [classes, areas] = [createDictionary(), createDictionary()]
  const columns = readReports(db, { classes, areas, clock })
  return {
    clock, classes, areas, columns, handovers: readHandovers(db, areas), duties: readDuties(db), held: heldDistricts(db),
    memory: new Map(), scratch: before?.scratch ?? createScratch(), announced: before?.announced ?? false, seen,
  }
}

function readReference(db: ReadableDatabase, state: FieldState): void {
  state.handovers = readHandovers(db, state.areas)
  state.duties = readDuties(db)
  state.held = heldDistricts(db)
  forgetCoverage(state.columns)
  state.memory.clear()
}

/** The remembered answer to `key`, made when there is none; the oldest is dropped beyond `most`. */
export function remembered<T>(state: FieldState, key: string, make: () => T, most = 48): T {
  if (!state.memory.has(key)) {
    state.memory.set(key, make())
    for (const oldest of state.memory.keys()) {
      if (state.memory.size <= most) break
      state.memory.delete(oldest)
    }
  }
  return state.memory.get(key) as T
}

/** Mask over the areas of the columns: 1 inside `area`; null lets every area through. */
export function areaMask(db: ReadableDatabase, state: FieldState, area: string | null): Uint8Array | null {
  if (area === null) return null
  return remembered(state, `area ${area}`, () => maskOf(state.areas, areasInside(db, area)))
}

/** Mask over the areas whose reference data is held, cut with `area`. */
export function heldMask(db: ReadableDatabase, state: FieldState, area: string | null): Uint8Array {
  return remembered(state, `held ${area ?? ''}`, () => {
    const held = new Set(state.held.flatMap((district) => [...areasInside(db, district)]))
    const inside = area === null ? null : areasInside(db, area)
    return maskOf(state.areas, inside === null ? held : new Set([...held].filter((id) => inside.has(id))))
  })
}

function maskOf(dictionary: Dictionary, wanted: ReadonlySet<string>): Uint8Array {
  return Uint8Array.from(dictionary.ids, (id) => (wanted.has(id) ? 1 : 0))
}

export function classMask(state: FieldState, classes: readonly string[]): Uint8Array | null {
  return classes.length === 0 ? null : maskOf(state.classes, new Set(classes))
}

export function hourMask(hours: readonly number[]): Uint8Array | null {
  return hours.length === 0 ? null : Uint8Array.from({ length: 24 }, (_, hour) => (hours.includes(hour) ? 1 : 0))
}
