/** Class limits of a field: quantiles of its occupied cells, rounded to numbers one can read and say. */

export type Limits = [number, number, number, number, number]

/** Shares of occupied cells at which classes 1–5 end; the top class keeps the densest fiftieth. */
const QUANTILES = [0.4, 0.65, 0.82, 0.93, 0.98] as const
/** Cells below this share of the maximum are the kernel's skirt, not occupied ground. */
const OCCUPIED = 1 / 500
const READABLE = [1, 1.5, 2, 3, 5, 7, 10] as const
const EMPTY: Limits = [0.1, 0.2, 0.5, 1, 2]

/** Strictly increasing readable limits; fixed ones where the field is empty. `values` is not changed. */
export function classLimits(values: Float32Array): Limits {
  let most = 0
  for (const value of values) if (value > most) most = value
  const occupied = values.filter((value) => value > most * OCCUPIED).sort()
  if (occupied.length === 0) return [...EMPTY]
  const limits = QUANTILES.map((share) => readable(occupied[Math.min(occupied.length - 1, Math.floor(share * occupied.length))]!))
  for (let i = 1; i < limits.length; i++) if (limits[i]! <= limits[i - 1]!) limits[i] = nextReadable(limits[i - 1]!)
  return limits as Limits
}

/** The readable number nearest in ratio to a positive one. */
export function readable(value: number): number {
  const decade = 10 ** Math.floor(Math.log10(value))
  let best: number = READABLE[0]
  for (const step of READABLE) if (Math.abs(Math.log(value / (step * decade))) < Math.abs(Math.log(value / (best * decade)))) best = step
  return scaled(best, decade)
}

function nextReadable(value: number): number {
  const decade = 10 ** Math.floor(Math.log10(value * 1.001))
  const step = READABLE.find((candidate) => candidate * decade > value * 1.001) ?? 10
  return scaled(step, decade)
}

/** The product without the noise of binary fractions. */
function scaled(step: number, decade: number): number {
  return Number((step * decade).toPrecision(3))
}
