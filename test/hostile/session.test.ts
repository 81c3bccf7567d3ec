/** A central that is wrong about the session: rights, epochs, storms, hints. Nothing good is lost, requests stay bounded, and the desk heals by itself. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { json, type Json } from './forge.ts'
import { SESSION } from './session.ts'
import { openHostileDesk, openStand, runTrial } from './stand.ts'

const stand = await openStand()
for (const trial of SESSION) test(`${trial.fault}: ${trial.name}`, () => runTrial(stand, trial))

test('me: another user’s answer signs the desk out, asks no more, and touches no row', async (t) => {
  const { world } = stand
  const desk = await openHostileDesk(t, world)
  assert.ok(await desk.time.pass(600_000, () => desk.sync.status().state === 'idle'))
  const before = desk.rows()
  world.proxy.fault = json('/v1/me', (me: Json) => ({ ...me, sub: 'somebody else' }))
  t.after(() => (world.proxy.fault = null))
  desk.sync.now()
  assert.ok(await desk.time.pass(600_000, () => desk.sync.status().state === 'signed-out'))
  const asked = world.proxy.asked.length
  await desk.time.pass(3_600_000)
  assert.equal(world.proxy.asked.length, asked)
  assert.deepEqual(desk.rows(), before)
})

test('a byte changed on the disk is found by the weekly comparison, and mended', async (t) => {
  const { world } = stand
  const desk = await openHostileDesk(t, world)
  assert.ok(await desk.time.pass(600_000, () => desk.sync.status().state === 'idle'))
  const good = desk.rows()
  const { loadSqlite } = await import('../../main/store/guard.ts')
  const db = new (loadSqlite())(desk.store.path)
  assert.equal(db.prepare(`UPDATE "case" SET body = replace(body, '桥头', '桥尾') WHERE id = (SELECT min(id) FROM "case")`).run().changes, 1)
  db.close()
  assert.notDeepEqual(desk.rows(), good)
  await desk.time.sleep(8 * 86_400_000)
  assert.ok(await desk.time.pass(3_600_000, () => JSON.stringify(desk.rows()) === JSON.stringify(good)))
})
