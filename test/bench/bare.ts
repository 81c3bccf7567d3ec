/** The limits of the field: plain loops over typed arrays that compute the same and know nothing of the product's structure. */
import type { Columns } from '../../main/field/columns.ts'
import { type Grid, WORLD_LEVEL } from '../../main/field/ground.ts'

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
  const { x, y, weight, class: classOf, area: areaOf, hour: hourOf } = columns
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
  const { x, y, weight, class: classOf, area: areaOf, hour: hourOf } = columns
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
