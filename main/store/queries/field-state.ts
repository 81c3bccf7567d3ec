/** What the field lane keeps in memory for one database: the columns, and whether they still are what the cache holds. */
import { forgetCoverage } from '../../field/columns.ts'
import type { DutyIndex } from '../../field/coverage.ts'
import { type Scratch, createScratch } from '../../field/density.ts'
import { type Hexagons, createHexagons } from '../../field/hexagons.ts'
import { createLocalClock } from '../../field/local-clock.ts'
import { CASE_STATUSES, type CaseStatus } from '../../../preload/contract/case-status.ts'
import type { Resolution } from '../../../preload/contract/cells.ts'
import { type Filter } from '../../../preload/contract/model.ts'
import type { Dictionary } from '../dictionary.ts'
import { type HandoverTable, readDuties, readHandovers } from '../field-columns.ts'
import type { ReadableDatabase } from '../open.ts'
import { readReports, zoneOf } from '../point-pack.ts'
import { type Reports, updateReports } from '../point-rows.ts'
import type { PointsChange, ReaderContext } from '../reader-context.ts'
import { areasInside, heldDistricts } from './areas.ts'
import { onGround } from './on-ground.ts'

export interface FieldState extends Reports {
  handovers: HandoverTable
  duties: DutyIndex
  held: string[]
  /** Answers worth keeping until the data changes. */
  memory: Map<string, unknown>
  /** The last picks, which take four bytes a report each: a handful, enough for a field, its overview and its limits. */
  picks: Map<string, unknown>
  scratch: Scratch
  /** Cells met so far, which are ground and outlive every change of the data. */
  hexagons: Map<Resolution, Hexagons>
  /** True once changes of points are announced: from then on they are applied one by one instead of reading all again. */
  announced: boolean
  /** Must be read again before the next answer. */
  stale: boolean
  seen: Signs
}

/** Signs that a part of the cache has changed. */
interface Signs {
  connection: string
  zone: string
  city: string
  held: string
  handovers: string
  shifts: string
  reference: string
}

const states = new WeakMap<ReaderContext, FieldState>()

/** The state of this reader, read anew as far as a commit has touched it since the last question. */
export function fieldState(context: ReaderContext): FieldState {
  const { db } = context
  const known = states.get(context)
  const connection = connectionSign(db)
  if (known !== undefined && !known.stale && known.seen.connection === connection) return known
  const seen = signsOf(db, connection)
  if (known === undefined || known.stale || known.seen.zone !== seen.zone || (known.seen.city !== seen.city && !known.announced)) {
    const state = readAll(db, seen, known)
    states.set(context, state)
    return state
  }
  refresh(db, known, seen)
  return known
}

/** Follows announced changes of points; a state not read yet will hold them anyway. */
export function followPoints(context: ReaderContext, change: PointsChange): null {
  const state = states.get(context)
  if (state === undefined) return null
  // Read at the next question only: a first synchronisation announces several in a row.
  if (change === 'reload') state.stale = true
  else if (!state.stale) update(context, state, change.ids)
  state.announced = true
  forget(state)
  return null
}

/** Stale until it is done: an update that breaks off has taken rows away and not put them back. */
function update(context: ReaderContext, state: FieldState, ids: readonly string[]): void {
  state.stale = true
  updateReports(context.db, ids, state)
  state.stale = false
}

/** Changes with every commit, of another connection or of this one. */
export function connectionSign(db: ReadableDatabase): string {
  return `${String(db.pragma('data_version', { simple: true }))} ${String(db.prepare('SELECT total_changes()').pluck().get())}`
}

/** Versions have up to 53 bits: only their halves can be added up without losing the last digits, in which one row's change shows. */
export const VERSIONS = 'count(*), max(rowid), sum(ver >> 32), sum(ver & 0xffffffff)'

/** Where the points are packed the pack's own sums tell one state from another, and no point need be counted. */
const POINTS = `(SELECT coalesce(
  (SELECT json_array(pack.rows, pack.crc, (SELECT json_group_array(crc) FROM point_column), (SELECT count(*) FROM point_change)) FROM point_pack AS pack),
  (SELECT count(*) FROM point)))`

function signsOf(db: ReadableDatabase, connection: string): Signs {
  const sign = (select: string): string => JSON.stringify(db.prepare(select).raw().all())
  return {
    connection,
    zone: zoneOf(db),
    // A scope's cursor moves in the very transaction that changes its rows; the counts tell a repair that left it in place.
    city: sign(`SELECT id, epoch, cursor, repair, (SELECT count(*) FROM area), ${POINTS} FROM scope WHERE kind = 'city' ORDER BY id`),
    held: heldDistricts(db).join(' '),
    handovers: sign(`SELECT ${VERSIONS} FROM handover`),
    shifts: sign(`SELECT ${VERSIONS} FROM shift`),
    reference: sign("SELECT id, epoch, cursor, repair FROM scope WHERE kind = 'ref' ORDER BY id"),
  }
}

