/** A console with answers written down: for looking at a page, and for tests of the hosts themselves. */
import type { ConsoleEvent } from '../../preload/contract/api.ts'
import { type Audience, hears } from '../../main/core/audience.ts'
import type { Console } from '../../main/core/host.ts'

export type Canned = (method: string, input: unknown, audience: Audience) => unknown
export interface CannedConsole extends Console {
  /** Sends an event to every page. */
  emit(event: ConsoleEvent): void
}

export function serveCanned(answer: Canned): CannedConsole {
  const listeners = new Map<(event: ConsoleEvent) => void, Audience>()
  return {
    async dispatch(method, input, audience = 'desk') {
      try {
        return { ok: true, value: await answer(method, input, audience), tookMs: 0 }
      } catch (error) {
        return { ok: false, failure: { code: 'internal', detail: String(error) } }
      }
    },
    onEvent(listen, audience = 'desk') {
      listeners.set(listen, audience)
      return () => void listeners.delete(listen)
    },
    walls: { settings: () => [], onBeat: () => () => {}, onUnsafe: () => () => {}, opening() {}, shut() {} },
    emit: (event) => listeners.forEach((audience, listen) => hears(audience, event.topic) && listen(event)),
    async close() {},
  }
}
