/** What befell the walls of this PC: alerts with who saw them, and restarts. In one small file that may be lost: a disk that takes nothing stops no wall. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { RESTART_CAUSES, type RestartCause } from '../../preload/contract/wall-health.ts'
import { ALERT_KINDS } from '../../preload/contract/wall.ts'
import { WALL_IDS, type WallId } from '../../preload/contract/wall-settings.ts'
import { type AlarmBook, EMPTY_BOOK } from '../wall/alarm-book.ts'
import { writeWhole } from './write-whole.ts'

const FILE = 'wall-log.json'
const DAY_MS = 86_400_000
const MOST_RESTARTS = 500
/** Looks change it every few seconds; what a person did is written at once. */
export const WRITE_MS = 60_000

const at = z.number()
const Level = z.literal([1, 2, 3])
const Kept = z.object({
  version: z.literal(1),
  book: z.object({
    alerts: z.record(z.string(), z.object({ level: Level, kind: z.enum(ALERT_KINDS).nullable().default(null), raisedAt: at, seenAt: at, missingMs: z.number().default(0), acknowledgedAt: at.nullable() })),
    raised: z.array(z.object({ at, level: Level })),
    days: z.record(z.string(), z.object({ raised: z.number(), watchedMs: z.number() })),
    watchedAt: at.nullable(),
  }),
  restarts: z.array(z.object({ wall: z.enum(WALL_IDS), at, cause: z.enum(RESTART_CAUSES) })),
})
interface Restart { wall: WallId; at: number; cause: RestartCause }

export interface WallLog {
  book(): AlarmBook
  setBook(book: AlarmBook): void
  restarts(wall: WallId, now: number): { at: number; cause: RestartCause }[]
  addRestart(restart: Restart): void
  /** Writes what has changed, if it is time to, or `now`. Never rejects. */
  write(when: 'now' | 'in-time'): Promise<void>
}

/** `monotonic`: milliseconds that only grow. */
export function openWallLog(folder: string, monotonic: () => number, onError: (error: unknown) => void): WallLog {
  let { book, restarts } = read(join(folder, FILE))
  let changed = false
  let writtenAt = monotonic()
  let writing: Promise<void> = Promise.resolve()
  return {
    book: () => book,
    setBook(next) {
      changed ||= next !== book
      book = next
    },
    restarts: (wall, now) => restarts.filter((one) => one.wall === wall && now - one.at < DAY_MS).map(({ at: when, cause }) => ({ at: when, cause })),
    addRestart(restart) {
      restarts = [...restarts.filter((one) => restart.at - one.at < DAY_MS), restart].slice(-MOST_RESTARTS)
      changed = true
    },
    write(when) {
      if (!changed || (when === 'in-time' && monotonic() - writtenAt < WRITE_MS)) return writing
      changed = false
      writtenAt = monotonic()
      const text = JSON.stringify({ version: 1, book, restarts })
      writing = writing.then(() => writeWhole(join(folder, FILE), Buffer.from(text))).catch(onError)
      return writing
    },
  }
}

/** A file that cannot be read is as none. */
function read(path: string): { book: AlarmBook; restarts: Restart[] } {
  try {
    return Kept.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return { book: EMPTY_BOOK, restarts: [] }
  }
}
