/** Worker entry of the writing lane: the first to open the cache, the only one to change it. */
import { workerData } from 'node:worker_threads'
import { openCache } from './cache.ts'
import { retryAside } from './retry-aside.ts'
import { serveLane } from './serve-lane.ts'
import { createWriterContext } from './writer-context.ts'
import { WRITER_FUNCTIONS } from './writer-functions.ts'

const { folder, ownerKey, now, discard } = workerData as { folder: string; ownerKey: string; now: number; discard: boolean }

serveLane(WRITER_FUNCTIONS, () => {
  const { db, path, recovered } = openCache(folder, ownerKey, now, discard)
  const context = createWriterContext(db, folder, path, ownerKey)
  retryAside(context)
  return { context, opened: { path, recovered }, close: () => db.close() }
})
