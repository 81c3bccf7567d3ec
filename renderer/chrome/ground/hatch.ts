/** Hatching of polygons as plain line segments: the picture for “unknown”, which is not zero. */
import { latOf, lngOf, worldX, worldY } from './grid.ts'

type Ring = readonly (readonly [number, number])[]

/**
 * Diagonal segments (from lng, lat, to lng, lat) inside the polygons, even–odd. Lines lie at fixed places of the world,
 * so neighbouring polygons share them and panning does not make them swim. `zoom` sets the spacing: about `gapPixels` apart.
 */
export function hatchLines(polygons: readonly (readonly Ring[])[], zoom: number, gapPixels = 14): Float64Array {
  const gap = gapPixels / (512 * 2 ** zoom)
  const out: number[] = []
  for (const rings of polygons) hatchPolygon(rings, gap, out)
  return Float64Array.from(out)
}

function hatchPolygon(rings: readonly Ring[], gap: number, out: number[]): void {
  // Along a diagonal x + y is constant, so the crossing of an edge with line number n is where x + y = n · gap.
  const crossings = new Map<number, number[]>()
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i++) {
      const a = ring[i] as readonly [number, number]
      const b = ring[(i + 1) % ring.length] as readonly [number, number]
      crossEdge(worldX(a[0]), worldY(a[1]), worldX(b[0]), worldY(b[1]), gap, crossings)
    }
  }
  for (const [line, xs] of crossings) {
    xs.sort((left, right) => left - right)
    for (let i = 0; i + 1 < xs.length; i += 2) {
      const from = xs[i] as number
      const to = xs[i + 1] as number
      out.push(lngOf(from), latOf(line * gap - from), lngOf(to), latOf(line * gap - to))
    }
  }
}

function crossEdge(ax: number, ay: number, bx: number, by: number, gap: number, crossings: Map<number, number[]>): void {
  const start = (ax + ay) / gap
  const end = (bx + by) / gap
  // Half-open on both directions: a vertex on a line is counted once, so pairs stay pairs.
  const first = Math.ceil(Math.min(start, end))
  const last = Math.ceil(Math.max(start, end)) - 1
  for (let line = first; line <= last; line++) {
    const t = (line - start) / (end - start)
    const found = crossings.get(line)
    const x = ax + (bx - ax) * t
    if (found) found.push(x)
    else crossings.set(line, [x])
  }
}
