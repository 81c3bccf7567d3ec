/**
 * Of one row, one person's edits are decided in the order in which they were made, by a restored central as well: what it has lost comes back before anything newer of that
 * row (I19), for an edit of a case that its author closed afterwards is none any more.
 */
import type { SimOp } from './memory-central-facts.ts'

interface Said {
  op_id: string
  result: string
}
export interface OrderOracle {
  /** Results of the central of this epoch, as it gave them. Wrong things in words. */
  decided(epoch: string, sub: string, ops: readonly SimOp[], results: readonly Said[]): string[]
}

const DONE: readonly string[] = ['applied', 'satisfied']

export function createOrderOracle(): OrderOracle {
  /** By epoch, person and row: the newest edit that took effect. Names of edits are in the order in which they were made. */
  const newest = new Map<string, string>()
  const last = new Map<string, { epoch: string; result: string }>()
  return {
    decided: (epoch, sub, ops, results) => ops.flatMap((op) => {
      const result = results.find(({ op_id }) => op_id === op.op_id)?.result ?? 'retry'
      if (result === 'retry') return []
      const row = `${epoch} ${sub} ${op.type}/${op.id}`
      const [later, before] = [newest.get(row) ?? '', last.get(op.op_id)]
      last.set(op.op_id, { epoch, result })
      if (DONE.includes(result) && later < op.op_id) newest.set(row, op.op_id)
      const isLost = before !== undefined && before.epoch !== epoch && DONE.includes(before.result)
      return isLost && later > op.op_id ? [`I19: ${op.op_id} was ${before.result} before the restore, and comes back after ${later} of the same row`] : []
    }),
  }
}
