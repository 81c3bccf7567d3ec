/** What is set for the walls of this PC in one small file: written whole or not at all, read with suspicion. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { WallSettings as WallSettingsSchema, WallThresholds as ThresholdsSchema } from '../../preload/contract/wall-schema.ts'
import { DEFAULT_DISTANCE, DEFAULT_DWELL_MS, DEFAULT_THRESHOLDS, SCENES, type WallId, type WallSettings, type WallThresholds } from '../../preload/contract/wall-settings.ts'
import { refusalOf } from './write-whole.ts'

const FILE = 'walls.json'
const ASIDE = 'walls.damaged.json'

const Kept = z.object({
  version: z.literal(1),
  walls: z.array(WallSettingsSchema).max(4),
  thresholds: ThresholdsSchema,
})
type KeptWalls = z.infer<typeof Kept>

export interface WallKeeping {
  walls(): WallSettings[]
  wall(id: WallId): WallSettings
  thresholds(): WallThresholds
  isDamaged(): boolean
  /** Throws Refusal 'disk-full' or 'not-writable'; then everything is as before. */
  keep(patch: { walls?: WallSettings[]; thresholds?: WallThresholds }): void
}

export const newWall = (id: WallId): WallSettings => ({
  id, name: id, language: 'zh-CN', area: null, viewingDistanceInHeights: DEFAULT_DISTANCE, scenes: SCENES.map((scene) => ({ scene, on: true, dwellMs: DEFAULT_DWELL_MS[scene] })),
  orbit: true, night: { from: 22, to: 6 }, headline: null, display: null, opensWithConsole: false,
})

export function openWallKeeping(folder: string): WallKeeping {
  let { kept, damaged } = read(folder)
  return {
    walls: () => kept.walls,
    wall: (id) => kept.walls.find((wall) => wall.id === id) ?? newWall(id),
    thresholds: () => kept.thresholds,
    isDamaged: () => damaged,
    keep(patch) {
      const next: KeptWalls = { ...kept, ...patch }
      write(folder, next)
      kept = next
      damaged = false
    },
  }
}

function read(folder: string): { kept: KeptWalls; damaged: boolean } {
  const path = join(folder, FILE)
  const fresh: KeptWalls = { version: 1, walls: [newWall('1')], thresholds: DEFAULT_THRESHOLDS }
  if (!existsSync(path)) return { kept: fresh, damaged: false }
  try {
    return { kept: Kept.parse(JSON.parse(readFileSync(path, 'utf8'))), damaged: false }
  } catch {
    try {
      renameSync(path, join(folder, ASIDE))
    } catch {
      // Not even that can be done with it: it is said all the same.
    }
    return { kept: fresh, damaged: true }
  }
}

function write(folder: string, kept: KeptWalls): void {
  const path = join(folder, FILE)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(`${path}.new`, JSON.stringify(kept), { mode: 0o600, flush: true })
    renameSync(`${path}.new`, path)
  } catch (error) {
    throw refusalOf(error)
  }
}
