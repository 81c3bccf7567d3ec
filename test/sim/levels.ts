/** The parts of each level: everything in memory, or real files, a real database and real HTTP. */
import type { World } from './world.ts'
import type { WorldParts } from './world-parts.ts'
import { createMemoryCentral } from './memory-central.ts'
import { createMemoryDisk } from './memory-disk.ts'
import { createMemoryOutbox } from './memory-outbox.ts'
import type { CityRow } from '../../main/central/log.ts'
import { simCity } from './sim-city.ts'

export interface LevelParts extends WorldParts {
  afterHealing: (world: World) => Promise<string[]>
  close(): Promise<void>
}

export async function openParts(level: 1 | 2): Promise<LevelParts> {
  if (level === 2) return (await import('./level-two.ts')).openLevelTwo()
  return {
    rows: fewOfEach(3),
    // Pages and parts of a few rows: then a short history has many of them.
    central: async (clock, ids, seed) => createMemoryCentral({ clock, ids, pageChanges: 1 + (seed % 4), partRows: 2 + (seed % 6) }),
    disk: () => {
      const disk = createMemoryDisk()
      return { ...disk, lose: (chance) => disk.damage(chance < 0.5 ? 'emptied' : 'deleted', chance) }
    },
    outbox: createMemoryOutbox,
    afterHealing: async () => [],
    close: async () => {},
  }
}

/** All areas, on which rights hang, and the first rows of every other type. */
function fewOfEach(most: number): CityRow[] {
  const counts = new Map<string, number>()
  return simCity().filter(({ type }) => {
    counts.set(type, (counts.get(type) ?? 0) + 1)
    return type === 'area' || (counts.get(type) ?? 0) <= most
  })
}
