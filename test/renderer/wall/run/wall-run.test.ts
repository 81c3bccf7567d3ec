/** A wall's run against a console that answers, is silent, forgets and orders, on a clock of the test's own. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WallScene } from '../../../../preload/contract/wall.ts'
import { withLeftOut } from '../../../../renderer/wall/run/local-state.ts'
import { danger, DWELL_MS, openScene, SCENES, T0 } from './wall-world.ts'

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

test('a console that nobody is signed in at is told from one that is silent', async () => {
  const world = openScene()
  await world.start()
  world.become('not-signed-in')
  await world.pass(12_000)
  assert.equal(world.run.get().link, 'nobody')
  world.become(null)
  await world.pass(12_000)
  assert.equal(world.run.get().link, 'here')
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

test('an order to load anew at a border waits for a console that answers', async () => {
  const world = openScene()
  await world.start()
  await world.pass(3 * DWELL_MS)
  world.scene.reload = 'at-border'
  await world.pass(6_000)
  world.become('unreachable')
  const { changes } = world.run.get()
  await world.pass(3 * DWELL_MS)
  assert.ok(world.run.get().changes > changes + 1)
  assert.equal(world.scene.reloads, 0)
  world.become(null)
  await world.pass(DWELL_MS + 12_000)
  assert.ok(world.scene.reloads > 0)
  world.run.close()
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

test('one of the first level takes the screen where every scene is shorter than the reading of one', async () => {
  const world = openScene()
  world.scene.dwellMs = 10_000
  await world.start()
  world.alert([danger])
  world.tell('wall')
  await world.pass(20_000)
  assert.deepEqual(world.run.get().alerts.screen.map(({ id }) => id), ['danger 1'])
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
