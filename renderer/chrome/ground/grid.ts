/** Where a field's world-aligned Mercator cells lie on the ground, and which cell lies under a place. */
import type { Field, View } from '../../../preload/contract/model.ts'

export type Bounds = [west: number, south: number, east: number, north: number]
type Grid = Pick<Field, 'level' | 'x0' | 'y0' | 'width' | 'height'>

/** World x of a longitude, 0 at 180° W and 1 at 180° E. */
export function worldX(lng: number): number {
  return lng / 360 + 0.5
}

/** World y of a latitude, 0 in the north and 1 in the south of the Mercator square. */
export function worldY(lat: number): number {
  const clamped = Math.max(-85.051129, Math.min(85.051129, lat))
  return 0.5 - Math.asinh(Math.tan((clamped * Math.PI) / 180)) / (2 * Math.PI)
}

export function lngOf(worldX: number): number {
  return (worldX - 0.5) * 360
}

export function latOf(worldY: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * worldY))) * 180) / Math.PI
}

/** Corners in degrees. A bitmap between them is linear in Mercator, which is exactly how the cells lie. */
export function gridBounds(grid: Grid): Bounds {
  const cells = 2 ** grid.level
  return [
    lngOf(grid.x0 / cells),
    latOf((grid.y0 + grid.height) / cells),
    lngOf((grid.x0 + grid.width) / cells),
    latOf(grid.y0 / cells),
  ]
}

/** Index of the cell under a place, or null outside the grid. */
export function cellAt(grid: Grid, lng: number, lat: number): number | null {
  const cells = 2 ** grid.level
  const column = Math.floor(worldX(lng) * cells) - grid.x0
  const row = Math.floor(worldY(lat) * cells) - grid.y0
  if (column < 0 || row < 0 || column >= grid.width || row >= grid.height) return null
  return row * grid.width + column
}

/** The value painted at a place: the cell's own, so that the words agree with the colour under the pointer. */
export function valueAt(field: Field, lng: number, lat: number): number | null {
  const cell = cellAt(field, lng, lat)
  if (cell !== null) return field.values[cell] ?? null
  return cellAt({ level: field.level, ...field.covered }, lng, lat) === null ? null : 0
}

/** Whether the field is answered over the whole view. */
export function covers({ level, covered }: Pick<Field, 'level' | 'covered'>, view: View): boolean {
  const grid = { level, ...covered }
  const cells = 2 ** grid.level
  return (
    worldX(view.west) * cells >= grid.x0 &&
    worldX(view.east) * cells <= grid.x0 + grid.width &&
    worldY(view.north) * cells >= grid.y0 &&
    worldY(view.south) * cells <= grid.y0 + grid.height
  )
}
