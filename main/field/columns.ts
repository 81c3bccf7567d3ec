/** Reports as typed columns, sorted by time with a short unsorted tail for what arrives late. */

/** Rows the tail may hold before it is sorted in. */
export const TAIL_LIMIT = 4_096
/** Bits of `state` above the status index. */
export const STATUS_MASK = 0x1f
export const REMOVED = 0x80
const COVERAGE_MASK = 0x60
const COVERAGE_SHIFT = 5

/** One report on its way into the columns. `key` is the record's identity as two 32-bit words. */
export interface Report {
  keyHigh: number
  keyLow: number
  x: number
  y: number
  /** Whole milliseconds UTC. */
  reportedAt: number
  /** Local hour of the week, 0–167, Monday first. */
  hourOfWeek: number
  class: number
  status: number
  area: number
  weight: number
}

/**
 * `size` rows are in use; rows below `sorted` ascend in time. A removed row keeps its time, has weight 0 and the REMOVED bit,
 * and disappears at the next sort. 26 bytes a report, and 8 of identity.
 */
export interface Columns {
  size: number
  sorted: number
  removed: number
  x: Uint32Array
  y: Uint32Array
  reportedAt: Float64Array
  weight: Float32Array
  class: Uint16Array
  area: Uint16Array
  state: Uint8Array
  hourOfWeek: Uint8Array
  keyHigh: Uint32Array
  keyLow: Uint32Array
}

export const COLUMN_NAMES = ['x', 'y', 'reportedAt', 'weight', 'class', 'area', 'state', 'hourOfWeek', 'keyHigh', 'keyLow'] as const

export function createColumns(capacity: number): Columns {
  return {
    size: 0, sorted: 0, removed: 0,
    x: new Uint32Array(capacity), y: new Uint32Array(capacity), reportedAt: new Float64Array(capacity), weight: new Float32Array(capacity),
    class: new Uint16Array(capacity), area: new Uint16Array(capacity), state: new Uint8Array(capacity), hourOfWeek: new Uint8Array(capacity),
    keyHigh: new Uint32Array(capacity), keyLow: new Uint32Array(capacity),
  }
}

/** Adds a report to the tail; the caller sorts when it has added what it had (see `settle`). */
export function append(columns: Columns, report: Report): void {
  if (columns.size === columns.x.length) grow(columns, Math.max(1_024, Math.ceil(columns.size * 1.25)))
  const n = columns.size++
  columns.x[n] = report.x
  columns.y[n] = report.y
  columns.reportedAt[n] = report.reportedAt
  columns.weight[n] = report.weight
  columns.class[n] = report.class
  columns.area[n] = report.area
  columns.state[n] = report.status & STATUS_MASK
  columns.hourOfWeek[n] = report.hourOfWeek
  columns.keyHigh[n] = report.keyHigh
  columns.keyLow[n] = report.keyLow
}

/** Removes every row whose identity is among `keys` ([high, low] pairs); one pass over the columns, whatever their number. */
export function removeByKeys(columns: Columns, keys: readonly (readonly [number, number])[]): number {
  if (keys.length === 0) return 0
  // Most rows fail at the first look: one bit for each value of the low word's last 16 bits.
  const sieve = new Uint8Array(65_536)
  const wanted = new Set<number>()
  for (const [high, low] of keys) {
    sieve[low & 0xffff] = 1
    wanted.add((high & 0x1f_ffff) * 2 ** 32 + low)
  }
  let count = 0
  for (let n = 0; n < columns.size; n++) {
    const low = columns.keyLow[n]!
    if (sieve[low & 0xffff] === 0 || (columns.state[n]! & REMOVED) !== 0) continue
    if (!wanted.has((columns.keyHigh[n]! & 0x1f_ffff) * 2 ** 32 + low)) continue
    columns.weight[n] = 0
    columns.state[n]! |= REMOVED
    count++
  }
  columns.removed += count
  return count
}

