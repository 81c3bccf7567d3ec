/** What a wall is told while the store says no, and whose it is. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DANGER, wallsAtCentral } from './wall-scene.ts'

const open = wallsAtCentral()
const MINUTE = 60_000

test('where the store says no, a wall is told what was known, under the time that it is; where nothing was known, why', async (t) => {
  const scene = await open(t)
  const { handlers } = scene.walls
  scene.storeFails = true
  await assert.rejects(async () => handlers['wall.state']({ wall: '1' }), { code: 'damaged' })
  scene.storeFails = false
  const before = await handlers['wall.state']({ wall: '1' })
  scene.storeFails = true
  scene.pc.mono += 5 * MINUTE
  const after = await handlers['wall.state']({ wall: '1' })
  const scenes = before.scenes.map((one) => (one.scene === 'health' ? { ...one, everyRounds: 1 } : one))
  assert.deepEqual({ ...after, now: 0 }, { ...before, now: 0, scenes })
  assert.equal(after.now - before.now, 5 * MINUTE)
})

test('where the store says no for long, the sources raise their own alerts, which can be acknowledged, and what is made of them is told no more', async (t) => {
  const scene = await open(t)
  const { handlers } = scene.walls
  scene.alerts = [DANGER]
  const told = async () => (await handlers['wall.state']({ wall: '1' })).alerts.map(({ kind, level, acknowledgedAt }) => [kind, level, acknowledgedAt !== null])
  await told()
  await handlers['wall.acknowledge']({ alerts: [DANGER.id] })
  scene.storeFails = true
  assert.deepEqual(await told(), [['danger', 1, true]])
  scene.pc.mono += 6 * MINUTE
  assert.deepEqual(await told(), [['source-stale', 2, false]])
  scene.pc.mono += 15 * MINUTE
  assert.deepEqual(await told(), [['chain-lost', 1, false]])
  await handlers['wall.acknowledge']({ alerts: ['chain-lost'] })
  assert.deepEqual(await told(), [['chain-lost', 1, true]])
  for (let n = 0; n < 80; n++) {
    scene.pc.mono += 10_000
    await told()
  }
  ;[scene.storeFails, scene.confirmedAt] = [false, scene.pc.wall + 35 * MINUTE]
  assert.deepEqual(await told(), [['danger', 1, true]], 'it was not over')
})

test('whoever signed out leaves nothing on the wall, and the next one sees nothing of theirs', async (t) => {
  const scene = await open(t)
  const { handlers } = scene.walls
  await handlers['wall.state']({ wall: '1' })
  await scene.session.signOut()
  await assert.rejects(async () => handlers['wall.state']({ wall: '1' }), { code: 'not-signed-in' })
  await scene.session.practice(null, null)
  scene.storeFails = true
  await assert.rejects(async () => handlers['wall.state']({ wall: '1' }), { code: 'damaged' })
})
