/** Walls over a real seat at a practice central, with time, timers and faults of the store in the test's hand. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, type TestContext } from 'node:test'
import type { Host } from '../../main/core/host.ts'
import type { Seat } from '../../main/core/seat.ts'
import { createSessionKeeper, type SessionKeeper } from '../../main/core/session.ts'
import { openSettings } from '../../main/core/settings.ts'
import { createWalls, type WallsHere } from '../../main/core/walls.ts'
import { StoreFailure } from '../../main/store/failure.ts'
import type { News } from '../../main/store/queries/wall-news.ts'
import { realPorts } from '../../main/sync/real-ports.ts'
import { type SourceAge, SOURCES } from '../../preload/contract/freshness.ts'
import type { Topic } from '../../preload/contract/model.ts'
import type { WallAlert } from '../../preload/contract/wall.ts'
import { startPracticeCentral, type PracticeCentral } from './practice-central.ts'

export interface WallScene {
  folder: string
  session: SessionKeeper
  walls: WallsHere
  /** Topics announced so far. */
  told: Topic[]
  /** Stand in the place of those that the store finds. */
  alerts: WallAlert[]
  /** When all sources were confirmed last, by the PC's clock. */
  confirmedAt: 'always' | number
  storeFails: boolean
  pc: { mono: number; wall: number }
  /** Lets time pass; the timers of the walls run when it is their turn. */
  pass(ms: number): Promise<void>
  /** Closes the walls and opens them again on the same folder. */
  restart(): Promise<void>
}

export async function openWallScene(t: TestContext, central: string, host: Partial<Host> = {}): Promise<WallScene> {
  const folder = mkdtempSync(join(tmpdir(), 'walls-'))
  const session = createSessionKeeper({ dataFolder: folder, practice: central, central: null }, realPorts(), () => {})
  await session.practice(null, null)
  const pc = { mono: 1_000, wall: Date.UTC(2026, 10, 28, 4) }
  const told: Topic[] = []
  const timers = new Set<{ at: number; work: () => void }>()
  const scene: WallScene = {
    folder, session, told, alerts: [], confirmedAt: 'always', storeFails: false, pc, walls: open(),
    async pass(ms) {
      const end = pc.mono + ms
      for (;;) {
        const next = [...timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        move(next.at - pc.mono)
        timers.delete(next)
        next.work()
        // The round of looks asks the store, and is over when it sets its timer again.
        for (let n = 0; n < 2_000 && timers.size === 0; n++) await new Promise((resolve) => setTimeout(resolve, 1))
      }
      move(end - pc.mono)
    },
    async restart() {
      await scene.walls.close()
      timers.clear()
      scene.walls = open()
    },
  }
  function move(ms: number): void {
    pc.mono += ms
    pc.wall += ms
  }
  function open(): WallsHere {
    return createWalls({
      dataFolder: folder, host: { kind: 'browser', ...host }, seat: () => withFaults(session.seat()), settings: openSettings(folder), upMs: () => null,
      clock: { monotonic: () => pc.mono, wall: () => pc.wall },
      scheduler: {
        after(delayMs, work) {
          const timer = { at: pc.mono + delayMs, work }
          timers.add(timer)
          return () => void timers.delete(timer)
        },
      },
      announce: (topics) => void told.push(...topics),
    })
  }
  const sources = (): SourceAge[] =>
    SOURCES.map((id) => ({ id, everyMs: 60_000, arrivedAt: scene.confirmedAt === 'always' ? pc.wall : scene.confirmedAt, eventEveryMs: null, eventAt: null, faults: [] }))
  /** The seat as it is, at a center that was not heard; its store says no where the test wants it to. */
  const faulty = new WeakMap<Seat, Seat>()
  function withFaults(seat: Seat): Seat {
    const known = faulty.get(seat)
    if (known !== undefined) return known
    const ask = async (...args: Parameters<typeof seat.store.field.ask>): Promise<unknown> => {
      if (scene.storeFails) throw new StoreFailure('damaged', 'SQLITE_CORRUPT: database disk image is malformed')
      const answer = await seat.store.field.ask(...args)
      return args[0] === 'wall.news' ? { ...answer, value: { ...(answer.value as News), alerts: scene.alerts, sources: sources(), timeZone: 'Asia/Shanghai' } } : answer
    }
    const made = { ...seat, remembered: seat.remembered, store: { ...seat.store, field: { ...seat.store.field, ask } }, sync: () => ({ ...seat.sync(), centralNow: () => null }) } as unknown as Seat
    faulty.set(seat, made)
    return made
  }
  t.after(async () => {
    await scene.walls.close()
    await session.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return scene
}

/** A danger to life, as the store finds one. */
export const DANGER: WallAlert = { id: 'danger:1', level: 1, kind: 'danger', since: Date.UTC(2026, 10, 28, 3, 59), area: null, about: null, source: 'points', value: 1, unit: 'count', acknowledgedAt: null }

/** For a file of tests: a practice central while they run, and walls at it for each. */
export function wallsAtCentral(): (t: TestContext, host?: Partial<Host>) => Promise<WallScene> {
  let practice: PracticeCentral
  before(async () => {
    practice = await startPracticeCentral()
  })
  after(() => practice.remove())
  return (t, host) => openWallScene(t, practice.central().address, host)
}
