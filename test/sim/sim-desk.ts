/** One desk of the world: the real engine and the real loop of pushing on disks that can die, whoever is signed in, and what an attentive screen would believe from its announcements. */
import type { ReadPoint } from './sim-desk-points.ts'
import { queueOf } from '../../main/core/outbox-queue.ts'
import type { Outbox } from '../../main/outbox/outbox.ts'
import { createSync, type Change, type Sync } from '../../main/sync/sync.ts'
import type { WriterFunctions } from '../../main/store/writer-functions.ts'
import type { Lane } from '../../main/store/lane.ts'
import type { OpenDisk } from './parts.ts'
import type { WorldDisk } from './world-parts.ts'
import type { OpenOutbox, OutboxDisk } from './outbox-parts.ts'
import type { DeskMemory } from './prefix-oracle.ts'
import { pointsOf } from './sim-desk-points.ts'
import type { SimNet } from './sim-net.ts'
import type { VirtualTime } from './virtual-time.ts'

export interface DeskSurroundings {
  time: VirtualTime
  net: SimNet
  chance: () => number
  ids: () => string
  listen?: (desk: number, open: OpenDisk, outbox: OpenOutbox) => (what: Change) => void
  /** A request with edits leaves. */
  pushes(desk: SimDesk, body: string): void
}

/** What a PC keeps of one person: nothing of it is another's. */
export interface Profile {
  readonly sub: string
  readonly disk: WorldDisk
  readonly outbox: OutboxDisk
  /** As requests bear them. */
  readonly tokens: Set<string>
  token: string
  memory: DeskMemory
}

/** A running process of a desk. */
export interface Process {
  readonly sync: Sync
  readonly disk: OpenDisk
  readonly outbox: OpenOutbox
  /** True when a writing function ran since the last look. */
  touched: boolean
  /** Compact points as a screen that follows the announcements knows them. */
  known: Map<string, ReadPoint>
}

export interface SimDesk {
  readonly n: number
  /** Everybody who ever signed in here, the first first. */
  readonly profiles: Profile[]
  /** Whose desk it is now; what follows is theirs. */
  profile: Profile
  readonly sub: string
  readonly disk: WorldDisk
  token: string
  process: Process | null
  memory: DeskMemory
  /** An answer refused the token of the present process: only then may it be signed out. */
  refused: boolean
  /** No packet passes. */
  isCut: boolean
  /** This PC's idea of the time, off by so much. */
  wallSkewMs: number
  start(): void
  /** A clean end. False when something stayed under way although nothing keeps it. */
  stop(settle: () => Promise<void>): Promise<boolean>
  /** The process ends without a word. */
  drop(): void
}

const WALL_AT_START = Date.UTC(2026, 10, 1, 8)
const READING = new Set(['listScopes', 'countRows', 'recall', 'cacheFacts', 'ownDigest'])

export const wallAt = (time: VirtualTime, skewMs = 0): number => WALL_AT_START + Math.floor(time.now()) + skewMs

/** Tells when a writing function ran. */
function noticing(open: OpenDisk, process: () => Process | null): Lane<WriterFunctions> {
  return {
    ...open.lane,
    ask(name, input, options) {
      const running = process()
      if (running && !READING.has(name)) running.touched = true
      return open.lane.ask(name, input, options)
    },
  }
}

const TIDY_EVERY_MS = 3_600_000

export function createDesk(n: number, first: Profile, around: DeskSurroundings): SimDesk {
  const { time, net } = around
  let owner: object = {}

  const desk: SimDesk = {
    n, profiles: [first], profile: first, process: null, refused: false, isCut: false, wallSkewMs: 0,
    get sub() {
      return desk.profile.sub
    },
    get disk() {
      return desk.profile.disk
    },
    get token() {
      return desk.profile.token
    },
    set token(token) {
      desk.profile.token = token
      desk.profile.tokens.add(`Bearer ${token}`)
    },
    get memory() {
      return desk.profile.memory
    },
    set memory(memory) {
      desk.profile.memory = memory
    },
    start() {
      if (desk.process) return
      desk.refused = false
      owner = {}
      const mine = owner
      const bootAt = time.now()
      const clock = { monotonic: () => time.now() - bootAt, wall: () => wallAt(time, desk.wallSkewMs) }
      const outbox = desk.profile.outbox.open(clock)
      const open = desk.disk.open(clock.wall())
      const fetch = net.fetchOf(n, () => time.now())
      let process: Process | null = null
      let tidiedAt = Number.NEGATIVE_INFINITY
      const sync = createSync({
        central: 'http://127.0.0.1:8460', token: desk.token, sub: desk.sub, store: noticing(open, () => process),
        queue: queueOf(() => asOutbox(outbox), () => {}),
        ports: {
          clock, random: around.chance, ids: around.ids,
          fetch: (url, init) => {
            if (url.endsWith('/v1/push')) around.pushes(desk, init.body ?? '')
            return fetch(url, init)
          },
          scheduler: { after: (delayMs, work) => time.after(mine, delayMs, work) },
        },
      })
      const running: Process = { sync, disk: open, outbox, touched: true, known: pointsOf(open.contents()) }
      process = running
      desk.process = running
      sync.onChange(() => {
        const centralNow = sync.centralNow()
        if (sync.status().state !== 'idle' || centralNow === null || clock.monotonic() - tidiedAt < TIDY_EVERY_MS) return
        tidiedAt = clock.monotonic()
        outbox.ask('tidy', { centralNow }).catch(() => {})
      })
      sync.onChange((what) => {
        if (what.points === 'reload') running.known = pointsOf(open.contents())
        else if (what.points) follow(running, what.points.ids)
      })
      const listener = around.listen?.(n, open, outbox)
      if (listener) sync.onChange(listener)
      void sync.start()
    },
    async stop(settle) {
      const stopping = desk.process
      if (!stopping) return true
      let ended = false
      stopping.sync.stop().then(() => (ended = true), () => (ended = true))
      await settle()
      // Its disk may have died under it: then there is no process left to stop.
      if (desk.process !== stopping) return true
      desk.drop()
      if (ended) {
        desk.disk.close()
        desk.profile.outbox.close()
      }
      return ended
    },
    drop() {
      time.forget(owner)
      net.forget(n)
      desk.process = null
      desk.memory.held.clear()
    },
  }
  return desk
}

/** Pushing asks for no more of it than this. */
const asOutbox = (outbox: OpenOutbox): Outbox => ({ opening: { client: outbox.client } as Outbox['opening'], ask: outbox.ask as Outbox['ask'], close: () => Promise.resolve() })

/** Looks up the announced points alone, as the field lane does. */
function follow(process: Process, ids: readonly string[]): void {
  const now = pointsOf(process.disk.contents())
  for (const id of ids) {
    const point = now.get(id)
    if (point === undefined) process.known.delete(id)
    else process.known.set(id, point)
  }
}
