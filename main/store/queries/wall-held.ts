/** Whether this console holds the whole of what a figure is of: a part of the city told as the city would be a lie from the back row. */
import type { ReaderContext } from '../reader-context.ts'
import { areasInside, heldWithin } from './areas.ts'
import { officesWithin } from './deck-cases.ts'
import type { WallPlace } from './wall-place.ts'

/** Places, shifts and handovers of every district of the area. */
export function holdsReference(context: ReaderContext, { id }: Pick<WallPlace, 'id'>): boolean {
  const held = heldWithin(context, { area: id, drawn: null })
  return held.length > 0 && covers(context, 'district', id, held)
}

/** The cases of every street of the area. */
export function holdsCases(context: ReaderContext, { id }: Pick<WallPlace, 'id'>): boolean {
  const offices = officesWithin(context, id).map((office) => office.id)
  return offices.length > 0 && covers(context, 'street', id, offices)
}

/** Whether all areas of the level lie in held ones; below that level there are none to miss. */
function covers({ db }: ReaderContext, level: 'district' | 'street', area: string | null, held: readonly string[]): boolean {
  const inside = area === null ? null : areasInside(db, area)
  const known = new Set(held.flatMap((id) => [...areasInside(db, id)]))
  const areas = db.prepare('SELECT id FROM area WHERE level = ?').pluck().all(level) as string[]
  return areas.every((id) => (inside !== null && !inside.has(id)) || known.has(id))
}
