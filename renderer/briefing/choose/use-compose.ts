/** One deck being composed: how far it is, given up at any moment. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Failure } from '../../../preload/contract/api.ts'
import type { Briefing, ComposeOrder, WhyNoDeck } from '../../../preload/contract/briefing.ts'
import type { ExportProgress } from '../../../preload/contract/export.ts'
import { getBridge } from '../../bridge.ts'
import { useJob } from '../../state/job.ts'

export type Composing = { state: 'ready' } | { state: 'composing'; progress: ExportProgress | null } | { state: 'refused'; why: WhyNoDeck } | { state: 'failed'; failure: Failure }

export interface Compose {
  composing: Composing
  compose: (order: Omit<ComposeOrder, 'job'>) => void
  cancel: () => void
}

export function useCompose(done: (briefing: Briefing) => void): Compose {
  const [composing, setComposing] = useState<Composing>({ state: 'ready' })
  const { begin, end, giveUp } = useJob(composing.state === 'composing', (progress) => setComposing((now) => (now.state === 'composing' ? { state: 'composing', progress } : now)))
  const latest = useRef(done)
  useEffect(() => {
    latest.current = done
  })
  const compose = useCallback((order: Omit<ComposeOrder, 'job'>) => {
    const mine = crypto.randomUUID()
    const isWanted = begin(mine)
    setComposing({ state: 'composing', progress: null })
    void getBridge().call('briefing.compose', { ...order, job: mine }).then((answer) => {
      if (!isWanted()) return
      end(mine)
      if (!answer.ok) return setComposing({ state: 'failed', failure: answer.failure })
      if (answer.value.state === 'refused') return setComposing(answer.value)
      setComposing({ state: 'ready' })
      latest.current(answer.value.briefing)
    })
  }, [begin, end])
  const cancel = useCallback(() => {
    giveUp()
    setComposing({ state: 'ready' })
  }, [giveUp])
  return { composing, compose, cancel }
}
