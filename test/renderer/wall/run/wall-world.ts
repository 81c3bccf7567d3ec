/** A console that answers, is silent, forgets and orders, with a page's map and a clock: for tests of a wall's run. */
import assert from 'node:assert/strict'
import type { Answer, ConsoleEvent, FailureCode } from '../../../../preload/contract/api.ts'
import type { WallAlert, WallScene, WallState } from '../../../../preload/contract/wall.ts'
import type { WallBeat } from '../../../../preload/contract/wall-health.ts'
import type { SceneId } from '../../../../preload/contract/wall-settings.ts'
import { openWallRun, type WallRun } from '../../../../renderer/wall/run/wall-run.ts'

export const T0 = 1_800_000_000_000
export const SCENES: SceneId[] = ['overview', 'bottleneck', 'loop']
export const DWELL_MS = 30_000
const VIEW = { west: 121, south: 29, east: 122, north: 30, zoom: 10 }

export const danger: WallAlert = { id: 'danger 1', level: 1, kind: 'danger', since: T0, area: null, about: null, source: 'points', value: 1, unit: 'count', acknowledgedAt: null }

/** All that needs no time has been done. */
async function settle(): Promise<void> {
  for (let n = 0; n < 40; n++) await Promise.resolve()
}

/** A console, a page's map and a clock, all of which do what the test says. */
export function openScene() {
  let now = 5_000
  let timers: { at: number; work: () => void }[] = []
  let refusal: FailureCode | 'hangs' | null = null
  let alerts: WallAlert[] = []
  const asked: { method: string; input: unknown; at: number }[] = []
  const listeners: ((event: ConsoleEvent) => void)[] = []
  const scene = { broken: [] as SceneId[], reload: 'no' as 'no' | 'now' | 'at-border', reloads: 0, remembered: null as SceneId | null, dwellMs: DWELL_MS, drawsAll: true, on: [...SCENES], steps: [] as WallState['steps'], flood: null as number | null }
  const state = (): WallState => ({
    settings: { id: '1', name: '1', language: 'zh-CN', area: null, viewingDistanceInHeights: 4, scenes: SCENES.map((one) => ({ scene: one, on: scene.on.includes(one), dwellMs: scene.dwellMs })), orbit: false, night: null, headline: null, display: null, opensWithConsole: false },
    now: T0 + now, timeZone: 'Asia/Shanghai', city: { zh: '甬', en: null }, area: { zh: '甬', en: null }, bounds: [121, 29, 122, 30], outlines: { level: 'district', parent: null, own: null, names: [] }, simulated: true, approvalNumber: '',
    scenes: scene.on.map((one) => ({ scene: one, dwellMs: scene.dwellMs, everyRounds: 1 })), pinned: null, steps: scene.steps, sources: [], alerts, flood: scene.flood, ticker: [], safe: false,
  })
  const made = (one: SceneId): WallScene => ({ scene: one, madeAt: T0 + now, area: { zh: '甬', en: null }, from: 0, to: 1, simulated: true, finding: { id: 'unknown', name: null, value: null }, figures: [], rows: [], rowSources: [], trend: null, map: null, mapSources: [] })
  const answer = (method: string, input: unknown): unknown => {
    const { command } = input as { command?: { do: string; by: 1 | -1; scene: SceneId; on: boolean } }
    if (command?.do === 'step') scene.steps = [...scene.steps, { n: scene.steps.length + 1, by: command.by }]
    if (command?.do === 'scene') scene.on = SCENES.filter((one) => (one === command.scene ? command.on : scene.on.includes(one)))
    if (method === 'wall.acknowledge') alerts = alerts.map((one) => ({ ...one, acknowledgedAt: T0 + now }))
    return method === 'wall.beat' ? { reload: scene.reload } : method === 'wall.scene' ? made((input as { scene: SceneId }).scene) : method === 'wall.acknowledge' ? null : state()
  }
  const call = (method: string, input: unknown): Promise<Answer<never>> => {
    asked.push({ method, input, at: now })
    if (refusal === 'hangs') return new Promise(() => {})
    const { scene: one } = input as { scene?: SceneId }
    const failure = refusal ?? (method === 'wall.scene' && scene.broken.includes(one!) ? ('internal' as const) : null)
    return Promise.resolve((failure === null ? { ok: true, value: answer(method, input), tookMs: 1 } : { ok: false, failure: { code: failure, detail: '' } }) as Answer<never>)
  }
  const run: WallRun = openWallRun({
    wall: '1', bridge: { call: call as never, onEvent: (listen) => (listeners.push(listen), () => {}) }, now: () => now,
    later(work, delayMs) {
      const timer = { at: now + delayMs, work }
      timers.push(timer)
      return () => void (timers = timers.filter((one) => one !== timer))
    },
    remembered: null, remember: (one) => void (scene.remembered = one), reload: () => void scene.reloads++,
    facts: () => ({ page: 'page-0001', frames: 1, heapBytes: null, contexts: 1, decks: 1, lost: 0, visible: true, safe: false }), log: () => {}, nameOf: (one) => ({ zh: one, en: one }),
  })
  // What the page's map does: prepares what comes next, and draws what is shown.
  run.subscribe(() => queueMicrotask(() => {
    const { next, changes, passes } = run.get()
    if (next !== null) run.prepared(next)
    if (scene.drawsAll) run.drawn(changes, passes)
  }))
  const pass = async (ms: number): Promise<void> => {
    const end = now + ms
    for (;;) {
      await settle()
      const due = timers.toSorted((a, b) => a.at - b.at)[0]
      if (due === undefined || due.at > end) break
      now = Math.max(now, due.at)
      timers = timers.filter((one) => one !== due)
      due.work()
    }
    now = end
    await settle()
  }
  return {
    run, asked, scene,
    become: (next: typeof refusal) => void (refusal = next),
    alert: (next: WallAlert[]) => void (alerts = next),
    tell: (topic: ConsoleEvent['topic']) => listeners.forEach((listen) => listen({ topic, n: 1 })),
    async start(): Promise<void> {
      await settle()
      run.setView(VIEW)
      await pass(1_000)
    },
    /** Time goes by: everything due is done in its order. */
    pass,
    /** Until it turns to this one. */
    async until(wanted: SceneId): Promise<void> {
      for (let s = 0; run.get().scene?.scene !== wanted && s < 4 * DWELL_MS / 1_000; s++) await pass(1_000)
      assert.equal(run.get().scene?.scene, wanted)
    },
    beats: () => asked.filter(({ method }) => method === 'wall.beat').map(({ input }) => input as WallBeat),
  }
}
