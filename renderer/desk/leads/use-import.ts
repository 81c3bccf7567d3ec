/** Many leads at once: all of them or none. Kept on this PC without contacts, or sent at once with them; a lead without an answer is asked about again. */
import { useCallback, useState } from 'react'
import type { Failure } from '../../../preload/contract/api.ts'
import type { Saved } from '../../../preload/contract/edit.ts'
import type { LeadIntent, LeadVerdict } from '../../../preload/contract/lead.ts'
import { getBridge } from '../../bridge.ts'
import { touch } from '../../state/save-edits.ts'

export type ImportState =
  | { state: 'ready' }
  | { state: 'running' }
  | { state: 'offline' }
  | { state: 'kept'; count: number }
  /** In the order of the leads. */
  | { state: 'answered'; verdicts: LeadVerdict[] }
  | { state: 'unsaved'; saved: Extract<Saved, { saved: false }> }
  | { state: 'failed'; failure: Failure }

export interface Importing {
  now: ImportState
  keep(intents: LeadIntent[]): void
  send(intents: LeadIntent[]): void
  /** Of those without an answer. */
  askAgain(intents: LeadIntent[]): void
  /** Another file. */
  begin(): void
}

const fault = (error: unknown): { ok: false; failure: Failure } => ({ ok: false, failure: { code: 'internal', detail: String(error) } })

export function useImport(): Importing {
  const [now, setNow] = useState<ImportState>({ state: 'ready' })
  const keep = useCallback((edits: LeadIntent[]) => {
    setNow({ state: 'running' })
    for (const { id } of edits) touch(id)
    void getBridge().call('edits.save', { edits, draft: null }).catch(fault).then((answer) => {
      if (!answer.ok) return setNow({ state: 'failed', failure: answer.failure })
      return setNow(answer.value.saved ? { state: 'kept', count: edits.length } : { state: 'unsaved', saved: answer.value })
    })
  }, [])
  const push = useCallback((leads: LeadIntent[], again: boolean, before: LeadVerdict[]) => {
    setNow({ state: 'running' })
    for (const { id } of leads) touch(id)
    void getBridge().call('leads.send', { leads, again }).catch(fault).then((answer) => {
      if (!answer.ok) return setNow(before.length > 0 ? { state: 'answered', verdicts: before } : { state: 'failed', failure: answer.failure })
      if (!answer.value.isOnline) return setNow(before.length > 0 ? { state: 'answered', verdicts: before } : { state: 'offline' })
      const said = new Map(answer.value.verdicts.map((verdict) => [verdict.opId, verdict]))
      return setNow({ state: 'answered', verdicts: before.length === 0 ? answer.value.verdicts : before.map((verdict) => said.get(verdict.opId) ?? verdict) })
    })
  }, [])
  const send = useCallback((intents: LeadIntent[]) => push(intents, true, []), [push])
  const askAgain = useCallback((intents: LeadIntent[]) => {
    const before = now.state === 'answered' ? now.verdicts : []
    const open = new Set(before.flatMap(({ opId, state }) => (state === 'unknown' ? [opId] : [])))
    push(intents.filter(({ op_id }) => open.has(op_id)), true, before)
  }, [now, push])
  const begin = useCallback(() => setNow({ state: 'ready' }), [])
  return { now, keep, send, askAgain, begin }
}
