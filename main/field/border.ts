/** Borders within reach of a place: which neighbour is across, and how far its line is, measured on the ellipsoid. */
import geodesic from 'geographiclib-geodesic'
import { latOf, lngOf, metersPerWorld, WORLD_LEVEL, worldX, worldY } from './ground.ts'
import { isInOutline, nearestOnOutline, type Outline } from './outlines.ts'

const WORLD = 2 ** WORLD_LEVEL
const { WGS84 } = geodesic.Geodesic

export interface NearBorder {
  /** Index of the outline across; null: only the own one's edge is near, and no outline is known beyond it. */
  neighbour: number | null
  own: number | null
  meters: number
  /** The place lies in the neighbour, although it names its own. */
  across: boolean
}

/**
 * The nearest border among outlines of one level, at most `reachMeters` away (geodesic, Karney 2013). `named`: index of the outline the
 * place names; null takes the one it lies in. Outlines drawn apart leave gaps and overlaps: the line across is the one measured.
 */
export function nearBorder(outlines: readonly Outline[], lng: number, lat: number, named: number | null, reachMeters: number): NearBorder | null {
  const [x, y] = [worldX(lng) * WORLD, worldY(lat) * WORLD]
  const own = named ?? indexAt(outlines, x, y)
  let best: NearBorder | null = null
  for (const [n, outline] of outlines.entries()) {
    if (n === own) continue
    const meters = metersToLine(outline, lng, lat, reachMeters)
    if (meters !== null && (best === null || meters < best.meters)) best = { neighbour: n, own, meters, across: isInOutline(outline, x, y) && own !== null && !isInOutline(outlines[own]!, x, y) }
  }
  if (best !== null || own === null) return best
  const edge = metersToLine(outlines[own]!, lng, lat, reachMeters)
  return edge === null ? null : { neighbour: null, own, meters: edge, across: false }
}

function indexAt(outlines: readonly Outline[], x: number, y: number): number | null {
  const n = outlines.findIndex((outline) => isInOutline(outline, x, y))
  return n < 0 ? null : n
}

/** Geodesic metres to the nearest point of an outline's line; null beyond the reach. */
function metersToLine(outline: Outline, lng: number, lat: number, reachMeters: number): number | null {
  const [x, y] = [worldX(lng) * WORLD, worldY(lat) * WORLD]
  // Mercator stretches east and north a little differently on the ellipsoid: a wider catch, measured afterwards.
  const near = nearestOnOutline(outline, x, y, ((reachMeters * 1.02) / metersPerWorld(y / WORLD).east) * WORLD)
  if (near === null) return null
  const meters = WGS84.Inverse(lat, lng, latOf(near[1] / WORLD), lngOf(near[0] / WORLD)).s12 ?? Infinity
  return meters <= reachMeters ? meters : null
}
