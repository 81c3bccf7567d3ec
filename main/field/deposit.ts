/** Gathers weighted points into cells. */
import { type Bounds, type Grid, WORLD_LEVEL } from './ground.ts'
import { BLOCK } from './selection.ts'

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

/**
 * Shares each point's weight among the four nearest cell centres, which keeps its centre of mass (first-order exact, unlike counting per cell), and
 * adds the shares to `values`, one a cell of `source`.
 */
export function deposit(points: Points, source: Grid, values: Float32Array): void {
  const { x, y, count } = points
  const whole = x instanceof Uint32Array && y instanceof Uint32Array ? placesOf(source) : null
  for (let from = 0; from < count; from += BLOCK) {
    const to = Math.min(count, from + BLOCK)
    if (whole === null) depositAny(points, source, values, from, to)
    else depositWhole(points, x as Uint32Array, y as Uint32Array, source, whole, values, from, to)
  }
}

/** How a place on whole numbers of the 2^26 grid becomes one in cells of the source. */
interface Places {
  bits: number
  fromX: number
  fromY: number
}

/** Counted in halves of the 2^26 grid, whose cells' middles are then whole, from the middle of the first source cell. */
function placesOf({ level, x0, y0 }: Grid): Places {
  const bits = WORLD_LEVEL - level + 1
  return { bits, fromX: 1 - 2 ** (bits - 1) - x0 * 2 ** bits, fromY: 1 - 2 ** (bits - 1) - y0 * 2 ** bits }
}

/** Cell and shares come out of the bits, the same numbers as `depositAny` has. */
function depositWhole({ weight, rows, first = 0 }: Points, x: Uint32Array, y: Uint32Array, source: Grid, { bits, fromX, fromY }: Places, values: Float32Array, from: number, to: number): void {
  const { width, height } = source
  const mask = 2 ** bits - 1
  const share = 1 / 2 ** bits
  const lastX = width - 1
  const lastY = height - 1
  for (let n = from; n < to; n++) {
    const r = rows === null ? first + n : rows[n]!
    const u = (2 * x[r]! + fromX) | 0
    const v = (2 * y[r]! + fromY) | 0
    const i = u >> bits
    const j = v >> bits
    const fx = (u & mask) * share
    const fy = (v & mask) * share
    if (i >= 0 && j >= 0 && i < lastX && j < lastY) {
      const at = j * width + i
      const w = weight[r]!
      const south = w * fy
      const north = w - south
      values[at]! += north * (1 - fx)
      values[at + 1]! += north * fx
      values[at + width]! += south * (1 - fx)
      values[at + width + 1]! += south * fx
    } else if (i >= -1 && j >= -1 && i < width && j < height) depositAtEdge(values, source, i, j, weight[r]!, fx, fy)
  }
}

function depositAny({ x, y, weight, rows, first = 0 }: Points, source: Grid, values: Float32Array, from: number, to: number): void {
  const { width, height, x0, y0 } = source
  const scale = 2 ** (source.level - WORLD_LEVEL)
  // The half grid step puts a point into the middle of its 2^26 cell; the half source cell counts from cell centres.
  const offsetX = 0.5 * scale - 0.5 - x0
  const offsetY = 0.5 * scale - 0.5 - y0
  for (let n = from; n < to; n++) {
    const r = rows === null ? first + n : rows[n]!
    const px = x[r]! * scale + offsetX
    const py = y[r]! * scale + offsetY
    if (px < -1 || py < -1 || px >= width || py >= height) continue
    const i = Math.floor(px)
    const j = Math.floor(py)
    depositAtEdge(values, source, i, j, weight[r]!, px - i, py - j)
  }
}

/** Of the four cells those that are inside. */
function depositAtEdge(values: Float32Array, { width, height }: Grid, i: number, j: number, weight: number, fx: number, fy: number): void {
  const south = weight * fy
  for (let dj = 0; dj < 2; dj++)
    for (let di = 0; di < 2; di++) {
      if (i + di < 0 || j + dj < 0 || i + di >= width || j + dj >= height) continue
      values[(j + dj) * width + i + di]! += (dj === 1 ? south : weight - south) * (di === 1 ? fx : 1 - fx)
    }
}
