/**
 * Metre-true kernel density of weighted points: deposit into source cells fine enough for the bandwidth, then a separable
 * Gaussian whose width in cells follows each row's latitude, integrated over every cell of the answer.
 */
import { type Bounds, type Grid, WORLD_LEVEL, cellAreaKm2, metersPerWorld } from './ground.ts'
import { REACH_SIGMAS, kernelShare } from './kernel.ts'

/** Weighted points on the 2^26 grid: the first `count` that `rows` lists by index, or where that is null the `count` from `first` (0) on. */
export interface Points {
  x: ArrayLike<number>
  y: ArrayLike<number>
  weight: ArrayLike<number>
  rows: Uint32Array | null
  first?: number
  count: number
  /** Where the points lie, or more; looked up when it is not known. */
  bounds?: Bounds
}

/** Buffers kept between questions; what is returned is always a new array. */
export interface Scratch {
  source: Float32Array
  smeared: Float32Array
}

export function createScratch(): Scratch {
  return { source: new Float32Array(0), smeared: new Float32Array(0) }
}

const EQUATOR_METERS = 40_075_017
/** Source cells per standard deviation at the equator, at least; nearer to the poles there are more. */
const CELLS_PER_SIGMA = 3.9

/** The level whose cells resolve a kernel: finer ones would only cost. */
export function naturalLevel(bandwidthMeters: number): number {
  return Math.min(WORLD_LEVEL - 1, Math.max(1, Math.ceil(Math.log2((EQUATOR_METERS * CELLS_PER_SIGMA) / bandwidthMeters))))
}

/**
 * The level points are gathered at, from the level of the answer: the natural one, or at most two finer than the answer's
 * when that is much coarser. It depends on nothing else, so that a cell's value never follows the view.
 */
export function sourceLevel(level: number, bandwidthMeters: number): number {
  return Math.min(naturalLevel(bandwidthMeters), level + 2)
}

/**
 * Mean density over each cell of `grid`, in weight per km² per day. Points outside the grid count as far as the kernel reaches.
 * A cell's value depends on the points, its place and level, the bandwidth and `days` alone: bit for bit the same in every grid that holds it.
 */
export function densityField(points: Points, grid: Grid, bandwidthMeters: number, days: number, scratch: Scratch): Float32Array {
  const source = gatherCells(points, grid, bandwidthMeters, scratch)
  if (source === null) return new Float32Array(grid.width * grid.height)
  const filled = smearEast(source, grid, bandwidthMeters, scratch)
  return smearNorth(source, grid, bandwidthMeters, days, filled, scratch)
}

/** Gathers the points into cells fine enough for the bandwidth, kept in `scratch.source` until the next question; null without points in reach. */
export function gatherCells(points: Points, grid: Grid, bandwidthMeters: number, scratch: Scratch): Grid | null {
  const source = occupied(points, sourceGrid(grid, bandwidthMeters))
  if (source !== null) deposit(points, source, scratch)
  return source
}

/** Standard deviation of the kernel in metres once the spread that `deposit` adds (a sixth of a cell squared on average) is taken off. */
function kernelSigma(bandwidthMeters: number, cellMeters: number): number {
  return Math.sqrt(Math.max(bandwidthMeters ** 2 - cellMeters ** 2 / 6, (cellMeters / 8) ** 2))
}

/** All source cells whose weight can reach the grid. */
function sourceGrid(grid: Grid, bandwidthMeters: number): Grid {
  const level = sourceLevel(grid.level, bandwidthMeters)
  const perCell = 2 ** (level - grid.level)
  const cells = 2 ** level
  // Cells are smallest in metres on the row nearest a pole.
  const edges = [grid.y0 / 2 ** grid.level, (grid.y0 + grid.height) / 2 ** grid.level]
  const meters = Math.min(...edges.map((y) => Math.min(metersPerWorld(y).east, metersPerWorld(y).north))) / cells
  const reach = Math.ceil((REACH_SIGMAS * Math.max(bandwidthMeters, meters / 8)) / meters) + 2
  const x0 = Math.max(0, Math.floor(grid.x0 * perCell) - reach)
  const y0 = Math.max(0, Math.floor(grid.y0 * perCell) - reach)
  const x1 = Math.min(cells, Math.ceil((grid.x0 + grid.width) * perCell) + reach)
  const y1 = Math.min(cells, Math.ceil((grid.y0 + grid.height) * perCell) + reach)
  return { level, x0, y0, width: x1 - x0, height: y1 - y0 }
}

