/** The statuses of the case flow, and the sets of them that have a meaning of their own. */

/** Statuses of GB/T 30428's case flow. */
export const CASE_STATUSES = [
  'reported', 'verifying', 'filed', 'dispatched', 'returned', 'handling', 'extension_requested', 'suspended',
  'fed_back', 'checking', 'rework', 'closed', 'closed_forced', 'rejected', 'merged', 'void',
] as const
export type CaseStatus = (typeof CASE_STATUSES)[number]
/** Open311's mapping of the case flow: everything else is open. */
export const CLOSED_STATUSES = ['closed', 'closed_forced', 'rejected', 'merged', 'void'] as const satisfies readonly CaseStatus[]
/** Reports that stand for no problem of their own: refused, void, or told already. */
export const NO_PROBLEM_STATUSES = ['rejected', 'merged', 'void'] as const satisfies readonly CaseStatus[]
