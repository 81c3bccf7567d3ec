/** The offices whose cases this desk holds, and how old the oldest confirmation of them is. */
import type { BorderArea } from '../../../preload/contract/place.ts'
import type { ReadableDatabase } from '../open.ts'
import { nameOf } from './borders.ts'

/** Areas of scopes `office:AREA` that have been pulled. */
export function officesOf(db: ReadableDatabase): BorderArea[] {
  const scopes = db.prepare("SELECT id FROM scope WHERE kind = 'office' AND cursor IS NOT NULL ORDER BY position, id").pluck().all() as string[]
  return scopes.map((id) => nameOf(db, id.slice('office:'.length)))
}

/** One office never confirmed leaves the whole unconfirmed. */
export function oldestOffice(db: ReadableDatabase): number | null {
  const times = db.prepare("SELECT ok_at FROM scope WHERE kind = 'office' AND cursor IS NOT NULL").pluck().all() as (number | null)[]
  return times.length === 0 || times.includes(null) ? null : Math.min(...(times as number[]))
}

/** Changes with every change of a held case: cursors move with the rows, and a repair that leaves one in place forgets its check. */
export function signOfCases(db: ReadableDatabase): string {
  return JSON.stringify(db.prepare("SELECT id, epoch, cursor, renew, repair, checked_at, check_result FROM scope WHERE kind = 'office' ORDER BY id").raw().all())
}
