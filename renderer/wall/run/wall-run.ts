/**
 * A wall's page while it runs: asks, turns, interrupts, obeys and tells how it fares. It goes on turning with what it has while the console is silent, and
 * takes up again by itself. Clock, timers and bridge come from outside; everything that decides is a pure reducer.
 */
import type { Bridge, FailureCode } from '../../../preload/contract/api.ts'
import type { View } from '../../../preload/contract/model.ts'
import { MOST_ACKNOWLEDGED, type WallCommand, type WallName, type WallScene, type WallState } from '../../../preload/contract/wall.ts'
import { BEAT_MS, type WallBeat } from '../../../preload/contract/wall-health.ts'
import { PIN_MS, type SceneId, type WallId } from '../../../preload/contract/wall-settings.ts'
import { openDataLoop } from './data-loop.ts'
import type { WallAction } from './keys.ts'
import { switchScene, withLeftOut, withLocal } from './local-state.ts'
import { HEARD_NOTHING, hearOrders } from './orders.ts'
import { NOTHING_PRESENTED, presentAlerts, presentsAt, seenNow, shownAlerts } from './present-alerts.ts'
import { freeForMs, inView, nextAt, rotate, type Rotation, type RotationEvent, startRotation } from './rotation.ts'
import { askInTime, openSceneAnswers } from './scene-answers.ts'
import type { Link, Shown } from './shown.ts'

/** A scene that is asked for and not answered by then is shown as it was. */
const OLD_SERVES_AFTER_MS = 1_500
const LONGEST_SLEEP_MS = 30_000
const TOPICS = new Set(['wall', 'sync', 'field', 'cases', 'places', 'session'])
/** These are the scene's own faults; all others are the line's, and say nothing about a scene. */
const FAULTS = new Set<FailureCode>(['internal', 'storage', 'bad-input', 'refused'])

export interface RunPowers {
  wall: WallId
  bridge: Pick<Bridge, 'call' | 'onEvent'>
  /** Monotonic milliseconds. */
  now(): number
  later(work: () => void, delayMs: number): () => void
  /** What was shown before the page was loaded. */
  remembered: SceneId | null
  remember(scene: SceneId): void
  reload(): void
  facts(): Pick<WallBeat, 'page' | 'frames' | 'heapBytes' | 'contexts' | 'decks' | 'lost' | 'visible' | 'safe'>
  log(words: string): void
  nameOf(scene: SceneId): WallName
}

export interface WallRun {
  get(): Shown
  subscribe(changed: () => void): () => void
  /** The console's clock, as far as it is known. */
  consoleNow(): number
  /** What the map shows, once its place is known; null: the page has none. */
  setView(view: View): void
  prepared(scene: WallScene): void
  /** `turn`: in which it is shown, null while it is made ready. However many of its layers fail, and however often they are drawn, it failed once. */
  broken(scene: WallScene, error: unknown, turn: number | null): void
  /** A frame of this turn and this pass is on the screen. */
  drawn(changes: number, pass: number): void
  act(action: WallAction): void
  close(): void
}

const nothing = (): void => {}
const linkOf = (code: FailureCode): Link => (code === 'stopped' ? 'stopped' : code === 'not-signed-in' ? 'nobody' : 'silent')

