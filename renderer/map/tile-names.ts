/** Where a street's name stands along its line, and which way it runs. */

export type Point = readonly [x: number, y: number]

export interface LinePlace {
  x: number
  y: number
  /** Degrees counter-clockwise, between −90 and 90: never upside down. */
  angle: number
  length: number
}

/** A bend over this share makes letters step on each other. */
const STRAIGHT = 0.95

/** The middle of the line, when a piece of `room` around it is nearly straight; null otherwise. Units are the caller's; y grows downwards. */
export function middleOf(line: readonly Point[], room: number): LinePlace | null {
  const lengths = line.slice(1).map(([x, y], i) => Math.hypot(x - line[i]![0], y - line[i]![1]))
  const length = lengths.reduce((sum, each) => sum + each, 0)
  if (length < room || length === 0) return null
  const [from, middle, to] = [pointAt(line, lengths, (length - room) / 2), pointAt(line, lengths, length / 2), pointAt(line, lengths, (length + room) / 2)]
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  if (Math.hypot(dx, dy) < STRAIGHT * room) return null
  const turned = (Math.atan2(-dy, dx) * 180) / Math.PI
  // Adding zero turns −0 into 0.
  return { x: middle[0], y: middle[1], angle: (turned > 90 ? turned - 180 : turned <= -90 ? turned + 180 : turned) + 0, length }
}

function pointAt(line: readonly Point[], lengths: readonly number[], at: number): Point {
  let rest = at
  for (const [i, length] of lengths.entries()) {
    if (rest <= length && length > 0) {
      const [a, b] = [line[i]!, line[i + 1]!]
      return [a[0] + ((b[0] - a[0]) * rest) / length, a[1] + ((b[1] - a[1]) * rest) / length]
    }
    rest -= length
  }
  return line.at(-1) ?? [0, 0]
}
