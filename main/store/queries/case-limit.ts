/** Answers 'cases.limit': the deadline that a case would have if it were filed now as one of a class, and how it comes about. */
import type { Input } from '../../../preload/contract/api.ts'
import type { Deadline } from '../../../preload/contract/deadline.ts'
import type { Row } from '../../sync/protocol.ts'
import type { ReaderContext } from '../reader-context.ts'
import { shownCase } from './case-row.ts'
import { deadlineOf } from './deadline.ts'

/** Null when neither the cache nor the outbox holds such a case. What the case itself states of its limit is left aside: filing states it anew. */
export function getLimit(context: ReaderContext, { id, class: kind, at }: Input<'cases.limit'>): Deadline | null {
  const held = shownCase(context, id)
  if (held === null) return null
  const { due_at: _due, limit: _limit, ...row } = JSON.parse(held.body) as Row<'case'>
  return deadlineOf(context, { ...row, class: kind, filed_at: new Date(at).toISOString() }, at)
}
