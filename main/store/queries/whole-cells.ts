/** Which hexagons lie as a whole on the ground a filter asks about: how much ground a part of one is, nobody says. */
import type { AreaLevel, Filter } from '../../../preload/contract/model.ts'
import { type Hexagons, ringOf } from '../../field/hexagons.ts'
import { isInOutline, isNearOutline, liesWithin, type Outline, prepareOutline } from '../../field/outlines.ts'
import type { ReaderContext } from '../reader-context.ts'
import { areaOutlines } from './area-grounds.ts'
import type { FieldState } from './field-state.ts'
import { groundOf } from './on-ground.ts'

/** By number of the cell. An area whose outline is not known cuts none; nor does the city, beyond which nothing is asked about anyway. */
export function wholeCells(context: ReaderContext, state: FieldState, hexagons: Hexagons, { area, drawn }: Pick<Filter, 'area' | 'drawn'>): (cell: number) => boolean {
  const grounds = [groundOf(drawn), outlineOf(context, state, area)].filter((ground) => ground !== null)
  return (cell) => grounds.every((ground) => isWithin(hexagons, cell, ground))
}

function outlineOf(context: ReaderContext, state: FieldState, area: string | null): Outline | null {
  const level = area === null ? undefined : (context.db.prepare('SELECT level FROM area WHERE id = ?').pluck().get(area) as AreaLevel | undefined)
  return area === null || level === undefined || level === 'city' ? null : (areaOutlines(context, state, level).get(area) ?? null)
}

/** A cell away from the line is on one side of it as a whole; only the others are looked at corner by corner. */
function isWithin({ corners, ids }: Hexagons, cell: number, ground: Outline): boolean {
  const [x1, y1, x2, y2] = [corners[12 * cell]!, corners[12 * cell + 1]!, corners[12 * cell + 6]!, corners[12 * cell + 7]!]
  const [x, y, reach] = [(x1 + x2) / 2, (y1 + y2) / 2, Math.hypot(x2 - x1, y2 - y1)]
  // Not a number where the cell has other than six corners.
  if (!Number.isNaN(x) && !isNearOutline(ground, x, y, reach)) return isInOutline(ground, x, y)
  return liesWithin(prepareOutline([[ringOf(ids[cell]!)]]), ground)
}
