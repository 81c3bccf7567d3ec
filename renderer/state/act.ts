/** One thing an operator asks to be done: running, done or failed; a second press while running does nothing. */
import { useCallback, useRef, useState } from 'react'
import type { Failure, Input, Method, Output } from '../../preload/contract/api.ts'
import { getBridge } from '../bridge.ts'

export type Act<T> = { state: 'ready' } | { state: 'running' } | { state: 'done'; value: T } | { state: 'failed'; failure: Failure }

export function useAct<M extends Method>(method: M): [Act<Output<M>>, (input: Input<M>) => void] {
  const [act, setAct] = useState<Act<Output<M>>>({ state: 'ready' })
  const running = useRef(false)
  const run = useCallback((input: Input<M>) => {
    if (running.current) return
    running.current = true
    setAct({ state: 'running' })
    void getBridge().call(method, input)
      .then((answer) => setAct(answer.ok ? { state: 'done', value: answer.value } : { state: 'failed', failure: answer.failure }))
      .catch((error: unknown) => setAct({ state: 'failed', failure: { code: 'internal', detail: String(error) } }))
      .finally(() => {
        running.current = false
      })
  }, [method])
  return [act, run]
}
