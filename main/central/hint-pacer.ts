/** Spreads one scope's hints over those who listen: a change that a whole city follows must not call every desk in the same moment. */

export interface HintPacer {
  /** `send` hears the newest head of the scope, soon; heads that come while it waits are one. */
  join(scope: string, send: (head: number) => void): () => void
  hear(scope: string, head: number): void
}

/** One hint a scope and process: the five desks of an office hear at once, 250 desks of a city within five seconds. */
const EVERY_MS = 20

interface Audience {
  head: number
  listening: Set<(head: number) => void>
  waiting: Set<(head: number) => void>
  isPausing: boolean
}

/** `after` is setTimeout, unless a test has its own time. */
export function createHintPacer(after: (work: () => void, ms: number) => unknown = setTimeout): HintPacer {
  const audiences = new Map<string, Audience>()
  const sendNext = (audience: Audience): void => {
    const [next] = audience.waiting
    audience.isPausing = next !== undefined
    if (next === undefined) return
    after(() => sendNext(audience), EVERY_MS)
    audience.waiting.delete(next)
    next(audience.head)
  }
  return {
    join(scope, send) {
      const audience = audiences.get(scope) ?? { head: 0, listening: new Set(), waiting: new Set(), isPausing: false }
      audiences.set(scope, audience)
      audience.listening.add(send)
      return () => {
        audience.listening.delete(send)
        audience.waiting.delete(send)
        if (audience.listening.size === 0) audiences.delete(scope)
      }
    },
    hear(scope, head) {
      const audience = audiences.get(scope)
      if (audience === undefined) return
      audience.head = head
      // Whoever waits keeps its place in the line.
      for (const send of audience.listening) audience.waiting.add(send)
      if (!audience.isPausing) sendNext(audience)
    },
  }
}
