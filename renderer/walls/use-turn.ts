/** What is asked for here is done in the order in which it was pressed: nothing pressed fast is lost, and the last failure is kept until something succeeds. */
import { useCallback, useRef, useState } from 'react'
import type { Answer, Failure } from '../../preload/contract/api.ts'

export interface Turn {
  /** Why the last one did not take; null: it did. */
  failure: Failure | null
  /** True once it is done; false where it failed. */
  inTurn: (work: () => Promise<Answer<unknown>>) => Promise<boolean>
}

export function useTurn(): Turn {
  const [failure, setFailure] = useState<Failure | null>(null)
  const last = useRef<Promise<unknown>>(Promise.resolve())
  const inTurn = useCallback((work: () => Promise<Answer<unknown>>): Promise<boolean> => {
    const done = last.current.then(work).catch((error: unknown): Answer<never> => ({ ok: false, failure: { code: 'internal', detail: String(error) } })).then((answer) => {
      setFailure(answer.ok ? null : answer.failure)
      return answer.ok
    })
    last.current = done
    return done
  }, [])
  return { failure, inTurn }
}
