/** The seeded source of chance of the practice city: same seed, same city, on every machine. */

export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Integer in [0, below). */
  below(below: number): number
  /** Standard normal. */
  normal(): number
  pick<T>(from: readonly T[]): T
}

/** FNV-1a over UTF-16 units: a stable number for a name, so that each part of the city has a stream of its own. */
function hashName(name: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** The stream of (seed, name); adding a part to the city never shifts the chance of another part. */
export function seededRandom(seed: number, name: string): Random {
  let a = hashName(name)
  let b = Math.imul(seed | 0, 0x9e3779b1) >>> 0
  let c = hashName(`${seed}/${name}`)
  let d = 1
  // sfc32 (Chris Doty-Humphrey, PractRand): small, fast, passes the usual test batteries.
  function next(): number {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4294967296
  }
  for (let i = 0; i < 12; i++) next()
  return {
    next,
    below: (below) => Math.floor(next() * below),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (from) => from[Math.floor(next() * from.length)]!,
  }
}

/** Running sums of weights, to draw an index in proportion with `drawIndex`. */
export function cumulate(weights: readonly number[]): Float64Array {
  const sums = new Float64Array(weights.length)
  let sum = 0
  weights.forEach((weight, i) => { sums[i] = sum += weight })
  return sums
}

export function drawIndex(sums: Float64Array, random: Random): number {
  const target = random.next() * sums[sums.length - 1]!
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! > target) high = middle
    else low = middle + 1
  }
  return low
}

/** Whole parts in proportion to the weights whose sum is exactly `total` (largest remainder). */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  const parts = exact.map(Math.floor)
  const order = exact.map((_, i) => i).sort((i, j) => exact[j]! - parts[j]! - (exact[i]! - parts[i]!) || i - j)
  let left = total - parts.reduce((a, b) => a + b, 0)
  for (const i of order) {
    if (left-- <= 0) break
    parts[i]!++
  }
  return parts
}
