/** The limits of the field: plain loops over typed arrays that compute the same and know nothing of the product's structure. */
import type { Columns } from '../../main/field/columns.ts'
import { cellAreaKm2, type Grid, metersPerWorld, WORLD_LEVEL } from '../../main/field/ground.ts'
import { kernelShare } from '../../main/field/kernel.ts'

export interface Masks {
  classes: Uint8Array | null
  areas: Uint8Array | null
  hours: Uint8Array | null
}
export interface Scanned {
  count: number
  total: number
}

/** Rows `first`…`last`−1 that pass the masks, shared among the four nearest cells of `source`. */
export function scanCells(columns: Columns, first: number, last: number, masks: Masks, source: Grid, cells: Float32Array): Scanned {
  const { x, y, weight, class: classOf, area: areaOf, hourOfWeek: hourOf } = columns
  const { classes, areas, hours } = masks
  const { width, height } = source
  const scale = 2 ** (source.level - WORLD_LEVEL)
  const [offsetX, offsetY] = [0.5 * scale - 0.5 - source.x0, 0.5 * scale - 0.5 - source.y0]
  let [count, total] = [0, 0]
  for (let r = first; r < last; r++) {
    if (classes !== null && classes[classOf[r]!] !== 1) continue
    if (areas !== null && areas[areaOf[r]!] !== 1) continue
    if (hours !== null && hours[hourOf[r]!] !== 1) continue
    const w = weight[r]!
    count++
    total += w
    const px = x[r]! * scale + offsetX
    const py = y[r]! * scale + offsetY
    if (px < -1 || py < -1 || px >= width || py >= height) continue
    const i = Math.floor(px)
    const j = Math.floor(py)
    if (i < 0 || j < 0 || i >= width - 1 || j >= height - 1) {
      shareAtEdge(source, cells, px, py, w)
      continue
    }
    const fx = px - i
    const south = w * (py - j)
    const north = w - south
    const cell = j * width + i
    cells[cell]! += north * (1 - fx)
    cells[cell + 1]! += north * fx
    cells[cell + width]! += south * (1 - fx)
    cells[cell + width + 1]! += south * fx
  }
  return { count, total }
}

function shareAtEdge({ width, height }: Grid, cells: Float32Array, px: number, py: number, weight: number): void {
  const [i, j] = [Math.floor(px), Math.floor(py)]
  for (const [di, dj] of [[0, 0], [1, 0], [0, 1], [1, 1]] as const) {
    if (i + di < 0 || j + dj < 0 || i + di >= width || j + dj >= height) continue
    cells[(j + dj) * width + i + di]! += weight * (dj ? py - j : 1 - py + j) * (di ? px - i : 1 - px + i)
  }
}

/** The same with each row's whole weight in the one cell that holds it: less than the product promises, and the least a scan can do. */
export function countCells(columns: Columns, first: number, last: number, masks: Masks, source: Grid, cells: Float32Array): Scanned {
  const { x, y, weight, class: classOf, area: areaOf, hourOfWeek: hourOf } = columns
  const { classes, areas, hours } = masks
  const shift = WORLD_LEVEL - source.level
  let [count, total] = [0, 0]
  for (let r = first; r < last; r++) {
    if (classes !== null && classes[classOf[r]!] !== 1) continue
    if (areas !== null && areas[areaOf[r]!] !== 1) continue
    if (hours !== null && hours[hourOf[r]!] !== 1) continue
    count++
    total += weight[r]!
    const i = (x[r]! >>> shift) - source.x0
    const j = (y[r]! >>> shift) - source.y0
    if (i >= 0 && j >= 0 && i < source.width && j < source.height) cells[j * source.width + i]! += weight[r]!
  }
  return { count, total }
}

/** The cells of an answer's own level from which the kernel reaches into it. */
export function gridAround(grid: Grid, bandwidthMeters: number): Grid {
  const reach = Math.ceil(4 * sigmaOf(grid, bandwidthMeters)) + 1
  return { level: grid.level, x0: grid.x0 - reach, y0: grid.y0 - reach, width: grid.width + 2 * reach, height: grid.height + 2 * reach }
}

/** Standard deviation in cells of the grid's middle row; what sharing among four cells spreads is taken off. */
function sigmaOf(grid: Grid, bandwidthMeters: number): number {
  const cells = 2 ** grid.level
  const { east, north } = metersPerWorld((grid.y0 + grid.height / 2) / cells)
  return Math.sqrt((bandwidthMeters / (Math.sqrt(east * north) / cells)) ** 2 - 1 / 6)
}

/** A separable Gaussian of one width for the whole view, in weight per km² per day: first along the rows that hold anything, then across. */
export function blurCells(cells: Float32Array, source: Grid, grid: Grid, bandwidthMeters: number, days: number): Float32Array {
  const sigma = sigmaOf(grid, bandwidthMeters)
  const reach = source.x0 - grid.x0
  const wide = -reach - 1
  const kernel = Float64Array.from({ length: 2 * wide + 1 }, (_, t) => kernelShare((t - wide + 0.5) / sigma) - kernelShare((t - wide - 0.5) / sigma))
  const smeared = new Float32Array(source.height * grid.width)
  const filled = new Uint8Array(source.height)
  for (let j = 0; j < source.height; j++)
    for (let i = 0; i < source.width; i++) {
      const w = cells[j * source.width + i]!
      if (w === 0) continue
      filled[j] = 1
      const start = i + reach - wide
      const end = Math.min(kernel.length, grid.width - start)
      const row = j * grid.width + start
      for (let t = Math.max(0, -start); t < end; t++) smeared[row + t]! += w * kernel[t]!
    }
  const values = new Float32Array(grid.width * grid.height)
  for (let j = 0; j < grid.height; j++) {
    const perUnit = 1 / (cellAreaKm2(grid.level, grid.y0 + j) * days)
    const first = j - reach - wide
    // Four rows at a time: each value is read and written once for four.
    for (let t = 0; t < kernel.length; t += 4) {
      const rows = [0, 1, 2, 3].map((k) => (t + k < kernel.length && filled[first + t + k] === 1 ? first + t + k : -1))
      if (rows.every((row) => row < 0)) continue
      const [a, b, c, d] = rows.map((row, k) => (row < 0 ? 0 : kernel[t + k]! * perUnit)) as [number, number, number, number]
      const [ra, rb, rc, rd] = rows.map((row) => Math.max(0, row) * grid.width) as [number, number, number, number]
      const into = j * grid.width
      for (let i = 0; i < grid.width; i++) values[into + i]! += a * smeared[ra + i]! + b * smeared[rb + i]! + c * smeared[rc + i]! + d * smeared[rd + i]!
    }
  }
  return values
}

/** One of six colours a cell. */
export function paint(values: Float32Array, limits: readonly number[]): Uint32Array {
  const pixels = new Uint32Array(values.length)
  for (let n = 0; n < values.length; n++) {
    const value = values[n]!
    if (value <= 0) continue
    let colour = 0
    for (let l = 0; l < 5; l++) if (value >= limits[l]!) colour++
    pixels[n] = 0xff000000 + colour
  }
  return pixels
}
