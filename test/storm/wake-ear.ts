/** Listens to one process's hints as a desk does, but never reconnects: what a stream loses shows. */
import { createParser } from 'eventsource-parser'
import { WakeHead } from '../../main/sync/protocol.ts'

export interface WakeEar {
  /** Newest head heard, by scope. */
  heads: Map<string, number>
  isOpen(): boolean
  /** True once this head or a later one was heard; false when the time is over. */
  hears(scope: string, head: number, withinMs: number): Promise<boolean>
  close(): void
}

export async function openWakeEar(address: string, token: string): Promise<WakeEar> {
  const leave = new AbortController()
  const heads = new Map<string, number>()
  const waiting = new Set<() => void>()
  let isOpen = true
  const parser = createParser({
    onEvent(event) {
      if (event.event !== 'head') return
      const hint = WakeHead.parse(JSON.parse(event.data))
      heads.set(hint.scope, hint.head)
      for (const look of waiting) look()
    },
  })
  const response = await fetch(`${address}/v1/wake`, { headers: { Authorization: `Bearer ${token}`, accept: 'text/event-stream' }, signal: leave.signal })
  if (!response.ok || response.body === null) throw new Error(`no hints from ${address}: ${response.status}`)
  const text = new TextDecoder()
  const listening = async (): Promise<void> => {
    for await (const chunk of response.body ?? []) parser.feed(text.decode(chunk, { stream: true }))
  }
  void listening().catch(() => {}).finally(() => (isOpen = false))
  return {
    heads,
    isOpen: () => isOpen,
    hears: (scope, head, withinMs) =>
      new Promise((resolve) => {
        const settle = (answer: boolean): void => {
          clearTimeout(timer)
          waiting.delete(look)
          resolve(answer)
        }
        const look = (): void => {
          if ((heads.get(scope) ?? -1) >= head) settle(true)
        }
        const timer = setTimeout(() => settle(false), withinMs)
        waiting.add(look)
        look()
      }),
    close: () => leave.abort(),
  }
}
