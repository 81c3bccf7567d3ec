/**
 * Takes from a density field what fewer than five reports stand behind: a lone report's kernel has its peak on the very place that it names,
 * and whoever can read that place out of a picture has the report.
 */
import type { Grid } from './ground.ts'
import { type Density, densityField, type Scratch } from './density.ts'
import type { Points } from './deposit.ts'
import { FEWEST_EVENTS } from './reliability.ts'

let ones = new Uint8Array(0)

/** The same length as long as it serves: every report counts once here, whatever it weighs. */
function unitWeights(length: number): Uint8Array {
  if (ones.length < length) ones = new Uint8Array(Math.ceil(length * 1.25)).fill(1)
  return ones
}

/** A cell's mean lies a little below the peak in it: five in one place are five, and four are not. */
const OF_PEAK = 0.95

/**
 * The same density of the same points, grid and bandwidth with 0 where the kernel gathers less than FEWEST_EVENTS reports, in a new array. A Gaussian
 * of standard deviation σ gathers as many as lie evenly on 2πσ² of ground (the height of its peak), so n reports in one place are n there and fewer around it.
 */
export function withoutFew(density: Density, points: Points, grid: Grid, bandwidthMeters: number, scratch: Scratch): Density {
  const perKm2 = densityField({ ...points, weight: unitWeights(points.x.length) }, grid, bandwidthMeters, 1, scratch)
  const least = (FEWEST_EVENTS * OF_PEAK) / (2 * Math.PI * (bandwidthMeters / 1_000) ** 2)
  const [right, down] = [density.x0 - perKm2.x0, density.y0 - perKm2.y0]
  const isEnough = (column: number, row: number): boolean => column >= 0 && column < perKm2.width && row >= 0 && row < perKm2.height && perKm2.values[row * perKm2.width + column]! >= least
  return { ...density, values: density.values.map((value, cell) => (isEnough((cell % density.width) + right, Math.floor(cell / density.width) + down) ? value : 0)) }
}
