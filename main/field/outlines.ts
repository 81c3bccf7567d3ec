/** Area outlines on the 2^26 grid, cut into bands, so that a million points can be asked whether they lie in the area they name. */
import { WORLD_LEVEL, worldX, worldY } from './ground.ts'

/** Rings of lng, lat pairs; outer and inner rings alike, by the even-odd rule. */
export type Polygons = readonly (readonly (readonly (readonly [number, number])[])[])[]

/** `edges`: four numbers each (x1, y1, x2, y2). The edges of band b are `list[start[b]…start[b+1]−1]`; an edge is in each band it touches. */
export interface Outline {
  minX: number
  minY: number
  maxX: number
  maxY: number
  bandHeight: number
  edges: Float64Array
  start: Uint32Array
  list: Uint32Array
}

const WORLD = 2 ** WORLD_LEVEL
/** As many bands as edges, up to this: most bands then hold a handful. */
const MOST_BANDS = 1_024

/** Edges are straight in Mercator as the map draws them; against straight in degrees that is below two metres for ten kilometres. */
export function prepareOutline(polygons: Polygons): Outline {
  const edges = Float64Array.from(polygons.flatMap((polygon) => polygon.flatMap(edgesOf)))
  const count = edges.length / 4
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < edges.length; i += 2) {
    minX = Math.min(minX, edges[i]!)
    maxX = Math.max(maxX, edges[i]!)
    minY = Math.min(minY, edges[i + 1]!)
    maxY = Math.max(maxY, edges[i + 1]!)
  }
  const bands = Math.max(1, Math.min(MOST_BANDS, count))
  const bandHeight = Math.max((maxY - minY) / bands, 1)
  const outline = { minX, minY, maxX, maxY, bandHeight, edges, start: new Uint32Array(bands + 1), list: new Uint32Array(0) }
  const spans = Array.from({ length: count }, (_, e) => bandsOf(outline, Math.min(edges[4 * e + 1]!, edges[4 * e + 3]!), Math.max(edges[4 * e + 1]!, edges[4 * e + 3]!)))
  for (const [from, to] of spans) for (let b = from; b <= to; b++) outline.start[b + 1]!++
  for (let b = 0; b < bands; b++) outline.start[b + 1]! += outline.start[b]!
  outline.list = new Uint32Array(outline.start[bands]!)
  const next = outline.start.slice()
  for (const [e, [from, to]] of spans.entries()) for (let b = from; b <= to; b++) outline.list[next[b]!++] = e
  return outline
}

function edgesOf(ring: readonly (readonly [number, number])[]): number[] {
  const edges: number[] = []
  // A ring that does not repeat its first corner is closed here.
  let previous = ring[ring.length - 1]
  for (const corner of ring) {
    if (previous !== undefined && (previous[0] !== corner[0] || previous[1] !== corner[1])) {
      edges.push(worldX(previous[0]) * WORLD, worldY(previous[1]) * WORLD, worldX(corner[0]) * WORLD, worldY(corner[1]) * WORLD)
    }
    previous = corner
  }
  return edges
}

function bandsOf({ minY, bandHeight, start }: Outline, low: number, high: number): [number, number] {
  const last = start.length - 2
  const band = (y: number): number => Math.min(last, Math.max(0, Math.floor((y - minY) / bandHeight)))
  return [band(low), band(high)]
}

/** Even-odd: whether a position of the 2^26 grid lies inside. */
export function isInOutline(outline: Outline, x: number, y: number): boolean {
  if (x < outline.minX || x > outline.maxX || y < outline.minY || y > outline.maxY) return false
  const { edges, start, list } = outline
  const band = Math.min(start.length - 2, Math.floor((y - outline.minY) / outline.bandHeight))
  let inside = false
  for (let n = start[band]!; n < start[band + 1]!; n++) {
    const e = 4 * list[n]!
    const [y1, y2] = [edges[e + 1]!, edges[e + 3]!]
    if (y1 > y !== y2 > y && x < edges[e]! + ((y - y1) / (y2 - y1)) * (edges[e + 2]! - edges[e]!)) inside = !inside
  }
  return inside
}

