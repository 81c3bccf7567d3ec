/** The real clock, chance, timers and network: the only file of the engine that touches them. */
import { randomUUID } from 'node:crypto'
import type { Ports } from './ports.ts'

export function realPorts(): Ports {
  return {
    clock: { monotonic: () => performance.now(), wall: () => Date.now() },
    random: () => Math.random(),
    scheduler: {
      after(delayMs, work) {
        const timer = setTimeout(work, delayMs)
        return () => clearTimeout(timer)
      },
    },
    ids: () => randomUUID(),
    fetch: (url, { content, ...init }) => fetch(url, content === undefined ? init : { ...init, body: content }),
  }
}
