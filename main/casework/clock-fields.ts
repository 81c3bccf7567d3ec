/** What an action of the flow does to the fields that a case's deadline is reckoned from: when it was filed, and where its clock stood still or was put on. */
import type { Row } from '../sync/protocol.ts'

export type ClockFields = Pick<Row<'case'>, 'filed_at' | 'limit' | 'suspended' | 'extended'>
type Held = { [field in keyof ClockFields]?: ClockFields[field] | undefined }

/** All four fields as they are afterwards; `at` and `until` (of a grant: the new deadline) RFC 3339. */
export function clockFieldsAfter(action: string, { filed_at, limit, suspended, extended }: Held, at: string, until: string | undefined): Held {
  // A new filing starts a new clock.
  if (action === 'file' || (action === 'reopen' && filed_at !== undefined)) return { filed_at: at, limit: undefined, suspended: undefined, extended: undefined }
  const same = { filed_at, limit, suspended, extended }
  if (action === 'suspend') return { ...same, suspended: [...(suspended ?? []), { from: at }] }
  if (action === 'resume') return { ...same, suspended: suspended?.map((span) => (span.to === undefined ? { ...span, to: at } : span)) }
  if (action === 'grant' && until !== undefined) return { ...same, extended: [...(extended ?? []), { at, until }] }
  return same
}