function readAll(db: ReadableDatabase, seen: Signs, before: FieldState | undefined): FieldState {
  const reports = readReports(db, createLocalClock(seen.zone))
  return {
    ...reports, handovers: readHandovers(db, reports.areas), duties: readDuties(db), held: heldDistricts(db),
    memory: new Map(), picks: new Map(), scratch: before?.scratch ?? createScratch(), hexagons: before?.hexagons ?? new Map(), announced: before?.announced ?? false, stale: false, seen,
  }
}

/** Reads what changed beside the points, whose changes are announced. */
function refresh(db: ReadableDatabase, state: FieldState, seen: Signs): void {
  const { seen: before } = state
  if (before.handovers !== seen.handovers) state.handovers = readHandovers(db, state.areas)
  if (before.shifts !== seen.shifts) {
    state.duties = readDuties(db)
    forgetCoverage(state.columns)
  }
  state.held = heldDistricts(db)
  // Areas may have changed with the city's scope, and masks with them; a confirmation that changed no row costs nothing.
  if (before.city !== seen.city || before.held !== seen.held || before.handovers !== seen.handovers || before.shifts !== seen.shifts) forget(state)
  else if (before.reference !== seen.reference) for (const key of state.memory.keys()) if (key.startsWith(OF_PLACES)) state.memory.delete(key)
  state.seen = seen
}

/** Begins the keys of what is remembered of places besides bottlenecks' handovers: of their names, say. */
export const OF_PLACES = 'places: '

/** The remembered answer to `key`, made when there is none; the oldest is dropped beyond `most`. */
export function remembered<T>(memory: Map<string, unknown>, key: string, make: () => T, most = 48): T {
  if (memory.has(key)) return memory.get(key) as T
  const value = make()
  memory.set(key, value)
  for (const oldest of memory.keys()) {
    if (memory.size <= most) break
    memory.delete(oldest)
  }
  return value
}

export function hexagonsOf({ hexagons }: FieldState, resolution: Resolution): Hexagons {
  const known = hexagons.get(resolution) ?? createHexagons(resolution)
  hexagons.set(resolution, known)
  return known
}

function forget(state: FieldState): void {
  state.memory.clear()
  state.picks.clear()
}

/** Mask over the areas of the columns: 1 inside `area`; null lets every area through. */
export function areaMask(db: ReadableDatabase, state: FieldState, area: string | null): Uint8Array | null {
  if (area === null) return null
  return remembered(state.memory, `area ${area}`, () => maskOf(state.areas, areasInside(db, area)))
}

/** Mask over the places of handovers: 1 in the filter's area and on its ground; null lets every place through. */
export function placeMask(db: ReadableDatabase, state: FieldState, { area, drawn }: Pick<Filter, 'area' | 'drawn'>): Uint8Array | null {
  const areas = areaMask(db, state, area)
  if (areas === null && drawn === null) return null
  const { lng, lat, placeArea } = state.handovers
  const isOn = onGround(drawn)
  return Uint8Array.from(lng, (degrees, place) => ((areas === null || areas[placeArea[place]!] === 1) && isOn(degrees, lat[place]!) ? 1 : 0))
}

/** Mask over the areas whose reference data is held, cut with `area`. */
export function heldMask(db: ReadableDatabase, state: FieldState, area: string | null): Uint8Array {
  return remembered(state.memory, `held ${area ?? ''}`, () => {
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

export function statusMask(statuses: readonly CaseStatus[]): Uint8Array | null {
  return statuses.length === 0 ? null : Uint8Array.from(CASE_STATUSES, (status) => (statuses.includes(status) ? 1 : 0))
}

/** Weekdays, Monday first. */
export function weekdayMask(weekdays: readonly number[]): Uint8Array | null {
  return weekdays.length === 0 ? null : Uint8Array.from({ length: 7 }, (_, day) => (weekdays.includes(day + 1) ? 1 : 0))
}

/** Hours of the week, from Monday midnight on. */
export function hourOfWeekMask({ weekdays, hours }: Pick<Filter, 'weekdays' | 'hours'>): Uint8Array | null {
  const [days, times] = [weekdayMask(weekdays), hourMask(hours)]
  return days === null && times === null ? null : Uint8Array.from({ length: 168 }, (_, n) => (days?.[Math.floor(n / 24)] ?? 1) & (times?.[n % 24] ?? 1))
}

/** Hours of the day. */
export function hourMask(hours: readonly number[]): Uint8Array | null {
  return hours.length === 0 ? null : Uint8Array.from({ length: 24 }, (_, hour) => (hours.includes(hour) ? 1 : 0))
}
