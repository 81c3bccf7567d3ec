/** Level 2: real SQLite files, the real central on an embedded PostgreSQL, real HTTP between them, and the screens' own queries. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Op } from '../../main/outbox/op.ts'
import { REFUSED } from '../../main/outbox/op-state.ts'
import { closeOverlay } from '../../main/store/overlay/overlay.ts'
import type { ReaderContext } from '../../main/store/reader-context.ts'
import { openHttpCentral } from './http-central.ts'
import type { LevelParts } from './levels.ts'
import type { SimCentral } from './parts.ts'
import { createScreenOracle, follow, longReader } from './screen-oracle.ts'
import { unseenEdits } from './overlay-oracle.ts'
import { answerTo, screenQuestions } from './screen-questions.ts'
import { simCity } from './sim-city.ts'
import { createSqliteDisk, type OpenSqliteDisk } from './sqlite-disk.ts'
import { createSqliteOutbox, type OpenSqliteOutbox } from './sqlite-outbox.ts'
import type { World } from './world.ts'

export async function openLevelTwo(): Promise<LevelParts> {
  const base = mkdtempSync(join(tmpdir(), 'sim-'))
  // One database serves all runs, emptied before each; its clock and its names are those of the present world.
  let around = { clock: () => 0, ids: () => crypto.randomUUID() as string }
  const central = await openHttpCentral({ clock: () => around.clock(), ids: () => around.ids() })
  const oracle = createScreenOracle()
  const readers = new Map<number, ReaderContext>()
  let [disks, worlds] = [0, 0]
  return {
    rows: simCity(),
    async central(clock, ids, seed) {
      const world = (++worlds % 0x1_0000).toString(16).padStart(4, '0')
      // An epoch is never another world's: what the service remembers of one would be taken for the next one's.
      around = { clock, ids: () => ids().replace('-0000-', `-${world}-`) }
      for (const reader of readers.values()) closeOverlay(reader)
      readers.clear()
      await central.reset()
      return inSmallPages(central, 1 + (seed % 4))
    },
    disk: () => {
      const disk = createSqliteDisk({ folder: join(base, `disk-${disks++}`), ownerKey: 'sim' })
      return { ...disk, lose: (chance) => disk.damage(chance < 0.5 ? 'emptied' : 'deleted', chance) }
    },
    outbox: (actor, ids) => createSqliteOutbox({ folder: join(base, `outbox-${disks++}`), actor, ids }),
    listen(desk, open, outbox) {
      const reader: ReaderContext = { ...longReader((open as OpenSqliteDisk).db), profileFolder: (outbox as OpenSqliteOutbox).folder }
      const before = readers.get(desk)
      if (before) closeOverlay(before)
      readers.set(desk, reader)
      return (what) => follow(reader, what)
    },
    look(desk, cases, at) {
      const reader = readers.get(desk)
      if (!reader) return []
      for (const question of screenQuestions([])) answerTo(reader, question)
      return unseenEdits(reader, cases, at)
    },
    afterHealing: (world) => checkScreens(world, (desk, scopes) => oracle.check(readers.get(desk) as ReaderContext, scopes, world.history.truth.rows, refusedOf(world, desk))),
    async close() {
      oracle.close()
      await central.close()
      rmSync(base, { recursive: true, force: true })
    },
  }
}

const refusedOf = (world: World, desk: number): Op[] => world.desks[desk]?.process?.outbox.ops().filter(({ state }) => (REFUSED as readonly string[]).includes(state)) ?? []

async function checkScreens(world: World, check: (desk: number, scopes: string[]) => string[]): Promise<string[]> {
  const wrong: string[] = []
  for (const desk of world.desks) wrong.push(...check(desk.n, await world.central.grants(desk.sub)).slice(0, 3).map((words) => `I3, screens of ${desk.sub}: ${words}`))
  return wrong
}

/** A central may cut pages smaller than asked: asking it for less does the same. It outlives the run. */
function inSmallPages(central: SimCentral, changes: number): SimCentral {
  return { ...central, answer: (request) => central.answer({ ...request, path: request.path.replace(/([?&]limit=)\d+/, `$1${changes}`) }), close: async () => {} }
}
