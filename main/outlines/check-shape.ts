/** One outline by itself: crossings, holes, parts, and whether its ground is that of such an area. Coordinates as the file gives them. */
import { groundKm2 } from '../field/ground-area.ts'
import { type Edges, edgesOf, freeCorner, isInRing, selfCrossing } from './crossing.ts'
import type { Finding } from './finding.ts'
import type { Ring, Shape } from './read-shape.ts'

export const LEVELS = ['district', 'street', 'community'] as const
export type Level = (typeof LEVELS)[number]

/** Square kilometres from… to: the smallest and largest of China's divisions lie inside (assumption of this program). */
const USUAL_KM2: Record<Level, readonly [number, number]> = { district: [5, 20_000], street: [0.2, 3_000], community: [0.01, 300] }
const ABSURD_KM2 = [1e-4, 500_000] as const

export type Said = Pick<Finding, 'reason' | 'detail'>

export interface CheckedShape { edges: Edges; km2: number; said: Said[] }

export function checkShape(shape: Shape, level: Level): CheckedShape {
  const edges = edgesOf(shape)
  const { crossing, spike } = selfCrossing(edges)
  const km2 = groundKm2(shape)
  const said: Said[] = []
  // What crosses itself has neither an inside nor a ground of its own.
  if (crossing !== null) return { edges, km2, said: [{ reason: 'self-crossing', detail: `near ${crossing.map((value) => value.toFixed(6)).join(', ')}` }] }
  said.push(...checkHoles(shape), ...checkParts(shape))
  if (spike) said.push({ reason: 'spike', detail: '' })
  const [low, high] = USUAL_KM2[level]
  const detail = `${km2 < 1 ? km2.toPrecision(3) : Math.round(km2)} km²`
  if (!(km2 >= ABSURD_KM2[0] && km2 <= ABSURD_KM2[1]) || shape.some(([outer]) => isFlat(outer!))) said.push({ reason: 'area-absurd', detail })
  else if (km2 < low || km2 > high) said.push({ reason: 'area-unusual', detail: `${detail}; a ${level} has ${low} to ${high}` })
  return { edges, km2, said }
}

/** All corners on one line: on the ellipsoid a parallel still encloses a sliver. */
function isFlat(ring: Ring): boolean {
  const [x0, y0] = ring[0]!
  const far = ring.reduce((best, at) => (Math.hypot(at[0] - x0, at[1] - y0) > Math.hypot(best[0] - x0, best[1] - y0) ? at : best))
  return ring.every(([x, y]) => Math.abs((far[0] - x0) * (y - y0) - (far[1] - y0) * (x - x0)) < 1e-14)
}

function checkHoles(shape: Shape): Said[] {
  const holes = shape.flatMap(([outer, ...inner]) => inner.map((hole) => ({ outer: outer!, hole })))
  if (holes.length === 0) return []
  const outside = holes.filter(({ outer, hole }) => {
    const corner = freeCorner(hole, outer)
    return corner !== null && !isInRing(outer, corner)
  })
  if (outside.length > 0) return [{ reason: 'hole-outside', detail: `${outside.length} of ${holes.length}` }]
  return [{ reason: 'has-hole', detail: `${holes.length}` }]
}

/** Parts whose lines do not cross lie over one another only where one holds the other, outside its holes. */
function checkParts(shape: Shape): Said[] {
  for (const [i, [outer]] of shape.entries()) {
    for (const [j, [around, ...holes]] of shape.entries()) {
      if (i === j) continue
      const corner = freeCorner(outer!, around!)
      if (corner !== null && isInRing(around!, corner) && !holes.some((hole) => isInRing(hole, corner))) return [{ reason: 'parts-overlap', detail: `part ${i + 1} in part ${j + 1}` }]
    }
  }
  return []
}
