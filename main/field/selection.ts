/** Which reports a filter picks: one pass over a window of the columns. */
import { type Columns, STATUS_MASK, rowAt } from './columns.ts'
import type { Bounds } from './ground.ts'

/** A mask holds 1 at each index let through; null lets everything through. */
export interface Selection {
  from: number
  to: number
  classes: Uint8Array | null
  areas: Uint8Array | null
  statuses: Uint8Array | null
  /** By hour of the week. */
  hours: Uint8Array | null
}

/** `rows` lists the picked rows in order; null: they are the `count` rows from `first` on. */
export interface Picked {
  rows: Uint32Array | null
  first: number
  count: number
  /** Sum of the weights. */
  total: number
  /** The smallest box around a run; of listed rows the box around all reports. */
  bounds: Bounds
}

/** Number in the columns of the n-th picked row. */
export function rowOf({ rows, first = 0 }: { rows: Uint32Array | null; first?: number }, n: number): number {
  return rows === null ? first + n : rows[n]!
}

/** Rows with from ≤ time < to that pass every mask. */
export function pickReports(columns: Columns, selection: Selection): Picked {
  const [first, end] = [rowAt(columns, selection.from), rowAt(columns, selection.to)]
  const isWhole = selection.classes === null && selection.areas === null && selection.statuses === null && selection.hours === null && columns.removed === 0 && columns.size === columns.sorted
  if (isWhole) return weigh(columns, null, first, Math.max(0, end - first))
  const rows = new Uint32Array(Math.max(0, end - first) + columns.size - columns.sorted + 1)
  const inOrder = sift(columns, selection, first, end, rows, 0)
  return weigh(columns, rows, 0, siftTail(columns, selection, rows, inOrder))
}

const ANY = new Uint8Array(65_536).fill(1)

/**
 * Writes each row and moves on only past those that pass: without a branch to foresee, a filter that lets half of a million
 * through costs no more than one that lets all through. `rows` has one place to spare for the last that does not.
 */
function sift(columns: Columns, selection: Selection, from: number, to: number, rows: Uint32Array, count: number): number {
  const { class: classOf, area: areaOf, hourOfWeek, state } = columns
  const [classes, areas, statuses, hours] = [selection.classes ?? ANY, selection.areas ?? ANY, selection.statuses ?? ANY, selection.hours ?? ANY]
  let n = count
  for (let r = from; r < to; r++) {
    rows[n] = r
    // REMOVED is the highest of eight bits.
    n += classes[classOf[r]!]! & areas[areaOf[r]!]! & hours[hourOfWeek[r]!]! & statuses[state[r]! & STATUS_MASK]! & ((state[r]! >>> 7) ^ 1)
  }
  return n
}

/** The tail is short and not in order of time: each of its rows is asked. */
function siftTail(columns: Columns, selection: Selection, rows: Uint32Array, count: number): number {
  const { reportedAt } = columns
  let n = count
  for (let r = columns.sorted; r < columns.size; r++) {
    if (reportedAt[r]! >= selection.from && reportedAt[r]! < selection.to) n = sift(columns, selection, r, r + 1, rows, n)
  }
  return n
}

function weigh(columns: Columns, rows: Uint32Array | null, first: number, count: number): Picked {
  const total = rows === null ? sumRun(columns.weight, first, first + count) : sumListed(columns.weight, rows, count)
  return { rows, first, count, total, bounds: rows === null ? boundsOfRun(columns, first, first + count) : boundsOfAll(columns) }
}

function sumRun(weight: Float32Array, from: number, to: number): number {
  let total = 0
  for (let r = from; r < to; r++) total += weight[r]!
  return total
}

function sumListed(weight: Float32Array, rows: Uint32Array, count: number): number {
  let total = 0
  for (let n = 0; n < count; n++) total += weight[rows[n]!]!
  return total
}

/** Boxes around the sorted rows, `BLOCK` of them each, by the column that holds them; it is never written to below `sorted`. */
const sortedBoxes = new WeakMap<Uint32Array, { sorted: number; boxes: Bounds[] }>()
const BLOCK = 4_096

function boxesOf({ x, y, sorted }: Columns): Bounds[] {
  const known = sortedBoxes.get(x)
  if (known?.sorted === sorted) return known.boxes
  const boxes = Array.from({ length: Math.ceil(sorted / BLOCK) }, (_, n) => widened(NOWHERE, x, y, n * BLOCK, Math.min(sorted, (n + 1) * BLOCK)))
  sortedBoxes.set(x, { sorted, boxes })
  return boxes
}

function boundsOfAll(columns: Columns): Bounds {
  return widened(boundsOfRun(columns, 0, columns.sorted), columns.x, columns.y, columns.sorted, columns.size)
}

/** The smallest box around the sorted rows from `from` up to `to`. */
function boundsOfRun(columns: Columns, from: number, to: number): Bounds {
  const { x, y } = columns
  const [first, last] = [Math.ceil(from / BLOCK), Math.floor(to / BLOCK)]
  if (first >= last) return widened(NOWHERE, x, y, from, to)
  const inner = boxesOf(columns).slice(first, last).reduce(around, NOWHERE)
  return widened(widened(inner, x, y, from, first * BLOCK), x, y, last * BLOCK, to)
}

const NOWHERE: Bounds = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity }

function around(one: Bounds, other: Bounds): Bounds {
  return { minX: Math.min(one.minX, other.minX), minY: Math.min(one.minY, other.minY), maxX: Math.max(one.maxX, other.maxX), maxY: Math.max(one.maxY, other.maxY) }
}

function widened({ minX, minY, maxX, maxY }: Bounds, x: Uint32Array, y: Uint32Array, from: number, to: number): Bounds {
  for (let r = from; r < to; r++) {
    minX = Math.min(minX, x[r]!)
    maxX = Math.max(maxX, x[r]!)
    minY = Math.min(minY, y[r]!)
    maxY = Math.max(maxY, y[r]!)
  }
  return { minX, minY, maxX, maxY }
}
