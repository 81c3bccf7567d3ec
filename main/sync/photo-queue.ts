/** The queue of edits with those left out whose photos are not at the central yet: they wait, and hold nobody else up. */
import type { PhotoCarrier } from './photo-carrier.ts'
import { PROBLEM_BASE } from './protocol.ts'
import type { PushQueue, QueuedOp, Verdict } from './push-queue.ts'

export function withPhotos(queue: PushQueue, carrier: Pick<PhotoCarrier, 'want' | 'isSettled' | 'forget'>): PushQueue {
  /** Of the ops that were given out last. */
  let given = new Map<string, readonly string[]>()
  return {
    ...queue,
    async nextBatch({ ops, skip }) {
      const left = new Set(skip)
      for (;;) {
        const batch = await queue.nextBatch({ ops, skip: [...left] })
        const waiting = batch.filter((op) => !photosOf(op).every((name) => carrier.isSettled(name)))
        if (waiting.length === 0) {
          given = new Map(batch.map((op) => [op.op_id, photosOf(op)]))
          return batch
        }
        carrier.want(waiting.flatMap(photosOf))
        // What depends on them is left as well: the batch is made anew without them.
        for (const { op_id } of waiting) left.add(op_id)
      }
    },
    async settle(epoch, verdicts) {
      for (const verdict of verdicts) if (isMissing(verdict)) for (const name of given.get(verdict.op_id) ?? []) carrier.forget(name)
      await queue.settle(epoch, verdicts)
    },
  }
}

/** A restored central has lost photos that it had. */
const isMissing = ({ verdict, result }: Verdict): boolean => verdict === 'undecided' && result !== null && result.includes(`${PROBLEM_BASE}blob-missing`)

/** Names of the photos that an op adds. */
export function photosOf({ body }: Pick<QueuedOp, 'body'>): string[] {
  const { kind, set } = JSON.parse(body) as { kind?: string; set?: { sha256?: unknown; photos?: unknown } }
  if (kind === 'photo') return typeof set?.sha256 === 'string' ? [set.sha256] : []
  return Array.isArray(set?.photos) ? set.photos.filter((name): name is string => typeof name === 'string') : []
}
