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
  | { ok: true; epoch: string; cursor: number; head: number; /** The page had no change in it. */ empty: boolean; changed: Changed }
  | { ok: false; failure: Failure }

/** `isCurrent` turns false when the machine no longer waits for this answer: then it is dropped unread (null). */
export async function pullPage(place: Workplace, ask: PullAsk, isCurrent: () => boolean): Promise<PullOutcome | null> {
  const { scope, epoch, after, lenient } = ask
  const answer = await place.client.changes({ scope, epoch, after, limit: LIMITS.changesPerPage, waitSeconds: ask.long ? LIMITS.longPollSeconds : 0 })
  if (!isCurrent()) return null
  if (!answer.ok) return refused(answer.failure, ask)
  const answered = answer.value
  // A proxy's replay, or an answer to another question.
  if (answered.scope !== scope || answered.epoch !== epoch || answered.after !== after) return { ok: false, failure: { kind: 'local', why: 'place', detail: `after ${answered.after} instead of ${after}` } }
  if (answered.head < after) return ahead(after)
  const { malformed, ...page } = answered
  if (malformed > 0 && !lenient) return { ok: false, failure: { kind: 'local', why: 'malformed', detail: `${malformed} changes that are none, after ${after}` } }
  try {
    const { value } = await place.store.ask('applyPage', { page, now: place.clock.wall(), lenient, dropped: malformed })
    if (!value.ok) return { ok: false, failure: { kind: 'local', why: value.why, detail: `page after ${after}` } }
    return { ok: true, epoch, cursor: value.cursor, head: page.head, empty: page.changes.length + malformed === 0, changed: { types: value.changed, ...(value.points.length > 0 ? { points: { ids: value.points } } : {}) } }
  } catch (error) {
    return { ok: false, failure: storageFailure(error) }
  }
}

/** A refused cursor is taken for the central's word about this scope only where it names this very question: the head of another one would undo what is right. */
function refused(failure: Failure, { scope, after }: PullAsk): PullOutcome {
  const cursor = failure.kind === 'problem' && failure.type === 'cursor-expired' ? failure.cursor : undefined
  if (cursor === undefined) return { ok: false, failure }
  if (cursor.scope !== scope || cursor.after !== after) return { ok: false, failure: { kind: 'local', why: 'place', detail: `a refusal of ${cursor.scope} after ${cursor.after} instead of ${after}` } }
  return cursor.head < after ? ahead(after) : { ok: false, failure }
}

/** A central that has lost numbers this desk has seen: what is held beyond them is not the central's any more. */
const ahead = (after: number): PullOutcome => ({ ok: false, failure: { kind: 'local', why: 'ahead', detail: `the central’s head lies before ${after}` } })
