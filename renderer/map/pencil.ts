/** A ground being drawn, as a value: corner by corner, or a rectangle by two opposite corners. */
import { type Drawn, faultOf, LEAST_CORNERS, mayFollow, MOST_CORNERS, toCorner } from '../../preload/contract/drawn.ts'

export const SHAPES = ['ring', 'box'] as const
export type Shape = (typeof SHAPES)[number]

export interface Pencil {
  shape: Shape
  corners: Drawn
  /** Why the last corner was not taken. */
  refused: 'crossing' | 'many' | null
}
export type Drawing = { pencil: Pencil } | { done: Drawn }

export const newPencil = (shape: Shape): Pencil => ({ shape, corners: [], refused: null })
export const mayClose = ({ shape, corners }: Pencil): boolean => shape === 'ring' && corners.length >= LEAST_CORNERS

/** `isAtFirst`: the place is that of the first corner, for the eye. */
export function putCorner(pencil: Pencil, lng: number, lat: number, isAtFirst: boolean): Drawing {
  const corner = toCorner(lng, lat)
  if (pencil.shape === 'box') return putOpposite(pencil, corner)
  if (isAtFirst && mayClose(pencil)) return close(pencil)
  if (pencil.corners.length === MOST_CORNERS) return { pencil: { ...pencil, refused: 'many' } }
  return { pencil: mayFollow(pencil.corners, corner) ? { ...pencil, corners: [...pencil.corners, corner], refused: null } : { ...pencil, refused: 'crossing' } }
}

function putOpposite(pencil: Pencil, [east, north]: Drawn[number]): Drawing {
  const [first] = pencil.corners
  if (first === undefined) return { pencil: { ...pencil, corners: [[east, north]], refused: null } }
  const box: Drawn = [first, [east, first[1]], [east, north], [first[0], north]]
  return faultOf(box) === null ? { done: box } : { pencil: { ...pencil, refused: 'crossing' } }
}

/** The line back to the first corner may cross others. */
export function close(pencil: Pencil): Drawing {
  return faultOf(pencil.corners) === null ? { done: pencil.corners } : { pencil: { ...pencil, refused: 'crossing' } }
}

/** Null when there is nothing left to take back. */
export function takeBack(pencil: Pencil): Pencil | null {
  return pencil.corners.length === 0 ? null : { ...pencil, corners: pencil.corners.slice(0, -1), refused: null }
}
