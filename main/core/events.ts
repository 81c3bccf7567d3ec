/** Tells every window what has news. Each audience counts what it hears: a gap in the numbers means a loss, not that something was none of its business. */
import type { ConsoleEvent } from '../../preload/contract/api.ts'
import type { Topic } from '../../preload/contract/model.ts'
import { type Audience, hears } from './audience.ts'

export interface Events {
  announce(topics: Topic[]): void
  /** Returns the end of it. */
  listen(listener: (event: ConsoleEvent) => void, audience?: Audience): () => void
}

export function createEvents(): Events {
  const listeners = new Map<(event: ConsoleEvent) => void, Audience>()
  const counts = { desk: 0, wall: 0 }
  return {
    announce(topics) {
      for (const topic of topics) {
        counts.desk += 1
        if (hears({ wall: '1' }, topic)) counts.wall += 1
        for (const [listen, audience] of listeners) if (hears(audience, topic)) listen({ topic, n: audience === 'desk' ? counts.desk : counts.wall })
      }
    },
    listen(listener, audience = 'desk') {
      listeners.set(listener, audience)
      return () => void listeners.delete(listener)
    },
  }
}