/** Whether a position lies at most `reach` grid units from the outline's line. */
export function isNearOutline(outline: Outline, x: number, y: number, reach: number): boolean {
  if (x < outline.minX - reach || x > outline.maxX + reach || y < outline.minY - reach || y > outline.maxY + reach) return false
  const { edges, start, list } = outline
  const [from, to] = bandsOf(outline, y - reach, y + reach)
  for (let n = start[from]!; n < start[to + 1]!; n++) if (squareToEdge(edges, 4 * list[n]!, x, y) <= reach * reach) return true
  return false
}

/** How far along an edge its point nearest to a position lies, 0…1. */
function shareOfEdge(edges: Float64Array, e: number, x: number, y: number): number {
  const [x1, y1] = [edges[e]!, edges[e + 1]!]
  const [dx, dy] = [edges[e + 2]! - x1, edges[e + 3]! - y1]
  return Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)))
}

function alongEdge(edges: Float64Array, e: number, share: number): [x: number, y: number] {
  return [edges[e]! + share * (edges[e + 2]! - edges[e]!), edges[e + 1]! + share * (edges[e + 3]! - edges[e + 1]!)]
}

function squareToEdge(edges: Float64Array, e: number, x: number, y: number): number {
  const [nearX, nearY] = alongEdge(edges, e, shareOfEdge(edges, e, x, y))
  return (nearX - x) ** 2 + (nearY - y) ** 2
}

/** The point of the outline's line nearest to a position, when that is at most `reach` grid units away. */
export function nearestOnOutline(outline: Outline, x: number, y: number, reach: number): [x: number, y: number] | null {
  if (x < outline.minX - reach || x > outline.maxX + reach || y < outline.minY - reach || y > outline.maxY + reach) return null
  const { edges, start, list } = outline
  const [from, to] = bandsOf(outline, y - reach, y + reach)
  let [nearest, best] = [-1, reach * reach]
  for (let n = start[from]!; n < start[to + 1]!; n++) {
    const square = squareToEdge(edges, 4 * list[n]!, x, y)
    if (square <= best) [nearest, best] = [4 * list[n]!, square]
  }
  return nearest < 0 ? null : alongEdge(edges, nearest, shareOfEdge(edges, nearest, x, y))
}

/** Whether two grounds have a point in common: their lines cross, or one lies in the other. */
export function outlinesMeet(one: Outline, other: Outline): boolean {
  if (one.minX > other.maxX || other.minX > one.maxX || one.minY > other.maxY || other.minY > one.maxY) return false
  return linesCross(one, other) || hasCornerIn(one, other) || hasCornerIn(other, one)
}

/** Whether `inner` lies in `outer` as a whole. */
export function liesWithin(inner: Outline, outer: Outline): boolean {
  const { edges } = inner
  if (inner.minX < outer.minX || inner.maxX > outer.maxX || inner.minY < outer.minY || inner.maxY > outer.maxY) return false
  for (let n = 0; n < edges.length; n += 4) if (!isInOutline(outer, edges[n]!, edges[n + 1]!)) return false
  return !linesCross(inner, outer) && !hasCornerIn(outer, inner)
}

/** Any will not do: a district may have islands. */
function hasCornerIn({ edges }: Outline, ground: Outline): boolean {
  for (let n = 0; n < edges.length; n += 4) if (isInOutline(ground, edges[n]!, edges[n + 1]!)) return true
  return false
}

function linesCross({ edges: a }: Outline, { edges: b }: Outline): boolean {
  for (let n = 0; n < a.length; n += 4) for (let m = 0; m < b.length; m += 4) if (edgesCross(a, n, b, m)) return true
  return false
}

const sideOf = (x1: number, y1: number, x2: number, y2: number, x: number, y: number): number => (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)

function edgesCross(a: Float64Array, n: number, b: Float64Array, m: number): boolean {
  const [ax, ay, bx, by] = [a[n]!, a[n + 1]!, a[n + 2]!, a[n + 3]!]
  const [cx, cy, dx, dy] = [b[m]!, b[m + 1]!, b[m + 2]!, b[m + 3]!]
  if (Math.max(ax, bx) < Math.min(cx, dx) || Math.max(cx, dx) < Math.min(ax, bx) || Math.max(ay, by) < Math.min(cy, dy) || Math.max(cy, dy) < Math.min(ay, by)) return false
  return sideOf(ax, ay, bx, by, cx, cy) * sideOf(ax, ay, bx, by, dx, dy) <= 0 && sideOf(cx, cy, dx, dy, ax, ay) * sideOf(cx, cy, dx, dy, bx, by) <= 0
}
