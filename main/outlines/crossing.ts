/** Whether an outline crosses itself, or another one: edges against the edges near them. */
import Flatbush from 'flatbush'
import type { Ring, Shape } from './read-shape.ts'

type Corner = readonly [number, number]

export interface Edges {
  /** Four numbers an edge: from x, y to x, y. */
  at: Float64Array
  index: Flatbush
}

/** Edges of no length are left out: a corner given twice is no fault. */
export function edgesOf(shape: Shape): Edges {
  const at = Float64Array.from(shape.flat().flatMap((ring) => ring.slice(1).flatMap(([x, y], i) => (ring[i]![0] === x && ring[i]![1] === y ? [] : [...ring[i]!, x, y]))))
  const index = new Flatbush(at.length / 4)
  for (let e = 0; e < at.length; e += 4) index.add(Math.min(at[e]!, at[e + 2]!), Math.min(at[e + 1]!, at[e + 3]!), Math.max(at[e]!, at[e + 2]!), Math.max(at[e + 1]!, at[e + 3]!))
  index.finish()
  return { at, index }
}

/** A point where two edges of the outline truly cross (touching is no crossing), and whether it lies on itself somewhere. */
export function selfCrossing({ at, index }: Edges): { crossing: Corner | null; spike: boolean } {
  let spike = false
  for (let e = 0; e < at.length; e += 4) {
    for (const other of near(index, at, e)) {
      if (4 * other <= e) continue
      const found = meet(at, e, at, 4 * other)
      if (found === 'over') spike = true
      else if (found !== null) return { crossing: found, spike }
    }
  }
  return { crossing: null, spike }
}

/** Whether an edge of one outline truly crosses one of another. */
export function crosses(one: Edges, other: Edges): boolean {
  for (let e = 0; e < one.at.length; e += 4) for (const n of near(other.index, one.at, e)) if (Array.isArray(meet(one.at, e, other.at, 4 * n))) return true
  return false
}

function near(index: Flatbush, at: Float64Array, e: number): number[] {
  return index.search(Math.min(at[e]!, at[e + 2]!), Math.min(at[e + 1]!, at[e + 3]!), Math.max(at[e]!, at[e + 2]!), Math.max(at[e + 1]!, at[e + 3]!))
}

/** Twice the signed area of a triangle, with what rounding may have made of zero taken for zero. */
function turn(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const [left, right] = [(bx - ax) * (cy - ay), (by - ay) * (cx - ax)]
  const value = left - right
  return Math.abs(value) <= 1e-12 * (Math.abs(left) + Math.abs(right)) ? 0 : value
}

/** Where two edges cross inside both; 'over' where they lie on one another for more than a point. */
function meet(p: Float64Array, i: number, q: Float64Array, j: number): [number, number] | 'over' | null {
  const [ax, ay, bx, by] = [p[i]!, p[i + 1]!, p[i + 2]!, p[i + 3]!]
  const [cx, cy, dx, dy] = [q[j]!, q[j + 1]!, q[j + 2]!, q[j + 3]!]
  const [c, d] = [turn(ax, ay, bx, by, cx, cy), turn(ax, ay, bx, by, dx, dy)]
  if (c === 0 && d === 0) {
    // On one line: the one that is longer in x or y says how they lie.
    const wide = Math.abs(bx - ax) >= Math.abs(by - ay)
    const [low, high] = wide ? [Math.max(Math.min(ax, bx), Math.min(cx, dx)), Math.min(Math.max(ax, bx), Math.max(cx, dx))] : [Math.max(Math.min(ay, by), Math.min(cy, dy)), Math.min(Math.max(ay, by), Math.max(cy, dy))]
    return high > low ? 'over' : null
  }
  if (c * d >= 0) return null
  const [a, b] = [turn(cx, cy, dx, dy, ax, ay), turn(cx, cy, dx, dy, bx, by)]
  if (a * b >= 0) return null
  const share = a / (a - b)
  return [ax + share * (bx - ax), ay + share * (by - ay)]
}

export function isInRing(ring: Ring, [x, y]: Corner): boolean {
  let inside = false
  for (let i = 1; i < ring.length; i++) {
    const [[ax, ay], [bx, by]] = [ring[i - 1]!, ring[i]!]
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside
  }
  return inside
}

export function isInShape(shape: Shape, at: Corner): boolean {
  return shape.flat().reduce((inside, ring) => inside !== isInRing(ring, at), false)
}

/** A corner of a ring that does not lie on the line of another one, if there is any: only such a corner tells inside from outside. */
export function freeCorner(ring: Ring, other: Ring): Corner | null {
  const line = new Set(other.map(([x, y]) => `${x} ${y}`))
  const middles = ring.slice(1).map(([x, y], i): Corner => [(x + ring[i]![0]) / 2, (y + ring[i]![1]) / 2])
  return ring.find(([x, y]) => !line.has(`${x} ${y}`)) ?? middles[0] ?? null
}
