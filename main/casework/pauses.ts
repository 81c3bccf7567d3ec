/** Suspensions (挂账) of a case as spans in which its clock stands still. */

/** Half-open; `to` null: it lasts. */
export interface Pause { from: number; to: number | null }

/** Those after `begin`, in order; what overlaps or touches is one, and what has no length is none. */
export function pausesFrom(pauses: readonly Pause[], begin: number): Pause[] {
  const joined: Pause[] = []
  for (const pause of pauses.map(({ from, to }): Pause => ({ from: Math.max(from, begin), to })).sort((a, b) => a.from - b.from)) {
    if (pause.to !== null && pause.to <= pause.from) continue
    const last = joined.at(-1)
    if (last === undefined || (last.to !== null && pause.from > last.to)) joined.push(pause)
    else if (last.to !== null) last.to = pause.to === null ? null : Math.max(last.to, pause.to)
  }
  return joined
}

/** Since when the clock stands still at an instant, or null. */
export function pausedAt(pauses: readonly Pause[], begin: number, at: number): number | null {
  return pausesFrom(pauses, begin).find(({ from, to }) => from <= at && (to === null || at < to))?.from ?? null
}
