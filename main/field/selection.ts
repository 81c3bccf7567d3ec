/** Which reports a filter picks: one pass over a window of the columns. */
import { type Columns, REMOVED, STATUS_MASK, rowAt } from './columns.ts'
import type { Bounds } from './ground.ts'
import { isInOutline, type Outline } from './outlines.ts'

/** A mask holds 1 at each index let through; null lets everything through. */
export interface Selection {
  from: number
  to: number
  classes: Uint8Array | null
  areas: Uint8Array | null
  statuses: Uint8Array | null
  /** By hour of the week. */
  hours: Uint8Array | null
  /** Rows whose cell has its middle inside; null lets every place through. */
  ground: Outline | null
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
  const isWhole = selection.ground === null && selection.classes === null && selection.areas === null && selection.statuses === null && selection.hours === null && columns.removed === 0 && columns.size === columns.sorted
  if (isWhole) return weigh(columns, null, first, Math.max(0, end - first))
  const room = scratchOf(columns, Math.max(0, end - first) + columns.size - columns.sorted + 1)
  const states = stateTable(selection.statuses)
  const inOrder = siftRun(columns, selection, states, first, end, room)
  const count = siftGround(columns, selection.ground, room, siftTail(columns, selection, states, room, inOrder))
  return weigh(columns, room.slice(0, count), 0, count)
}

/** Room for the rows of one pick, kept with the columns: fresh memory for a million rows costs more than to look at them. */
const rooms = new WeakMap<Uint32Array, Uint32Array>()
function scratchOf({ x }: Columns, length: number): Uint32Array {
  const known = rooms.get(x)
  if (known !== undefined && known.length >= length) return known
  const room = new Uint32Array(Math.max(length, x.length + 1))
  rooms.set(x, room)
  return room
}

/** By the whole byte: the status index is let through and the row is not removed. */
function stateTable(statuses: Uint8Array | null): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, state) => ((state & REMOVED) === 0 && (statuses === null || statuses[state & STATUS_MASK] === 1) ? 1 : 0))
}

/**
 * One pass for each mask that is set; the first goes over the run, the others over what is left. Each row is written and the place
 * moved on only past those that pass: without a branch to foresee, a filter that lets half of a million through costs no more
 * than one that lets all through. `rows` has one place to spare for the last that does not.
 */
function siftRun(columns: Columns, { classes, areas, hours, statuses }: Selection, states: Uint8Array, from: number, to: number, rows: Uint32Array): number {
  let count = -1
  if (areas !== null) count = siftAll(siftShorts, columns.area, areas, from, to, rows)
  if (hours !== null) count = count < 0 ? siftAll(siftBytes, columns.hourOfWeek, hours, from, to, rows) : siftAll(siftListedBytes, columns.hourOfWeek, hours, 0, count, rows)
  if (classes !== null) count = count < 0 ? siftAll(siftShorts, columns.class, classes, from, to, rows) : siftAll(siftListedShorts, columns.class, classes, 0, count, rows)
  if (count < 0) return siftAll(siftBytes, columns.state, states, from, to, rows)
  return statuses === null && columns.removed === 0 ? count : siftAll(siftListedBytes, columns.state, states, 0, count, rows)
}

/** Rows looked at in one call: a loop over all of them, entered once a question, is compiled anew each time or never. */
export const BLOCK = 4_096

type Sift<C> = (column: C, mask: Uint8Array, from: number, to: number, rows: Uint32Array, n: number) => number

/** Of rows `from` to `to`, or of those listed in these places, the ones that pass; how many. */
function siftAll<C>(sift: Sift<C>, column: C, mask: Uint8Array, from: number, to: number, rows: Uint32Array): number {
  let n = 0
  for (let r = from; r < to; r += BLOCK) n = sift(column, mask, r, Math.min(to, r + BLOCK), rows, n)
  return n
}

// Four loops that look alike: the engine makes each one fast for the one array type it ever sees.
function siftBytes(column: Uint8Array, mask: Uint8Array, from: number, to: number, rows: Uint32Array, n: number): number {
  for (let r = from; r < to; r++) {
    rows[n] = r
    n += mask[column[r]!]!
  }
  return n
}

function siftShorts(column: Uint16Array, mask: Uint8Array, from: number, to: number, rows: Uint32Array, n: number): number {
  for (let r = from; r < to; r++) {
    rows[n] = r
    n += mask[column[r]!]!
  }
  return n
}

function siftListedBytes(column: Uint8Array, mask: Uint8Array, from: number, to: number, rows: Uint32Array, n: number): number {
  for (let k = from; k < to; k++) {
    const r = rows[k]!
    rows[n] = r
    n += mask[column[r]!]!
  }
  return n
}

function siftListedShorts(column: Uint16Array, mask: Uint8Array, from: number, to: number, rows: Uint32Array, n: number): number {
  for (let k = from; k < to; k++) {
    const r = rows[k]!
    rows[n] = r
    n += mask[column[r]!]!
  }
  return n
}

function passes(mask: Uint8Array | null, index: number): boolean {
  return mask === null || mask[index] === 1
}

/** The tail is short and not in order of time: each of its rows is asked. */
function siftTail(columns: Columns, { from, to, classes, areas, hours }: Selection, states: Uint8Array, rows: Uint32Array, count: number): number {
  const { reportedAt } = columns
  let n = count
  for (let r = columns.sorted; r < columns.size; r++) {
    if (reportedAt[r]! < from || reportedAt[r]! >= to || states[columns.state[r]!] !== 1) continue
    if (passes(classes, columns.class[r]!) && passes(areas, columns.area[r]!) && passes(hours, columns.hourOfWeek[r]!)) rows[n++] = r
  }
  return n
}

/** Last, over what the masks have left: a place costs more to judge than a byte. */
function siftGround({ x, y }: Columns, ground: Outline | null, rows: Uint32Array, count: number): number {
  if (ground === null) return count
  let n = 0
  for (let k = 0; k < count; k++) {
    const r = rows[k]!
    rows[n] = r
    if (isInOutline(ground, x[r]! + 0.5, y[r]! + 0.5)) n++
  }
  return n
}

function weigh(columns: Columns, rows: Uint32Array | null, first: number, count: number): Picked {
  const total = rows === null ? sumRun(columns.weight, first, first + count) : sumListed(columns.weight, rows, count)
  return { rows, first, count, total, bounds: rows === null ? boundsOfRun(columns, first, first + count) : boundsOfAll(columns) }
}

function sumRun(weight: Float32Array, from: number, to: number): number {
  let total = 0
  for (let r = from; r < to; r += BLOCK) total += sumBlock(weight, r, Math.min(to, r + BLOCK))
  return total
}

export function sumListed(weight: Float32Array, rows: Uint32Array, count: number): number {
  let total = 0
  for (let n = 0; n < count; n += BLOCK) total += sumListedBlock(weight, rows, n, Math.min(count, n + BLOCK))
  return total
}

function sumBlock(weight: Float32Array, from: number, to: number): number {
  let total = 0
  for (let r = from; r < to; r++) total += weight[r]!
  return total
}

function sumListedBlock(weight: Float32Array, rows: Uint32Array, from: number, to: number): number {
  let total = 0
  for (let n = from; n < to; n++) total += weight[rows[n]!]!
  return total
}

/** Boxes around the sorted rows, `BLOCK` of them each, by the column that holds them; it is never written to below `sorted`. */
const sortedBoxes = new WeakMap<Uint32Array, { sorted: number; boxes: Bounds[] }>()

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
