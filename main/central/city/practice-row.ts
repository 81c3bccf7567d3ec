/** What the practice city hands out: rows with the scope they live in, and the constants all its parts share. */
import type { Row, RowType, ScopeId } from '../../sync/protocol.ts'

/** A row of type T in its scope; the wire row itself is `body`. */
export interface TypedRow<T extends RowType = RowType> { type: T; scope: ScopeId; city: string; body: Row<T> }

export interface PracticeOptions {
  seed: number
  /** Number of reports, spread over `days`. */
  reports: number
  days: number
  /** Milliseconds UTC: nothing of the past lies after it. */
  now: number
}

export const PRACTICE_CITY = '3302'
export const TIME_ZONE = 'Asia/Shanghai'
export const SIMULATED_SOURCE = '模拟数据(演练城市生成器)'
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000
/** China keeps UTC+8 all year, so local days are plain arithmetic here. */
export const ZONE_OFFSET_MS = 8 * HOUR_MS

/** Start of the local day that holds `at`, ms UTC. */
export const startOfDay = (at: number): number => Math.floor((at + ZONE_OFFSET_MS) / DAY_MS) * DAY_MS - ZONE_OFFSET_MS
/** Local calendar date, YYYY-MM-DD. */
export const localDate = (at: number): string => new Date(at + ZONE_OFFSET_MS).toISOString().slice(0, 10)
/** ISO weekday of the local day, 1 = Monday. */
export const localWeekday = (at: number): number => ((new Date(at + ZONE_OFFSET_MS).getUTCDay() + 6) % 7) + 1
export const instant = (at: number): string => new Date(at).toISOString()

export const cityRow = <T extends RowType>(type: T, body: Row<T>): TypedRow<T> => ({ type, scope: `city:${PRACTICE_CITY}`, city: PRACTICE_CITY, body })
/** A row of a district's reference; `street` is the code of the street it lies in. */
export const referenceRow = <T extends RowType>(type: T, street: string, body: Row<T>): TypedRow<T> => ({ type, scope: `ref:${street.slice(0, 6)}`, city: PRACTICE_CITY, body })
export const officeRow = <T extends RowType>(type: T, street: string, body: Row<T>): TypedRow<T> => ({ type, scope: `office:${street}`, city: PRACTICE_CITY, body })
