/** Which reports a filter picks: one pass over a window of the columns. */
import { type Columns, REMOVED, rowAt } from './columns.ts'

/** A mask holds 1 at each index let through; null lets everything through. */
export interface Selection {
  from: number
  to: number
  classes: Uint8Array | null
  areas: Uint8Array | null
  hours: Uint8Array | null
}

export interface Picked {
  rows: Uint32Array
  count: number
  /** Sum of the weights. */
  total: number
}

/** Rows with from ≤ time < to that pass every mask, in row order. `rows` is given back in `into` when that is long enough. */
export function pickReports(columns: Columns, selection: Selection, into?: Uint32Array): Picked {
  const [first, last] = [rowAt(columns, selection.from), rowAt(columns, selection.to)]
  const most = Math.max(0, last - first) + columns.size - columns.sorted
  const rows = into !== undefined && into.length >= most ? into : new Uint32Array(most)
  const { class: classes, area, hour, state, weight, reportedAt } = columns
  const { classes: classMask, areas: areaMask, hours: hourMask } = selection
  let count = 0
  let total = 0
  const take = (from: number, to: number, checkTime: boolean): void => {
    for (let r = from; r < to; r++) {
      if ((state[r]! & REMOVED) !== 0) continue
      if (checkTime && !(reportedAt[r]! >= selection.from && reportedAt[r]! < selection.to)) continue
      if (classMask !== null && classMask[classes[r]!] !== 1) continue
      if (areaMask !== null && areaMask[area[r]!] !== 1) continue
      if (hourMask !== null && hourMask[hour[r]!] !== 1) continue
      rows[count++] = r
      total += weight[r]!
    }
  }
  take(first, last, false)
  take(columns.sorted, columns.size, true)
  return { rows, count, total }
}
