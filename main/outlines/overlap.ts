/** Areas that lie over one another: by how much, on the ellipsoid. */
import Flatbush from 'flatbush'
import { intersection } from 'polyclip-ts'
import { groundKm2 } from '../field/ground-area.ts'
import { crosses, type Edges, freeCorner, isInShape } from './crossing.ts'
import type { Shape } from './read-shape.ts'

export interface Placed { shape: Shape; edges: Edges; km2: number }
export interface Overlap { one: number; other: number; km2: number; share: number }

/** `share`: of the smaller of the two. Only pairs whose boxes meet are looked at, and only those whose lines cross, or of which one holds the other, are cut. */
export function findOverlaps(areas: readonly Placed[]): Overlap[] {
  if (areas.length === 0) return []
  const index = new Flatbush(areas.length)
  for (const { edges: { index: box } } of areas) index.add(box.minX, box.minY, box.maxX, box.maxY)
  index.finish()
  const found: Overlap[] = []
  for (const [one, a] of areas.entries()) {
    for (const other of index.search(a.edges.index.minX, a.edges.index.minY, a.edges.index.maxX, a.edges.index.maxY)) {
      const b = areas[other]!
      if (other <= one || !(crosses(a.edges, b.edges) || holds(a.shape, b.shape) || holds(b.shape, a.shape))) continue
      const km2 = groundKm2(intersection(a.shape, b.shape))
      if (km2 > 0) found.push({ one, other, km2, share: km2 / Math.min(a.km2, b.km2) })
    }
  }
  return found
}

/** Whether one holds a part of the other whose line it does not cross. */
function holds(outer: Shape, inner: Shape): boolean {
  return inner.some(([ring]) => {
    const corner = freeCorner(ring!, outer[0]![0]!)
    return corner !== null && isInShape(outer, corner)
  })
}
