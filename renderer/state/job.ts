/** One job of the console at a time, as a screen sees it: begun under an id, looked at while it runs, given up at any moment and when the screen goes. */
import { useCallback, useEffect, useRef } from 'react'
import type { ExportProgress } from '../../preload/contract/export.ts'
import { getBridge } from '../bridge.ts'

const LOOK_MS = 200

export interface Job {
  /** The one before is no longer wanted. Returns whether this one still is. */
  begin: (id: string) => () => boolean
  /** It came to its end: there is nothing left to give up. */
  end: (id: string) => void
  /** The console is told to stop it; what it still answers is for nobody. */
  giveUp: () => void
}

/** `isRunning`: whether to look how far it is. Null: the console knows nothing of it, or not yet. */
export function useJob(isRunning: boolean, progressed: (progress: ExportProgress | null) => void): Job {
  const job = useRef<string | null>(null)
  const latest = useRef(progressed)
  useEffect(() => {
    latest.current = progressed
  })
  const begin = useCallback((id: string) => {
    job.current = id
    return () => job.current === id
  }, [])
  const end = useCallback((id: string) => {
    if (job.current === id) job.current = null
  }, [])
  const giveUp = useCallback(() => {
    if (job.current !== null) void getBridge().call('export.cancel', { job: job.current })
    job.current = null
  }, [])
  useEffect(() => giveUp, [giveUp])
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => {
      const mine = job.current
      if (mine === null) return
      void getBridge().call('export.progress', { job: mine }).then((answer) => {
        if (answer.ok && job.current === mine) latest.current(answer.value)
      })
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [isRunning])
  return { begin, end, giveUp }
}
