/** The outlines of a level's areas, cut into bands once for as long as the areas are the same. */
import type { AreaLevel } from '../../../preload/contract/model.ts'
import { type Outline, prepareOutline } from '../../field/outlines.ts'
import type { ReaderContext } from '../reader-context.ts'
import { boundariesOf } from './boundaries.ts'
import { type FieldState, remembered } from './field-state.ts'

/** By area id; those whose outline is not known are left out. */
export function areaOutlines(context: ReaderContext, state: FieldState, level: AreaLevel): ReadonlyMap<string, Outline> {
  return remembered(state.memory, `outlines ${level}`, () => new Map(boundariesOf(context, level).map(({ id, polygons }) => [id, prepareOutline(polygons)])))
}
