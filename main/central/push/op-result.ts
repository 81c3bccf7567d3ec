/** The words in which an op is answered. */
import { OP_PROBLEMS } from '../../sync/push-protocol.ts'
import type { OpProblem, OpProblemType, OpResult } from '../../sync/push-protocol.ts'
import { PROBLEM_BASE } from '../../sync/protocol.ts'

type Extra = Pick<OpProblem, 'detail' | 'why' | 'current'>
/** A result without the id of its op. */
export type Outcome = OpResult extends infer R ? (R extends OpResult ? Omit<R, 'op_id'> : never) : never

export function problemOf(type: OpProblemType, extra: Extra = {}): OpProblem {
  const { status, title } = OP_PROBLEMS[type]
  return { type: PROBLEM_BASE + type, title, status, ...extra }
}

export const rejected = (type: OpProblemType, extra?: Extra): Outcome => ({ result: 'rejected', problem: problemOf(type, extra) })
export const conflict = (type: OpProblemType, extra?: Extra): Outcome => ({ result: 'conflict', problem: problemOf(type, extra) })
export const invalid = (detail: string): Outcome => rejected('op-invalid', { detail })

/**
 * Where the row stands for the author of an op that was so already: what others wrote meanwhile has brought it there, and may say more than the op does. So of these groups the
 * versions stay those that its author had seen, and an op that builds on this one meets what neither knew of.
 */
export function asSeen<S extends { gver: Record<string, number> }>(stand: S, base: { [group: string]: number | undefined }, unseen: readonly string[]): S {
  const known = Object.entries(stand.gver).map(([group, version]) => [group, unseen.includes(group) ? base[group] : version] as const)
  return { ...stand, gver: Object.fromEntries(known.filter(([, version]) => version !== undefined)) }
}
