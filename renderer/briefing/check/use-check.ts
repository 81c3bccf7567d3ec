/** One check of a deck: the file is sent to the console piece by piece, followed, given up; what came of it in words for the screen. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Failure } from '../../../preload/contract/api.ts'
import { type CheckedDeck, type DeckFault, MOST_DECK_BYTES } from '../../../preload/contract/deck.ts'
import type { ExportProgress } from '../../../preload/contract/export.ts'
import { getBridge } from '../../bridge.ts'
import { upload } from '../../state/upload.ts'

export type Fault = DeckFault | 'unreadable'
export type Check =
  | { state: 'ready' }
  /** `part`: of the bytes, 0–1. */
  | { state: 'sending'; name: string; part: number }
  | { state: 'checking'; name: string; progress: ExportProgress | null }
  | { state: 'checked'; name: string; deck: CheckedDeck }
  | { state: 'refused'; name: string; why: Fault }
  | { state: 'failed'; name: string; failure: Failure }
  | { state: 'cancelled' }

export interface Checking {
  check: Check
  begin(file: File): void
  cancel(): void
}

const LOOK_MS = 250

export function useCheck(): Checking {
  const [now, setNow] = useState<Check>({ state: 'ready' })
  const job = useRef<string | null>(null)
  const giveUp = useCallback(async () => {
    const mine = job.current
    job.current = null
    if (mine !== null) await getBridge().call('briefing.stopCheck', { job: mine })
  }, [])
  useEffect(() => () => void giveUp(), [giveUp])

  const begin = useCallback((file: File) => {
    const mine = crypto.randomUUID()
    const stopped = giveUp()
    job.current = mine
    const isWanted = (): boolean => job.current === mine
    const tell = (check: Check): void => {
      if (isWanted()) setNow(check)
    }
    tell({ state: 'sending', name: file.name, part: 0 })
    void stopped.then(() => checkFile(file, mine, isWanted, tell))
      .catch((error: unknown): Check => ({ state: 'failed', name: file.name, failure: { code: 'internal', detail: String(error) } }))
      .then((end) => {
        if (!isWanted()) return
        job.current = null
        setNow(end)
      })
  }, [giveUp])
  const cancel = useCallback(() => {
    void giveUp()
    setNow({ state: 'cancelled' })
  }, [giveUp])

  const isChecking = now.state === 'checking'
  useEffect(() => {
    if (!isChecking) return
    const timer = setInterval(() => {
      const mine = job.current
      if (mine === null) return
      void getBridge().call('briefing.checking', { job: mine }).then((answer) => {
        if (answer.ok && job.current === mine) setNow((before) => (before.state === 'checking' ? { ...before, progress: answer.value } : before))
      })
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [isChecking])
  return { check: now, begin, cancel }
}

async function checkFile(file: File, job: string, isWanted: () => boolean, tell: (check: Check) => void): Promise<Check> {
  const { name } = file
  if (file.size === 0) return { state: 'refused', name, why: 'empty' }
  if (file.size > MOST_DECK_BYTES) return { state: 'refused', name, why: 'too-large' }
  const bytes = await file.arrayBuffer().catch(() => null)
  if (bytes === null) return { state: 'refused', name, why: 'unreadable' }
  const sent = await upload(new Uint8Array(bytes), isWanted, (part) => tell({ state: 'sending', name, part }))
  if (!sent.ok) return { state: 'failed', name, failure: sent.failure }
  tell({ state: 'checking', name, progress: null })
  const answer = await getBridge().call('briefing.check', { job, upload: sent.value })
  if (!answer.ok) return answer.failure.code === 'cancelled' ? { state: 'cancelled' } : { state: 'failed', name, failure: answer.failure }
  return answer.value.state === 'refused' ? { state: 'refused', name, why: answer.value.why } : { state: 'checked', name, deck: answer.value.deck }
}
