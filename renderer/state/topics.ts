/** Carries events to whoever shows their topic; a gap in the numbers reaches everybody. */
import type { ConsoleEvent } from '../../preload/contract/api.ts'
import type { Topic } from '../../preload/contract/model.ts'

export interface Topics {
  listen(topics: readonly Topic[], changed: () => void): () => void
}

/** Keeps one subscription to the bridge for the whole page. */
export function openTopics(onEvent: (listen: (event: ConsoleEvent) => void) => () => void): Topics {
  const listeners = new Set<{ topics: readonly Topic[]; changed: () => void }>()
  let last: number | null = null
  onEvent((event) => {
    const missed = last !== null && event.n !== last + 1
    last = event.n
    for (const listener of listeners) if (missed || listener.topics.includes(event.topic)) listener.changed()
  })
  return {
    listen(topics, changed) {
      const listener = { topics, changed }
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
