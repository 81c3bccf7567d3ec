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
 * The density of the same points, grid and bandwidth, with 0 where the kernel gathers less than FEWEST_EVENTS reports and no larger than what is left. A Gaussian
 * of standard deviation σ gathers as many as lie evenly on 2πσ² of ground (the height of its peak), so n reports in one place are n there and fewer around it.
 */
export function withoutFew(density: Density, points: Points, grid: Grid, bandwidthMeters: number, scratch: Scratch): Density {
  const perKm2 = densityField({ ...points, weight: unitWeights(points.x.length) }, grid, bandwidthMeters, 1, scratch)
  const least = (FEWEST_EVENTS * OF_PEAK) / (2 * Math.PI * (bandwidthMeters / 1_000) ** 2)
  const [right, down] = [density.x0 - perKm2.x0, density.y0 - perKm2.y0]
  const isEnough = (column: number, row: number): boolean => column >= 0 && column < perKm2.width && row >= 0 && row < perKm2.height && perKm2.values[row * perKm2.width + column]! >= least
  const { width } = density
  const values = density.values.map((value, cell) => (isEnough((cell % width) + right, Math.floor(cell / width) + down) ? value : 0))
  return boxOfFilled({ ...density, values }, grid)
}

/** Only the box around what has a value: the box around what a lone report had reached would still have its middle on the report. */
function boxOfFilled({ level, x0, y0, width, height, values }: Density, grid: Grid): Density {
  let [west, east, north, south] = [width, -1, height, -1]
  for (let cell = 0; cell < values.length; cell++) {
    if (values[cell] === 0) continue
    const column = cell % width
    const row = Math.floor(cell / width)
    west = Math.min(west, column)
    east = Math.max(east, column)
    north = Math.min(north, row)
    south = row
  }
  if (east < 0) return { ...grid, width: 0, height: 0, values: new Float32Array(0) }
  const box = { level, x0: x0 + west, y0: y0 + north, width: east - west + 1, height: south - north + 1 }
  const kept = new Float32Array(box.width * box.height)
  for (let row = 0; row < box.height; row++) kept.set(values.subarray((north + row) * width + west, (north + row) * width + east + 1), row * box.width)
  return { ...box, values: kept }
}