export function openWallRun(powers: RunPowers): WallRun {
  const { wall, bridge, now, later } = powers
  const asking = { call: bridge.call, later }
  const answers = openSceneAnswers(asking, wall)
  const listeners = new Set<() => void>()
  const began = now()
  let shown: Shown = { link: 'asking', state: null, scene: null, next: null, changes: 0, drawnChanges: 0, passes: 0, heart: 0, alerts: { screen: [], banner: [], flood: null }, pinned: null }
  let state: WallState | null = null
  let stateAt = 0
  let view: View | null = null
  let rotation: Rotation | null = null
  let heard = HEARD_NOTHING
  let presenting = NOTHING_PRESENTED
  let preparing = ''
  /** In which try each scene failed last. */
  const failedIn = new Map<SceneId, string>()
  let sending = 0
  let sent = 0
  let wholePass = 0
  let wholeAt: number | null = null
  let dataAt: number | null = null
  let reloadsAtBorder = false
  let isClosed = false
  let cancelTick = nothing
  let cancelBeat = nothing

  const consoleNow = (): number => (state === null ? 0 : state.now + (now() - stateAt))
  const tell = (patch: Partial<Shown> = {}): void => {
    if (isClosed) return
    const current = rotation?.current ?? null
    shown = {
      ...shown, ...patch, changes: rotation?.changes ?? 0, scene: withLeftOut(current === null ? null : answers.newest(current), rotation?.leftOut.map(({ scene }) => scene) ?? [], powers.nameOf), pinned: rotation?.pinned?.scene ?? null,
      state: state === null ? null : withLocal(state, rotation, (at) => state!.now + (at - stateAt)), alerts: state === null ? shown.alerts : shownAlerts(presenting, state),
    }
    for (const changed of listeners) changed()
  }

  // ---- turning ----
  const turn = (event: RotationEvent): void => {
    if (rotation === null || isClosed) return
    const before = rotation
    rotation = present(rotate(before, event, now()))
    const { next, skips, changes, current } = rotation
    for (const skip of skips) if (!before.skips.includes(skip)) powers.log(`scene ${skip.scene} left out: ${skip.why}`)
    if (changes !== before.changes && current !== null) {
      powers.remember(current)
      // With the console silent there would be nothing to load, and the picture would be gone.
      if (reloadsAtBorder && shown.link === 'here') return powers.reload()
    }
    const wanted = next === null ? '' : `${next.scene} ${next.since}`
    if (wanted !== preparing) {
      preparing = wanted
      shown = { ...shown, next: null }
      if (next !== null) void prepare(next.scene, wanted)
    }
    sleep()
    tell()
  }
  /** An alert over the scenes holds them. */
  const present = (turned: Rotation): Rotation => {
    if (state === null) return turned
    presenting = presentAlerts(presenting, state.alerts, inView(turned), now())
    const isHeld = presenting.screen.length > 0
    return isHeld === (turned.heldSince !== null) ? turned : rotate(turned, { do: isHeld ? 'hold' : 'release' }, now())
  }
  const sleep = (): void => {
    cancelTick()
    if (rotation === null || state === null) return
    const at = Math.min(nextAt(rotation), presentsAt(presenting, state.alerts, inView(rotation)))
    cancelTick = later(() => turn({ do: 'tick' }), Math.min(LONGEST_SLEEP_MS, Math.max(1, at - now())))
  }
  const prepare = async (scene: SceneId, ticket: string): Promise<void> => {
    if (view === null) return
    const offer = (): void => {
      if (preparing === ticket) tell({ next: answers.newest(scene) })
    }
    const cancelOld = later(() => answers.newest(scene) !== null && offer(), OLD_SERVES_AFTER_MS)
    const answer = await answers.ask(scene, view)
    cancelOld()
    if (preparing !== ticket || isClosed) return
    if (answer.ok || answers.newest(scene) !== null) offer()
    else if (FAULTS.has(answer.failure.code)) turn({ do: 'failed', scene })
  }
  const begin = (): void => {
    if (rotation !== null || state === null || view === null) return
    rotation = startRotation(state.scenes, now(), powers.remembered)
    turn({ do: 'tick' })
  }

  // ---- asking ----
  const adopt = (answer: WallState, isNewest: boolean): void => {
    // What was done here and is on its way to the console would be undone by an answer from before it.
    state = isNewest || state === null ? answer : { ...answer, settings: state.settings, scenes: state.scenes, alerts: state.alerts, flood: state.flood }
    stateAt = now()
    shown = { ...shown, link: 'here' }
    begin()
    if (!isNewest) return turn({ do: 'tick' })
    turn({ do: 'scenes', scenes: answer.scenes })
    const orders = hearOrders(heard, answer, (at) => now() + (at - answer.now))
    heard = orders.heard
    for (const event of orders.events) turn(event)
  }
  const pass = async (): Promise<boolean> => {
    const [before, wasSending] = [sent, sending]
    const answer = await askInTime(asking, 'wall.state', { wall })
    if (isClosed) return false
    if (!answer.ok) {
      shown = { ...shown, link: linkOf(answer.failure.code) }
      return false
    }
    adopt(answer.value, before === sent && wasSending === 0)
    const current = rotation?.current ?? null
    if (current === null || view === null) return true
    const scene = await answers.ask(current, view)
    return scene.ok || scene.failure.code === 'superseded'
  }
  const passed = (isWhole: boolean): void => {
    const passes = shown.passes + 1
    if (isWhole) [wholePass, wholeAt] = [passes, state?.now ?? null]
    tell({ passes })
  }
  const beat = async (): Promise<void> => {
    cancelBeat = later(() => void beat(), BEAT_MS)
    const facts = powers.facts()
    const body: WallBeat = {
      wall, ...facts, upMs: Math.round(now() - began), scene: rotation?.current ?? null, sceneForMs: rotation === null ? 0 : Math.round(freeForMs(rotation, now())), changes: rotation?.changes ?? 0,
      dataAt, disabled: rotation?.leftOut.map(({ scene }) => scene) ?? [],
    }
    const answer = await askInTime(asking, 'wall.beat', body)
    if (!answer.ok || isClosed) return
    if (answer.value.reload === 'now') powers.reload()
    if (answer.value.reload === 'at-border') reloadsAtBorder = true
  }
  const sendOff = async <T>(asked: Promise<T>): Promise<T> => {
    sending++
    sent++
    const answer = await asked
    sending--
    return answer
  }
  const order = async (command: WallCommand): Promise<boolean> => {
    const answer = await sendOff(askInTime(asking, 'wall.command', { wall, command }))
    if (answer.ok && !isClosed) adopt(answer.value, sending === 0)
    return answer.ok
  }
  const loop = openDataLoop(pass, passed, later)
  const stopHearing = bridge.onEvent(({ topic }) => TOPICS.has(topic) && loop.soon())
  void beat()

  // ---- a hand on the keys: done here at once, and told to the console ----
  const step = async (by: 1 | -1): Promise<void> => {
    heard = { ...heard, own: [...heard.own, by] }
    turn({ do: 'step', by })
    if (!(await order({ do: 'step', by }))) heard = { ...heard, own: heard.own.slice(0, heard.own.lastIndexOf(by)) }
  }
  const act = (action: WallAction): void => {
    if (state === null || rotation === null) return
    const { current, pinned } = rotation
    if (action.do === 'step') void step(action.by)
    if (action.do === 'pin' && pinned !== null) {
      turn({ do: 'resume' })
      void order({ do: 'resume' })
    } else if (action.do === 'pin' && current !== null) {
      turn({ do: 'pin', scene: current, until: now() + PIN_MS })
      void order({ do: 'pin', scene: current })
    }
    if (action.do === 'acknowledge') acknowledge(state)
    if (action.do === 'switch') {
      const switched = switchScene(state, action.index)
      if (switched === null) return
      state = switched.state
      turn({ do: 'scenes', scenes: state.scenes })
      void order({ do: 'scene', scene: switched.scene, on: switched.on })
    }
  }
  const acknowledge = (now: WallState): void => {
    const ids = seenNow(shown.alerts, now.alerts)
    if (ids.length === 0) return
    state = { ...now, alerts: now.alerts.map((alert) => (ids.includes(alert.id) ? { ...alert, acknowledgedAt: consoleNow() } : alert)) }
    turn({ do: 'tick' })
    for (let from = 0; from < ids.length; from += MOST_ACKNOWLEDGED) void sendOff(askInTime(asking, 'wall.acknowledge', { alerts: ids.slice(from, from + MOST_ACKNOWLEDGED) }))
  }

  return {
    get: () => shown,
    consoleNow,
    subscribe(changed) {
      listeners.add(changed)
      return () => void listeners.delete(changed)
    },
    setView(next) {
      if (JSON.stringify(next) === JSON.stringify(view)) return
      const isFirst = view === null
      view = next
      if (isFirst) begin()
      loop.now()
    },
    prepared(scene) {
      if (shown.next === scene && rotation?.next?.scene === scene.scene) turn({ do: 'ready', scene: scene.scene })
    },
    broken(scene, error, showing) {
      const tried = showing === null ? preparing : `shown ${showing}`
      if (failedIn.get(scene.scene) === tried) return
      failedIn.set(scene.scene, tried)
      powers.log(`scene ${scene.scene} cannot be drawn: ${String(error)}`)
      turn({ do: 'failed', scene: scene.scene })
    },
    drawn(changes, drawnPass) {
      if (drawnPass === wholePass && dataAt !== wholeAt) {
        dataAt = wholeAt
        tell({ heart: shown.heart + 1, drawnChanges: changes })
      } else if (changes !== shown.drawnChanges) tell({ drawnChanges: changes })
    },
    act,
    close() {
      isClosed = true
      loop.close()
      cancelTick()
      cancelBeat()
      stopHearing()
    },
  }
}
