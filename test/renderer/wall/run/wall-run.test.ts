/** A wall's run against a console that answers, is silent, forgets and orders, on a clock of the test's own. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer, ConsoleEvent, FailureCode } from '../../../../preload/contract/api.ts'
import type { WallAlert, WallScene, WallState } from '../../../../preload/contract/wall.ts'
import type { WallBeat } from '../../../../preload/contract/wall-health.ts'
import type { SceneId } from '../../../../preload/contract/wall-settings.ts'
import { withLeftOut } from '../../../../renderer/wall/run/local-state.ts'
import { openWallRun, type WallRun } from '../../../../renderer/wall/run/wall-run.ts'

const T0 = 1_800_000_000_000
const SCENES: SceneId[] = ['overview', 'bottleneck', 'loop']
const DWELL_MS = 30_000
const VIEW = { west: 121, south: 29, east: 122, north: 30, zoom: 10 }

const danger: WallAlert = { id: 'danger 1', level: 1, kind: 'danger', since: T0, area: null, about: null, source: 'points', value: 1, unit: 'count', acknowledgedAt: null }

/** All that needs no time has been done. */
async function settle(): Promise<void> {
  for (let n = 0; n < 40; n++) await Promise.resolve()
}

/** A console, a page's map and a clock, all of which do what the test says. */
function openScene() {
  let now = 5_000
  let timers: { at: number; work: () => void }[] = []
  let refusal: FailureCode | 'hangs' | null = null
  let alerts: WallAlert[] = []
  const asked: { method: string; input: unknown; at: number }[] = []
  const listeners: ((event: ConsoleEvent) => void)[] = []
  const scene = { broken: [] as SceneId[], reload: 'no' as 'no' | 'now' | 'at-border', reloads: 0, remembered: null as SceneId | null, drawsAll: true, on: [...SCENES], steps: [] as WallState['steps'], flood: null as number | null }
  const state = (): WallState => ({
    settings: { id: '1', name: '1', language: 'zh-CN', area: null, viewingDistanceInHeights: 4, scenes: SCENES.map((one) => ({ scene: one, on: scene.on.includes(one), dwellMs: DWELL_MS })), orbit: false, night: null, headline: null, display: null, opensWithConsole: false },
    now: T0 + now, timeZone: 'Asia/Shanghai', city: { zh: '甬', en: null }, area: { zh: '甬', en: null }, bounds: [121, 29, 122, 30], outlines: { level: 'district', parent: null, own: null, names: [] }, simulated: true, approvalNumber: '',
    scenes: scene.on.map((one) => ({ scene: one, dwellMs: DWELL_MS, everyRounds: 1 })), pinned: null, steps: scene.steps, sources: [], alerts, flood: scene.flood, ticker: [], safe: false,
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

test('it asks at least every ten seconds, and soon after news', async () => {
  const { start, pass, asked, tell, run } = openScene()
  await start()
  await pass(60_000)
  const times = asked.filter(({ method }) => method === 'wall.state').map(({ at }) => at)
  assert.ok(times.length >= 6 && times.every((at, n) => n === 0 || at - times[n - 1]! <= 10_000), times.join())
  asked.length = 0
  tell('field')
  await pass(300)
  assert.deepEqual(asked.map(({ method }) => method), ['wall.state', 'wall.scene'])
  asked.length = 0
  tell('basemap')
  await pass(300)
  assert.deepEqual(asked, [])
  run.close()
})

test('it turns, remembers what it shows, and tells how it fares', async () => {
  const world = openScene()
  await world.start()
  assert.equal(world.run.get().scene?.scene, 'overview')
  await world.pass(DWELL_MS + 1_000)
  assert.equal(world.run.get().scene?.scene, 'bottleneck')
  assert.equal(world.scene.remembered, 'bottleneck')
  const last = world.beats().at(-1)!
  assert.deepEqual([last.scene, last.changes, last.decks, last.disabled], ['bottleneck', 2, 1, []])
  assert.ok(last.dataAt !== null && last.dataAt > T0)
  world.run.close()
})

test('while the console hangs or is gone the scenes go on with what they had, and it takes up again by itself', async () => {
  for (const manner of ['hangs', 'unreachable'] as const) {
    const world = openScene()
    await world.start()
    await world.pass(3 * DWELL_MS)
    const [heart, changes] = [world.run.get().heart, world.run.get().changes]
    world.become(manner)
    await world.pass(20_000)
    assert.equal(world.run.get().link, 'silent')
    const [silentHeart, madeAt] = [world.run.get().heart, world.run.get().scene!.madeAt]
    await world.pass(6 * DWELL_MS)
    assert.ok(world.run.get().changes >= changes + 6, `${world.run.get().changes} of ${changes}`)
    assert.equal(world.run.get().heart, silentHeart, 'the heart stands')
    assert.ok(world.run.consoleNow() - madeAt >= 6 * DWELL_MS, 'its clock goes on')
    world.become(null)
    await world.pass(12_000)
    assert.equal(world.run.get().link, 'here')
    assert.ok(world.run.get().heart > heart)
    assert.ok(world.run.consoleNow() - world.run.get().scene!.madeAt <= 10_500)
    world.run.close()
  }
})

test('a console that does not know the page any more is told from one that is silent', async () => {
  const world = openScene()
  await world.start()
  world.become('stopped')
  await world.pass(12_000)
  assert.equal(world.run.get().link, 'stopped')
  world.run.close()
})

test('the heart moves only when data came and were drawn', async () => {
  const world = openScene()
  await world.start()
  await world.pass(30_000)
  const { heart } = world.run.get()
  assert.ok(heart >= 3)
  world.scene.drawsAll = false
  await world.pass(60_000)
  assert.equal(world.run.get().heart, heart)
  world.run.close()
})

test('a scene the console cannot make is left out after three tries, and a beat says so', async () => {
  const world = openScene()
  world.scene.broken = ['bottleneck']
  await world.start()
  await world.pass(8 * DWELL_MS)
  assert.deepEqual(world.beats().at(-1)!.disabled, ['bottleneck'])
  world.run.close()
  const health = { scene: 'health', rows: [] } as unknown as WallScene
  const told = withLeftOut(health, ['bottleneck', 'loop'], (one) => ({ zh: one, en: null }))
  assert.deepEqual(told?.rows.map(({ name, note }) => [name.zh, name.en, note]), [['bottleneck、loop', 'bottleneck, loop', 'disabled']])
  assert.equal(withLeftOut({ ...health, scene: 'loop' }, ['bottleneck'], (one) => ({ zh: one, en: null }))?.rows.length, 0)
})

test('however many layers and frames of one showing fail, the scene failed once, and after three showings it is left out', async () => {
  const world = openScene()
  await world.start()
  for (const time of [1, 2, 3]) {
    await world.until('overview')
    const { scene, changes } = world.run.get()
    for (let layer = 0; layer < 5; layer++) world.run.broken(scene!, new Error('no such texture'), changes)
    await world.pass(1_000)
    assert.equal(world.run.get().scene?.scene, 'bottleneck', 'it gives way at once')
    await world.pass(6_000)
    assert.deepEqual(world.beats().at(-1)!.disabled, time < 3 ? [] : ['overview'])
  }
  world.run.close()
})

test('a fault of what was shown before is not held against what is shown now', async () => {
  const world = openScene()
  await world.start()
  const { scene: before, changes } = world.run.get()
  await world.until('bottleneck')
  const turns = world.run.get().changes
  for (let frame = 0; frame < 5; frame++) world.run.broken(before!, new Error('no such texture'), changes)
  await world.pass(10_000)
  assert.deepEqual([world.run.get().scene?.scene, world.run.get().changes, world.beats().at(-1)!.disabled], ['bottleneck', turns, []])
  world.run.close()
})

test('an order to load anew is obeyed at once, or at the next border', async () => {
  const world = openScene()
  await world.start()
  world.scene.reload = 'at-border'
  await world.pass(6_000)
  world.scene.reload = 'no'
  assert.equal(world.scene.reloads, 0)
  await world.pass(DWELL_MS)
  assert.deepEqual([world.scene.reloads, world.scene.remembered], [1, 'bottleneck'])
  const other = openScene()
  await other.start()
  other.scene.reload = 'now'
  await other.pass(5_000)
  assert.equal(other.scene.reloads, 1)
  for (const { run } of [world, other]) run.close()
})

test('one of the first level stands over the scenes until it is acknowledged here, and they wait for it', async () => {
  const world = openScene()
  await world.start()
  world.alert([danger])
  world.tell('wall')
  await world.pass(10_000)
  assert.equal(world.run.get().alerts.screen.length, 0, 'the scene is read first')
  await world.pass(10_000)
  assert.deepEqual(world.run.get().alerts.screen.map(({ id }) => id), ['danger 1'])
  const { changes } = world.run.get()
  await world.pass(4 * DWELL_MS)
  assert.equal(world.run.get().changes, changes)
  assert.equal(world.beats().at(-1)!.sceneForMs, 0, 'no stuck rotation')
  world.run.act({ do: 'acknowledge' })
  assert.equal(world.run.get().alerts.screen.length, 0, 'at once')
  await world.pass(1_000)
  assert.deepEqual(world.asked.filter(({ method }) => method === 'wall.acknowledge').map(({ input }) => input), [{ alerts: ['danger 1'] }])
  await world.pass(2 * DWELL_MS)
  assert.ok(world.run.get().changes > changes)
  world.run.close()
})

test('in a flood the key acknowledges each that stands behind the one line, a hundred at a time', async () => {
  const world = openScene()
  await world.start()
  world.scene.flood = 240
  world.alert(Array.from({ length: 240 }, (_, n) => ({ ...danger, id: `spot ${n}`, level: 2 })))
  world.tell('wall')
  await world.pass(1_000)
  assert.deepEqual([world.run.get().alerts.banner.length, world.run.get().alerts.flood], [0, 240])
  world.run.act({ do: 'acknowledge' })
  assert.equal(world.run.get().alerts.flood, null, 'at once')
  const told = world.asked.filter(({ method }) => method === 'wall.acknowledge').map(({ input }) => (input as { alerts: string[] }).alerts)
  assert.deepEqual([told.map(({ length }) => length), new Set(told.flat()).size], [[100, 100, 40], 240])
  world.run.close()
})

test('a key acts at once and once: its step comes back from the console and is not done again', async () => {
  const world = openScene()
  await world.start()
  world.run.act({ do: 'step', by: 1 })
  await world.pass(2_000)
  assert.equal(world.run.get().scene?.scene, 'bottleneck')
  await world.pass(12_000)
  assert.equal(world.run.get().scene?.scene, 'bottleneck')
  world.scene.steps = [...world.scene.steps, { n: 2, by: -1 }]
  world.tell('wall')
  await world.pass(1_000)
  assert.equal(world.run.get().scene?.scene, 'overview', 'one from the desk is done')
  world.run.close()
})

test('keys act with the console gone', async () => {
  const world = openScene()
  await world.start()
  await world.pass(3 * DWELL_MS)
  world.become('unreachable')
  const before = world.run.get().scene!.scene
  world.run.act({ do: 'step', by: 1 })
  await world.pass(2_000)
  assert.notEqual(world.run.get().scene!.scene, before)
  world.run.act({ do: 'pin' })
  const pinned = world.run.get().pinned
  assert.equal(pinned, world.run.get().scene!.scene)
  assert.equal(world.run.get().state!.pinned?.scene, pinned)
  await world.pass(3 * DWELL_MS)
  assert.equal(world.run.get().scene!.scene, pinned)
  world.run.act({ do: 'switch', index: SCENES.indexOf(pinned!) })
  await world.pass(4_000)
  assert.notEqual(world.run.get().scene!.scene, pinned, 'what is switched off gives way')
  world.run.close()
})
