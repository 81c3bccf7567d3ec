/** What a world is made of: a central, disks, and screens that look on. */
import type { CityRow } from '../../main/central/log.ts'
import type { Change } from '../../main/sync/sync.ts'
import type { OpenOutbox, OutboxDisk } from './outbox-parts.ts'
import type { SeenCase } from './seen-cases.ts'
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
  outbox(actor: string, ids: () => string): OutboxDisk
  /** A screen that follows what a desk's process announces, from its start. */
  listen?(desk: number, open: OpenDisk, outbox: OpenOutbox): (what: Change) => void
  /** Somebody looks at all screens of a desk, where these cases should stand with own edits on them. What is wrong, in words. */
  look?(desk: number, cases: readonly SeenCase[], at: number): string[]
}
