/** Two brakes: a token bucket per key, and a gate that lets a few jobs run while a few more wait. */
import { Refusal } from './problem.ts'

const KEYS_MAX = 10_000
/** Snapshots one sign-in may ask for: at once, and per second. */
export const SNAPSHOT_RATE = [100, 2] as const

/** `take` throws `slow-down` with the time until the next token. */
export function createThrottle(capacity: number, perSecond: number, clock: () => number): { take(key: string): void } {
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    take(key) {
      const now = clock()
      const bucket = buckets.get(key) ?? { left: capacity, at: now }
      const left = Math.min(capacity, bucket.left + (Math.max(0, now - bucket.at) / 1000) * perSecond)
      // Re-inserted, so that the oldest key is the first to be forgotten.
      buckets.delete(key)
      buckets.set(key, { left: left < 1 ? left : left - 1, at: now })
      if (buckets.size > KEYS_MAX) buckets.delete(buckets.keys().next().value ?? key)
      if (left < 1) throw new Refusal('slow-down', undefined, { retryAfterSeconds: Math.max(1, Math.ceil((1 - left) / perSecond)) })
    },
  }
}

/** `run` throws `busy` when too many jobs are waiting already. */
export function createGate(parallel: number, waiting: number, retryAfterSeconds: number): { run<T>(job: () => Promise<T>): Promise<T> } {
  let running = 0
  const queue: (() => void)[] = []
  return {
    async run(job) {
      if (running >= parallel) {
        if (queue.length >= waiting) throw new Refusal('busy', undefined, { retryAfterSeconds })
        await new Promise<void>((resolve) => queue.push(resolve))
      } else {
        running += 1
      }
      try {
        return await job()
      } finally {
        const next = queue.shift()
        if (next === undefined) running -= 1
        else next()
      }
    },
  }
}
