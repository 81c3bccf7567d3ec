/** What may be corrected of a place, and how own corrections and marks stand; laid over the row for its card. */
import type { PlaceEditing } from '../../../preload/contract/place.ts'
import { SITE_EDITS } from '../../../preload/contract/site-edit.ts'
import type { Shift, Site } from '../../casework/site-change.ts'
import { layShift, laySite, placeOps, worstMark, type PlaceOp } from '../overlay/place-edits.ts'
import type { ReaderContext } from '../reader-context.ts'

interface Stand {
  scope: string
  ver: number
}

/** What was sent may have taken effect: it needs a correction against it. */
const takeBackOf = (ops: readonly PlaceOp[]): string | null => ops.findLast(({ state, attempts }) => state === 'queued' && attempts === 0)?.opId ?? null

export function editingOfSite(context: ReaderContext, held: Site, { scope, ver }: Stand): { row: Site; editing: PlaceEditing } {
  const ops = placeOps(context, 'site', held.id, ver, scope)
  const { row, base } = laySite(held, ver, ops)
  const hours = 'hours' in row ? (row.hours ?? null) : null
  const fields = SITE_EDITS[row.kind].filter((field) => field !== 'hours' || isWeekly(hours))
  return {
    row,
    editing: {
      type: 'site', mark: worstMark(ops), takeBack: takeBackOf(ops), fields, base,
      now: { name: row.name, lng: row.lng, lat: row.lat, state: row.state ?? 'in_use', hours, access: 'access' in row ? (row.access ?? null) : null },
    },
  }
}

/** One span a day at most: the form has no place for more, and what it cannot show it must not overwrite. */
const isWeekly = (hours: readonly { weekday: number }[] | null): boolean => hours === null || new Set(hours.map(({ weekday }) => weekday)).size === hours.length

export function editingOfShift(context: ReaderContext, held: Shift, { scope, ver }: Stand): { row: Shift; editing: PlaceEditing } {
  const ops = placeOps(context, 'shift', held.id, ver, scope)
  const row = layShift(held, ops)
  return {
    row,
    editing: {
      type: 'shift', mark: worstMark(ops), takeBack: takeBackOf(ops), headcount: row.headcount,
      marks: (row.marks ?? []).map(({ volunteer, is, by_name }) => ({ volunteer, is, byName: by_name === '' ? null : by_name })),
    },
  }
}
