/** One lead on its way: kept on this PC like any edit, or, with a contact, sent at once; whatever happens it has one op id, so that it is filed once. */
import { useCallback, useState } from 'react'
import type { Failure } from '../../../preload/contract/api.ts'
import type { Saved } from '../../../preload/contract/edit.ts'
import type { LeadIntent } from '../../../preload/contract/lead.ts'
import { getBridge } from '../../bridge.ts'
import { touch } from '../../state/save-edits.ts'
import { LEAD_DRAFT } from './lead-draft.ts'

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
  now: LeadState
  keep(intent: LeadIntent): void
  send(intent: LeadIntent): void
  begin(): void
}

export function useLead(): Lead {
  const [now, setNow] = useState<LeadState>({ state: 'typing' })
  const keep = useCallback((intent: LeadIntent) => {
    setNow({ state: 'sending' })
    touch(intent.id)
    void getBridge().call('edits.save', { edits: [intent], draft: LEAD_DRAFT }).then((answer) => {
      if (!answer.ok) return setNow({ state: 'failed', failure: answer.failure })
      return setNow(answer.value.saved ? { state: 'filed', where: 'here', id: intent.id } : { state: 'unsaved', saved: answer.value })
    })
  }, [])
  const send = useCallback((intent: LeadIntent) => {
    // Asked about again, it may be with the center already: that is asked first.
    const again = now.state === 'unknown' || now.state === 'failed'
    setNow({ state: 'sending' })
    touch(intent.id)
    void getBridge().call('leads.send', { leads: [intent], again }).then((answer) => setNow(stateOf(answer, intent.id, again)))
  }, [now.state])
  const begin = useCallback(() => setNow({ state: 'typing' }), [])
  return { now, keep, send, begin }
}

type Answered = Awaited<ReturnType<typeof askOnce>>
const askOnce = (leads: LeadIntent[]) => getBridge().call('leads.send', { leads, again: false })

function stateOf(answer: Answered, id: string, again: boolean): LeadState {
  if (!answer.ok) return { state: 'failed', failure: answer.failure }
  // It was sent before: that there is no line now says nothing of it.
  if (!answer.value.isOnline) return { state: again ? 'unknown' : 'offline' }
  const [verdict] = answer.value.verdicts
  if (verdict === undefined || verdict.state === 'unknown') return { state: 'unknown' }
  return verdict.state === 'taken' ? { state: 'filed', where: 'center', id } : { state: 'refused', problem: verdict.problem ?? '', detail: verdict.detail }
}
