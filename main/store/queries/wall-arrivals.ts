/**
 * When a scope was confirmed, by the clock that ages are counted with. The cache notes confirmations by the PC's own clock, which may be wrong and may jump while the
 * console runs; the console counts by the center's clock and a monotonic one. The age by the PC's clock is believed as far as it can be true: a confirmation that was
 * not there at the last look came after that look, and one that was there already is no younger than it was.
 */
import type { ReaderContext } from '../reader-context.ts'

export interface Clocks {
  /** The console's. */
  at: number
  /** The PC's, at the same instant. */
  pcAt: number
}
interface Seen {
  /** As the cache has it. */
  okAt: number | null
  arrivedAt: number | null
  lookedAt: number
}
const seen = new WeakMap<ReaderContext, Map<string, Seen>>()

/** `okAt`: as the cache has it; null: never confirmed. */
export function arrivalOf(context: ReaderContext, scope: string, okAt: number | null, { at, pcAt }: Clocks): number | null {
  const scopes = seen.get(context) ?? new Map<string, Seen>()
  seen.set(context, scopes)
  const before = scopes.get(scope)
  const arrivedAt = before !== undefined && before.okAt === okAt ? before.arrivedAt : okAt === null ? null : Math.min(at, Math.max(at - (pcAt - okAt), before?.lookedAt ?? Number.NEGATIVE_INFINITY))
  scopes.set(scope, { okAt, arrivedAt, lookedAt: Math.max(at, before?.lookedAt ?? at) })
  return arrivedAt
}
