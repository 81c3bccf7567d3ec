/** The compact points a second time, as packed columns: the field opens with a few large BLOBs instead of reading a million rows. */
import { endianness } from 'node:os'
import { crc32 } from 'node:zlib'
import { type LocalClock, createLocalClock } from '../field/local-clock.ts'
import { COLUMN_NAMES, type Columns, createColumns, settle } from '../field/columns.ts'
import { CASE_STATUSES } from '../../preload/contract/case-status.ts'
import { type Dictionary, dictionaryOf } from './dictionary.ts'
import type { ReadableDatabase, WritableDatabase } from './open.ts'
import { type Reports, countPoints, readPointRows, updateReports } from './point-rows.ts'

/**
 * Invariant: the pack, with the ids in `point_change` read again from `point`, is what `point` holds; without a row in `point_pack`
 * there is no pack. Triggers on `point` keep it (see migrations), so that no statement can forget to. A pack that is of another
 * format or zone, is damaged or does not add up is not used: then the rows are read.
 */
const FORMAT = JSON.stringify({ version: 2, order: endianness(), statuses: CASE_STATUSES })
/** As many changes as the columns' tail takes without sorting; a small city packs again sooner, which costs it nothing. */
const MOST_CHANGES = 4_096
const FEWEST_CHANGES = 64

interface Head {
  rows: number
  crc: number
  /** JSON: the ids of the classes and of the areas. */
  words: string
}
interface PackedColumn {
  name: (typeof COLUMN_NAMES)[number]
  crc: number
  data: Buffer
}

/** All reports as the cache holds them at one moment, from the pack where there is a sound one. */
export function readReports(db: ReadableDatabase, clock: LocalClock): Reports {
  return inOneRead(db, () => tryPack(db, clock) ?? readPointRows(db, clock))
}

function tryPack(db: ReadableDatabase, clock: LocalClock): Reports | null {
  try {
    return readPack(db, clock)
  } catch {
    // Whatever is wrong with the pack, the rows are another part of the file.
    return null
  }
}

function readPack(db: ReadableDatabase, clock: LocalClock): Reports | null {
  const head = db.prepare('SELECT rows, crc, words FROM point_pack WHERE format = ? AND zone = ?').get(FORMAT, clock.zone) as Head | undefined
  if (!head || crc32(head.words) !== head.crc) return null
  const [classes, areas] = (JSON.parse(head.words) as [string[], string[]]).map(dictionaryOf) as [Dictionary, Dictionary]
  const reports = { columns: createColumns(0), classes, areas, clock }
  if (!readColumns(db, reports.columns, head.rows)) return null
  const changed = db.prepare('SELECT id FROM point_change').pluck().all() as string[]
  if (changed.length === 0) return reports
  updateReports(db, changed, reports)
  // Two ids with the same key would have gone together.
  return reports.columns.size - reports.columns.removed === countPoints(db) ? reports : null
}

/** The BLOBs' own memory becomes the columns: another copy would double the time. */
function readColumns(db: ReadableDatabase, columns: Columns, rows: number): boolean {
  const found = new Set<string>()
  for (const { name, crc, data } of db.prepare('SELECT name, crc, data FROM point_column').iterate() as IterableIterator<PackedColumn>) {
    const kind = columns[name].constructor as Float64ArrayConstructor
    if (data.byteLength !== rows * kind.BYTES_PER_ELEMENT || crc32(data) !== crc) return false
    const aligned = data.byteOffset % kind.BYTES_PER_ELEMENT === 0 ? data : Buffer.from(Uint8Array.from(data).buffer)
    Object.assign(columns, { [name]: new kind(aligned.buffer, aligned.byteOffset, rows) })
    found.add(name)
  }
  Object.assign(columns, { size: rows, sorted: rows })
  return found.size === COLUMN_NAMES.length
}

/** Replaces the pack by these reports, which must be all that `point` holds and have no coverage yet. The caller has the transaction. */
export function writePack(db: WritableDatabase, reports: Reports): void {
  const { columns, classes, areas, clock } = reports
  settle(columns, true)
  clearPack(db)
  if (columns.size !== countPoints(db)) return
  const insert = db.prepare('INSERT INTO point_column VALUES (?, ?, ?)')
  for (const name of COLUMN_NAMES) {
    const data = Buffer.from(columns[name].buffer, columns[name].byteOffset, columns.size * columns[name].BYTES_PER_ELEMENT)
    insert.run(name, crc32(data), data)
  }
  const words = JSON.stringify([classes.ids, areas.ids])
  db.prepare('INSERT INTO point_pack VALUES (1, ?, ?, ?, ?, ?)').run(FORMAT, clock.zone, columns.size, crc32(words), words)
}

/** Before all points of a scope go or come at once: from here to the next pack their changes are not noted one by one. */
export function clearPack(db: WritableDatabase): void {
  for (const table of ['point_pack', 'point_column', 'point_change']) db.prepare(`DELETE FROM ${table}`).run()
}

/**
 * Packs the points when it is time to: no pack can be used, or more than `most` points have changed since. A failure is no failure of
 * the caller's: the pack only saves time, and the next call tries again. What was deleted stays in the BLOBs until then; it is a place,
 * a time and a class, nothing personal, and forgetting a scope removes it at once.
 */
export function packIfDue(db: WritableDatabase, most = MOST_CHANGES): void {
  const clock = createLocalClock(zoneOf(db))
  if (!isPackDue(db, clock, most)) return
  db.exec('BEGIN IMMEDIATE')
  try {
    writePack(db, readReports(db, clock))
    db.exec('COMMIT')
  } catch {
    // As above: what is held is whole, and reading it takes longer.
    if (db.inTransaction) db.exec('ROLLBACK')
  }
}

function isPackDue(db: ReadableDatabase, clock: LocalClock, most: number): boolean {
  const rows = db.prepare('SELECT rows FROM point_pack WHERE format = ? AND zone = ?').pluck().get(FORMAT, clock.zone) as number | undefined
  if (rows === undefined) return db.prepare('SELECT 1 FROM point LIMIT 1').get() !== undefined
  const changes = db.prepare('SELECT count(*) FROM point_change').pluck().get() as number
  return changes > Math.min(most, FEWEST_CHANGES + rows / 16)
}

/** The city's time zone, in which the hours of the columns are. */
export function zoneOf(db: ReadableDatabase): string {
  return (db.prepare("SELECT body ->> '$.time_zone' FROM area WHERE level = 'city' ORDER BY id").pluck().get() as string | null | undefined) ?? 'UTC'
}

/** Head, columns and journal must be of one moment, whatever the writer commits meanwhile. */
function inOneRead<T>(db: ReadableDatabase, read: () => T): T {
  if (db.inTransaction) return read()
  db.prepare('BEGIN').run()
  try {
    return read()
  } finally {
    // Some failures of the file end the transaction by themselves.
    if (db.inTransaction) db.prepare('COMMIT').run()
  }
}
