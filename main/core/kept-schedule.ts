/** The schedule of one user on this PC, in one small file of their profile: written whole or not at all, read with suspicion. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Schedule } from '../../preload/contract/briefing-schema.ts'
import { WHY_NOT_MADE } from '../../preload/contract/briefing-schedule.ts'
import { writeWhole } from './write-whole.ts'

const FILE = 'briefing-schedule.json'

const Kept = z.object({
  schedule: Schedule.nullable(),
  folder: z.string().min(1).nullable(),
  /** The instant of the run made last, or when it was set: nothing earlier is made up. */
  lastDone: z.number(),
  trouble: z.object({ why: z.enum(WHY_NOT_MADE), at: z.number() }).nullable(),
  last: z.object({ path: z.string(), at: z.number() }).nullable(),
})
export type KeptSchedule = z.infer<typeof Kept>

export interface ScheduleKeeper {
  get(): Promise<KeptSchedule>
  /** Holds from now on even where the disk does not take it: then a run may be made once more after the next start, but not again and again. Throws Refusal 'disk-full' or 'not-writable'. */
  put(kept: KeptSchedule): Promise<void>
}

export function openKeptSchedule(folder: string): ScheduleKeeper {
  const path = join(folder, FILE)
  let held: KeptSchedule | null = null
  return {
    get: async () => (held ??= await read(path)),
    put(kept) {
      held = kept
      return writeWhole(path, Buffer.from(JSON.stringify({ version: 1, ...kept })))
    },
  }
}

/** A file that cannot be read is as none: nothing leaves by itself before a person has set it again. */
async function read(path: string): Promise<KeptSchedule> {
  try {
    return z.object({ version: z.literal(1), ...Kept.shape }).parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return { schedule: null, folder: null, lastDone: 0, trouble: null, last: null }
  }
}
