/** Leads that come in by telephone, with the caller's contact: sent at once or not at all, never kept on this PC. */
import type { z } from 'zod'
import type { CreateIntent } from './edit-schema.ts'

export type LeadIntent = z.infer<typeof CreateIntent>

/** One central takes no more in a push. */
export const MOST_LEADS = 100

export interface LeadVerdict {
  opId: string
  /** `unknown`: no answer came; the same lead is to be asked about again, under the same op id. */
  state: 'taken' | 'refused' | 'unknown'
  /** Last word of the problem's type. */
  problem: string | null
  detail: string | null
}
/** `isOnline` false: nothing was sent. */
export type LeadsSent = { isOnline: false } | { isOnline: true; verdicts: LeadVerdict[] }
