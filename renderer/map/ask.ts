/** Which view a field or hexagons are asked for: the last one again while its grid still serves, so that small pans ask nothing. */
import { FINER_FROM_ZOOM, type Cells } from '../../preload/contract/cells.ts'
import type { Field, View } from '../../preload/contract/model.ts'
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

/** `cells` are the answer to `asked`, or null while it is on its way. Within one size of cells a closer view asks nothing. */
export function cellsToAsk(asked: View | null, cells: Cells | null, now: View): View {
  if (asked === null || sizeAt(asked.zoom) !== sizeAt(now.zoom)) return now
  if (cells === null) return contains(asked, now) ? asked : now
  const [west, south, east, north] = cells.bounds
  return contains({ west, south, east, north, zoom: asked.zoom }, now) ? asked : now
}
