/** What an action or an edit makes of a case's row. Pure: whether it may be is decided before. */
import { isClosedStatus } from '../../preload/contract/case-flow.ts'
import type { EditField } from '../../preload/contract/case-flow.ts'
import type { CaseStatus } from '../../preload/contract/case-status.ts'
import type { EditOfCaseIntent, HandoverIntent, NoteIntent, ProposalIntent, ReplyIntent, TransitionIntent } from '../../preload/contract/edit-schema.ts'
import type { Row } from '../sync/protocol.ts'
import { clockFieldsAfter } from './clock-fields.ts'
import type { z } from 'zod'

export type Case = Row<'case'>
type Set = NonNullable<z.infer<typeof TransitionIntent>['set']>
type Action = z.infer<typeof TransitionIntent>['action']
export type SayingIntent = z.infer<typeof NoteIntent | typeof ReplyIntent | typeof ProposalIntent | typeof HandoverIntent>
/** undefined takes a field out. */
export type Change = { [field in keyof Case]?: Case[field] | undefined }

/** `at`: RFC 3339, the central's time. The deadline as far as it is named; where the clock leads is for `withDeadline` to say. */
export function takeAction(row: Case, action: Action, to: CaseStatus, set: Set, sub: string, at: string): Case {
  return withChange(row, {
    status: to, updated_at: at,
    closed_at: isClosedStatus(to) ? at : undefined,
    status_before: to === 'merged' || to === 'void' ? row.status : undefined,
    suspended_at: to === 'suspended' ? at : undefined,
    asked_until: to === 'extension_requested' ? set.until : undefined,
    ...clockFieldsAfter(action, row, at, action === 'file' ? set.due_at : row.asked_until),
    ...ownEffect(row, action, set, sub),
  })
}

function ownEffect(row: Case, action: Action, set: Set, sub: string): Change {
  switch (action) {
    case 'merge': return { duplicate_of: set.into }
    case 'unmerge': return { duplicate_of: undefined }
    case 'file': return given({ class: set.class, place: set.place, due_at: set.due_at })
    case 'dispatch': case 'redispatch': return { department: set.department }
    // Back on the dispatcher's table, with nobody.
    case 'recall': return { department: undefined }
    case 'reopen': return { department: undefined, fed_back_by: undefined }
    case 'feed_back': return { fed_back_by: sub }
    case 'grant': return given({ due_at: row.asked_until })
    default: return {}
  }
}

/** A corrected place was declared in WGS-84 by the desk that corrected it. */
export function edit(row: Case, set: z.infer<typeof EditOfCaseIntent>['set'], at: string): Case {
  const { lng, lat } = set
  const original = lng === undefined || lat === undefined ? {} : { original: { crs: 'wgs84' as const, x: lng, y: lat } }
  return withChange(row, { ...given(set), ...original, ...(set.due_at === undefined ? {} : { fixed: { at, until: set.due_at }, merged_since: undefined }), updated_at: at })
}

export const given = <T extends object>(change: T): T => Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as T

export function withChange(row: Case, change: Change): Case {
  return given({ ...row, ...change }) as Case
}

/** What is said of a case leaves its latest word in the row; the whole of it is in the act. */
export function say(row: Case, intent: SayingIntent, { sub, name }: { sub: string; name: string }, at: string): Case {
  switch (intent.kind) {
    case 'note': return withChange(row, { note_count: (row.note_count ?? 0) + 1, updated_at: at })
    case 'reply': return withChange(row, { replied_at: at, updated_at: at })
    case 'proposal': return withChange(row, { proposal: { ...given(intent.set), by: sub, by_name: name, at, state: 'proposed' }, updated_at: at })
    case 'handover': return withChange(row, { handed_over: { to: intent.set.to, at: intent.set.handed_at }, urgent: true, updated_at: at })
  }
}

/** The fields of the row that an op wants to be so, beside the status; words are told in the act, not in the row. */
export function wantedFields(set: Set | z.infer<typeof EditOfCaseIntent>['set']): Partial<Case> {
  const { reason: _reason, result: _result, photos: _photos, until, into, ...same } = set as Set & Partial<Record<EditField, unknown>>
  return given({ ...same, asked_until: until, duplicate_of: into }) as Partial<Case>
}
