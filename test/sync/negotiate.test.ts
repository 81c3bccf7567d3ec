/** Versions: a desk that has none in common with its central says whose fault it is, keeps its rows, and goes on by itself once that has changed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { disagreement } from '../../main/sync/negotiate.ts'
import { isEqual, openDesk, rowsOfCache, startWorld } from './desk.ts'

const ranges = (api: [number, number], schema: [number, number]) => ({ api: { min: api[0], max: api[1] }, schema: { min: schema[0], max: schema[1], preferred: schema[1] } })
const why = (...of: Parameters<typeof ranges>): string | null => disagreement(ranges(...of))?.why ?? null
const world = await startWorld()
const { proxy } = world

test('ranges that hold this program’s versions agree; beyond them it is said which side is too old', () => {
  assert.equal(why([1, 1], [1, 1]), null)
  assert.equal(why([0, 4], [1, 9]), null)
  assert.equal(why([2, 3], [1, 1]), 'too-old')
  assert.equal(why([1, 1], [2, 2]), 'too-old')
  assert.equal(why([0, 0], [1, 1]), 'central-too-old')
  assert.equal(why([1, 1], [-3, 0]), 'central-too-old')
  assert.equal(why([3, 1], [1, 1]), 'unreadable')
})

for (const [fault, of] of [['too-old', ranges([2, 3], [2, 3])], ['central-too-old', ranges([0, 0], [0, 0])]] as const) {
  test(`a central upgraded or set back under a running desk: ${fault} is said, rows stay, and the desk goes on once it agrees again`, async (t) => {
    const desk = await openDesk(t, world, 'office')
    await desk.untilSettled()
    const before = JSON.stringify(rowsOfCache(desk.store.path))
    const from = proxy.asked.length
    proxy.fault = async (req, res, pass) => {
      if (!req.url!.startsWith('/v1/meta')) return res.writeHead(404, { 'content-type': 'application/problem+json' }).end('{"type":"https://x.example/not-found","title":"gone","status":404}').destroyed || true
      const { body } = await pass()
      return res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ...JSON.parse(body.toString()), ...of })).destroyed || true
    }
    t.after(() => (proxy.fault = null))
    await desk.until('it is said', () => {
      if (desk.sync.status().state === 'idle') desk.sync.now()
      const status = desk.sync.status()
      return status.state === 'waiting' && status.why === fault
    })
    assert.equal(JSON.stringify(rowsOfCache(desk.store.path)), before)
    assert.ok(proxy.asked.length - from < 20, `${proxy.asked.length - from} requests`)
    proxy.fault = null
    desk.sync.now()
    await desk.untilSettled()
    assert.equal(await isEqual(world, desk), true)
  })
}

test('a desk asks for the versions once per start, not at every exchange', async (t) => {
  const from = proxy.asked.length
  const desk = await openDesk(t, world, 'office')
  await desk.untilSettled()
  for (let n = 0; n < 3; n++) {
    const asked = proxy.asked.length
    desk.sync.now()
    await desk.until('an exchange', () => proxy.asked.slice(asked).some((one) => one === 'GET /v1/me'))
  }
  assert.equal(proxy.asked.slice(from).filter((one) => one === 'GET /v1/meta').length, 1)
})
