/** Keeps the walls on their displays and alive: where each stands, what the ladder says to do, and nothing of Electron, so that a night of faults is played in a test. */
import type { RestartCause } from '../../preload/contract/wall-health.ts'
import type { Display, WallId, WallSettings } from '../../preload/contract/wall-settings.ts'
import type { WallsAtHost, WallWindows } from '../core/host.ts'
import { Refusal } from '../core/refusal.ts'
import { climb, type Ladder, type LadderEvent, openLadder } from '../wall/ladder.ts'
import { meetStrangers, placeWalls, type Strangers } from './wall-displays.ts'

/** One window for one wall; whatever is asked of it after it was closed does nothing. */
export interface WallWindow {
  load(safe: boolean): void
  reload(): void
  /** Ends the page's process by force; that it is gone is heard like any other end. */
  end(): void
  /** Whole, on this display. */
  stand(on: Display): void
  hide(): void
  close(): void
}
export type WindowEvent = 'gone' | 'unresponsive' | 'responsive' | 'closed'

export interface WallKeeperOptions {
  walls: WallsAtHost
  displays(): Display[]
  openWindow(wall: WallId, hear: (event: WindowEvent) => void): WallWindow
  /** Keeps the displays awake, or lets them sleep. */
  stayAwake(awake: boolean): void
  monotonic(): number
  /** Runs once after the delay, unless the returned function is called before. */
  after(delayMs: number, work: () => void): () => void
  /** The last one was closed, and not with the console. */
  onNoneOpen(): void
  say(line: string): void
}

export interface WallKeeper extends Pick<WallWindows, 'open' | 'shut' | 'restart' | 'changed'> {
  isAnyOpen(): boolean
  /** Those that open with the console. */
  start(): void
  /** A display came, went or changed: Electron tells it several times for one plug. */
  displaysChanged(): void
  graphicsGone(): void
  close(): void
}

interface Open {
  window: WallWindow
  ladder: Ladder
  /** Null: its display is not there, and it is hidden. */
  on: Display | null
}
const TICK_MS = 1_000
const DEBOUNCE_MS = 2_000
export const AWAKE_MS = 3_600_000

