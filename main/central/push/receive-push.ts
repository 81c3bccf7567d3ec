/** A push as a whole: its envelope, then each op by itself, in order. One that fails never stops those of other rows; those of its own row keep their order. */
import { LIMITS } from '../../sync/protocol.ts'
import { Op, Push, PUSH_FORMAT } from '../../sync/push-protocol.ts'
import type { OpResult, PushAnswer } from '../../sync/push-protocol.ts'
import { Refusal, toRefusal } from '../problem.ts'
import { PhotoMissing } from './op-photos.ts'
import { invalid, problemOf } from './op-result.ts'
import { Undecided } from './resolve-ops.ts'
import { settleOp } from './settle-op.ts'
import type { Settling } from './settle-op.ts'

/** Formats of ops that are understood. */
export const FORMATS = { min: 1, max: PUSH_FORMAT } as const
/** PostgreSQL's "run the whole transaction again". */
const AGAIN = new Set(['40001', '40P01'])
const TRIES = 4

export type Receiving = Omit<Settling, 'epoch'> & { log: (line: string) => void }

/** Throws a `Refusal` of the whole push; ops decided before it stay decided, and are answered the same when they come again. */
export async function receivePush(receiving: Receiving, body: unknown): Promise<PushAnswer> {
  const push = readEnvelope(body)
  const results: OpResult[] = []
  /** By row: the op that could not be decided now. What was made after it would overtake it. */
  const waiting = new Map<string, string>()
  for (const raw of push.ops) {
    const row = rowOf(raw)
    const on = waiting.get(row)
    const result: OpResult = on === undefined ? await settleOne({ ...receiving, epoch: push.epoch }, raw) : { op_id: idOf(raw), result: 'retry', on }
    if (isPutOff(result)) waiting.set(row, result.op_id)
    results.push(result)
  }
  return { epoch: push.epoch, results }
}

const isPutOff = (result: OpResult): boolean => result.result === 'retry' && result.problem !== undefined && result.problem.type === problemOf('op-in-progress').type

/** What is no op is of no row, and is answered by itself. */
function rowOf(raw: unknown): string {
  const read = Op.safeParse(raw)
  return read.success ? `${read.data.type}/${read.data.id}` : ''
}

function readEnvelope(body: unknown): Push {
  const count = (body as { ops?: unknown } | null)?.ops
  if (Array.isArray(count) && count.length > LIMITS.pushOps) throw new Refusal('too-large', `a push holds at most ${LIMITS.pushOps} ops`)
  const read = Push.safeParse(body)
  if (!read.success) throw new Refusal('malformed', where(read.error))
  const { format } = read.data
  if (format < FORMATS.min) throw new Refusal('client-too-old', `formats ${FORMATS.min} to ${FORMATS.max} are understood`)
  if (format > FORMATS.max) throw new Refusal('malformed', `formats ${FORMATS.min} to ${FORMATS.max} are understood`)
  return read.data
}

const where = (error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] }): string => {
  const issue = error.issues[0]
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.slice(0, 300)
}

async function settleOne(settling: Settling & Receiving, raw: unknown): Promise<OpResult> {
  const read = Op.safeParse(raw)
  if (!read.success) return { op_id: idOf(raw), ...invalid(where(read.error)) }
  const op_id = read.data.op_id
  for (let tried = 1; ; tried += 1) {
    try {
      return await settleOp(settling, read.data, raw)
    } catch (error) {
      if (error instanceof Undecided) return { op_id, result: 'retry', on: error.on }
      if (error instanceof PhotoMissing) return { op_id, result: 'retry', problem: problemOf('blob-missing', { detail: error.sha256 }) }
      if (error instanceof Refusal) throw error
      if (AGAIN.has((error as { code?: string }).code ?? '') && tried < TRIES) continue
      // Whether it was committed is not known here: the same op, sent again, finds out.
      if (toRefusal(error).type !== 'busy') settling.log(`op ${op_id} failed: ${error instanceof Error ? error.stack : String(error)}`)
      return { op_id, result: 'retry', problem: problemOf('op-in-progress') }
    }
  }
}

/** As far as it can be told. */
function idOf(raw: unknown): string {
  const id = (raw as { op_id?: unknown } | null)?.op_id
  return typeof id === 'string' ? [...id].slice(0, 200).join('').toWellFormed() : ''
}
