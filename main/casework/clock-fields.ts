/** What an action of the flow does to the fields that a case's deadline is reckoned from: when it was filed, and where its clock stood still or was put on. */
import type { Row } from '../sync/protocol.ts'

export type ClockFields = Pick<Row<'case'>, 'filed_at' | 'limit' | 'suspended' | 'extended' | 'fixed' | 'merged_since'>
type Held = { [field in keyof ClockFields]?: ClockFields[field] | undefined }

/** All six fields as they are afterwards; `at` and `until` (of a grant the new deadline, of a filing the one that is named) RFC 3339. */
export function clockFieldsAfter(action: string, { filed_at, limit, suspended, extended, fixed, merged_since }: Held, at: string, until: string | undefined): Held {
  const same = { filed_at, limit, suspended, extended, fixed, merged_since }
  // A new filing starts a new clock; a deadline named before the first one stays, and so does what was merged before it. Reopening leaves both behind.
  const anew = { filed_at: at, limit: undefined, suspended: undefined, extended: undefined }
  if (action === 'file') return { ...anew, ...(until === undefined ? { fixed, merged_since } : { fixed: { at, until }, merged_since: undefined }) }
  if (action === 'reopen' && filed_at !== undefined) return { ...anew, fixed: undefined, merged_since: at }
  if (action === 'suspend') return { ...same, suspended: [...(suspended ?? []), { from: at }] }
  if (action === 'resume') return { ...same, suspended: suspended?.map((span) => (span.to === undefined ? { ...span, to: at } : span)) }
  if (action === 'grant' && until !== undefined) return { ...same, extended: [...(extended ?? []), { at, until }] }
  return same
}
