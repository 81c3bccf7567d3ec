/** All that the core does for the walls, put together: what they show, what they are told to do, and how they fare. */
import type { Topic } from '../../preload/contract/model.ts'
import { PIN_MS, type SceneId, type WallId, type WallSettings } from '../../preload/contract/wall-settings.ts'
import type { WallBeat, WallHealth, Walls } from '../../preload/contract/wall-health.ts'
import type { WallCommand, WallState } from '../../preload/contract/wall.ts'
import type { Clock } from '../sync/ports.ts'
import type { Handlers } from './dispatch.ts'
import type { Host } from './host.ts'
import { Refusal } from './refusal.ts'
import type { Seat } from './seat.ts'
import type { SettingsKeeper } from './settings.ts'
import { openWallKeeping } from './wall-keeping.ts'

export interface WallOptions {
  dataFolder: string
  host: Host
  seat(): Seat
  settings: SettingsKeeper
  clock: Pick<Clock, 'wall'>
  announce(topics: Topic[]): void
}
type WallMethod = Extract<keyof Handlers, `wall.${string}`>

interface Standing {
  steps: WallState['steps']
  pinned: { scene: SceneId; until: number } | null
  beat: WallBeat | null
  beatAt: number | null
}
const MOST_STEPS = 20

export function createWalls({ dataFolder, host, seat, settings, clock, announce }: WallOptions): Pick<Handlers, WallMethod> {
  const keeping = openWallKeeping(dataFolder)
  const standings = new Map<WallId, Standing>()
  let steps = 0
  const standingOf = (wall: WallId): Standing => {
    const standing = standings.get(wall) ?? { steps: [], pinned: null, beat: null, beatAt: null }
    standings.set(wall, standing)
    return standing
  }
  /** The center's clock, as this console knows it: the PC's own may be wrong. */
  const now = (): number => seat().sync().centralNow() ?? clock.wall()

  const stateOf = async (wall: WallId): Promise<WallState> => {
    const wallSettings = keeping.wall(wall)
    const standing = standingOf(wall)
    const at = now()
    const news = (await seat().store.field.ask('wall.news', { area: wallSettings.area ?? seat().remembered.homeArea, thresholds: keeping.thresholds(), at, headlineArea: wallSettings.headline?.area ?? null })).value
    const pinned = standing.pinned !== null && standing.pinned.until > at ? standing.pinned : null
    const { headline } = wallSettings
    return {
      settings: wallSettings, now: at, pinned, steps: standing.steps, safe: false, approvalNumber: settings.get().approvalNumber,
      timeZone: news.timeZone, city: news.city, area: news.area, bounds: news.bounds, outlines: news.outlines, simulated: news.simulated, sources: news.sources, alerts: news.alerts,
      scenes: wallSettings.scenes.filter(({ on }) => on).map(({ scene, dwellMs }) => ({ scene, dwellMs, everyRounds: news.everyRounds[scene] })),
      ticker: headline === null || headline.until <= at ? [] : [{ headline: headline.headline, area: news.headlineArea, number: headline.number }],
    }
  }

  const command = (wall: WallId, order: WallCommand): void => {
    const standing = standingOf(wall)
    if (order.do === 'step') standing.steps = [...standing.steps, { n: ++steps, by: order.by }].slice(-MOST_STEPS)
    if (order.do === 'pin') standing.pinned = { scene: order.scene, until: now() + PIN_MS }
    if (order.do === 'resume') standing.pinned = null
    if (order.do === 'scene') keepWall({ ...keeping.wall(wall), scenes: keeping.wall(wall).scenes.map((one) => (one.scene === order.scene ? { ...one, on: order.on } : one)) })
    announce(['wall'])
  }
  const keepWall = (wall: WallSettings): void => {
    if (!wall.scenes.some(({ on }) => on)) throw new Refusal('bad-input', 'one scene stays on')
    keeping.keep({ walls: [...keeping.walls().filter(({ id }) => id !== wall.id), wall].sort((a, b) => (a.id < b.id ? -1 : 1)) })
    announce(['wall'])
  }
  const healthOf = (wall: WallId): WallHealth => {
    const { beat, beatAt } = standingOf(wall)
    return { wall, condition: beat === null ? 'shut' : 'well', beat, beatAt, restarts: [], heapPerHour: null }
  }
  const describe = (): Walls => ({
    now: now(), walls: keeping.walls(), health: keeping.walls().map(({ id }) => healthOf(id)), thresholds: keeping.thresholds(), displays: null, startsAtLogOn: null,
    rate: { lastTenMinutes: 0, lastDay: 0, perTenMinutesThisMonth: null, byLevel: { 1: 0, 2: 0, 3: 0 } }, damaged: keeping.isDamaged(),
  })
  const unable = (): never => {
    throw new Refusal('refused', `the ${host.kind} host opens no windows`)
  }

  return {
    'wall.state': ({ wall }) => stateOf(wall),
    'wall.scene': async ({ wall, scene, view }) => {
      const area = keeping.wall(wall).area ?? seat().remembered.homeArea
      return (await seat().store.field.ask('wall.compose', { scene, area, view, thresholds: keeping.thresholds(), at: now() })).value
    },
    'wall.beat': (beat) => {
      Object.assign(standingOf(beat.wall), { beat, beatAt: now() })
      return { reload: 'no' }
    },
    'wall.command': async ({ wall, command: order }) => {
      command(wall, order)
      return stateOf(wall)
    },
    'wall.acknowledge': ({ alerts }) => {
      keeping.keep({ acknowledged: { ...keeping.acknowledged(), ...Object.fromEntries(alerts.map((alert) => [alert, now()])) } })
      announce(['wall'])
      return null
    },
    'wall.walls': describe,
    'wall.set': (wall) => {
      keepWall(wall)
      return describe()
    },
    'wall.remove': ({ wall }) => {
      keeping.keep({ walls: keeping.walls().filter(({ id }) => id !== wall) })
      announce(['wall'])
      return describe()
    },
    'wall.setThresholds': (thresholds) => {
      keeping.keep({ thresholds })
      announce(['wall'])
      return describe()
    },
    'wall.open': unable,
    'wall.shut': unable,
    'wall.restart': unable,
    'wall.startAtLogOn': unable,
    'wall.address': ({ wall }) => ({ address: host.wallAddress?.(wall) ?? null }),
  }
}