/** The part of `source` that can hold points, which is often small; null when none is inside. Empty cells add nothing, so the values stay the same. */
function occupied(points: Points, source: Grid): Grid | null {
  const { minX, minY, maxX, maxY } = points.bounds ?? boundsOf(points)
  const shift = 2 ** (WORLD_LEVEL - source.level)
  // One cell more on each side: a point's weight is shared with the neighbours.
  const x0 = Math.max(source.x0, Math.floor(minX / shift) - 1)
  const y0 = Math.max(source.y0, Math.floor(minY / shift) - 1)
  const x1 = Math.min(source.x0 + source.width, Math.floor(maxX / shift) + 2)
  const y1 = Math.min(source.y0 + source.height, Math.floor(maxY / shift) + 2)
  return x0 < x1 && y0 < y1 ? { level: source.level, x0, y0, width: x1 - x0, height: y1 - y0 } : null
}

/** The smallest box around the points. */
export function boundsOf({ x, y, rows, first = 0, count }: Points): Bounds {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let n = 0; n < count; n++) {
    const r = rows === null ? first + n : rows[n]!
    const px = x[r]!
    const py = y[r]!
    if (px < minX) minX = px
    if (px > maxX) maxX = px
    if (py < minY) minY = py
    if (py > maxY) maxY = py
  }
  return { minX, minY, maxX, maxY }
}

/** A zeroed array of `length`, growing the kept one only when it must. */
function cleared(kept: Float32Array, length: number): Float32Array {
  if (kept.length < length) return new Float32Array(length)
  kept.fill(0, 0, length)
  return kept
}

/** Shares each point's weight among the four nearest cell centres, which keeps its centre of mass (first-order exact, unlike counting per cell). */
function deposit(points: Points, source: Grid, scratch: Scratch): void {
  const { width, height, x0, y0 } = source
  const values = (scratch.source = cleared(scratch.source, width * height))
  const { x, y, weight, rows, first = 0, count } = points
  const scale = 2 ** (source.level - WORLD_LEVEL)
  // The half grid step puts a point into the middle of its 2^26 cell; the half source cell counts from cell centres.
  const [offsetX, offsetY] = [0.5 * scale - 0.5 - x0, 0.5 * scale - 0.5 - y0]
  for (let n = 0; n < count; n++) {
    const r = rows === null ? first + n : rows[n]!
    const px = x[r]! * scale + offsetX
    const py = y[r]! * scale + offsetY
    if (px < -1 || py < -1 || px >= width || py >= height) continue
    const i = Math.floor(px)
    const j = Math.floor(py)
    const w = weight[r]!
    const fx = px - i
    const fy = py - j
    const cell = j * width + i
    if (i >= 0 && j >= 0 && i < width - 1 && j < height - 1) {
      const south = w * fy
      const north = w - south
      values[cell]! += north * (1 - fx)
      values[cell + 1]! += north * fx
      values[cell + width]! += south * (1 - fx)
      values[cell + width + 1]! += south * fx
    } else {
      for (let dj = 0; dj < 2; dj++)
        for (let di = 0; di < 2; di++) {
          if (i + di < 0 || j + dj < 0 || i + di >= width || j + dj >= height) continue
          values[cell + dj * width + di]! += w * (dj ? fy : 1 - fy) * (di ? fx : 1 - fx)
        }
    }
  }
}

