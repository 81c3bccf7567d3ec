/** Beats of the walls' pages: which page counts, how it fares, when it is to load anew, and what is written down of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beatOf } from '../wall/beats.ts'
import { wallsAtCentral } from './wall-scene.ts'

const open = wallsAtCentral()
const MINUTE = 60_000

test('a wall that falls silent is told to the desk, and its restarts are remembered with their causes', async (t) => {
  const scene = await open(t)
  scene.walls.handlers['wall.beat'](beatOf())
  scene.told.length = 0
  await scene.pass(30_000)
  const { health } = await scene.walls.handlers['wall.walls'](null)
  assert.deepEqual([health[0]?.condition, scene.told], ['silent', ['wall']])
  scene.walls.atHost.opening('1', 'silent', false)
  assert.equal((await scene.walls.handlers['wall.walls'](null)).health[0]?.condition, 'waiting')
  scene.walls.handlers['wall.beat'](beatOf({ page: 'page-0002', upMs: 1_000 }))
  await scene.restart()
  scene.walls.handlers['wall.beat'](beatOf({ page: 'page-0003', upMs: 1_000 }))
  const causes = (await scene.walls.handlers['wall.walls'](null)).health[0]?.restarts.map(({ cause }) => cause)
  assert.deepEqual(causes, ['opened', 'silent', 'opened'])
  scene.pc.mono += 25 * 60 * MINUTE
  assert.deepEqual((await scene.walls.handlers['wall.walls'](null)).health[0]?.restarts, [])
})

test('a page that is asked to restart hears it with its next beat, until another one answers', async (t) => {
  const scene = await open(t)
  const { handlers } = scene.walls
  assert.throws(() => handlers['wall.restart']({ wall: '1' }), { code: 'refused' })
  assert.deepEqual(handlers['wall.beat'](beatOf()), { reload: 'no' })
  await handlers['wall.restart']({ wall: '1' })
  assert.deepEqual(handlers['wall.beat'](beatOf()), { reload: 'now' })
  assert.deepEqual(handlers['wall.beat'](beatOf({ page: 'page-0002', upMs: 500 })), { reload: 'no' })
  assert.equal((await handlers['wall.walls'](null)).health[0]?.restarts.at(-1)?.cause, 'asked')
})

test('of two pages of one wall the younger counts, and the older takes over once that one is silent: nothing was loaded anew', async (t) => {
  const scene = await open(t)
  const { handlers } = scene.walls
  const health = async () => (await handlers['wall.walls'](null)).health[0]!
  const [old, young] = [{ page: 'page-old1', upMs: 7_200_000, lost: 2 }, { page: 'page-new1', upMs: 60_000, lost: 0 }]
  const beats = (frames: number): unknown[] => [old, young].map((one) => handlers['wall.beat'](beatOf({ ...one, upMs: one.upMs + frames, frames })))
  for (let n = 0; n < 20; n++) {
    beats(n * 5_000)
    await scene.pass(5_000)
  }
  const { restarts, beat } = await health()
  assert.deepEqual([restarts.map(({ cause }) => cause), beat?.page], [['opened', 'opened'], 'page-new1'])
  assert.equal((await handlers['wall.state']({ wall: '1' })).safe, false, 'a context lost once is counted once')
  await handlers['wall.restart']({ wall: '1' })
  assert.deepEqual(beats(100_000), [{ reload: 'no' }, { reload: 'now' }])
  handlers['wall.beat'](beatOf({ page: 'page-new2', upMs: 500 }))
  for (let n = 1; n <= 5; n++) {
    await scene.pass(5_000)
    handlers['wall.beat'](beatOf({ ...old, upMs: old.upMs + 100_000 + n * 5_000, frames: n }))
  }
  assert.deepEqual([(await health()).beat?.page, (await health()).restarts.map(({ cause }) => cause), (await health()).condition], ['page-old1', ['opened', 'opened', 'asked'], 'well'])
})

test('three contexts lost in ten minutes: the wall goes on without WebGL, and the host hears of it', async (t) => {
  const scene = await open(t)
  const unsafe: string[] = []
  scene.walls.atHost.onUnsafe((wall) => unsafe.push(wall))
  scene.walls.handlers['wall.beat'](beatOf({ lost: 2 }))
  assert.equal((await scene.walls.handlers['wall.state']({ wall: '1' })).safe, false)
  assert.deepEqual(scene.walls.handlers['wall.beat'](beatOf({ lost: 3 })), { reload: 'now' })
  assert.deepEqual(scene.walls.handlers['wall.beat'](beatOf({ page: 'page-0002', upMs: 500, safe: true })), { reload: 'no' })
  assert.equal((await scene.walls.handlers['wall.walls'](null)).health[0]?.restarts.at(-1)?.cause, 'context')
  assert.deepEqual([unsafe, (await scene.walls.handlers['wall.state']({ wall: '1' })).safe, (await scene.walls.handlers['wall.state']({ wall: '2' })).safe], [['1'], true, false])
})

test('a page of the day before is told to load anew at half past three of the city\'s night', async (t) => {
  const scene = await open(t)
  // Shanghai: eight hours ahead.
  scene.pc.wall = Date.UTC(2026, 10, 28, 19, 20)
  await scene.restart()
  await scene.walls.handlers['wall.state']({ wall: '1' })
  assert.deepEqual(scene.walls.handlers['wall.beat'](beatOf({ upMs: 10 * 3_600_000 })), { reload: 'no' })
  scene.pc.mono += 11 * MINUTE
  assert.deepEqual(scene.walls.handlers['wall.beat'](beatOf({ upMs: 10 * 3_600_000, frames: 500 })), { reload: 'at-border' })
  scene.pc.mono += 6 * MINUTE
  assert.deepEqual(scene.walls.handlers['wall.beat'](beatOf({ upMs: 10 * 3_600_000, frames: 900 })), { reload: 'now' })
})
