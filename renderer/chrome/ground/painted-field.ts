/** The part of a field that has a colour, as a texture: what is bare needs no pixels, and a software GPU pays for each. */
import type { Field } from '../../../preload/contract/model.ts'
import { type Box, floorOf, paintClasses } from './colour.ts'
import { gridBounds, type Bounds } from './grid.ts'
import type { Shade } from './palette.ts'

export interface PaintedField {
  /** RGBA, row 0 in the north. */
  bytes: Uint8Array<ArrayBuffer>
  width: number
  height: number
  bounds: Bounds
}

/** Null where no cell has a colour. */
export function paintField(field: Field, shade: Shade): PaintedField | null {
  const box = colouredBox(field)
  if (box === null) return null
  const { column, row, width, height } = box
  const bounds = gridBounds({ level: field.level, x0: field.x0 + column, y0: field.y0 + row, width, height })
  return { bytes: paintClasses(field.values, field.width, box, field.limits, shade), width, height, bounds }
}

/** The smallest box of cells around all that reach the floor. */
function colouredBox({ values, width, height, limits }: Field): Box | null {
  const floor = Math.max(floorOf(limits), Number.MIN_VALUE)
  let [west, east, north, south] = [width, -1, -1, -1]
  for (let row = 0; row < height; row++) {
    const [first, last] = [row * width, row * width + width - 1]
    let from = first
    while (from <= last && !(values[from]! >= floor)) from++
    if (from > last) continue
    let to = last
    // Left of what is known to be in, nothing is news.
    while (to > first + east && !(values[to]! >= floor)) to--
    if (north < 0) north = row
    south = row
    west = Math.min(west, from - first)
    east = Math.max(east, to - first)
  }
  return north < 0 ? null : { column: west, row: north, width: east - west + 1, height: south - north + 1 }
}
