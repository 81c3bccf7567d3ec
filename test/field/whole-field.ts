/** A density over all of the grid it was asked for, the zeros around what anything reaches included. */
import { type Density, densityField, type Scratch } from '../../main/field/density.ts'
import type { Points } from '../../main/field/deposit.ts'
import type { Grid } from '../../main/field/ground.ts'

export function spreadOver(grid: Omit<Grid, 'level'>, { values, x0, y0, width, height }: Omit<Density, 'level'>): Float32Array<ArrayBuffer> {
  const all = new Float32Array(grid.width * grid.height)
  for (let row = 0; row < height; row++) all.set(values.subarray(row * width, (row + 1) * width), (y0 - grid.y0 + row) * grid.width + x0 - grid.x0)
  return all
}

export const wholeField = (points: Points, grid: Grid, bandwidthMeters: number, days: number, scratch: Scratch): Float32Array<ArrayBuffer> => spreadOver(grid, densityField(points, grid, bandwidthMeters, days, scratch))
