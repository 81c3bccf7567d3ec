/**
 * Takes from a density field what fewer than five reports stand behind: a lone report's kernel has its peak on the very place that it names,
 * and whoever can read that place out of a picture has the report.
 */
import type { Grid } from './ground.ts'
import { densityField, type Points, type Scratch } from './density.ts'
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
 * `values` of `densityField` over the same points, grid and bandwidth, in a new array; 0 where the kernel gathers less than FEWEST_EVENTS reports. A Gaussian
 * of standard deviation σ gathers as many as lie evenly on 2πσ² of ground (the height of its peak), so n reports in one place are n there and fewer around it.
 */
export function withoutFew(values: Float32Array, points: Points, grid: Grid, bandwidthMeters: number, scratch: Scratch): Float32Array {
  const perKm2 = densityField({ ...points, weight: unitWeights(points.x.length) }, grid, bandwidthMeters, 1, scratch)
  const least = (FEWEST_EVENTS * OF_PEAK) / (2 * Math.PI * (bandwidthMeters / 1_000) ** 2)
  return values.map((value, cell) => (perKm2[cell]! >= least ? value : 0))
}
