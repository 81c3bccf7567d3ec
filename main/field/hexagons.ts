/**
 * Which H3 cell a place lies in, for a million places at once. The library's own look-up costs two microseconds and a text; here a
 * square of the Mercator grid remembers which cells meet it, and of these the one whose outline holds the place is meant.
 *
 * H3's cell sides are straight on the face of its solid, and straight on the map here: over half a kilometre these two lines are
 * three millimetres apart, far below the half metre to which places are kept. So the count, the outline that is painted and the
 * cell under the pointer are of one ground. Cells of other than six corners (on the solid's edges) are left to the library.
 */
import { cellToBoundary, latLngToCell } from 'h3-js'
import type { Columns } from './columns.ts'
import { WORLD_LEVEL, latOf, lngOf, metersPerWorld, worldX, worldY } from './ground.ts'
import type { Resolution } from '../../preload/contract/cells.ts'

const WORLD = 2 ** WORLD_LEVEL
/** Level of the squares: they are half as wide as a cell's edge, or nearly as wide. */
const SQUARE_LEVEL: Record<Resolution, number> = { 8: 17, 9: 18, 10: 19 }
/** Squares are kept in blocks of 64 by 64, made when a place falls into them. */
const BLOCK_BITS = 6
const BLOCK_MASK = 2 ** BLOCK_BITS - 1
const CORNERS = 12

/** Cells are numbered in the order in which they were met; a number never changes. */
export interface Hexagons {
  resolution: Resolution
  /** H3 indexes. */
  ids: string[]
  /** True ground of each on the ellipsoid, km². */
  km2: number[]
  numbers: Map<string, number>
  /** Six corners each (x, y on the 2^26 grid); not a number where the cell has more or fewer. */
  corners: Float64Array
  /** By block: for each square 0 (not looked at), cell + 1 (wholly inside it), or −(n + 1): `met[4n…]` are the cells of its corners, ended by −1. */
  blocks: Map<number, Int32Array>
  met: number[]
  /** Cells of the reports' rows, while they are those of this column of places. */
  column: { x: Uint32Array; cells: Uint32Array; filled: number } | null
}

export function createHexagons(resolution: Resolution): Hexagons {
  return { resolution, ids: [], km2: [], numbers: new Map(), corners: new Float64Array(CORNERS * 1_024), blocks: new Map(), met: [], column: null }
}

/** Number of the cell that holds a position of the 2^26 grid. */
export function cellAt(hexagons: Hexagons, x: number, y: number): number {
  const bits = WORLD_LEVEL - SQUARE_LEVEL[hexagons.resolution]
  const i = x >>> bits
  const j = y >>> bits
  const block = blockOf(hexagons, i >>> BLOCK_BITS, j >>> BLOCK_BITS)
  const slot = ((j & BLOCK_MASK) << BLOCK_BITS) | (i & BLOCK_MASK)
  let known = block[slot]!
  if (known === 0) known = block[slot] = lookAt(hexagons, i * 2 ** bits, j * 2 ** bits, 2 ** bits, cellsAround(hexagons, block, slot))
  if (known > 0) return known - 1
  const { met, corners } = hexagons
  const end = -4 * known
  for (let n = end - 4; n < end; n++) {
    const cell = met[n]!
    if (cell < 0) break
    if (isWithin(corners, cell, x + 0.5, y + 0.5)) return cell
  }
  // A cell that meets the square between its corners, or one of other than six corners.
  return lookUp(hexagons, x + 0.5, y + 0.5)
}

function blockOf({ blocks }: Hexagons, i: number, j: number): Int32Array {
  const key = j * 8_192 + i
  let block = blocks.get(key)
  if (block === undefined) blocks.set(key, (block = new Int32Array(4 ** BLOCK_BITS)))
  return block
}

/** Cells known of the squares beside this one, in its block: where places are dense they save nearly every question to the library. */
function cellsAround({ met }: Hexagons, block: Int32Array, slot: number): number[] {
  const cells: number[] = []
  for (const beside of [slot - 1, slot + 1, slot - BLOCK_MASK - 1, slot + BLOCK_MASK + 1]) {
    const known = block[beside] ?? 0
    if (known > 0) cells.push(known - 1)
    else if (known < 0) cells.push(...met.slice(-4 * (known + 1), -4 * known).filter((cell) => cell >= 0))
  }
  return cells
}

