/** The drift check: do a scope's rows add up to what the central says, at the same sequence number? */
import type { Failure } from './failure.ts'
import { storageFailure, type Workplace } from './workplace.ts'

const BUCKETS = 64

export type DigestOutcome =
  | { result: 'equal' }
  | { result: 'drift' }
  /** The desk is not at the number the digest is for: pull first. */
  | { result: 'behind'; head: number; epoch: string }
  | { result: 'failed'; failure: Failure }

export async function checkScope(place: Workplace, scope: string): Promise<DigestOutcome> {
  const answer = await place.client.digest(scope, BUCKETS)
  if (!answer.ok) return { result: 'failed', failure: answer.failure }
  const theirs = answer.value
  try {
    const own = (await place.store.ask('ownDigest', { scope, buckets: theirs.buckets.length })).value
    if (theirs.scope !== scope || own.epoch !== theirs.epoch || own.cursor !== theirs.seq) return { result: 'behind', head: theirs.seq, epoch: theirs.epoch }
    const equal = theirs.buckets.every((bucket, i) => bucket.count === own.buckets[i]?.count && bucket.sum === own.buckets[i]?.sum)
    await place.store.ask('noteCheck', { scope, result: equal ? 'equal' : 'drift', now: place.clock.wall() })
    return equal ? { result: 'equal' } : { result: 'drift' }
  } catch (error) {
    return { result: 'failed', failure: storageFailure(error) }
  }
}