/** First pass, along each source row into the grid's columns. Returns which rows hold anything. */
function smearEast(source: Grid, grid: Grid, bandwidthMeters: number, scratch: Scratch): Uint8Array {
  const smeared = (scratch.smeared = cleared(scratch.smeared, source.height * grid.width))
  const filled = new Uint8Array(source.height)
  const cells = 2 ** source.level
  /** Answer cells per source cell; a power of two. */
  const ratio = 2 ** (grid.level - source.level)
  const phases = Math.max(1, 1 / ratio)
  const line = new Float64Array(grid.width)
  for (let j = 0; j < source.height; j++) {
    const row = j * source.width
    let first = 0
    let last = source.width - 1
    while (first <= last && scratch.source[row + first] === 0) first++
    if (first > last) continue
    while (scratch.source[row + last] === 0) last--
    filled[j] = 1
    const meters = metersPerWorld((source.y0 + j + 0.5) / cells).east / cells
    const sigma = (kernelSigma(bandwidthMeters, meters) / meters) * ratio
    const taps = Array.from({ length: phases }, (_, p) => kernelTaps(ratio >= 2 ? 0 : (p + 0.5) * ratio, sigma))
    line.fill(0)
    for (let i = first; i <= last; i++) {
      const w = scratch.source[row + i]!
      if (w === 0) continue
      const centre = (source.x0 + i + 0.5) * ratio
      const { start, weights } = taps[phases === 1 ? 0 : (source.x0 + i) % phases]!
      const from = Math.floor(centre) + start - grid.x0
      const end = Math.min(weights.length, grid.width - from)
      for (let t = Math.max(0, -from); t < end; t++) line[from + t]! += w * weights[t]!
    }
    smeared.set(line, j * grid.width)
  }
  return filled
}

/** Weights of a source centre at `fraction` of an answer cell for the cells around it; weight t belongs to cell floor(centre) + start + t. */
function kernelTaps(fraction: number, sigma: number): { start: number; weights: Float64Array } {
  const start = Math.floor(fraction - REACH_SIGMAS * sigma)
  const end = Math.ceil(fraction + REACH_SIGMAS * sigma)
  const weights = new Float64Array(end - start)
  let before = 0
  for (let t = 0; t < weights.length; t++) {
    const after = kernelShare((start + t + 1 - fraction) / sigma)
    weights[t] = after - before
    before = after
  }
  return { start, weights }
}

/** Second pass, across rows, and the division by each row's true cell area. */
function smearNorth(source: Grid, grid: Grid, bandwidthMeters: number, days: number, filled: Uint8Array, scratch: Scratch): Float32Array {
  const { smeared } = scratch
  const { width } = grid
  const values = new Float32Array(width * grid.height)
  const cells = 2 ** source.level
  const ratio = 2 ** (grid.level - source.level)
  const centres = new Float64Array(source.height)
  const sigmas = new Float64Array(source.height)
  let widest = 0
  for (let j = 0; j < source.height; j++) {
    const meters = metersPerWorld((source.y0 + j + 0.5) / cells).north / cells
    centres[j] = (source.y0 + j + 0.5) * ratio - grid.y0
    sigmas[j] = (kernelSigma(bandwidthMeters, meters) / meters) * ratio
    widest = Math.max(widest, sigmas[j]!)
  }
  const shareOf = (j: number, i: number): number =>
    j < 0 || j >= source.height || filled[j] === 0 ? 0 : kernelShare((i + 1 - centres[j]!) / sigmas[j]!) - kernelShare((i - centres[j]!) / sigmas[j]!)
  const line = new Float64Array(width)
  for (let i = 0; i < grid.height; i++) {
    line.fill(0)
    // Four rows at a time, in blocks fixed to the world: the order of additions, hence every bit, is the same in each grid.
    const lowest = Math.floor((grid.y0 + i - REACH_SIGMAS * widest) / ratio) - 1
    const highest = Math.ceil((grid.y0 + i + 1 + REACH_SIGMAS * widest) / ratio) + 1
    for (let block = Math.floor(lowest / 4) * 4; block <= highest; block += 4) {
      const j = block - source.y0
      const [a, b, c, d] = [shareOf(j, i), shareOf(j + 1, i), shareOf(j + 2, i), shareOf(j + 3, i)]
      if (a === 0 && b === 0 && c === 0 && d === 0) continue
      const ra = a === 0 ? 0 : j * width
      const rb = b === 0 ? 0 : (j + 1) * width
      const rc = c === 0 ? 0 : (j + 2) * width
      const rd = d === 0 ? 0 : (j + 3) * width
      for (let k = 0; k < width; k++) line[k]! += a * smeared[ra + k]! + b * smeared[rb + k]! + c * smeared[rc + k]! + d * smeared[rd + k]!
    }
    const perUnit = 1 / (cellAreaKm2(grid.level, grid.y0 + i) * days)
    for (let k = 0; k < width; k++) values[i * width + k] = line[k]! * perUnit
  }
  return values
}
