/** Asks the console's process for addresses of its walls. One that was there and gives none in time hangs: its process lives on, so nothing else tells it. */
import type { RestartCause } from '../../preload/contract/wall-health.ts'
import type { WallId } from '../../preload/contract/wall-settings.ts'

export const ANSWER_WITHIN_MS = 10_000

export interface AddressesOptions {
  send(message: object): void
  /** Runs once after the delay, unless the returned function is called before. */
  after(delayMs: number, work: () => void): () => void
  /** Once, however many wait for it. */
  onSilent(): void
}

export interface Addresses {
  /** The console is there. */
  ready(): void
  /** It is not, and nobody waits for it any longer. */
  gone(): void
  /** Null: there is none to be had now. */
  ask(wall: WallId, cause: RestartCause, safe: boolean): Promise<string | null>
  answered(wall: WallId, address: string): void
}

export function createAddresses({ send, after, onSilent }: AddressesOptions): Addresses {
  let isReady = false
  const waiting = new Map<WallId, (address: string | null) => void>()
  const gone = (): void => {
    isReady = false
    for (const give of waiting.values()) give(null)
  }
  return {
    gone,
    ready: () => void (isReady = true),
    ask: (wall, cause, safe) => new Promise((resolve) => {
      if (!isReady) return resolve(null)
      const cancel = after(ANSWER_WITHIN_MS, () => {
        gone()
        onSilent()
      })
      // Taken out with its answer: one that comes too late is no answer to the next question.
      waiting.set(wall, (address) => {
        cancel()
        waiting.delete(wall)
        resolve(address)
      })
      send({ kiosk: 'open', wall, cause, safe })
    }),
    answered: (wall, address) => waiting.get(wall)?.(address),
  }
}
