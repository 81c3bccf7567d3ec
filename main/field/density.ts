/**
 * Metre-true kernel density of weighted points: deposit into source cells fine enough for the bandwidth, then a separable
 * Gaussian whose width in cells follows each row's latitude, integrated over every cell of the answer.
 */
import { deposit, type Points } from './deposit.ts'
import { type Bounds, type Grid, WORLD_LEVEL, cellAreaKm2, metersPerWorld } from './ground.ts'
import { REACH_SIGMAS, kernelShare } from './kernel.ts'

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

/** The part of a grid that anything reaches, and its values row by row; everywhere else they are zero. */
export interface Density extends Grid {
  values: Float32Array<ArrayBuffer>
}

/**
 * Mean density over each cell of `grid`, in weight per km² per day. Points outside the grid count as far as the kernel reaches.
 * A cell's value depends on the points, its place and level, the bandwidth and `days` alone: bit for bit the same in every grid that holds it.
 */
export function densityField(points: Points, grid: Grid, bandwidthMeters: number, days: number, scratch: Scratch): Density {
  const source = gatherCells(points, grid, bandwidthMeters, scratch)
  if (source === null) return { ...grid, width: 0, height: 0, values: new Float32Array(0) }
  return smearNorth(source, grid, bandwidthMeters, days, smearEast(source, grid, bandwidthMeters, scratch), scratch)
}

