/** Worker entry of the outbox's lane: the only one that opens its files, with the disk and the chance of this PC. */
import { randomUUID } from 'node:crypto'
import { workerData } from 'node:worker_threads'
import { serveLane } from '../store/serve-lane.ts'
import { close } from './context.ts'
import { OUTBOX_FUNCTIONS } from './functions.ts'
import { openFiles } from './open-files.ts'
import { REAL_DISK } from './real-disk.ts'
import { OUTBOX_STEPS } from './schema.ts'

const { folder, actor, now, goOn } = workerData as { folder: string; actor: string; now: number; goOn: boolean }

serveLane(OUTBOX_FUNCTIONS, () => {
  const { context, opening } = openFiles({ folder, actor, now, goOn, disk: REAL_DISK, bootId: randomUUID(), client: randomUUID(), steps: OUTBOX_STEPS })
  return { context, opened: opening, close: () => close(context) }
})
