/** Leads past the outbox: a push that is too large is halved, what the central will never have is said of each, and what it could not say now stays open. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CallFailure } from '../../main/sync/failure.ts'
import type { ProblemType } from '../../main/sync/protocol.ts'
import { pushStraight, type StraightWay } from '../../main/sync/push-straight.ts'

const EPOCH = '00000000-0000-4000-8000-000000000001'
const opsOf = (count: number): { op_id: string; body: string }[] => Array.from({ length: count }, (_, n) => ({ op_id: `op-${n}`, body: JSON.stringify({ op_id: `op-${n}` }) }))
const problem = (type: ProblemType): CallFailure => ({ kind: 'problem', type, status: 400, detail: type, retryAfterMs: null })
const conflictOf = (id: string): object => ({ op_id: id, result: 'conflict', problem: { type: 'https://yongai-console.example/problems/gone', title: 'gone', status: 409 } })

const op: StraightWay['client']['op'] = async () => ({ ok: false, failure: problem('not-found') })

/** Answers with a verdict of each op, or fails as told by how many it was sent. */
function wayOf(fail: (count: number) => CallFailure | null): { way: StraightWay; sizes: number[] } {
  const sizes: number[] = []
  const push: StraightWay['client']['push'] = async ({ ops }) => {
    sizes.push(ops.length)
    const failure = fail(ops.length)
    return failure === null ? { ok: true, value: { epoch: EPOCH, results: ops.map((op) => conflictOf((op as { op_id: string }).op_id)) } } : { ok: false, failure }
  }
  return { way: { client: { push, op }, epoch: EPOCH }, sizes }
}

test('what is too large together goes in halves; what is too large alone is refused by name', async () => {
  const { way, sizes } = wayOf((count) => (count > 2 ? problem('too-large') : null))
  const results = await pushStraight(way, 'c', opsOf(5), false)
  assert.ok(results.every((result) => result?.result === 'conflict'))
  assert.deepEqual(sizes, [5, 3, 2, 1, 2])
  const [alone] = await pushStraight(wayOf(() => problem('too-large')).way, 'c', opsOf(1), false)
  assert.ok(alone?.result === 'rejected' && alone.problem.type.endsWith('/too-large'))
})

test('a refusal of the whole push is said of each where nothing would change it, and left open where it is only for now', async () => {
  for (const type of ['malformed', 'client-too-old', 'scope-forbidden'] as const) assert.deepEqual((await pushStraight(wayOf(() => problem(type)).way, 'c', opsOf(2), false)).map((result) => result?.result), ['rejected', 'rejected'])
  for (const type of ['busy', 'slow-down', 'internal', 'epoch-changed', 'token-expired'] as const) assert.deepEqual(await pushStraight(wayOf(() => problem(type)).way, 'c', opsOf(2), false), [null, null])
})
