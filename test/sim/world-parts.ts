/** What a world is made of: a central, disks, and screens that look on. */
import type { CityRow } from '../../main/central/log.ts'
import type { Change } from '../../main/sync/sync.ts'
import type { DeskDisk, OpenDisk, SimCentral } from './parts.ts'

/** A disk whose cache can be lost or emptied, together with the process. */
export interface WorldDisk extends DeskDisk {
  lose(chance: number): void
}

export interface WorldParts {
  /** What the central holds at the beginning. */
  readonly rows: readonly CityRow[]
  central(clock: () => number, ids: () => string, seed: number): Promise<SimCentral>
  disk(desk: number): WorldDisk
  /** A screen that follows what a desk's process announces, from its start. */
  listen?(desk: number, open: OpenDisk): (what: Change) => void
  /** Somebody looks at all screens of a desk. */
  look?(desk: number): void
}
