/** One lead from the first word to its fate: kept as a draft while it is typed, then on this PC like any edit, or, with a contact, sent at once; whatever happens it has one op id, so that it is filed once. The contact lives here alone. */
import { useState } from 'react'
import type { Answer, Failure, FailureCode, Output } from '../../../preload/contract/api.ts'
import type { Saved } from '../../../preload/contract/edit.ts'
import type { LeadIntent } from '../../../preload/contract/lead.ts'
import { getBridge } from '../../bridge.ts'
import type { DraftHere } from '../../state/draft.ts'
import { touch } from '../../state/save-edits.ts'
import { useDraftValues } from '../act/use-draft-values.ts'
import { keptLead, LEAD_DRAFT, newNames, readLead, startLead, type LeadValues } from './lead-draft.ts'
import { hasContact, intentOf, isUntouched, type LeadFields } from './lead-fields.ts'

export type LeadState =
  | { state: 'typing' }
  | { state: 'sending' }
  /** On this PC, safe; or with the center already. */
  | { state: 'filed'; where: 'here' | 'center'; id: string }
  /** Nothing was sent, nothing was kept. */
  | { state: 'offline' }
  | { state: 'unknown' }
  | { state: 'refused'; problem: string; detail: string | null }
  | { state: 'unsaved'; saved: Extract<Saved, { saved: false }> }
  | { state: 'failed'; failure: Failure }

export interface Lead {
  fields: LeadFields
  now: LeadState
  /** It may be with the center already: then its words stay as they are until the center has said so. */
  isSent: boolean
  isRestored: boolean
  draft: DraftHere
  change: (patch: Partial<LeadFields>) => void
  /** Of fields without a fault. `withContact` false: the contact stays behind, and the lead on this PC until there is a line. */
  file: (withContact: boolean) => void
  /** The next one, of the same street. */
  another: () => void
  discard: () => void
}

/** `home`: the street to begin with, '' for none. */
export function useLead(draft: DraftHere, home: string): Lead {
  const form = useDraftValues<LeadValues>({ draft, read: readLead, start: () => startLead(home), kept: keptLead })
  const { fields, isSent } = form.values
  const [now, setNow] = useState<LeadState>({ state: isSent ? 'unknown' : 'typing' })

  const change = (patch: Partial<LeadFields>): void => {
    // What this PC holds already under these names says something else: what is changed now is another lead.
    const isAnother = now.state === 'unsaved' && now.saved.why === 'reuse'
    form.change((before) => ({ ...before, ...(isAnother ? newNames() : {}), fields: { ...before.fields, ...patch } }))
    if (!isSent && isUntouched({ ...fields, ...patch })) void draft.drop()
    if (!isSent && now.state !== 'typing') setNow({ state: 'typing' })
  }
  const keep = async (intent: LeadIntent): Promise<void> => {
    setNow({ state: 'sending' })
    touch(intent.id)
    // What is on its way would come after the draft has gone with the lead.
    await draft.rest()
    const answer = await getBridge().call('edits.save', { edits: [intent], draft: LEAD_DRAFT }).catch(fault)
    if (!answer.ok) return setNow({ state: 'failed', failure: answer.failure })
    setNow(answer.value.saved ? { state: 'filed', where: 'here', id: intent.id } : { state: 'unsaved', saved: answer.value })
  }
  const send = async (intent: LeadIntent): Promise<void> => {
    setNow({ state: 'sending' })
    touch(intent.id)
    // Before it is on its way: should the answer be lost, and this window with it, it is asked about and not filed anew.
    form.change((before) => ({ ...before, isSent: true }))
    await draft.rest()
    const next = stateOf(await getBridge().call('leads.send', { leads: [intent], again: isSent }).catch(fault), intent.id, isSent)
    if (next.state === 'filed') await draft.drop()
    // The center has decided about these names.
    else if (next.state === 'refused') form.change((before) => ({ ...before, ...newNames(), isSent: false }))
    else if (!isSent && isUnsent(next)) form.change((before) => ({ ...before, isSent: false }))
    setNow(next)
  }
  const discard = (): void => {
    form.discard()
    setNow({ state: 'typing' })
  }
  return {
    fields, now, isSent, isRestored: form.isRestored, draft, change, discard,
    file(withContact) {
      const intent = intentOf(fields, form.values, withContact)
      void (withContact && (isSent || hasContact(fields)) ? send(intent) : keep(intent))
    },
    another() {
      discard()
      form.change((before) => ({ ...before, fields: { ...before.fields, area: fields.area } }))
      void draft.drop()
    },
  }
}

const fault = (error: unknown): { ok: false; failure: Failure } => ({ ok: false, failure: { code: 'internal', detail: String(error) } })

/** The console refuses these before anything leaves this PC. */
const NEVER_SENT: readonly FailureCode[] = ['bad-input', 'unknown-method', 'not-signed-in', 'too-busy']
const isUnsent = (next: LeadState): boolean => next.state === 'offline' || (next.state === 'failed' && NEVER_SENT.includes(next.failure.code))

function stateOf(answer: Answer<Output<'leads.send'>> | ReturnType<typeof fault>, id: string, again: boolean): LeadState {
  if (!answer.ok) return { state: 'failed', failure: answer.failure }
  // It was sent before: that there is no line now says nothing of it.
  if (!answer.value.isOnline) return { state: again ? 'unknown' : 'offline' }
  const [verdict] = answer.value.verdicts
  if (verdict === undefined || verdict.state === 'unknown') return { state: 'unknown' }
  return verdict.state === 'taken' ? { state: 'filed', where: 'center', id } : { state: 'refused', problem: verdict.problem ?? '', detail: verdict.detail }
}
