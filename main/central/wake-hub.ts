/** Where head changes of all processes arrive, and where long polls and wake streams wait for them. */
import { ACCOUNT_CHANNEL } from './account.ts'
import { EPOCH_CHANNEL, readEpoch } from './epoch.ts'
import { HEAD_CHANNEL } from './heads.ts'
import type { Sql } from './sql-types.ts'

export type WakeEvent = { kind: 'head'; scope: string; seq: number } | { kind: 'account'; sub: string } | { kind: 'epoch' } | { kind: 'gap' } | { kind: 'closing' }

export interface WakeHub {
  /** The epoch as last heard; a hint for headers, never for a decision. */
  readonly epoch: string
  readonly isClosing: boolean
  on(hear: (event: WakeEvent) => void): () => void
  /** Resolves when the scope may hold something new, at the limit of time, when the asker left, or when the central closes. */
  nextChange(scope: string, waitMs: number, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

export async function openWakeHub(sql: Sql): Promise<WakeHub> {
  const listeners = new Set<(event: WakeEvent) => void>()
  let epoch = await readEpoch(sql)
  let isClosing = false
  const emit = (event: WakeEvent): void => listeners.forEach((hear) => hear(event))
  const refreshEpoch = async (): Promise<void> => {
    epoch = await readEpoch(sql)
    emit({ kind: 'epoch' })
  }
  const onGap = (): void => {
    refreshEpoch().catch(() => {})
    emit({ kind: 'gap' })
  }
  const stops = [
    await sql.listen(HEAD_CHANNEL, (payload) => emit({ kind: 'head', ...(JSON.parse(payload) as { scope: string; seq: number }) }), onGap),
    await sql.listen(ACCOUNT_CHANNEL, (sub) => emit({ kind: 'account', sub })),
    await sql.listen(EPOCH_CHANNEL, () => void refreshEpoch().catch(() => {})),
  ]
  const on = (hear: (event: WakeEvent) => void): (() => void) => {
    listeners.add(hear)
    return () => listeners.delete(hear)
  }
  return {
    get epoch() {
      return epoch
    },
    get isClosing() {
      return isClosing
    },
    on,
    nextChange: (scope, waitMs, signal) =>
      new Promise((resolve) => {
        if (isClosing || signal.aborted) return resolve()
        const done = (): void => {
          clearTimeout(timer)
          off()
          signal.removeEventListener('abort', done)
          resolve()
        }
        const timer = setTimeout(done, waitMs)
        const off = on((event) => (event.kind !== 'head' || event.scope === scope) && done())
        signal.addEventListener('abort', done)
      }),
    close: async () => {
      isClosing = true
      emit({ kind: 'closing' })
      await Promise.all(stops.map((stop) => stop().catch(() => {})))
    },
  }
}
