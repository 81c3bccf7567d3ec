/** Saving edits: "saved" is said only when the console says that they are on stable storage. */
import { useCallback, useRef, useState } from 'react'
import type { Failure } from '../../preload/contract/api.ts'
import { caseOfIntent, type DraftName, type EditIntent, type Saved } from '../../preload/contract/edit.ts'
import { getBridge } from '../bridge.ts'

export type NotSaved = Extract<Saved, { saved: false }>
export type Saving = { state: 'ready' } | { state: 'saving' } | { state: 'refused'; by: NotSaved } | { state: 'failed'; failure: Failure }
/** All of them, or none; the draft goes with them. Resolves to true once they are saved; a second call while one runs does nothing. */
export type SaveEdits = (edits: EditIntent[], draft?: DraftName | null) => Promise<boolean>

export function useSaveEdits(): [Saving, SaveEdits] {
  const [saving, setSaving] = useState<Saving>({ state: 'ready' })
  const isRunning = useRef(false)
  const save = useCallback<SaveEdits>(async (edits, draft = null) => {
    if (isRunning.current) return false
    isRunning.current = true
    setSaving({ state: 'saving' })
    const next = await ask(edits, draft)
    isRunning.current = false
    setSaving(next)
    return next.state === 'ready'
  }, [])
  return [saving, save]
}

const touched = new Set<string>()

/** To be called before it is sent: its effect may be on the screen before the answer is. */
export const touch = (caseId: string): void => void touched.add(caseId)

/** Whether an edit of this case was saved or sent from this window: what comes of it is no news to whoever sits here. */
export const isTouched = (caseId: string): boolean => touched.has(caseId)

async function ask(edits: EditIntent[], draft: DraftName | null): Promise<Saving> {
  for (const edit of edits) touch(caseOfIntent(edit) ?? '')
  try {
    const answer = await getBridge().call('edits.save', { edits, draft })
    if (!answer.ok) return { state: 'failed', failure: answer.failure }
    return answer.value.saved ? { state: 'ready' } : { state: 'refused', by: answer.value }
  } catch (error) {
    return { state: 'failed', failure: { code: 'internal', detail: String(error) } }
  }
}
