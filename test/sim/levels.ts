/** The parts of each level: everything in memory, or real files, a real database and real HTTP. */
import type { WorldParts, World } from './world.ts'
import { createMemoryCentral } from './memory-central.ts'
import { createMemoryDisk } from './memory-disk.ts'

export interface LevelParts extends WorldParts {
  afterHealing: (world: World) => Promise<string[]>
  close(): Promise<void>
}

export async function openParts(level: 1 | 2): Promise<LevelParts> {
  if (level === 2) return (await import('./level-two.ts')).openLevelTwo()
  return {
    central: async (clock, ids) => createMemoryCentral({ clock, ids, pageChanges: 3, partRows: 5 }),
    disk: () => createMemoryDisk(),
    afterHealing: async () => [],
    close: async () => {},
  }
}
