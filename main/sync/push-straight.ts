/** Ops that must not lie on this PC: pushed once, and what became of them is told to whoever waits. A lost answer is asked for by the op's own name, so that the op is neither lost nor done twice. */
import type { CentralClient } from './central-client.ts'
import { verdictsOf } from './push-exchange.ts'
import { PROBLEM_BASE, type ProblemType } from './protocol.ts'
import { PUSH_FORMAT, type OpResult } from './push-protocol.ts'
import type { QueuedOp } from './push-queue.ts'

export interface StraightWay {
  client: Pick<CentralClient, 'push' | 'op'>
  epoch: string
}
/** Null: the central has not said what became of it. */
export type StraightResult = OpResult | null

/** `again`: it may have been sent before; then the central is asked first. One result for each op, in their order. Never rejects. */
export async function pushStraight({ client, epoch }: StraightWay, from: string, ops: readonly QueuedOp[], again: boolean): Promise<StraightResult[]> {
  const known = new Map<string, OpResult>()
  const open = (): QueuedOp[] => ops.filter(({ op_id }) => !known.has(op_id))
  if (again && !(await askFor(client, open(), known))) return ops.map(({ op_id }) => known.get(op_id) ?? null)
  const sent = open()
  if (sent.length > 0) {
    await pushAll({ client, epoch }, from, sent, known)
  }
  return ops.map(({ op_id }) => known.get(op_id) ?? null)
}

/** Halved until it is not too large. What the central will not have in any case it says of each. */
async function pushAll(way: StraightWay, from: string, ops: readonly QueuedOp[], known: Map<string, OpResult>): Promise<void> {
  const answer = await way.client.push({ client: from, epoch: way.epoch, format: PUSH_FORMAT, ops: ops.map(({ body }) => JSON.parse(body) as unknown) })
  if (answer.ok) {
    for (const { op_id, verdict, result } of verdictsOf(ops.map(({ op_id: id }) => id), answer.value.results)) if (verdict !== 'undecided' && result !== null) known.set(op_id, JSON.parse(result) as OpResult)
    return
  }
  const { failure } = answer
  if (failure.kind === 'down') return void (await askFor(way.client, ops, known))
  if (failure.type === 'too-large' && ops.length > 1) {
    const middle = Math.ceil(ops.length / 2)
    await pushAll(way, from, ops.slice(0, middle), known)
    return pushAll(way, from, ops.slice(middle), known)
  }
  if (!FOR_GOOD.has(failure.type)) return
  for (const { op_id } of ops) known.set(op_id, { op_id, result: 'rejected', problem: { type: PROBLEM_BASE + failure.type, title: failure.detail, status: failure.status } })
}

/** Sending the same again would change nothing. */
const FOR_GOOD: ReadonlySet<ProblemType> = new Set<ProblemType>(['too-large', 'malformed', 'client-too-old', 'not-found', 'scope-forbidden'])

/** False: the line is gone. What the central does not know has not been done so far. */
async function askFor(client: StraightWay['client'], ops: readonly QueuedOp[], known: Map<string, OpResult>): Promise<boolean> {
  for (const { op_id } of ops) {
    const answer = await client.op(op_id)
    if (answer.ok) {
      if (answer.value.result !== 'retry') known.set(op_id, answer.value)
    } else if (answer.failure.kind === 'down') return false
  }
  return true
}
