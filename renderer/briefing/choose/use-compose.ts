/** One deck being composed: how far it is, given up at any moment. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Failure } from '../../../preload/contract/api.ts'
import type { Briefing, ComposeOrder, WhyNoDeck } from '../../../preload/contract/briefing.ts'
import type { ExportProgress } from '../../../preload/contract/export.ts'
import { getBridge } from '../../bridge.ts'

export type Composing = { state: 'ready' } | { state: 'composing'; progress: ExportProgress | null } | { state: 'refused'; why: WhyNoDeck } | { state: 'failed'; failure: Failure }

const LOOK_MS = 200

export interface Compose {
  composing: Composing
  compose: (order: Omit<ComposeOrder, 'job'>) => void
  cancel: () => void
}

export function useCompose(done: (briefing: Briefing) => void): Compose {
  const [composing, setComposing] = useState<Composing>({ state: 'ready' })
  const job = useRef<string | null>(null)
  const latest = useRef(done)
  useEffect(() => {
    latest.current = done
  })
  const giveUp = useCallback(() => {
    if (job.current !== null) void getBridge().call('export.cancel', { job: job.current })
    job.current = null
  }, [])
  useEffect(() => giveUp, [giveUp])
  const compose = useCallback((order: Omit<ComposeOrder, 'job'>) => {
    const mine = crypto.randomUUID()
    job.current = mine
    setComposing({ state: 'composing', progress: null })
    void getBridge().call('briefing.compose', { ...order, job: mine }).then((answer) => {
      if (job.current !== mine) return
      job.current = null
      if (!answer.ok) return setComposing({ state: 'failed', failure: answer.failure })
      if (answer.value.state === 'refused') return setComposing(answer.value)
      setComposing({ state: 'ready' })
      latest.current(answer.value.briefing)
    })
  }, [])
  const cancel = useCallback(() => {
    giveUp()
    setComposing({ state: 'ready' })
  }, [giveUp])
  const isComposing = composing.state === 'composing'
  useEffect(() => {
    if (!isComposing) return
    const timer = setInterval(() => {
      const mine = job.current
      if (mine === null) return
      void getBridge().call('export.progress', { job: mine }).then((answer) => {
        if (answer.ok && job.current === mine) setComposing((now) => (now.state === 'composing' ? { state: 'composing', progress: answer.value } : now))
      })
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [isComposing])
  return { composing, compose, cancel }
}
