/**
 * What a case collects of those merged into it: reporters, photos, deadlines. It follows from the merged cases alone, one entry each, so that
 * taking a case out again is leaving its entry out, whatever happened to either meanwhile.
 */
import { given, withChange, type Case } from './case-change.ts'

type Entry = NonNullable<Case['merged']>[number]

/** As many as can be added at once; how many there are is told beside. */
const MOST_PHOTOS = 9

/** What a case shows in the one that it is merged into; `photo_list` of the row are all its photos, those added since the report as well. */
function entryOf({ id, number, photos, photo_list = [], reporter, due_at }: Case, at: string): Entry {
  return { case: id, at, number, photos, ...(photo_list.length === 0 ? {} : { photo_list: photo_list.slice(0, MOST_PHOTOS) }), ...given({ reporter, due_at }) }
}

/** The case itself, and those that it had collected. */
const entriesOf = (row: Case, at: string): Entry[] => [entryOf(row, at), ...(row.merged ?? []).map((entry) => ({ ...entry, into: entry.into ?? row.id, at }))]

const without = (target: Case, row: Case): Entry[] => {
  const own = new Set([row.id, ...(row.merged ?? []).map((entry) => entry.case)])
  return (target.merged ?? []).filter((entry) => !own.has(entry.case))
}

const withEntries = (target: Case, merged: Entry[], at: string): Case => withChange(target, { merged: merged.length === 0 ? undefined : merged, updated_at: at })

/** `row` as it was before it was merged. `at`: RFC 3339. */
export const collect = (target: Case, row: Case, at: string): Case => withEntries(target, [...without(target, row), ...entriesOf(row, at)], at)

/** Also what had come with it. */
export const release = (target: Case, row: Case, at: string): Case => withEntries(target, without(target, row), at)

/** A merged case shows something else now (a photo was added); null: it shows the same. */
export function showAnew(target: Case, row: Case, at: string): Case | null {
  const merged = (target.merged ?? []).map((entry) => (entry.case === row.id ? { ...entryOf(row, entry.at), ...given({ into: entry.into }) } : entry))
  return JSON.stringify(merged.map(sorted)) === JSON.stringify((target.merged ?? []).map(sorted)) ? null : withEntries(target, merged, at)
}

const sorted = (entry: Entry): [string, unknown][] => Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1))
