/** Plane and sphere geometry on WGS-84 rings, as much as the practice city needs. */

export type Position = [number, number]
export type Ring = Position[]
/** Polygons of rings (outer ring first), as in a GeoJSON MultiPolygon. */
export type Polygons = Ring[][]

const EARTH_RADIUS_METERS = 6_371_008.8
const RADIANS = Math.PI / 180
export const METERS_PER_DEGREE = EARTH_RADIUS_METERS * RADIANS

/** A place `eastMeters`, `northMeters` away; exact enough below some 50 km. */
export function moveBy([lng, lat]: Position, eastMeters: number, northMeters: number): Position {
  return [lng + eastMeters / (METERS_PER_DEGREE * Math.cos(lat * RADIANS)), lat + northMeters / METERS_PER_DEGREE]
}

export function distanceMeters(a: Position, b: Position): number {
  const east = (a[0] - b[0]) * Math.cos(((a[1] + b[1]) / 2) * RADIANS)
  return Math.hypot(east, a[1] - b[1]) * METERS_PER_DEGREE
}

/** Even-odd rule over all rings, so holes count out. */
export function isInside(polygons: Polygons, lng: number, lat: number): boolean {
  let inside = false
  for (const polygon of polygons) {
    for (const ring of polygon) {
      let previous = ring[ring.length - 1]!
      for (const current of ring) {
        if (current[1] > lat !== previous[1] > lat
          && lng < ((previous[0] - current[0]) * (lat - current[1])) / (previous[1] - current[1]) + current[0]) inside = !inside
        previous = current
      }
    }
  }
  return inside
}

/** Area on the sphere in km² (Chamberlain & Duquette 2007, eq. for a ring), holes subtracted. */
export function areaKm2(polygons: Polygons): number {
  let sum = 0
  for (const polygon of polygons) polygon.forEach((ring, i) => { sum += (i === 0 ? 1 : -1) * Math.abs(ringArea(ring)) })
  return sum / 1e6
}

function ringArea(ring: Ring): number {
  let sum = 0
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1]!, ring[i]!]
    sum += (b[0] - a[0]) * RADIANS * (2 + Math.sin(a[1] * RADIANS) + Math.sin(b[1] * RADIANS))
  }
  return (sum * EARTH_RADIUS_METERS ** 2) / 2
}

/** west, south, east, north. */
export function boundsOf(polygons: Polygons): [number, number, number, number] {
  const bounds: [number, number, number, number] = [180, 90, -180, -90]
  for (const [lng, lat] of polygons.flat(2)) {
    bounds[0] = Math.min(bounds[0], lng)
    bounds[1] = Math.min(bounds[1], lat)
    bounds[2] = Math.max(bounds[2], lng)
    bounds[3] = Math.max(bounds[3], lat)
  }
  return bounds
}

/** Five decimals: about one metre, and short JSON. */
export const roundDegrees = (degrees: number): number => Math.round(degrees * 1e5) / 1e5