/** Sorts the tail in, and drops removed rows, when either has grown beyond TAIL_LIMIT (`always`: in any case). Row numbers change. */
export function settle(columns: Columns, always = false): boolean {
  if (!always && columns.size - columns.sorted <= TAIL_LIMIT && columns.removed <= TAIL_LIMIT) return false
  const order = orderByTime(columns)
  const sorted = createColumns(Math.max(columns.x.length, order.length))
  // Column by column through one loop body would be shorter and ten times slower: the engine specialises per array type.
  for (let n = 0; n < order.length; n++) {
    const r = order[n]!
    sorted.x[n] = columns.x[r]!
    sorted.y[n] = columns.y[r]!
    sorted.reportedAt[n] = columns.reportedAt[r]!
    sorted.weight[n] = columns.weight[r]!
    sorted.class[n] = columns.class[r]!
    sorted.area[n] = columns.area[r]!
    sorted.state[n] = columns.state[r]!
    sorted.hourOfWeek[n] = columns.hourOfWeek[r]!
    sorted.keyHigh[n] = columns.keyHigh[r]!
    sorted.keyLow[n] = columns.keyLow[r]!
  }
  Object.assign(columns, sorted, { size: order.length, sorted: order.length, removed: 0 })
  return true
}

/** Rows still in force, ascending by time; equal times keep their order. */
function orderByTime(columns: Columns): Uint32Array {
  const rows = new Uint32Array(columns.size - columns.removed)
  let n = 0
  let earliest = Infinity
  let latest = -Infinity
  for (let r = 0; r < columns.size; r++) {
    if ((columns.state[r]! & REMOVED) !== 0) continue
    rows[n++] = r
    earliest = Math.min(earliest, columns.reportedAt[r]!)
    latest = Math.max(latest, columns.reportedAt[r]!)
  }
  const at = columns.reportedAt
  if (latest - earliest >= 2 ** 41 || columns.size >= 2 ** 23) return rows.sort((a, b) => at[a]! - at[b]! || a - b)
  // Time (41 bits) and row (23 bits) in one 64-bit word: the engine's own sort of numbers is ten times faster than one with a comparator.
  const words = new BigUint64Array(n)
  const halves = new Uint32Array(words.buffer)
  for (let k = 0; k < n; k++) {
    const elapsed = Math.floor(at[rows[k]!]! - earliest)
    halves[2 * k + 1] = Math.floor(elapsed / 512)
    halves[2 * k] = (elapsed % 512) * 2 ** 23 + rows[k]!
  }
  words.sort()
  for (let k = 0; k < n; k++) rows[k] = halves[2 * k]! & 0x7f_ffff
  return rows
}

/** First sorted row whose time is not before `at`. */
export function rowAt(columns: Columns, at: number): number {
  let low = 0
  let high = columns.sorted
  while (low < high) {
    const middle = (low + high) >>> 1
    if (columns.reportedAt[middle]! < at) low = middle + 1
    else high = middle
  }
  return low
}

export function statusOf(columns: Columns, row: number): number {
  return columns.state[row]! & STATUS_MASK
}

export type Coverage = 'covered' | 'uncovered'
const COVERAGES = [null, 'covered', 'uncovered'] as const

/** Null: not looked up yet. */
export function coverageOf(columns: Columns, row: number): Coverage | null {
  return COVERAGES[(columns.state[row]! & COVERAGE_MASK) >> COVERAGE_SHIFT] ?? null
}

export function setCoverage(columns: Columns, row: number, coverage: Coverage): void {
  columns.state[row] = (columns.state[row]! & ~COVERAGE_MASK) | (COVERAGES.indexOf(coverage) << COVERAGE_SHIFT)
}

/** Forgets every coverage flag: the shifts have changed. */
export function forgetCoverage(columns: Columns): void {
  for (let n = 0; n < columns.size; n++) columns.state[n]! &= ~COVERAGE_MASK
}

function grow(columns: Columns, capacity: number): void {
  for (const name of COLUMN_NAMES) {
    const column = columns[name]
    const wider = new (column.constructor as new (length: number) => typeof column)(capacity)
    wider.set(column)
    Object.assign(columns, { [name]: wider })
  }
}
