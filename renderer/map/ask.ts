/** How a field or hexagons are asked for: for the last view again while its grid still serves, so that small pans ask nothing, and two periods' in cells of one size. */
import type { Input } from '../../preload/contract/api.ts'
import { FINER_FROM_ZOOM, type Cells } from '../../preload/contract/cells.ts'
import type { Field, Filter, View } from '../../preload/contract/model.ts'
import { covers } from '../chrome/ground/grid.ts'

/** Zooms of one whole step share a grid level. */
function sameLevel(a: View, b: View): boolean {
  return Math.floor(a.zoom + 1e-9) === Math.floor(b.zoom + 1e-9)
}

function contains(outer: View, inner: View): boolean {
  return inner.west >= outer.west && inner.east <= outer.east && inner.south >= outer.south && inner.north <= outer.north
}

/** `field` is the answer to `asked`, or null while it is on its way. */
export function viewToAsk(asked: View | null, field: Field | null, now: View): View {
  if (asked === null || !sameLevel(asked, now)) return now
  const serves = field === null ? contains(asked, now) : covers(field, now)
  return serves ? asked : now
}

const sizeAt = (zoom: number): number => FINER_FROM_ZOOM.filter((from) => zoom >= from).length

/** `like`: the filter of the period chosen where this is the other one, whose own records might ask for cells of another size; null: there is no other. */
export function cellQuestion(asked: Pick<Input<'cells.get'>, 'layer' | 'filter' | 'measure' | 'view'>, like: Filter | null): Input<'cells.get'> {
  return like === null ? asked : { ...asked, beside: true, like }
}

/** `cells` are the answer to `asked`, or null while it is on its way. Within one size of cells a closer view asks nothing. */
export function cellsToAsk(asked: View | null, cells: Cells | null, now: View): View {
  if (asked === null || sizeAt(asked.zoom) !== sizeAt(now.zoom)) return now
  if (cells === null) return contains(asked, now) ? asked : now
  const [west, south, east, north] = cells.bounds
  return contains({ west, south, east, north, zoom: asked.zoom }, now) ? asked : now
}