/** Gathers the points into cells fine enough for the bandwidth, kept in `scratch.source` until the next question; null without points in reach. */
export function gatherCells(points: Points, grid: Grid, bandwidthMeters: number, scratch: Scratch): Grid | null {
  const source = occupied(points, sourceGrid(grid, bandwidthMeters))
  if (source !== null) deposit(points, source, (scratch.source = cleared(scratch.source, source.width * source.height)))
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

/** Which source rows hold anything, and which of the grid's columns (up to `to`) they reach. */
interface Smeared {
  filled: Uint8Array
  from: number
  to: number
}

/**
 * First pass, along each source row into the grid's columns. Four cells at a time, in blocks fixed to the world: the order of additions, hence every
 * bit, is the same in each grid, and what four cells give to the columns around them is the same in each block.
 */
function smearEast(source: Grid, grid: Grid, bandwidthMeters: number, scratch: Scratch): Smeared {
  const smeared = (scratch.smeared = cleared(scratch.smeared, source.height * grid.width))
  const { source: values } = scratch
  const { width, height } = source
  const reached: Smeared = { filled: new Uint8Array(height), from: grid.width, to: 0 }
  const cells = 2 ** source.level
  /** Answer cells per source cell; a power of two. */
  const ratio = 2 ** (grid.level - source.level)
  const line = new Float64Array(grid.width)
  for (let j = 0; j < height; j++) {
    const row = j * width
    let first = 0
    let last = width - 1
    while (first <= last && values[row + first] === 0) first++
    if (first > last) continue
    while (values[row + last] === 0) last--
    const meters = metersPerWorld((source.y0 + j + 0.5) / cells).east / cells
    const taps = kernelTaps((kernelSigma(bandwidthMeters, meters) / meters) * ratio, ratio)
    let [from, to] = [grid.width, 0]
    for (let block = Math.floor((source.x0 + first) / 4) * 4; block <= source.x0 + last; block += 4) {
      const i = block - source.x0
      const wa = i < first ? 0 : values[row + i]!
      const wb = i + 1 < first || i + 1 > last ? 0 : values[row + i + 1]!
      const wc = i + 2 < first || i + 2 > last ? 0 : values[row + i + 2]!
      const wd = i + 3 > last ? 0 : values[row + i + 3]!
      if (wa === 0 && wb === 0 && wc === 0 && wd === 0) continue
      const at = block * ratio + taps.start - grid.x0
      const least = Math.max(0, -at)
      const end = Math.min(taps.a.length, grid.width - at)
      if (least >= end) continue
      addBlock(line, at, least, end, taps, wa, wb, wc, wd)
      from = Math.min(from, at + least)
      to = Math.max(to, at + end)
    }
    if (from >= to) continue
    reached.filled[j] = 1
    reached.from = Math.min(reached.from, from)
    reached.to = Math.max(reached.to, to)
    smeared.set(line.subarray(from, to), j * grid.width + from)
    line.fill(0, from, to)
  }
  return reached
}

/** Called for each block, and short: a loop that is entered once a question is never compiled for good. */
function addBlock(line: Float64Array, at: number, least: number, end: number, { a, b, c, d }: Taps, wa: number, wb: number, wc: number, wd: number): void {
  for (let t = least; t < end; t++) line[at + t]! += wa * a[t]! + wb * b[t]! + wc * c[t]! + wd * d[t]!
}

/** Weights of the four source cells of a block for the answer's cells around it; weight t belongs to the cell of the block's edge + start + t. */
interface Taps {
  start: number
  a: Float64Array
  b: Float64Array
  c: Float64Array
  d: Float64Array
}

function kernelTaps(sigma: number, ratio: number): Taps {
  const start = Math.floor(0.5 * ratio - REACH_SIGMAS * sigma)
  const length = Math.ceil(3.5 * ratio + REACH_SIGMAS * sigma) - start
  const tapsOf = (n: number): Float64Array => {
    const weights = new Float64Array(length)
    const centre = (n + 0.5) * ratio - start
    let before = kernelShare(-centre / sigma)
    for (let t = 0; t < length; t++) {
      const after = kernelShare((t + 1 - centre) / sigma)
      weights[t] = after - before
      before = after
    }
    return weights
  }
  return { start, a: tapsOf(0), b: tapsOf(1), c: tapsOf(2), d: tapsOf(3) }
}

/** Second pass, across rows, and the division by each row's true cell area. */
function smearNorth(source: Grid, grid: Grid, bandwidthMeters: number, days: number, { filled, from, to }: Smeared, scratch: Scratch): Density {
  const { smeared } = scratch
  const { width } = grid
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
  const [first, last] = [filled.indexOf(1), filled.lastIndexOf(1)]
  const top = Math.max(0, Math.floor((centres[first] ?? 0) - REACH_SIGMAS * widest) - 1)
  const height = first < 0 ? 0 : Math.max(0, Math.min(grid.height, Math.ceil(centres[last]! + REACH_SIGMAS * widest) + 1) - top)
  const reached = { level: grid.level, x0: grid.x0 + from, y0: grid.y0 + top, width: height === 0 ? 0 : to - from, height }
  const values = new Float32Array(reached.width * height)
  const line = new Float64Array(width)
  for (let i = top; i < top + height; i++) {
    line.fill(0, from, to)
    // Four rows at a time, in blocks fixed to the world: the order of additions, hence every bit, is the same in each grid.
    const lowest = Math.floor((grid.y0 + i - REACH_SIGMAS * widest) / ratio) - 1
    const highest = Math.ceil((grid.y0 + i + 1 + REACH_SIGMAS * widest) / ratio) + 1
    for (let block = Math.floor(lowest / 4) * 4; block <= highest; block += 4) {
      const j = block - source.y0
      const [a, b, c, d] = [shareOf(j, i), shareOf(j + 1, i), shareOf(j + 2, i), shareOf(j + 3, i)]
      if (a === 0 && b === 0 && c === 0 && d === 0) continue
      addRows(line, from, to, smeared, a === 0 ? 0 : j * width, a, b === 0 ? 0 : (j + 1) * width, b, c === 0 ? 0 : (j + 2) * width, c, d === 0 ? 0 : (j + 3) * width, d)
    }
    divideRow(values, (i - top) * reached.width, line, from, to, 1 / (cellAreaKm2(grid.level, grid.y0 + i) * days))
  }
  return { ...reached, values }
}

function addRows(line: Float64Array, from: number, to: number, rows: Float32Array, ra: number, a: number, rb: number, b: number, rc: number, c: number, rd: number, d: number): void {
  for (let k = from; k < to; k++) line[k]! += a * rows[ra + k]! + b * rows[rb + k]! + c * rows[rc + k]! + d * rows[rd + k]!
}

function divideRow(values: Float32Array, row: number, line: Float64Array, from: number, to: number, perUnit: number): void {
  for (let k = from; k < to; k++) values[row + k - from] = line[k]! * perUnit
}
