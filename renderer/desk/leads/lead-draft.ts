/** The unfinished lead as it is kept on this PC: without its contact, but with the names it has at the center, so that one that may be filed already is asked about and not filed twice. */
import { draftOf, EMPTY_LEAD, leadOfDraft, type LeadFields } from './lead-fields.ts'

/** Leads of the form share one draft: there is one telephone in front of one person. */
export const LEAD_DRAFT = { form: 'lead', key: 'new' } as const

export interface LeadNames {
  op_id: string
  id: string
}
export interface LeadValues extends LeadNames {
  fields: LeadFields
  /** It was sent under these names, and what became of it is not known. */
  isSent: boolean
}

export const newNames = (): LeadNames => ({ op_id: crypto.randomUUID(), id: crypto.randomUUID() })
export const startLead = (area: string): LeadValues => ({ fields: { ...EMPTY_LEAD, area }, ...newNames(), isSent: false })

/** What may lie on this PC. */
export const keptLead = ({ fields, op_id, id, isSent }: LeadValues): unknown => ({ ...draftOf(fields), op_id, id, isSent })

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A draft without names was never sent under any. */
export function readLead(body: string): LeadValues {
  const fields = leadOfDraft(body)
  try {
    const { op_id, id, isSent } = JSON.parse(body) as Partial<Record<keyof LeadValues, unknown>>
    if (typeof op_id === 'string' && UUID.test(op_id) && typeof id === 'string' && UUID.test(id)) return { fields, op_id, id, isSent: isSent === true }
  } catch {
    // Not of this form: what cannot be read counts as not typed.
  }
  return { fields, ...newNames(), isSent: false }
}
