/**
 * Records whose point lies outside the area they name, and for each of them whether undoing a confusion of coordinate systems
 * would bring it home, beside what moves by the same distance in other directions do.
 */
import { CONFUSIONS, undo } from './confusion.ts'
import { latOf, lngOf, metersPerWorld, WORLD_LEVEL } from './ground.ts'
import { isInOutline, isNearOutline, type Outline } from './outlines.ts'

/** Outlines are no better than this, and neither is a telephone between houses: so near a border a point is not called outside. */
export const TOLERANCE_METERS = 50
/** Directions around a point, in steps of thirty degrees from the confusion's own. */
export const DIRECTIONS = 12
/** The same without the confusion's own direction and the two beside it, which a displaced point shares. */
export const OTHER_DIRECTIONS = 9
const WORLD = 2 ** WORLD_LEVEL

/** Positions on the 2^26 grid, and for each the index of the outline of the area it names (−1: none is known). */
export interface Positions {
  count: number
  x(n: number): number
  y(n: number): number
  outline(n: number): number
}

/**
 * `places`: one number for the kilometre in which a stray of one area lies. `hits[c]` of confusion c: bit 0 is set where undoing it
 * brings the record home, bit i where a move i × 30° beside it does, bit 12 where half the way does.
 */
export interface Strays {
  rows: Uint32Array
  places: Float64Array
  hits: readonly Uint16Array[]
}

/** The numbers of the positions that lie outside the outline they name, by more than the tolerance. */
export function findStrays(positions: Positions, outlines: readonly Outline[]): Strays {
  const rows: number[] = []
  for (let n = 0; n < positions.count; n++) {
    const named = positions.outline(n)
    if (named >= 0 && !isAtHome(outlines[named]!, positions.x(n), positions.y(n))) rows.push(n)
  }
  const hits = CONFUSIONS.map(() => new Uint16Array(rows.length))
  const moves = createMoves()
  for (const [i, n] of rows.entries()) lookAround(outlines[positions.outline(n)]!, positions.x(n), positions.y(n), moves, hits, i)
  return { rows: Uint32Array.from(rows), places: Float64Array.from(rows, (n) => positions.outline(n) * CELLS ** 2 + cellOf(positions.x(n), positions.y(n))), hits }
}

/** In the outline, or so near its line that nobody can say. */
export function isAtHome(outline: Outline, x: number, y: number): boolean {
  return isInOutline(outline, x, y) || isNearOutline(outline, x, y, (TOLERANCE_METERS / metersPerWorld(y / WORLD).east) * WORLD)
}

const TURNS = Array.from({ length: DIRECTIONS }, (_, i) => [Math.cos((2 * Math.PI * i) / DIRECTIONS), Math.sin((2 * Math.PI * i) / DIRECTIONS)] as const)
const HALF_WAY = 1 << DIRECTIONS
const ALL_AROUND = HALF_WAY - 1

/** One ring of moves serves both confusions of a pair, which point opposite ways by the same distance. */
function lookAround(outline: Outline, x: number, y: number, moves: Moves, hits: readonly Uint16Array[], i: number): void {
  const vectors = moves(x, y)
  for (let pair = 0; pair < CONFUSIONS.length; pair += 2) {
    const [dx, dy] = [vectors[2 * pair]!, vectors[2 * pair + 1]!]
    let around = 0
    for (let turn = 0; turn < DIRECTIONS; turn++) {
      const [cos, sin] = TURNS[turn]!
      if (isInOutline(outline, x + dx * cos - dy * sin, y + dx * sin + dy * cos)) around |= 1 << turn
    }
    hits[pair]![i] = around | (isInOutline(outline, x + dx / 2, y + dy / 2) ? HALF_WAY : 0)
    const opposite = ((around >>> (DIRECTIONS / 2)) | (around << (DIRECTIONS / 2))) & ALL_AROUND
    hits[pair + 1]![i] = opposite | (isInOutline(outline, x - dx / 2, y - dy / 2) ? HALF_WAY : 0)
  }
}

export const isHome = (hit: number): boolean => (hit & 1) === 1
export const isHomeHalfWay = (hit: number): boolean => (hit & HALF_WAY) !== 0

const COUNTS = Uint8Array.from({ length: HALF_WAY }, (_, bits) => [...bits.toString(2)].filter((bit) => bit === '1').length)
const BESIDE = 1 | (1 << 1) | (1 << (DIRECTIONS - 1))

/** In how many of the nine other directions a move by the same distance brings the record home too. */
export function otherWaysHome(hit: number): number {
  return COUNTS[hit & ALL_AROUND & ~BESIDE]!
}

/** The move that undoes each confusion, (x, y) pairs on the 2^26 grid. */
export type Moves = (x: number, y: number) => Float64Array

/** The world is so many cells wide: at Ningbo a cell is about a kilometre. Within one the moves differ by up to twenty metres, less than the tolerance. */
const CELLS = 2 ** 15
const CELL = WORLD / CELLS

const cellOf = (x: number, y: number): number => Math.floor(y / CELL) * CELLS + Math.floor(x / CELL)

export function createMoves(): Moves {
  const known = new Map<number, Float64Array>()
  return (x, y) => {
    const cell = cellOf(x, y)
    let vectors = known.get(cell)
    if (vectors === undefined) known.set(cell, (vectors = movesAt(((cell % CELLS) + 0.5) * CELL, (Math.floor(cell / CELLS) + 0.5) * CELL)))
    return vectors
  }
}

function movesAt(x: number, y: number): Float64Array {
  const [lng, lat] = [lngOf(x / WORLD), latOf(y / WORLD)]
  const east = WORLD / 360
  // Mercator keeps directions: a degree north is longer than one east by the same factor everywhere near.
  const north = -east / Math.cos((lat * Math.PI) / 180)
  return Float64Array.from(CONFUSIONS.flatMap((confusion) => {
    const home = undo(confusion, lng, lat)
    return [(home[0] - lng) * east, (home[1] - lat) * north]
  }))
}
