/** A console with answers written down: for looking at a page, and for tests of the hosts themselves. */
import type { ConsoleEvent } from '../../preload/contract/api.ts'
import type { Console } from '../../main/core/host.ts'

export type Canned = (method: string, input: unknown) => unknown
export interface CannedConsole extends Console {
  /** Sends an event to every page. */
  emit(event: ConsoleEvent): void
}

export function serveCanned(answer: Canned): CannedConsole {
  const listeners = new Set<(event: ConsoleEvent) => void>()
  return {
    async dispatch(method, input) {
      try {
        return { ok: true, value: await answer(method, input), tookMs: 0 }
      } catch (error) {
        return { ok: false, failure: { code: 'internal', detail: String(error) } }
      }
    },
    onEvent(listen) {
      listeners.add(listen)
      return () => void listeners.delete(listen)
    },
    emit: (event) => listeners.forEach((listen) => listen(event)),
    async close() {},
  }
}
