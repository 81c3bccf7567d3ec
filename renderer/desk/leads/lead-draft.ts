/** The unfinished lead, kept on this PC while it is typed, without its contact. */
import { useEffect, useRef, type RefObject } from 'react'
import { getBridge } from '../../bridge.ts'
import { draftOf, isUntouched, type LeadFields } from './lead-fields.ts'

/** Leads of the form share one draft: there is one telephone in front of one person. */
export const LEAD_DRAFT = { form: 'lead', key: 'new' } as const

const KEEP_AFTER_MS = 400

/** `isKept` false: nobody has typed yet, or it is on its way or filed. */
export function useKeptLead(fields: LeadFields, isKept: boolean): void {
  const pending = useRef<LeadFields | null>(null)
  useEffect(() => {
    pending.current = isKept ? fields : null
    if (!isKept) return
    const timer = setTimeout(() => keep(pending), KEEP_AFTER_MS)
    return () => clearTimeout(timer)
  }, [fields, isKept])
  // What was typed last is kept as well when the form is closed at once.
  useEffect(() => () => keep(pending), [])
}

function keep(pending: RefObject<LeadFields | null>): void {
  const fields = pending.current
  pending.current = null
  if (fields === null) return
  if (isUntouched(fields)) void getBridge().call('drafts.drop', LEAD_DRAFT)
  else void getBridge().call('drafts.put', { ...LEAD_DRAFT, body: JSON.stringify(draftOf(fields)) })
}
