/** Ground of a polygon on the WGS-84 ellipsoid. */
import geodesic from 'geographiclib-geodesic'

type Ring = readonly (readonly [lng: number, lat: number])[]
const { WGS84 } = geodesic.Geodesic

/** Square kilometres of polygons given as rings of lng,lat degrees, the outer ring first (Karney 2013: exact to a square metre). */
export function groundKm2(polygons: readonly (readonly Ring[])[]): number {
  let squareMeters = 0
  for (const [outer, ...holes] of polygons) squareMeters += ringSquareMeters(outer ?? []) - holes.reduce((sum, hole) => sum + ringSquareMeters(hole), 0)
  return squareMeters / 1e6
}

function ringSquareMeters(ring: Ring): number {
  const polygon = WGS84.Polygon(false)
  const isClosed = ring.length > 1 && ring[0]![0] === ring.at(-1)![0] && ring[0]![1] === ring.at(-1)![1]
  for (const [lng, lat] of isClosed ? ring.slice(0, -1) : ring) polygon.AddPoint(lat, lng)
  return Math.abs(polygon.Compute(false, true).area ?? 0)
}
