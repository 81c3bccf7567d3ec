/** Labels of a chart's values: each beside its point, none on another, all inside the plot. */
import type { Box, Span } from '../../../preload/contract/deck.ts'
import { textWidth } from '../../../preload/contract/slide-text.ts'
import { DROP, text, type TextMark } from '../../chrome/ground/marks.ts'
import { overlap } from '../../chrome/ground/place-names.ts'

export interface Wanted {
  span: Span
  /** Of the point it belongs to. */
  x: number
  y: number
  size: number
  colour: string
  weight: TextMark['weight']
  /** Where it stands if it can. */
  side: 'above' | 'below' | 'right'
}

const GAP = 5
const TRIES = [0, 1, 2, 3, 4, 5, 6]

/** In their order of importance: the first ones stand where they want to. What finds no place at all is left out. */
export function placeLabels(wanted: readonly Wanted[], room: Box): TextMark[] {
  const taken: Box[] = []
  return wanted.flatMap((each) => {
    const places = [each.size, each.size - 1, each.size - 2].flatMap((size) => placesOf(each, size, room))
    const free = places.find((place) => isInside(place, room) && !taken.some((other) => overlap(place, other)))
    if (free === undefined) return []
    taken.push(free)
    return [text([each.span], free.x + free.width / 2, free.y + free.height / 2 + free.size * DROP, free.size, { weight: each.weight, colour: each.colour, anchor: 'middle', halo: true })]
  })
}

type Place = Box & { size: number }

function placesOf({ span, x, y, side }: Wanted, size: number, room: Box): Place[] {
  const [width, height] = [textWidth(span.text, size), size * 1.15]
  if (side === 'right') return [{ size, x: x + GAP, y: y - height / 2, width, height }, { size, x: x - GAP - width, y: y - height / 2, width, height }]
  // At the plot's edge it moves in.
  const left = Math.max(room.x, Math.min(room.x + room.width - width, x - width / 2))
  const above = TRIES.map((n) => ({ size, x: left, y: y - GAP - height - n * height, width, height }))
  const below = TRIES.map((n) => ({ size, x: left, y: y + GAP + n * height, width, height }))
  const [first, second] = side === 'above' ? [above, below] : [below, above]
  return first.flatMap((place, n) => [place, second[n]!])
}

const isInside = (place: Box, room: Box): boolean =>
  place.x >= room.x - 0.01 && place.y >= room.y - 0.01 && place.x + place.width <= room.x + room.width + 0.01 && place.y + place.height <= room.y + room.height + 0.01
