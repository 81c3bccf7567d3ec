/** Reads compact points row by row into the columns: all of them, or the ones that changed. */
import { type Columns, append, createColumns, removeByKeys, settle } from '../field/columns.ts'
import type { LocalClock } from '../field/local-clock.ts'
import { CASE_STATUSES } from '../../preload/contract/case-status.ts'
import { type Dictionary, createDictionary, indexIn } from './dictionary.ts'
import type { JudgedPoints } from './judged-part.ts'
import type { ReadableDatabase } from './open.ts'
import { keyOf } from './point-key.ts'

const STATUS_INDEX = new Map<string, number>(CASE_STATUSES.map((status, n) => [status, n]))

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
    keyHigh, keyLow, x: row[1], y: row[2], reportedAt: row[3], hourOfWeek: reports.clock.hourOfWeekOf(row[3]),
    class: indexIn(reports.classes, row[4]), status: STATUS_INDEX.get(row[5]) ?? 0, area: indexIn(reports.areas, row[6]), weight: row[7],
  })
}

/** The points of a judged part; their hours are of the reports' clock. */
export function appendPoints(reports: Reports, points: JudgedPoints): void {
  const { words, size } = points
  for (let i = 0; i < size; i++) {
    append(reports.columns, {
      keyHigh: points.keyHigh[i]!, keyLow: points.keyLow[i]!, x: points.x[i]!, y: points.y[i]!, reportedAt: points.reportedAt[i]!, hourOfWeek: reports.clock.hourOfWeekOf(points.reportedAt[i]!),
      class: indexIn(reports.classes, words[points.class[i]!]!), status: STATUS_INDEX.get(words[points.status[i]!]!) ?? 0, area: indexIn(reports.areas, words[points.area[i]!]!), weight: points.weight[i]!,
    })
  }
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
