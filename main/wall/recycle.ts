/** When a page that still answers is told to load itself anew, and when it is to do without WebGL: what can be decided from its beats alone, in whichever host. */
import type { RestartCause, WallBeat, WallCondition } from '../../preload/contract/wall-health.ts'

export type Reload = { when: 'no' } | { when: 'at-border' | 'now'; cause: RestartCause }

export interface Seen {
  beat: WallBeat
  condition: WallCondition
  heapPerHour: number | null
  /** Minutes since midnight, local to the city; null: not known. */
  minuteOfDay: number | null
  /** Since it was first told to at a border, and went on all the same; null: it was not. */
  toldForMs: number | null
}

export const RECYCLE_MINUTE = 3 * 60 + 30
/** A wall that was not there at that minute makes up for it within the hour. */
const RECYCLE_WITHIN = 60
export const MOST_HEAP_BYTES = 1.2e9
export const MOST_HEAP_PER_HOUR = 50e6
/** A page just loaded has grown by nothing but its start: loading it once more would help nobody. */
const SETTLED_MS = 600_000
/** A pinned scene has no border: then it is done without. */
const BORDER_WITHIN_MS = 300_000

export function decideReload({ beat, condition, heapPerHour, minuteOfDay, toldForMs }: Seen): Reload {
  if (condition === 'frozen' || condition === 'stuck') return { when: 'now', cause: 'frozen' }
  const cause = whyAtBorder(beat, heapPerHour, minuteOfDay)
  if (cause === null) return { when: 'no' }
  return { when: toldForMs !== null && toldForMs >= BORDER_WITHIN_MS ? 'now' : 'at-border', cause }
}

function whyAtBorder(beat: WallBeat, heapPerHour: number | null, minuteOfDay: number | null): RestartCause | null {
  const since = minuteOfDay === null ? -1 : minuteOfDay - RECYCLE_MINUTE
  // Loaded before today's recycle. A minute more: the minute of day has no seconds.
  if (since >= 0 && since < RECYCLE_WITHIN && beat.upMs > (since + 1) * 60_000) return 'planned'
  if (beat.upMs < SETTLED_MS) return null
  return (beat.heapBytes ?? 0) > MOST_HEAP_BYTES || (heapPerHour ?? 0) > MOST_HEAP_PER_HOUR ? 'memory' : null
}

const LOST = { times: 3, withinMs: 600_000 }

/** Of a page's count of lost contexts, the times they were noticed at: those of the last ten minutes. A page that was loaded anew counts from zero. */
export function addLost(times: readonly number[], before: Pick<WallBeat, 'page' | 'lost'> | null, beat: Pick<WallBeat, 'page' | 'lost'>, at: number): number[] {
  const more = Math.max(0, beat.lost - (before?.page === beat.page ? before.lost : 0))
  return [...times.filter((one) => at - one < LOST.withinMs), ...Array.from({ length: Math.min(more, LOST.times) }, () => at)]
}
export const needsSafety = (lost: readonly number[]): boolean => lost.length >= LOST.times
