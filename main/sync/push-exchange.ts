/** One exchange: what waits is marked, sent, and settled by what the central answered. Whatever happens, each op is afterwards decided or waits again. */
import type { CentralClient } from './central-client.ts'
import type { CallFailure } from './failure.ts'
import type { Outcome, PushCommand } from './push-machine.ts'
import { PUSH_FORMAT, OpResult } from './push-protocol.ts'
import type { PushQueue, Verdict } from './push-queue.ts'

type Ask = Extract<PushCommand, { do: 'exchange' }>

/** Rejects when the queue cannot be read or written; then what was marked is recalled by the next exchange, or found at the next start. */
export async function exchange(client: Pick<CentralClient, 'push'>, queue: PushQueue, { epoch, ops, skip, requeue, recall }: Omit<Ask, 'do' | 'nonce'>): Promise<Outcome> {
  const from = queue.client()
  if (from === null) return { result: 'closed' }
  if (recall) await queue.recall()
  if (requeue) await queue.requeue(epoch)
  const batch = await queue.nextBatch({ ops, skip })
  const marked = new Set(batch.length === 0 ? [] : await queue.markSending(batch.map(({ op_id }) => op_id), epoch))
  const sent = batch.filter(({ op_id }) => marked.has(op_id))
  if (sent.length === 0) return { result: 'empty', left: await queue.left() }
  const ids = sent.map(({ op_id }) => op_id)
  const answer = await client.push({ client: from, epoch, format: PUSH_FORMAT, ops: sent.map(({ body }) => JSON.parse(body) as unknown) })
  if (answer.ok && answer.value.epoch === epoch) {
    const verdicts = await withoutHope(queue, verdictsOf(ids, answer.value.results))
    await queue.settle(epoch, verdicts)
    const undecided = verdicts.filter(({ verdict }) => verdict === 'undecided').map(({ op_id }) => op_id)
    return { result: 'answered', decided: ids.filter((id) => !undecided.includes(id)), undecided, left: await queue.left() }
  }
  const failure: CallFailure = answer.ok ? { kind: 'problem', type: 'epoch-changed', status: 200, detail: 'the answer is another epoch’s', retryAfterMs: null } : answer.failure
  if (failure.kind === 'problem' && failure.type === 'too-large' && ids.length === 1) {
    await queue.settle(epoch, [tooLarge(ids[0] ?? '', failure.detail)])
    return { result: 'answered', decided: ids, undecided: [], left: await queue.left() }
  }
  await queue.lose(ids, failure.kind === 'problem' ? failure.type : failure.why)
  return { result: 'failed', failure, sent: ids }
}

/** One for each op that was sent, whatever the central answered: what it did not say, or said unreadably, is undecided. */
export function verdictsOf(ids: readonly string[], results: readonly unknown[]): Verdict[] {
  const said = new Map<string, OpResult>()
  for (const result of results) {
    const read = OpResult.safeParse(result)
    if (read.success && !said.has(read.data.op_id)) said.set(read.data.op_id, read.data)
  }
  return ids.map((id) => {
    const result = said.get(id)
    if (result === undefined) return { op_id: id, verdict: 'undecided', result: null, seq: null, ver: null }
    const isEffect = result.result === 'applied' || result.result === 'satisfied'
    return { op_id: id, verdict: result.result === 'retry' ? 'undecided' : result.result, result: JSON.stringify(result), seq: isEffect ? result.seq : null, ver: isEffect ? result.ver : null }
  })
}

/**
 * An op that waits for one that will never come (taken back, refused before a restore, too large for the central) would wait for ever: it is blocked by it, as the
 * central would say if it knew that one.
 */
async function withoutHope(queue: PushQueue, verdicts: readonly Verdict[]): Promise<Verdict[]> {
  const waits = new Map(verdicts.flatMap((one) => (one.verdict === 'undecided' && one.result !== null ? [[one.op_id, (JSON.parse(one.result) as { on?: string }).on ?? ''] as const] : [])).filter(([, on]) => on !== ''))
  if (waits.size === 0) return [...verdicts]
  const lost = new Set(await queue.hopeless([...new Set(waits.values())]))
  return verdicts.map((one): Verdict => {
    const on = waits.get(one.op_id) ?? ''
    return lost.has(on) ? { op_id: one.op_id, verdict: 'blocked', result: JSON.stringify({ op_id: one.op_id, result: 'blocked', on }), seq: null, ver: null } : one
  })
}

/** No smaller push than one op: it is shown to its author instead of being sent for ever. */
const tooLarge = (id: string, detail: string): Verdict => ({
  op_id: id, verdict: 'rejected', seq: null, ver: null,
  result: JSON.stringify({ op_id: id, result: 'rejected', problem: { type: 'too-large', title: 'The edit is larger than the central takes', status: 413, detail } }),
})
