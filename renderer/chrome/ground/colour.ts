/** Turns field values into the bytes of a texture: one colour per class, no gradient between classes. */
import type { Field } from '../../../preload/contract/model.ts'
import { FLOOR_SHARE } from '../../../preload/contract/scale.ts'
import { CLASSES, classColour } from './palette.ts'
import type { Shade } from './palette.ts'

export type Limits = Field['limits']

/** Smallest value that has a colour; the legend names it. */
export function floorOf(limits: Limits): number {
  return limits[0] * FLOOR_SHARE
}

/** Class of a value: 0 below the first limit, 5 at or above the last; null for none (zero, unknown, under the floor). */
export function classOf(value: number, limits: Limits): number | null {
  if (!(value >= floorOf(limits) && value > 0)) return null
  if (value < limits[0]) return 0
  if (value < limits[1]) return 1
  if (value < limits[2]) return 2
  if (value < limits[3]) return 3
  if (value < limits[4]) return 4
  return 5
}

/** Six colours as the integers that little-endian RGBA bytes make. */
function packedColours(shade: Shade): Uint32Array {
  const packed = new Uint32Array(CLASSES)
  for (let index = 0; index < CLASSES; index++) {
    const [r, g, b, a] = classColour(shade, index)
    packed[index] = ((a << 24) | (b << 16) | (g << 8) | r) >>> 0
  }
  return packed
}

/** A part of a grid in whole cells. */
export interface Box {
  column: number
  row: number
  width: number
  height: number
}

/** RGBA bytes of the cells within `box` of a grid so many columns wide, row 0 in the north. What is under the floor, and so exact zero, stays fully transparent. */
export function paintClasses(values: Float32Array, columns: number, { column, row, width, height }: Box, limits: Limits, shade: Shade): Uint8Array<ArrayBuffer> {
  const colours = packedColours(shade)
  const [low, second, third, fourth, top] = limits
  const [c0 = 0, c1 = 0, c2 = 0, c3 = 0, c4 = 0, c5 = 0] = colours
  const floor = Math.max(floorOf(limits), Number.MIN_VALUE)
  const pixels = new Uint32Array(width * height)
  for (let j = 0; j < height; j++) {
    const from = (row + j) * columns + column
    const into = j * width
    for (let i = 0; i < width; i++) {
      const value = values[from + i] as number
      if (!(value >= floor)) continue
      pixels[into + i] = value < third ? (value < low ? c0 : value < second ? c1 : c2) : value < fourth ? c3 : value < top ? c4 : c5
    }
  }
  return new Uint8Array(pixels.buffer)
}
