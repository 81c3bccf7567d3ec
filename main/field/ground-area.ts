/** Ground of a polygon on the WGS-84 ellipsoid. */
import geodesic from 'geographiclib-geodesic'
import { latOf, lngOf, worldX, worldY } from './ground.ts'

type Ring = readonly (readonly [lng: number, lat: number])[]
const { WGS84 } = geodesic.Geodesic

/** Square kilometres of polygons given as rings of lng,lat degrees, the outer ring first (Karney 2013: exact to a square metre). */
export function groundKm2(polygons: readonly (readonly Ring[])[]): number {
  let squareMeters = 0
  for (const [outer, ...holes] of polygons) squareMeters += ringSquareMeters(outer ?? []) - holes.reduce((sum, hole) => sum + ringSquareMeters(hole), 0)
  return squareMeters / 1e6
}

/** Share of the world's width, some 350 m here: the shortest line between its ends leaves the map's straight one by millimetres. */
const STEP = 1e-5

/** Square kilometres of a ring whose lines are straight on the map (Mercator) instead of shortest. */
export function ringKm2(ring: Ring): number {
  return groundKm2([[ring.flatMap((corner, n) => along(corner, ring[(n + 1) % ring.length]!))]])
}

/** Places on the map's line, the first corner included, the last left out. */
function along([lng, lat]: Ring[number], [toLng, toLat]: Ring[number]): [number, number][] {
  const [x, y, toX, toY] = [worldX(lng), worldY(lat), worldX(toLng), worldY(toLat)]
  const steps = Math.max(1, Math.ceil(Math.hypot(toX - x, toY - y) / STEP))
  return Array.from({ length: steps }, (_, n) => [lngOf(x + ((toX - x) * n) / steps), latOf(y + ((toY - y) * n) / steps)])
}

function ringSquareMeters(ring: Ring): number {
  const polygon = WGS84.Polygon(false)
  const isClosed = ring.length > 1 && ring[0]![0] === ring.at(-1)![0] && ring[0]![1] === ring.at(-1)![1]
  for (const [lng, lat] of isClosed ? ring.slice(0, -1) : ring) polygon.AddPoint(lat, lng)
  return Math.abs(polygon.Compute(false, true).area ?? 0)
}
