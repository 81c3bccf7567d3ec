/** All that the core does for the walls, put together: what they show, what they are told to do, and how they fare. */
import type { Topic } from '../../preload/contract/model.ts'
import { PIN_MS, type SceneId, type WallId, type WallSettings } from '../../preload/contract/wall-settings.ts'
import type { WallBeat, Walls } from '../../preload/contract/wall-health.ts'
import type { WallAlert, WallCommand, WallState } from '../../preload/contract/wall.ts'
import { createLocalClock } from '../field/local-clock.ts'
import type { News } from '../store/queries/wall-news.ts'
import type { Clock, Scheduler } from '../sync/ports.ts'
import { acknowledge, floodOf, look as lookAt, rate, show } from '../wall/alarm-book.ts'
import { canJudge } from '../wall/judged-kinds.ts'
import { createSteadyClock } from '../wall/steady-clock.ts'
import type { Handlers } from './dispatch.ts'
import type { Host, WallsAtHost } from './host.ts'
import { Refusal } from './refusal.ts'
import type { Seat } from './seat.ts'
import type { SettingsKeeper } from './settings.ts'
import { newWall, openWallKeeping } from './wall-keeping.ts'
import { openWallLog } from './wall-log.ts'
import { type AskedNews, createNewsroom, OF_SOURCES } from './wall-newsroom.ts'
import { createWallWatch } from './wall-watch.ts'

export interface WallOptions {
  dataFolder: string
  host: Host
  seat(): Seat
  settings: SettingsKeeper
  clock: Clock
  scheduler: Scheduler
  /** Milliseconds since the PC was started; null where they do not count its sleep. */
  upMs(): number | null
  announce(topics: Topic[]): void
}
type WallMethod = Extract<keyof Handlers, `wall.${string}`>

export interface WallsHere {
  handlers: Pick<Handlers, WallMethod>
  atHost: WallsAtHost
  /** Something changed that alerts are made of. */
  hear(topic: Topic): void
  close(): Promise<void>
}

interface Turn {
  steps: WallState['steps']
  pinned: { scene: SceneId; until: number } | null
  /** What the wall was told last, as far as it decides how long a scene stays. */
  scenes: WallState['scenes']
  alerts: WallAlert[]
}
const NO_TURN: Turn = { steps: [], pinned: null, scenes: [], alerts: [] }
const MOST_STEPS = 20
const LOOK_MS = 5_000
const NEWS_MS = 10_000
const SOON_MS = 2_000
/** A desk that asked for its walls looks at them for so long. */
const DESK_LOOKS_MS = 60_000
/** A console that has just begun has not heard of its center yet: how old its cache is stands on the wall, and alarms nobody before this. */
const SETTLING_MS = 60_000
const TELLING: ReadonlySet<Topic> = new Set<Topic>(['sync', 'cases', 'field', 'places', 'session'])

