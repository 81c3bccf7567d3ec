/** The kernel: a normal distribution cut at four standard deviations, as a cumulative function, so that cell weights always add up to one. */

/** Where the kernel ends, in standard deviations. */
export const REACH_SIGMAS = 4
const STEPS = 64

const density = (t: number): number => Math.exp(-t * t / 2) / Math.sqrt(2 * Math.PI)

/** Φ and φ at −4, −4 + 1/64 … 4, summed by Simpson's rule (error below 1e-12). */
const NODES = 2 * REACH_SIGMAS * STEPS + 1
const cumulated = new Float64Array(NODES)
const heights = new Float64Array(NODES)
for (let i = 0; i < NODES; i++) {
  const t = i / STEPS - REACH_SIGMAS
  heights[i] = density(t)
  if (i > 0) cumulated[i] = cumulated[i - 1]! + (heights[i - 1]! + 4 * density(t - 0.5 / STEPS) + heights[i]!) / (6 * STEPS)
}
const mass = cumulated[NODES - 1]!

/** Share of the kernel left of `t` standard deviations: 0 up to −4, 1 from 4 on. Taylor's third order between nodes, error below 1e-9. */
export function kernelShare(t: number): number {
  if (t <= -REACH_SIGMAS) return 0
  if (t >= REACH_SIGMAS) return 1
  const i = Math.round((t + REACH_SIGMAS) * STEPS)
  const node = i / STEPS - REACH_SIGMAS
  const d = t - node
  return (cumulated[i]! + heights[i]! * (d - (node * d * d) / 2 + ((node * node - 1) * d * d * d) / 6)) / mass
}
