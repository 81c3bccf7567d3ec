/** Keeps the log short while the central runs, and forgets ops that no desk holds any more and photos that nothing names. */
import { forgetBlobs } from './blobs/held-blobs.ts'
import { compact } from './compact.ts'
import { forgetOps } from './push/applied-op.ts'
import type { Sql } from './sql-types.ts'

const EVERY_MS = 3_600_000

/** Runs every hour and returns what stops it. */
export function keepTidy(sql: Sql, clock: () => number, log: (line: string) => void): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    running = compact(sql, clock()).then(() => forgetOps(sql, clock())).then(() => forgetBlobs(sql, clock())).catch((error: Error) => log(`tidying up failed: ${error.message}`))
  }, EVERY_MS)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
