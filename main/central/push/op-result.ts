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
