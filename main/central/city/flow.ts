/** The moves of the case flow (GB/T 30428) that the living practice city makes, and how readily. */
import type { CaseAction } from '../../../preload/contract/case-flow.ts'
import type { Status } from './course.ts'

/** `readiness`: how likely an open case is picked up when it is looked at. Weights choose among the legal moves. */
interface Moves { readiness: number; next: readonly (readonly [to: Status, action: CaseAction, weight: number])[] }

/** Closed statuses rarely come back: reopening is the supervisor's exception. */
export const FLOW: { readonly [from in Status]: Moves } = {
  reported: { readiness: 0.9, next: [['verifying', 'accept', 94], ['rejected', 'reject', 4], ['merged', 'merge', 2]] },
  verifying: { readiness: 0.8, next: [['filed', 'file', 90], ['rejected', 'reject', 7], ['merged', 'merge', 3]] },
  filed: { readiness: 0.9, next: [['dispatched', 'dispatch', 98], ['void', 'void', 1], ['closed_forced', 'force_close', 1]] },
  dispatched: { readiness: 0.7, next: [['handling', 'take', 88], ['returned', 'return', 10], ['filed', 'recall', 2]] },
  returned: { readiness: 0.6, next: [['dispatched', 'redispatch', 97], ['void', 'void', 3]] },
  handling: { readiness: 0.25, next: [['fed_back', 'feed_back', 90], ['extension_requested', 'ask_extension', 6], ['suspended', 'suspend', 3], ['closed_forced', 'force_close', 1]] },
  extension_requested: { readiness: 0.5, next: [['handling', 'grant', 100]] },
  suspended: { readiness: 0.04, next: [['handling', 'resume', 100]] },
  fed_back: { readiness: 0.9, next: [['checking', 'check', 100]] },
  checking: { readiness: 0.9, next: [['closed', 'close', 92], ['rework', 'fail', 8]] },
  rework: { readiness: 0.5, next: [['handling', 'take', 100]] },
  closed: { readiness: 0.0005, next: [['filed', 'reopen', 100]] },
  closed_forced: { readiness: 0, next: [] },
  rejected: { readiness: 0.0005, next: [['verifying', 'reopen', 100]] },
  merged: { readiness: 0, next: [] },
  void: { readiness: 0, next: [] },
}

export const CLOSED: ReadonlySet<Status> = new Set<Status>(['closed', 'closed_forced', 'rejected', 'merged', 'void'])
/** A closed case may be reopened this long. */
export const REOPEN_DAYS = 30
