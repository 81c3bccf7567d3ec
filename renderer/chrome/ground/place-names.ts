/** Names on a map without collisions: each near its own place and in its own area, or left out. */
import type { Box } from '../../../preload/contract/deck.ts'
import { textWidth } from '../../../preload/contract/slide-text.ts'
import { isInside } from '../../state/inside.ts'
import type { Polygon } from './base-map.ts'

export interface WantedName {
  words: string
  /** Where it stands if it can, in the frame's units. */
  at: readonly [x: number, y: number]
  /** Largest first. */
  sizes: readonly number[]
  /** Of its area; undefined: it has none, and does not move. */
  polygons: readonly Polygon[] | undefined
}
export interface PlacedName<Wanted extends WantedName> {
  wanted: Wanted
  size: number
  middle: number
  centre: number
}

/** Around its own place, from the nearest: moves in widths and heights of the name. */
const MOVES: readonly (readonly [x: number, y: number])[] = [[0, 0], [0, -0.8], [0, 0.8], [0.4, 0], [-0.4, 0], [0.4, -0.8], [-0.4, -0.8], [0.4, 0.8], [-0.4, 0.8], [0, -1.6], [0, 1.6], [0.7, 0], [-0.7, 0], [0.7, -0.8], [-0.7, -0.8], [0.7, 0.8], [-0.7, 0.8], [1, 0], [-1, 0], [1, -0.8], [-1, -0.8]]

/** `around`: what else must not be covered; `placeAt`: the place on the ground, degrees, under a point of the frame. The first come first. */
export function placeNames<Wanted extends WantedName>(names: readonly Wanted[], room: Box, around: readonly Box[], placeAt: (x: number, y: number) => [lng: number, lat: number]): PlacedName<Wanted>[] {
  const taken = [...around]
  return names.flatMap((wanted): PlacedName<Wanted>[] => {
    const { words, at: [x, y], sizes, polygons } = wanted
    for (const size of sizes) {
      const [width, height] = [textWidth(words, size) + 4, size * 1.25]
      for (const [right, down] of MOVES) {
        const [middle, centre] = [x + right * width, y + down * height]
        const place: Box = { x: middle - width / 2, y: centre - height / 2, width, height }
        const isHome = (right === 0 && down === 0) || (polygons !== undefined && isInside(polygons, ...placeAt(middle, centre)))
        if (!isHome || !liesIn(place, room) || taken.some((other) => overlap(place, other))) continue
        taken.push(place)
        return [{ wanted, size, middle, centre }]
      }
    }
    return []
  })
}

const liesIn = (place: Box, room: Box): boolean =>
  place.x > room.x + 2 && place.y > room.y + 2 && place.x + place.width < room.x + room.width - 2 && place.y + place.height < room.y + room.height - 2

export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
