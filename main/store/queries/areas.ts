/** Areas as a tree: which lie inside another, and for which of them this desk holds reference data. */
import type { Filter } from '../../../preload/contract/model.ts'
import { outlinesMeet, prepareOutline } from '../../field/outlines.ts'
import type { ReadableDatabase } from '../open.ts'
import type { ReaderContext } from '../reader-context.ts'
import { boundariesOf } from './boundaries.ts'
import { groundOf } from './on-ground.ts'

/** SQL for all ids at and below one bound id, by the parent chain; works for division codes and for imported cities alike. */
export const INSIDE = 'WITH RECURSIVE inside (id) AS (VALUES (?) UNION SELECT area.id FROM area JOIN inside ON area.parent = inside.id)'

export function areasInside(db: ReadableDatabase, area: string): Set<string> {
  return new Set(db.prepare(`${INSIDE} SELECT id FROM inside`).pluck().all(area) as string[])
}

/** Ids of the areas, districts as a rule, whose reference scope has been pulled. An imported city's reference scope is the city itself. */
export function heldDistricts(db: ReadableDatabase): string[] {
  const scopes = db.prepare("SELECT id FROM scope WHERE kind = 'ref' AND cursor IS NOT NULL ORDER BY position, id").pluck().all() as string[]
  return scopes.map((id) => id.slice('ref:'.length))
}

/** Where a filter looks. */
export type Where = Pick<Filter, 'area' | 'drawn'>

/**
 * The held districts that have ground in common with the filter's area (null: the city), those below it or one it lies in, and with its
 * drawn ground, as far as their outlines are known. Empty: unknown, not zero.
 */
export function heldWithin(context: ReaderContext, { area, drawn }: Where): string[] {
  const { db } = context
  const held = meeting(context, heldDistricts(db), drawn)
  if (area === null) return held
  const inside = areasInside(db, area)
  return held.filter((district) => inside.has(district) || areasInside(db, district).has(area))
}

function meeting(context: ReaderContext, areas: string[], drawn: Where['drawn']): string[] {
  const ground = groundOf(drawn)
  if (ground === null) return areas
  const beside = boundariesOf(context, 'district').filter(({ polygons }) => !outlinesMeet(ground, prepareOutline(polygons)))
  const apart = new Set(beside.map(({ id }) => id))
  return areas.filter((area) => !apart.has(area))
}