/** What a square's corners say of it. A cell is convex: one that holds all four corners holds the square. */
function lookAt(hexagons: Hexagons, x: number, y: number, size: number, known: number[]): number {
  const cells: number[] = []
  for (const [px, py] of [[x, y], [x + size, y], [x, y + size], [x + size, y + size]] as const) {
    const holds = (cell: number): boolean => isWithin(hexagons.corners, cell, px, py)
    const cell = cells.find(holds) ?? known.find(holds) ?? lookUp(hexagons, px, py)
    if (!cells.includes(cell)) cells.push(cell)
  }
  if (cells.length === 1 && !Number.isNaN(hexagons.corners[CORNERS * cells[0]!])) return cells[0]! + 1
  return -(hexagons.met.push(...[...cells, -1, -1, -1].slice(0, 4)) / 4)
}

/** Corners run so that the inside is on the left as one looks at the map. */
function isWithin(corners: Float64Array, cell: number, x: number, y: number): boolean {
  const base = CORNERS * cell
  let x1 = corners[base + 10]!
  let y1 = corners[base + 11]!
  for (let n = base; n < base + CORNERS; n += 2) {
    const x2 = corners[n]!
    const y2 = corners[n + 1]!
    // Written so that what is not a number holds nothing.
    if (!((x2 - x1) * (y - y1) <= (y2 - y1) * (x - x1))) return false
    x1 = x2
    y1 = y2
  }
  return true
}

/** By the library. */
function lookUp(hexagons: Hexagons, x: number, y: number): number {
  const id = latLngToCell(latOf(y / WORLD), lngOf(x / WORLD), hexagons.resolution)
  return hexagons.numbers.get(id) ?? meet(hexagons, id)
}

function meet(hexagons: Hexagons, id: string): number {
  const cell = hexagons.ids.push(id) - 1
  hexagons.numbers.set(id, cell)
  const ring = ringOf(id).map(([lng, lat]) => [worldX(lng) * WORLD, worldY(lat) * WORLD] as const)
  if (hexagons.corners.length < CORNERS * (cell + 1)) hexagons.corners = grown(hexagons.corners)
  for (let n = 0; n < CORNERS; n++) hexagons.corners[CORNERS * cell + n] = ring.length === CORNERS / 2 ? ring[n >> 1]![n & 1]! : Number.NaN
  hexagons.km2.push(groundOf(ring))
  return cell
}

function grown(corners: Float64Array): Float64Array {
  const wider = new Float64Array(corners.length * 2)
  wider.set(corners)
  return wider
}

/** Corners of a cell as lng, lat degrees, each once, counter-clockwise. */
export function ringOf(id: string): [lng: number, lat: number][] {
  return (cellToBoundary(id, true) as [number, number][]).slice(0, -1)
}

/** Km² by the scale of the map at the cell's middle; over a cell it changes evenly, so that what is left is below a millionth. */
function groundOf(ring: readonly (readonly [number, number])[]): number {
  let [twice, y] = [0, 0]
  for (const [n, [x1, y1]] of ring.entries()) {
    const [x2, y2] = ring[(n + 1) % ring.length]!
    twice += (x1 - ring[0]![0]) * (y2 - ring[0]![1]) - (x2 - ring[0]![0]) * (y1 - ring[0]![1])
    y += y1 / ring.length
  }
  const { east, north } = metersPerWorld(y / WORLD)
  return ((Math.abs(twice) / 2) * east * north) / WORLD ** 2 / 1e6
}

/** The cell of every report's row; made once, then only for the rows that came since. */
export function cellColumn(columns: Columns, hexagons: Hexagons): Uint32Array {
  const { x, y, size } = columns
  const kept = hexagons.column?.x === x ? hexagons.column : { x, cells: new Uint32Array(x.length), filled: 0 }
  for (let row = kept.filled; row < size; row++) kept.cells[row] = cellAt(hexagons, x[row]!, y[row]!)
  kept.filled = size
  hexagons.column = kept
  return kept.cells
}
