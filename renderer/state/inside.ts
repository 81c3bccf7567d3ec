/** Which area a place lies in: even–odd test over an area's rings. */
import type { AreaBoundary } from '../../preload/contract/model.ts'

type Ring = readonly (readonly [number, number])[]

function insideRing(ring: Ring, lng: number, lat: number): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i] as readonly [number, number]
    const [bx, by] = ring[j] as readonly [number, number]
    if (ay > lat !== by > lat && lng < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

export function isInside(polygons: readonly (readonly Ring[])[], lng: number, lat: number): boolean {
  return polygons.some((rings) => rings.reduce((inside, ring) => insideRing(ring, lng, lat) !== inside, false))
}

/** Id of the first area around a place, or null. */
export function areaAt(boundaries: readonly AreaBoundary[], lng: number, lat: number): string | null {
  return boundaries.find((area) => isInside(area.polygons, lng, lat))?.id ?? null
}
