/** Worker entry of the writing lane: the first to open the cache, the only one to change it. */
import { workerData } from 'node:worker_threads'
import { openCache } from './cache.ts'
import { retryAside } from './retry-aside.ts'
import { copyLogBack } from './scopes.ts'
import { serveLane } from './serve-lane.ts'
import { createWriterContext } from './writer-context.ts'
import { WRITER_THREAD_FUNCTIONS } from './writer-functions.ts'

const { folder, ownerKey, now, discard } = workerData as { folder: string; ownerKey: string; now: number; discard: boolean }

serveLane(WRITER_THREAD_FUNCTIONS, () => {
  const { db, path, recovered } = openCache(folder, ownerKey, now, discard)
  const context = createWriterContext(db, folder, path, ownerKey)
  retryAside(context)
  const isEmpty = !db.prepare('SELECT 1 FROM scope WHERE cursor IS NOT NULL LIMIT 1').get()
  return { context, opened: { path, recovered, isEmpty }, afterwards: () => copyLogBack(context), close: () => db.close() }
})
