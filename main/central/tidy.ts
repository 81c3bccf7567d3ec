/** Keeps the log short while the central runs, and forgets ops that no desk holds any more and photos that nothing names. */
import { forgetBlobs, releaseBlobs } from './blobs/held-blobs.ts'
import { compact } from './compact.ts'
import { forgetOps } from './push/applied-op.ts'
import type { Sql } from './sql-types.ts'

const EVERY_MS = 3_600_000
/** Every row is looked through for it. */
const RELEASE_EVERY = 24

/** Runs every hour and returns what stops it. */
export function keepTidy(sql: Sql, clock: () => number, log: (line: string) => void): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  let hours = 0
  const timer = setInterval(() => {
    const isReleased = hours % RELEASE_EVERY === 0
    hours += 1
    running = compact(sql, clock()).then(() => forgetOps(sql, clock())).then(() => (isReleased ? releaseBlobs(sql, clock()) : undefined)).then(() => forgetBlobs(sql, clock())).catch((error: Error) => log(`tidying up failed: ${error.message}`))
  }, EVERY_MS)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
