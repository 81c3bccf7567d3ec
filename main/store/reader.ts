/** Worker entry of the reading lanes: opens the cache read-only and answers the lane's table of query functions. */
import { dirname } from 'node:path'
import { workerData } from 'node:worker_threads'
import { openReadable, type ReadableDatabase } from './open.ts'
import { closeOverlay } from './overlay/overlay.ts'
import { closeIndex, openIndex } from './queries/case-index.ts'
import { DESK_FUNCTIONS, FIELD_FUNCTIONS } from './queries/lanes.ts'
import type { ReaderContext } from './reader-context.ts'
import { serveLane } from './serve-lane.ts'

const { path, lane, outlinesFolder } = workerData as { path: string; lane: 'desk' | 'field'; outlinesFolder: string }

serveLane(lane === 'desk' ? DESK_FUNCTIONS : FIELD_FUNCTIONS, () => {
  const db: ReadableDatabase = openReadable(path)
  const context: ReaderContext = { db, outlinesFolder, profileFolder: dirname(path), ...(lane === 'desk' ? { indexFolder: dirname(path) } : {}) }
  openIndex(context)
  const close = (): void => {
    closeIndex(context)
    closeOverlay(context)
    db.close()
  }
  return { context, close }
})
