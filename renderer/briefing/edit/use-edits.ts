/** The edits of one run while it is open: changed at once on the screen, kept on this PC a moment later, taken back step by step. */
import { useEffect, useState } from 'react'
import type { Answer, Failure } from '../../../preload/contract/api.ts'
import type { DeckEdits } from '../../../preload/contract/deck.ts'
import { getBridge } from '../../bridge.ts'
import { openDraft } from '../../state/draft.ts'
import { beginHistory, step, stepBack } from './edit-history.ts'

export interface EditsHere {
  edits: DeckEdits
  change: (next: DeckEdits, what: string) => void
  canUndo: boolean
  undo: () => void
  /** Resolves when nothing is on its way any more. */
  rest: () => Promise<void>
  /** Why the last change is not kept; null while it is. */
  failure: Failure | null
  /** A number that may be a person's was typed and has been masked. */
  isMasked: boolean
}

/** Another run needs another component. */
export function useEdits(run: string, kept: DeckEdits): EditsHere {
  const [history, setHistory] = useState(() => beginHistory(kept))
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isMasked, setMasked] = useState(false)
  const [keeper] = useState(() => openDraft({
    async put(body) {
      const sent = JSON.parse(body) as DeckEdits
      const answer = await getBridge().call('briefing.saveEdits', { run, edits: sent })
      if (answer.ok && JSON.stringify(answer.value) !== body) {
        setMasked(true)
        // Whoever types on meanwhile is not disturbed: what they type is masked with the next words.
        setHistory((now) => (JSON.stringify(now.now) === body ? { ...now, now: answer.value } : now))
      }
      return answer.ok ? done(answer) : answer
    },
    drop: () => Promise.resolve(done({ ok: true, value: null, tookMs: 0 })),
    later: (work, delayMs) => {
      const timer = setTimeout(work, delayMs)
      return () => clearTimeout(timer)
    },
    failed: setFailure,
  }))
  useEffect(() => {
    const leave = (): void => void keeper.rest()
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [keeper])
  return {
    edits: history.now,
    change(next, what) {
      if (next === history.now) return
      setMasked(false)
      setHistory((now) => step(now, next, what))
      keeper.type(JSON.stringify(next))
    },
    canUndo: history.before.length > 0,
    undo() {
      const back = stepBack(history)
      if (back.now === history.now) return
      setHistory(back)
      keeper.type(JSON.stringify(back.now))
    },
    rest: keeper.rest,
    failure,
    isMasked,
  }
}

const done = (answer: { ok: true; tookMs: number; value: unknown }): Answer<null> => ({ ok: true, value: null, tookMs: answer.tookMs })
