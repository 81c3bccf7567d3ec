/** A form's content, kept as it is typed: neither a closed dialog nor a power cut costs a word of it. */
import { useEffect, useRef, useState } from 'react'
import type { Answer, Failure } from '../../preload/contract/api.ts'
import type { Draft, DraftName } from '../../preload/contract/edit.ts'
import { getBridge } from '../bridge.ts'

/** So long after the last key it is kept. */
export const REST_MS = 300

export interface DraftPowers {
  put: (body: string) => Promise<Answer<null>>
  drop: () => Promise<Answer<null>>
  /** Returns how to take it back. */
  later: (work: () => void, delayMs: number) => () => void
  /** Null: the last one was kept. */
  failed: (failure: Failure | null) => void
}

export interface DraftKeeper {
  type: (body: string) => void
  /** Keeps at once what was typed; resolves when nothing is on its way any more. */
  rest: () => Promise<void>
  drop: () => Promise<void>
}

/** One thing at a time, in the order it was done: what is kept last is what was typed last. */
export function openDraft({ put, drop, later, failed }: DraftPowers): DraftKeeper {
  let typed: string | null = null
  let cancel: (() => void) | null = null
  let turn: Promise<void> = Promise.resolve()
  const inTurn = (work: () => Promise<Answer<null>>): Promise<void> => {
    turn = turn.then(work).then((answer) => failed(answer.ok ? null : answer.failure), (error: unknown) => failed({ code: 'internal', detail: String(error) }))
    return turn
  }
  const take = (): string | null => {
    cancel?.()
    cancel = null
    const body = typed
    typed = null
    return body
  }
  const rest = (): Promise<void> => {
    const body = take()
    return body === null ? turn : inTurn(() => put(body))
  }
  return {
    type(body) {
      typed = body
      cancel?.()
      cancel = later(() => void rest(), REST_MS)
    },
    rest,
    drop() {
      take()
      return inTurn(drop)
    },
  }
}

export interface DraftHere extends Omit<DraftKeeper, 'type'> {
  /** Anything that JSON can say. */
  type: (content: unknown) => void
  /** What was kept before this form was opened; undefined while it is asked for. */
  found: Draft | null | undefined
  /** Why the last words are not kept; null while they are. */
  failure: Failure | null
}

/** The words of a form that keeps nothing else; null: they are not of such a form. */
export function readWords(body: string): string | null {
  try {
    const read: unknown = JSON.parse(body)
    return typeof read === 'string' ? read : null
  } catch {
    return null
  }
}

/** The draft of a form that stands as long as the component does; another name needs another component. */
export function useDraft({ form, key }: DraftName): DraftHere {
  const [found, setFound] = useState<Draft | null | undefined>()
  const [failure, setFailure] = useState<Failure | null>(null)
  const [keeper] = useState(() => openDraft({
    put: (body) => getBridge().call('drafts.put', { form, key, body }),
    drop: () => getBridge().call('drafts.drop', { form, key }),
    later: (work, delayMs) => {
      const timer = setTimeout(work, delayMs)
      return () => clearTimeout(timer)
    },
    failed: setFailure,
  }))
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    void getBridge().call('drafts.get', { form, key }).then((answer) => {
      if (!isHere.current) return
      setFound(answer.ok ? answer.value : null)
      if (!answer.ok) setFailure(answer.failure)
    })
    const leave = (): void => void keeper.rest()
    addEventListener('pagehide', leave)
    return () => {
      isHere.current = false
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [form, key, keeper])
  return { found, failure, ...keeper, type: (content) => keeper.type(JSON.stringify(content)) }
}
