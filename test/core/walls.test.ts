/** The walls in the core: honest when the store says no and the clock is set, remembering what was seen and what befell them. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { newWall } from '../../main/core/wall-keeping.ts'
import { Refusal } from '../../main/core/refusal.ts'
import type { SceneId, WallId, WallSettings } from '../../preload/contract/wall-settings.ts'
import { beatOf } from '../wall/beats.ts'
import { DANGER, wallsAtCentral } from './wall-scene.ts'

const open = wallsAtCentral()
const MINUTE = 60_000

test('a PC clock set by ten minutes while the console runs changes no age', async (t) => {
  const scene = await open(t)
  const { handlers } = scene.walls
  const first = await handlers['wall.state']({ wall: '1' })
  for (const jump of [10 * MINUTE, -20 * MINUTE]) {
    scene.pc.wall += jump
    await scene.pass(MINUTE)
    handlers['wall.beat'](beatOf({ frames: jump + 10_000_000 }))
  }
  const then = await handlers['wall.state']({ wall: '1' })
  assert.equal(then.now - first.now, 2 * MINUTE)
  const { now, health } = await handlers['wall.walls'](null)
  assert.deepEqual([health[0]?.condition, now - (health[0]?.beatAt ?? 0)], ['well', 0])
})

test('an alert that was acknowledged is so on every wall, and after a restart of the console', async (t) => {
  const scene = await open(t)
  scene.alerts = [DANGER]
  assert.equal((await scene.walls.handlers['wall.state']({ wall: '1' })).alerts[0]?.acknowledgedAt, null)
  await scene.walls.handlers['wall.acknowledge']({ alerts: [DANGER.id] })
  const { alerts: seen, now } = await scene.walls.handlers['wall.state']({ wall: '2' })
  assert.equal(seen[0]?.acknowledgedAt, now)
  await scene.restart()
  assert.equal((await scene.walls.handlers['wall.state']({ wall: '1' })).alerts[0]?.acknowledgedAt, now)
  assert.deepEqual((await scene.walls.handlers['wall.walls'](null)).rate.byLevel, { 1: 1, 2: 0, 3: 0 })
})

test('an outage of the sources, and a console that was off, bring back nothing that was acknowledged', async (t) => {
  const scene = await open(t)
  scene.alerts = [DANGER]
  const seenAt = async (): Promise<number | null | undefined> => (await scene.walls.handlers['wall.state']({ wall: '1' })).alerts[0]?.acknowledgedAt
  scene.walls.handlers['wall.beat'](beatOf())
  await seenAt()
  await scene.walls.handlers['wall.acknowledge']({ alerts: [DANGER.id] })
  const first = await seenAt()
  ;[scene.alerts, scene.confirmedAt] = [[], scene.pc.wall - 6 * MINUTE]
  await scene.pass(15 * MINUTE)
  ;[scene.alerts, scene.confirmedAt] = [[DANGER], 'always']
  assert.equal(await seenAt(), first)
  await scene.walls.close()
  scene.pc.mono += 15 * MINUTE
  scene.pc.wall += 15 * MINUTE
  await scene.restart()
  assert.equal(await seenAt(), first)
  scene.alerts = []
  scene.walls.handlers['wall.beat'](beatOf())
  await scene.pass(11 * MINUTE)
  scene.alerts = [DANGER]
  assert.equal(await seenAt(), null, 'what was over for eleven minutes is a new one')
})

test('in a flood the wall and the desk are told of each, and how many there are', async (t) => {
  const scene = await open(t)
  const { handlers } = scene.walls
  scene.alerts = Array.from({ length: 12 }, (_, n) => ({ ...DANGER, id: `hot-spot:${n}`, kind: 'hot-spot', level: 2 }))
  const { alerts, flood } = await handlers['wall.state']({ wall: '1' })
  assert.deepEqual([alerts.length, flood], [12, 12])
  await handlers['wall.acknowledge']({ alerts: alerts.slice(1).map(({ id }) => id) })
  assert.deepEqual((await handlers['wall.state']({ wall: '1' })).alerts.filter(({ acknowledgedAt }) => acknowledgedAt === null).map(({ id }) => id), [alerts[0]!.id])
})

test('a new alert is told while a wall is open or a desk looks, without being asked for, and once', async (t) => {
  const scene = await open(t)
  await scene.pass(MINUTE)
  scene.alerts = [DANGER]
  scene.told.length = 0
  await scene.pass(MINUTE)
  assert.deepEqual(scene.told, [])
  scene.walls.handlers['wall.beat'](beatOf())
  scene.told.length = 0
  await scene.pass(15_000)
  assert.deepEqual(scene.told, ['wall'])
  scene.walls.handlers['wall.beat'](beatOf())
  await scene.pass(15_000)
  assert.deepEqual(scene.told, ['wall'])
})

test('a console that has just begun calls no source lost before it could hear of it; danger it tells at once', async (t) => {
  const scene = await open(t)
  scene.alerts = [DANGER, { ...DANGER, id: 'chain-lost', kind: 'chain-lost', source: 'chain' }]
  const kinds = async (): Promise<string[]> => (await scene.walls.handlers['wall.state']({ wall: '1' })).alerts.map(({ kind }) => kind)
  assert.deepEqual(await kinds(), ['danger'])
  scene.pc.mono += MINUTE
  assert.deepEqual((await kinds()).toSorted(), ['chain-lost', 'danger'])
})

test('a topic of the sync brings the look that is due forward', async (t) => {
  const scene = await open(t)
  scene.walls.handlers['wall.beat'](beatOf())
  await scene.pass(10_000)
  scene.alerts = [DANGER]
  scene.told.length = 0
  scene.walls.hear('sync')
  await scene.pass(5_000)
  assert.deepEqual(scene.told, ['wall'])
})

test('a composition that waits gives way to a newer one of its wall and scene, and to no other', async (t) => {
  const scene = await open(t)
  const ask = (wall: WallId, name: SceneId, preview?: true): Promise<string> =>
    Promise.resolve(scene.walls.handlers['wall.scene']({ wall, scene: name, view: null, preview })).then(({ scene: made }) => made, ({ code }: { code: string }) => code)
  // The first one is at work at once, and waits for nobody.
  const answers = [ask('1', 'health'), ask('1', 'loop'), ask('1', 'loop', true), ask('2', 'loop'), ask('1', 'sites'), ask('1', 'loop')]
  assert.deepEqual(await Promise.all(answers), ['health', 'superseded', 'loop', 'loop', 'sites', 'loop'])
})

test('each wall has its own settings, steps and pin', async (t) => {
  const scene = await open(t)
  const { handlers } = scene.walls
  await handlers['wall.set']({ ...newWall('2'), name: '东墙', language: 'en', scenes: [{ scene: 'loop', on: true, dwellMs: 20_000 }, { scene: 'sites', on: false, dwellMs: 20_000 }] })
  const pinned = await handlers['wall.command']({ wall: '1', command: { do: 'pin', scene: 'hotspot' } })
  const one = await handlers['wall.command']({ wall: '1', command: { do: 'step', by: 1 } })
  const two = await handlers['wall.command']({ wall: '2', command: { do: 'step', by: -1 } })
  assert.deepEqual([pinned.pinned?.scene, one.pinned, two.pinned], ['hotspot', null, null], 'a step ends a pin')
  await handlers['wall.command']({ wall: '1', command: { do: 'pin', scene: 'hotspot' } })
  assert.deepEqual([one.steps.map(({ by }) => by), two.steps.map(({ by }) => by), two.scenes.map(({ scene: name }) => name)], [[1], [-1], ['loop']])
  await assert.rejects(async () => handlers['wall.command']({ wall: '2', command: { do: 'scene', scene: 'loop', on: false } }), { code: 'bad-input' })
  await scene.pass(10 * MINUTE)
  assert.equal((await handlers['wall.state']({ wall: '1' })).pinned, null)
  await scene.restart()
  assert.deepEqual((await scene.walls.handlers['wall.walls'](null)).walls.map(({ id, name }) => [id, name]), [['1', '1'], ['2', '东墙']])
})

test('a wall that a kiosk shows and no desk set up is among those of the desk', async (t) => {
  const scene = await open(t)
  scene.walls.atHost.opening('3', 'opened', false)
  const { walls, health } = await scene.walls.handlers['wall.walls'](null)
  assert.deepEqual([walls.map(({ id }) => id), health.map(({ condition }) => condition)], [['1', '3'], ['shut', 'waiting']])
})

test('the browser host opens no windows; one that can is told, and what it refuses is refused', async (t) => {
  const scene = await open(t)
  for (const method of ['wall.open', 'wall.shut'] as const) assert.throws(() => scene.walls.handlers[method]({ wall: '1' }), { code: 'refused' })
  assert.throws(() => scene.walls.handlers['wall.startAtLogOn']({ on: true }), { code: 'refused' })
  const calls: string[] = []
  let starts = false
  const desktop = await open(t, {
    kind: 'desktop',
    walls: {
      displays: () => [{ id: 7, label: 'P', bounds: { x: 0, y: 0, width: 1, height: 1 }, scaleFactor: 1, isPrimary: true }],
      open(wall: WallSettings) {
        if (wall.display === null) throw new Refusal('refused', 'no display')
        calls.push(`open ${wall.id}`)
      },
      shut: (wall) => calls.push(`shut ${wall}`), restart: ({ id }) => calls.push(`restart ${id}`), changed: ({ id }) => calls.push(`changed ${id}`),
      startsAtLogOn: () => starts, startAtLogOn: (on) => (starts = on),
    },
  })
  const { handlers } = desktop.walls
  assert.throws(() => handlers['wall.open']({ wall: '1' }), { code: 'refused' })
  const { displays, startsAtLogOn } = await handlers['wall.startAtLogOn']({ on: true })
  assert.deepEqual([displays?.map(({ id }) => id), startsAtLogOn], [[7], true])
  await handlers['wall.set']({ ...newWall('1'), display: displays![0]! })
  await handlers['wall.open']({ wall: '1' })
  await handlers['wall.restart']({ wall: '1' })
  await handlers['wall.shut']({ wall: '1' })
  assert.deepEqual(calls, ['changed 1', 'open 1', 'restart 1', 'shut 1'])
  assert.throws(() => handlers['wall.open']({ wall: '3' }), { code: 'refused' })
  assert.deepEqual([await handlers['wall.address']({ wall: '1' })], [{ address: null }])
})

test('a log of the walls that cannot be read or written stops no wall', async (t) => {
  const scene = await open(t)
  writeFileSync(join(scene.folder, 'wall-log.json'), '{"version":1,"book":')
  await scene.restart()
  scene.alerts = [DANGER]
  await scene.walls.handlers['wall.state']({ wall: '1' })
  await scene.walls.handlers['wall.acknowledge']({ alerts: [DANGER.id] })
  assert.notEqual((await scene.walls.handlers['wall.state']({ wall: '1' })).alerts[0]?.acknowledgedAt, null)
})