export function createWallKeeper({ walls, displays, openWindow, stayAwake, monotonic, after, onNoneOpen, say }: WallKeeperOptions): WallKeeper {
  const open = new Map<WallId, Open>()
  let strangers: Strangers = new Map()
  let isClosing = false
  let [cancelTick, cancelDebounce, awakeAt] = [null as (() => void) | null, null as (() => void) | null, -Infinity]

  const take = (wall: WallId, event: LadderEvent): void => {
    const one = open.get(wall)
    // Nobody sees a wall that is hidden, and nothing has to be mended until its display is back.
    if (one === undefined || (one.on === null && event.what !== 'asked')) return
    const { ladder, steps } = climb(one.ladder, event)
    one.ladder = ladder
    for (const step of steps) {
      say(`wall ${wall}: ${step.do} (${step.cause})${ladder.safeSince === null ? '' : ', without WebGL'}`)
      if (step.do === 'end') one.window.end()
      else if (step.do === 'reload') reload(wall, one, step.cause)
      else recreate(wall, one, step.cause)
    }
  }
  const reload = (wall: WallId, one: Open, cause: RestartCause): void => {
    walls.opening(wall, cause, one.ladder.safeSince !== null)
    one.window.reload()
  }
  const recreate = (wall: WallId, one: Open, cause: RestartCause): void => {
    const before = one.window
    one.window = makeWindow(wall)
    before.close()
    if (one.on !== null) one.window.stand(one.on)
    walls.opening(wall, cause, one.ladder.safeSince !== null)
    one.window.load(one.ladder.safeSince !== null)
  }
  const makeWindow = (wall: WallId): WallWindow => {
    const window: WallWindow = openWindow(wall, (event) => {
      // Of the window before nothing is heard any more.
      if (open.get(wall)?.window !== window) return
      if (event === 'closed') return leave(wall)
      take(wall, { what: event, at: monotonic() })
    })
    return window
  }
  const enter = (wall: WallId, on: Display | null, cause: RestartCause): void => {
    const window = makeWindow(wall)
    open.set(wall, { window, ladder: openLadder(monotonic()), on })
    if (on === null) window.hide()
    else window.stand(on)
    walls.opening(wall, cause, false)
    window.load(false)
    tick()
  }
  const leave = (wall: WallId): void => {
    const one = open.get(wall)
    if (one === undefined) return
    // Forgotten first: that its window is closed is no news then.
    open.delete(wall)
    one.window.close()
    walls.shut(wall)
    if (open.size > 0) return
    rest()
    if (!isClosing) onNoneOpen()
  }
  const findPlaces = (wanted: readonly WallSettings[]): Map<WallId, Display | null> => {
    const now = displays()
    const places = placeWalls(wanted, now, strangers)
    strangers = meetStrangers(strangers, wanted, places, now)
    return places
  }
  /** `anew`: also those that did not move by our doing, for the system may have moved them. */
  const place = (anew: boolean): void => {
    const places = findPlaces(walls.settings().filter(({ id }) => open.has(id)))
    for (const [wall, on] of places) {
      const one = open.get(wall)
      if (one === undefined) continue
      const [before, wasAway] = [one.on, one.on === null]
      one.on = on
      if (!anew && JSON.stringify(before) === JSON.stringify(on)) continue
      if (on === null) {
        if (!wasAway) say(`wall ${wall}: its display is not there; hidden`)
        one.window.hide()
      } else {
        one.window.stand(on)
        // A page that was hidden drew nothing, and its graphics may not have outlived the change.
        if (!wasAway) continue
        one.ladder = climb(one.ladder, { what: 'opened', at: monotonic() }).ladder
        recreate(wall, one, 'display')
      }
    }
  }
  function tick(): void {
    cancelTick?.()
    const now = monotonic()
    if (now - awakeAt >= AWAKE_MS) {
      // Once more each hour: systems have been seen to forget it.
      stayAwake(true)
      awakeAt = now
    }
    for (const wall of open.keys()) take(wall, { what: 'tick', at: now })
    cancelTick = after(TICK_MS, tick)
  }
  function rest(): void {
    cancelTick?.()
    cancelTick = null
    awakeAt = -Infinity
    stayAwake(false)
  }
  const isOpen = (wall: WallId): Open => {
    const one = open.get(wall)
    if (one === undefined) throw new Refusal('refused', 'this wall is not open')
    return one
  }
  const stops = [
    walls.onBeat(({ wall, page, frames, visible }) => take(wall, { what: 'beat', at: monotonic(), page, frames, visible })),
    walls.onUnsafe((wall) => take(wall, { what: 'unsafe', at: monotonic() })),
  ]

  return {
    isAnyOpen: () => open.size > 0,
    open(wall) {
      if (open.has(wall.id)) return
      const others = walls.settings().filter(({ id }) => open.has(id))
      const on = findPlaces([...others, wall]).get(wall.id) ?? null
      if (on === null) throw new Refusal('refused', wall.display === null ? 'no display is chosen' : 'its display is not there')
      enter(wall.id, on, 'opened')
    },
    shut: leave,
    restart(wall) {
      isOpen(wall.id)
      take(wall.id, { what: 'asked', at: monotonic() })
    },
    changed(wall) {
      if (!open.has(wall.id)) return
      if (wall.display === null) leave(wall.id)
      else place(false)
    },
    start() {
      const chosen = walls.settings().filter(({ display, opensWithConsole }) => opensWithConsole && display !== null)
      const places = findPlaces(chosen)
      // One whose display is not there yet waits for it, hidden: at log-on displays come one after the other.
      for (const { id } of chosen) enter(id, places.get(id) ?? null, 'opened')
    },
    displaysChanged() {
      cancelDebounce?.()
      cancelDebounce = after(DEBOUNCE_MS, () => place(true))
    },
    graphicsGone: () => [...open.keys()].forEach((wall) => take(wall, { what: 'graphics-gone', at: monotonic() })),
    close() {
      isClosing = true
      for (const stop of stops) stop()
      cancelDebounce?.()
      for (const wall of open.keys()) leave(wall)
      if (cancelTick !== null) rest()
    },
  }
}
