/**
 * A live stream of hints without news confirms what is held. Written down now and then, for the age on screen moves in seconds anyway; what a
 * full disk refused is written again within seconds, as of the instant at which it was so.
 */
import type { Ports } from './ports.ts'

const EVERY_MS = 20_000
const AGAIN_MS = 2_000

export interface Confirmation {
  scopes: string[]
  /** Wall time, ms. */
  now: number
}

export interface Confirmations {
  heard(scopes: () => string[]): void
  stop(): void
}

export interface ConfirmationsOptions extends Pick<Ports, 'clock' | 'scheduler'> {
  write(confirmation: Confirmation): Promise<unknown>
  failed(error: unknown): void
}

export function createConfirmations({ clock, scheduler, write, failed }: ConfirmationsOptions): Confirmations {
  let writtenAt = Number.NEGATIVE_INFINITY
  let latest: Confirmation | null = null
  let again: (() => void) | null = null
  const put = (confirmation: Confirmation): void => {
    write(confirmation).catch((error: unknown) => {
      failed(error)
      if (latest === confirmation) again = scheduler.after(AGAIN_MS, () => put(confirmation))
    })
  }
  return {
    heard(scopes) {
      if (clock.monotonic() - writtenAt < EVERY_MS) return
      writtenAt = clock.monotonic()
      again?.()
      latest = { scopes: scopes(), now: clock.wall() }
      put(latest)
    },
    stop() {
      latest = null
      writtenAt = Number.NEGATIVE_INFINITY
      again?.()
    },
  }
}
