/** Reads compact points row by row into the columns: all of them, or the ones that changed. */
import { type Columns, append, createColumns, removeByKeys, settle } from '../field/columns.ts'
import type { LocalClock } from '../field/local-clock.ts'
import { CASE_STATUSES } from '../sync/protocol.ts'
import { type Dictionary, createDictionary, indexIn } from './dictionary.ts'
import type { ReadableDatabase } from './open.ts'

const STATUS_INDEX = new Map<string, number>(CASE_STATUSES.map((status, n) => [status, n]))

/** A record's identity in 64 bits (FNV-1a twice, with different starts): two of a million records agree with a chance of 1 in 37 million. */
export function keyOf(id: string): [high: number, low: number] {
  let high = 0x811c9dc5
  let low = 0x050c5d1f
  for (let i = 0; i < id.length; i++) {
    const unit = id.charCodeAt(i)
    high = Math.imul(high ^ unit, 0x01000193)
    low = Math.imul(low ^ unit, 0x85ebca6b)
    low ^= low >>> 13
  }
  return [high >>> 0, low >>> 0]
}

export type PointRow = [id: string, x: number, y: number, reportedAt: number, classId: string, status: string, area: string, weight: number]
const POINT = 'SELECT id, x, y, reported_at, class, status, area, weight FROM point'

/** The reports in columns, and what turns a row's words into the columns' numbers. */
export interface Reports {
  columns: Columns
  classes: Dictionary
  areas: Dictionary
  clock: LocalClock
}

export function createReports(clock: LocalClock, capacity: number): Reports {
  return { columns: createColumns(capacity), classes: createDictionary(), areas: createDictionary(), clock }
}

export function appendPoint(reports: Reports, row: PointRow): void {
  const [keyHigh, keyLow] = keyOf(row[0])
  append(reports.columns, {
    keyHigh, keyLow, x: row[1], y: row[2], reportedAt: row[3], hour: reports.clock.hourOf(row[3]),
    class: indexIn(reports.classes, row[4]), status: STATUS_INDEX.get(row[5]) ?? 0, area: indexIn(reports.areas, row[6]), weight: row[7],
  })
}

export function readPointRows(db: ReadableDatabase, clock: LocalClock): Reports {
  const reports = createReports(clock, countPoints(db))
  for (const row of db.prepare(POINT).raw().iterate() as IterableIterator<PointRow>) appendPoint(reports, row)
  settle(reports.columns, true)
  return reports
}

export function countPoints(db: ReadableDatabase): number {
  return db.prepare('SELECT count(*) FROM point').pluck().get() as number
}

/** Brings the named reports up to what the cache holds now; those it no longer holds go. */
export function updateReports(db: ReadableDatabase, ids: readonly string[], reports: Reports): void {
  removeByKeys(reports.columns, ids.map(keyOf))
  const select = db.prepare(`${POINT} WHERE id = ?`).raw()
  for (const id of new Set(ids)) {
    const row = select.get(id) as PointRow | undefined
    if (row !== undefined) appendPoint(reports, row)
  }
  settle(reports.columns)
}
