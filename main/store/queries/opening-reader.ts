/** Opening states for rows of the cache at one instant: many places share the same hours, which are read once. */
import type { Opening } from '../../../preload/contract/opening.ts'
import { openingAt, type WeeklyHours } from '../../field/opening.ts'
import type { ReadableDatabase } from '../open.ts'

/** Takes the JSON text of a row's hours, or null where it states none. */
export function createOpeningReader(db: ReadableDatabase, at: number): (hours: string | null) => Opening {
  const read = openingAt(clockOf(db), at)
  const known = new Map<string, Opening>()
  return (hours) => {
    if (hours === null) return read(undefined)
    let opening = known.get(hours)
    if (opening === undefined) known.set(hours, (opening = read(JSON.parse(hours) as WeeklyHours[])))
    return opening
  }
}

/** The city's zone; null where it states none: hours on an unknown clock say nothing. */
export function clockOf(db: ReadableDatabase): string | null {
  return (db.prepare("SELECT body ->> '$.time_zone' FROM area WHERE level = 'city' ORDER BY id").pluck().get() as string | null | undefined) ?? null
}
