/**
 * The push half of the memory central: envelopes and remembered answers. Its judgement is its own, held equal to the real one's by the
 * differential test; only what an op makes of a row is shared, and the log. Everything happens at once here, so no lock is needed.
 */
import type { Account } from '../../main/central/grants.ts'
import { Refusal } from '../../main/central/problem.ts'
import { LIMITS } from '../../main/sync/protocol.ts'
import { Op, Push } from '../../main/sync/push-protocol.ts'
import type { Accounts } from './memory-central-accounts.ts'
import { caseOf, isSimOp, no } from './memory-central-facts.ts'
import { decide, Later } from './memory-central-judge.ts'
import type { State } from './memory-central-state.ts'

export interface MemoryPush {
  /** `body` as parsed. Throws the refusal of a whole push. */
  receive(state: State, account: Account, body: unknown): { epoch: string; results: unknown[] }
  /** What became of an op of this account; throws `not-found`. */
  resultOf(state: State, account: Account, id: string): unknown
}

export function createMemoryPush(parts: { clock: () => number; accounts: Accounts; practice: boolean; falters: () => boolean }): MemoryPush {
  const { clock, accounts, practice, falters } = parts
  const settle = (state: State, account: Account, raw: unknown): unknown => {
    const read = Op.safeParse(raw)
    const given = (raw as { op_id?: unknown } | null)?.op_id
    if (!read.success) return { op_id: typeof given === 'string' ? [...given].slice(0, 200).join('').toWellFormed() : '', ...no('rejected', 'op-invalid') }
    const op = read.data
    if (!isSimOp(op)) throw new Error(`the memory central takes no ${op.kind}`)
    const text = inOrder(raw)
    const known = state.ops.get(op.op_id)
    if (known !== undefined) return known.actor === account.sub && known.text === text ? known.result : { op_id: op.op_id, ...no('rejected', 'op-id-reuse') }
    if (falters()) return { op_id: op.op_id, ...no('rejected', 'op-in-progress'), result: 'retry' }
    const writable = new Set(accounts.rightsOf(account).grants.flatMap((grant) => (grant.access === 'write' ? [grant.id] : [])))
    try {
      const result = { op_id: op.op_id, ...decide(op, { state, account, writable, now: clock(), simulated: practice }) }
      state.ops.set(op.op_id, { actor: account.sub, text, caseId: caseOf(op), result })
      return result
    } catch (error) {
      if (!(error instanceof Later)) throw error
      return { op_id: op.op_id, result: 'retry', on: error.on }
    }
  }
  return {
    receive(state, account, body) {
      const count = (body as { ops?: unknown } | null)?.ops
      if (Array.isArray(count) && count.length > LIMITS.pushOps) throw new Refusal('too-large')
      const push = Push.safeParse(body)
      if (!push.success || push.data.format > 1) throw new Refusal('malformed')
      return { epoch: push.data.epoch, results: inTurn(push.data.ops, (raw) => settle(state, account, raw)) }
    },
    resultOf(state, account, id) {
      const known = state.ops.get(id)
      if (known?.actor !== account.sub) throw new Refusal('not-found')
      return known.result
    },
  }
}

/** What was made after an op that could not be decided now, of the same row, waits for it. */
function inTurn(ops: readonly unknown[], settle: (raw: unknown) => unknown): unknown[] {
  const waiting = new Map<string, string>()
  return ops.map((raw) => {
    const read = Op.safeParse(raw)
    const row = read.success ? `${read.data.type}/${read.data.id}` : ''
    const on = waiting.get(row)
    if (read.success && on !== undefined) return { op_id: read.data.op_id, result: 'retry', on }
    const result = settle(raw) as { op_id: string; result: string; problem?: object }
    if (result.result === 'retry' && result.problem !== undefined) waiting.set(row, result.op_id)
    return result
  })
}

/** The same text for the same content, whatever the order of its fields. */
function inOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOrder).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  return `{${Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => `${JSON.stringify(name)}:${inOrder(inner)}`).join()}}`
}
