/** Worker entry of the reading lanes: opens the cache read-only and answers the lane's table of query functions. */
import { workerData } from 'node:worker_threads'
import { openReadable, type ReadableDatabase } from './open.ts'
import { DESK_FUNCTIONS, FIELD_FUNCTIONS } from './queries/lanes.ts'
import { serveLane } from './serve-lane.ts'

const { path, lane, outlinesFolder } = workerData as { path: string; lane: 'desk' | 'field'; outlinesFolder: string }

serveLane(lane === 'desk' ? DESK_FUNCTIONS : FIELD_FUNCTIONS, () => {
  const db: ReadableDatabase = openReadable(path)
  return { context: { db, outlinesFolder }, close: () => db.close() }
})
