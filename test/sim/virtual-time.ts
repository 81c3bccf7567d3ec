/** Time that passes only when the world lets it: timers of all desks in one queue. */

interface Timer {
  at: number
  n: number
  owner: object
  work: () => void
}

export interface VirtualTime {
  /** Milliseconds since the world began. */
  now(): number
  after(owner: object, delayMs: number, work: () => void): () => void
  /** When the next timer rings; null when none is set. */
  nextAt(): number | null
  /** Moves on to `at`; every timer due until then rings in order, and `settle` lets the world come to rest after each. */
  advanceTo(at: number, settle: () => Promise<void>): Promise<void>
  /** A process that died rings no more. */
  forget(owner: object): void
}

export function createVirtualTime(): VirtualTime {
  let present = 0
  let made = 0
  let timers: Timer[] = []

  const earliest = (): Timer | null => {
    let first: Timer | null = null
    for (const timer of timers) if (first === null || timer.at < first.at || (timer.at === first.at && timer.n < first.n)) first = timer
    return first
  }
  const remove = (timer: Timer): void => {
    const at = timers.indexOf(timer)
    if (at >= 0) timers.splice(at, 1)
  }
  return {
    now: () => present,
    after(owner, delayMs, work) {
      const timer = { at: present + Math.max(0, delayMs), n: made++, owner, work }
      timers.push(timer)
      return () => remove(timer)
    },
    nextAt: () => earliest()?.at ?? null,
    async advanceTo(at, settle) {
      for (let timer = earliest(); timer !== null && timer.at <= at; timer = earliest()) {
        present = Math.max(present, timer.at)
        remove(timer)
        timer.work()
        await settle()
      }
      present = Math.max(present, at)
    },
    forget(owner) {
      timers = timers.filter((timer) => timer.owner !== owner)
    },
  }
}
