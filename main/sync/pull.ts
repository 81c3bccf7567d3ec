/** One page of changes: asked for, checked to be the answer to this very question, applied with its cursor. */
import type { Failure } from './failure.ts'
import { LIMITS } from './protocol.ts'
import { storageFailure, type Changed, type Workplace } from './workplace.ts'

export interface PullAsk {
  scope: string
  epoch: string
  after: number
  lenient: boolean
  long: boolean
}
export type PullOutcome =
  | { ok: true; epoch: string; cursor: number; head: number; changed: Changed }
  | { ok: false; failure: Failure }

/** `isCurrent` turns false when the machine no longer waits for this answer: then it is dropped unread (null). */
export async function pullPage(place: Workplace, ask: PullAsk, isCurrent: () => boolean): Promise<PullOutcome | null> {
  const { scope, epoch, after, lenient } = ask
  const answer = await place.client.changes({ scope, epoch, after, limit: LIMITS.changesPerPage, waitSeconds: ask.long ? LIMITS.longPollSeconds : 0 })
  if (!isCurrent()) return null
  if (!answer.ok) return answer
  const page = answer.value
  // A proxy's replay, or an answer to another question.
  if (page.scope !== scope || page.epoch !== epoch || page.after !== after) return { ok: false, failure: { kind: 'local', why: 'place', detail: `after ${page.after} instead of ${after}` } }
  try {
    const { value } = await place.store.ask('applyPage', { page, now: place.clock.wall(), lenient })
    if (!value.ok) return { ok: false, failure: { kind: 'local', why: value.why, detail: `page after ${after}` } }
    return { ok: true, epoch, cursor: value.cursor, head: page.head, changed: { types: value.changed, ...(value.points.length > 0 ? { points: { ids: value.points } } : {}) } }
  } catch (error) {
    return { ok: false, failure: storageFailure(error) }
  }
}
