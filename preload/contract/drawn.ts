/** A ground drawn by hand: one ring of corners, and the rules that make it a ground one can count in. */

/** Corners in order, the last joined to the first: between them the straight lines of the map (Mercator). */
export type Drawn = [lng: number, lat: number][]

export const LEAST_CORNERS = 3
export const MOST_CORNERS = 50
/** Corners lie on a grid of a hundred-thousandth of a degree, about a metre: an address stays short, and what follows is exact. */
const STEPS = 100_000

/** A place as a corner. */
export function toCorner(lng: number, lat: number): [number, number] {
  // Adding zero turns −0 into 0: they are the same place.
  return [Math.round(lng * STEPS) / STEPS + 0, Math.round(lat * STEPS) / STEPS + 0]
}

/** What is wrong with a ring: too few or too many corners, or lines that cross, touch or lie on each other; null where nothing is. */
export function faultOf(ring: Ring): 'few' | 'many' | 'crossing' | null {
  if (ring.length < LEAST_CORNERS) return 'few'
  if (ring.length > MOST_CORNERS) return 'many'
  const lines = linesOf([...ring, ring[0]!])
  const last = lines.length - 1
  return lines.some((line, n) => lines.some((other, m) => (m === n + 1 ? turnsBack(line, other) : n === 0 && m === last ? turnsBack(other, line) : m > n && meet(line, other)))) ? 'crossing' : null
}

/** Whether a line to `to` may follow an open ring: it meets no line before it, and the one it goes on from in their corner alone. */
export function mayFollow(ring: Ring, to: readonly [number, number]): boolean {
  const lines = linesOf([...ring, to])
  const next = lines.pop()
  if (next === undefined) return true
  return !isSame(...next) && lines.every((line, n) => !(n === lines.length - 1 ? turnsBack(line, next) : meet(line, next)))
}

type Ring = readonly (readonly [lng: number, lat: number])[]
/** Whole steps: products of their differences stay below 2^53, so that signs are exact. */
type Corner = readonly [number, number]
type Line = readonly [Corner, Corner]

function linesOf(ring: Ring): Line[] {
  const corners = ring.map(([lng, lat]): Corner => [Math.round(lng * STEPS), Math.round(lat * STEPS)])
  return corners.slice(1).map((corner, n): Line => [corners[n]!, corner])
}

const isSame = (a: Corner, b: Corner): boolean => a[0] === b[0] && a[1] === b[1]
/** Positive left of the line, negative right of it, 0 on it. */
const side = ([[ax, ay], [bx, by]]: Line, [x, y]: Corner): number => Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax))

/** The second line begins where the first ends, and one of them has no length or lies on the other. */
function turnsBack(first: Line, second: Line): boolean {
  const [[ax, ay], [bx, by]] = first
  const [x, y] = second[1]
  return isSame(...first) || isSame(...second) || (side(first, second[1]) === 0 && (ax - bx) * (x - bx) + (ay - by) * (y - by) > 0)
}

/** They have a point in common. */
function meet(one: Line, other: Line): boolean {
  const [s1, s2, s3, s4] = [side(one, other[0]), side(one, other[1]), side(other, one[0]), side(other, one[1])]
  if (s1 * s2 < 0 && s3 * s4 < 0) return true
  return (s1 === 0 && isWithin(one, other[0])) || (s2 === 0 && isWithin(one, other[1])) || (s3 === 0 && isWithin(other, one[0])) || (s4 === 0 && isWithin(other, one[1]))
}

/** For a corner on the line's straight. */
function isWithin([[ax, ay], [bx, by]]: Line, [x, y]: Corner): boolean {
  return x >= Math.min(ax, bx) && x <= Math.max(ax, bx) && y >= Math.min(ay, by) && y <= Math.max(ay, by)
}