export function createWalls({ dataFolder, host, seat, settings, clock, scheduler, upMs, announce }: WallOptions): WallsHere {
  const keeping = openWallKeeping(dataFolder)
  const log = openWallLog(dataFolder, clock.monotonic, (error) => host.onError?.('the log of the walls could not be written', error))
  const newsroom = createNewsroom(seat)
  const turns = new Map<WallId, Turn>()
  const steady = createSteadyClock({ monotonic: clock.monotonic, upMs, wall: clock.wall })
  const beatListeners = new Set<(beat: WallBeat) => void>()
  const unsafeListeners = new Set<(wall: WallId) => void>()
  const beganAt = clock.monotonic()
  let [steps, newsAt, deskUntil] = [0, -Infinity, -Infinity]
  /** Of the city; null: not known yet. */
  let zone: string | null = null

  const turnOf = (wall: WallId): Turn => turns.get(wall) ?? NO_TURN
  const turn = (wall: WallId, patch: Partial<Turn>): void => void turns.set(wall, { ...turnOf(wall), ...patch })
  const now = (): number => steady(centralNow(seat))
  const tell = (): void => announce(['wall'])
  const pinOf = (wall: WallId, at: number): Turn['pinned'] => {
    const { pinned } = turnOf(wall)
    return pinned !== null && pinned.until > at ? pinned : null
  }
  /** Null where no other scene is due in its stead. */
  const dwellOf = ({ wall, scene }: WallBeat): number | null => {
    const { scenes } = turnOf(wall)
    return scenes.filter(({ everyRounds }) => everyRounds === 1).length < 2 ? null : (scenes.find((one) => one.scene === scene)?.dwellMs ?? null)
  }
  const watch = createWallWatch({
    monotonic: clock.monotonic, now, dwellOf, log, changed: tell,
    minuteOfDay: () => (zone === null ? null : minuteOfDay(now(), zone)),
    unsafe: (wall) => unsafeListeners.forEach((listen) => listen(wall)),
  })

  const questionOf = ({ area, headline }: WallSettings): AskedNews => ({ area: area ?? seat().remembered.homeArea, thresholds: keeping.thresholds(), headlineArea: headline?.area ?? null })
  /** The news with its alerts as they are to be shown; whoever listens hears when they are others than before. */
  const learn = async (wall: WallSettings): Promise<{ news: News; at: number }> => {
    const { news, stale } = await newsroom.ask(questionOf(wall), { at: now(), pcAt: clock.wall() })
    // The answer may have taken a while: it is told at the time it is told.
    const at = now()
    zone = news.timeZone
    const standing = clock.monotonic() - beganAt < SETTLING_MS ? news.alerts.filter(({ kind }) => !OF_SOURCES.has(kind)) : news.alerts
    // Of a store that does not answer nobody learns that something is over.
    log.setBook(lookAt(log.book(), standing, (kind) => (!stale || OF_SOURCES.has(kind)) && canJudge(kind, news.sources, at), at))
    const alerts = show(log.book(), standing)
    const isNews = describeAlerts(alerts) !== describeAlerts(turnOf(wall.id).alerts)
    turn(wall.id, { alerts })
    if (isNews) tell()
    return { news: { ...news, alerts }, at }
  }

  const stateOf = async (wall: WallId): Promise<WallState> => {
    const wallSettings = keeping.wall(wall)
    const { news, at } = await learn(wallSettings)
    const { headline } = wallSettings
    const scenes = wallSettings.scenes.filter(({ on }) => on).map(({ scene, dwellMs }) => ({ scene, dwellMs, everyRounds: news.everyRounds[scene] }))
    turn(wall, { scenes })
    return {
      settings: wallSettings, now: at, pinned: pinOf(wall, at), steps: turnOf(wall).steps, safe: watch.isSafe(wall), approvalNumber: settings.get().approvalNumber, scenes,
      timeZone: news.timeZone, city: news.city, area: news.area, bounds: news.bounds, outlines: news.outlines, simulated: news.simulated, sources: news.sources, alerts: news.alerts, flood: floodOf(news.alerts, at),
      ticker: headline === null || headline.until <= at ? [] : [{ headline: headline.headline, area: news.headlineArea, number: headline.number }],
    }
  }

  const command = (wall: WallId, order: WallCommand): void => {
    // Who steps on has seen what was pinned.
    if (order.do === 'step') turn(wall, { pinned: null, steps: [...turnOf(wall).steps, { n: ++steps, by: order.by }].slice(-MOST_STEPS) })
    if (order.do === 'pin') turn(wall, { pinned: { scene: order.scene, until: now() + PIN_MS } })
    if (order.do === 'resume') turn(wall, { pinned: null })
    if (order.do === 'scene') keepWall({ ...keeping.wall(wall), scenes: keeping.wall(wall).scenes.map((one) => (one.scene === order.scene ? { ...one, on: order.on } : one)) })
    tell()
  }
  const keepWall = (wall: WallSettings): void => {
    if (!wall.scenes.some(({ on }) => on)) throw new Refusal('bad-input', 'one scene stays on')
    keeping.keep({ walls: [...keeping.walls().filter(({ id }) => id !== wall.id), wall].sort((a, b) => (a.id < b.id ? -1 : 1)) })
    host.walls?.changed(wall)
    tell()
  }
  /** A kiosk may be told to show a wall that no desk has set up: the desk is to see it. */
  const addOpened = (wall: WallId): void => {
    if (keeping.walls().some(({ id }) => id === wall)) return
    try {
      keepWall(newWall(wall))
    } catch (error) {
      host.onError?.('a wall could not be added', error)
    }
  }
  const describe = (): Walls => ({
    walls: keeping.walls(), health: keeping.walls().map(({ id }) => watch.health(id)), thresholds: keeping.thresholds(), displays: host.walls?.displays() ?? null,
    startsAtLogOn: host.walls?.startsAtLogOn() ?? null, rate: rate(log.book(), now()), damaged: keeping.isDamaged(), now: now(),
  })
  /** Throws Refusal 'refused' in a host that opens none. */
  const windows = (): NonNullable<Host['walls']> => {
    if (host.walls === undefined) throw new Refusal('refused', `the ${host.kind} host opens no windows`)
    return host.walls
  }
  const isKept = (wall: WallId): WallSettings => {
    const kept = keeping.walls().find(({ id }) => id === wall)
    if (kept === undefined) throw new Refusal('refused', 'there is no such wall')
    return kept
  }

  const lookAround = async (): Promise<void> => {
    watch.look()
    const mono = clock.monotonic()
    const open = keeping.walls().filter(({ id }) => watch.isOpen(id))
    const shown = mono < deskUntil ? keeping.walls() : open
    if (shown.length > 0 && mono >= newsAt) {
      newsAt = mono + NEWS_MS
      // Nobody signed in, or a store that does not answer: the walls say so themselves.
      await Promise.allSettled(shown.map(learn))
    }
    await log.write('in-time')
  }
  let isClosed = false
  let cancel: (() => void) | null = null
  const lookLater = (): void => {
    cancel = scheduler.after(LOOK_MS, () => void lookAround().then(() => isClosed || lookLater()))
  }
  lookLater()

  const handlers: Pick<Handlers, WallMethod> = {
    'wall.state': ({ wall }) => stateOf(wall),
    'wall.scene': async ({ wall, scene, view, preview }) => {
      const area = keeping.wall(wall).area ?? seat().remembered.homeArea
      // A page gives up after a while and asks again: what it has given up is not to wait in the lane.
      const replaces = `wall.compose ${wall} ${scene}${preview === true ? ' preview' : ''}`
      return (await seat().store.field.ask('wall.compose', { scene, area, view, thresholds: keeping.thresholds(), at: now(), pcAt: clock.wall() }, { replaces })).value
    },
    'wall.beat': (beat) => {
      for (const listen of beatListeners) listen(beat)
      return watch.beat(beat)
    },
    'wall.command': async ({ wall, command: order }) => {
      command(wall, order)
      return stateOf(wall)
    },
    'wall.acknowledge': async ({ alerts }) => {
      log.setBook(acknowledge(log.book(), alerts, now()))
      tell()
      await log.write('now')
      return null
    },
    'wall.walls': () => {
      deskUntil = clock.monotonic() + DESK_LOOKS_MS
      return describe()
    },
    'wall.set': (wall) => {
      keepWall(wall)
      return describe()
    },
    'wall.remove': ({ wall }) => {
      keeping.keep({ walls: keeping.walls().filter(({ id }) => id !== wall) })
      host.walls?.shut(wall)
      turns.delete(wall)
      watch.shut(wall)
      return describe()
    },
    'wall.setThresholds': (thresholds) => {
      keeping.keep({ thresholds })
      newsAt = -Infinity
      tell()
      return describe()
    },
    'wall.open': ({ wall }) => {
      windows().open(isKept(wall))
      return describe()
    },
    'wall.shut': ({ wall }) => {
      windows().shut(wall)
      watch.shut(wall)
      return describe()
    },
    'wall.restart': ({ wall }) => {
      if (host.walls !== undefined) host.walls.restart(isKept(wall))
      else if (!watch.askReload(wall)) throw new Refusal('refused', 'no page of this wall answers')
      return describe()
    },
    'wall.startAtLogOn': ({ on }) => {
      windows().startAtLogOn(on)
      tell()
      return describe()
    },
    'wall.address': ({ wall }) => ({ address: host.wallAddress?.(wall) ?? null }),
  }

  return {
    handlers,
    atHost: {
      settings: keeping.walls,
      onBeat: (listen) => subscribe(beatListeners, listen),
      onUnsafe: (listen) => subscribe(unsafeListeners, listen),
      opening(wall, cause, safe) {
        addOpened(wall)
        watch.opening(wall, cause, safe)
      },
      shut: watch.shut,
    },
    hear(topic) {
      if (TELLING.has(topic)) newsAt = Math.min(newsAt, clock.monotonic() + SOON_MS)
    },
    async close() {
      isClosed = true
      cancel?.()
      await log.write('now')
    },
  }
}

function subscribe<T>(listeners: Set<T>, listen: T): () => void {
  listeners.add(listen)
  return () => void listeners.delete(listen)
}

/** The center's clock, as this console heard it: the PC's own may be wrong. Null: nobody signed in, or never heard. */
function centralNow(seat: () => Seat): number | null {
  try {
    return seat().sync().centralNow()
  } catch {
    return null
  }
}

const describeAlerts = (alerts: readonly WallAlert[]): string => JSON.stringify(alerts.map(({ id, level, value, acknowledgedAt }) => [id, level, value, acknowledgedAt]))

function minuteOfDay(at: number, zone: string): number {
  const local = createLocalClock(zone)
  return Math.floor((at - local.startOf(local.dayOf(at))) / 60_000)
}
