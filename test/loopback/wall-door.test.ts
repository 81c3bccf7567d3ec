/** Attacks with a wall's token over real HTTP: it shows one wall, and opens nothing else. */
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { createDispatch, type Handlers } from '../../main/core/dispatch.ts'
import { decodeAnswer } from '../../preload/codec.ts'
import { INPUTS } from '../../preload/contract/schema.ts'
import { WALL_METHODS } from '../../preload/contract/wall-api.ts'
import { type Guest, invite } from './guest.ts'

const BEAT = {
  page: 'page-0001', upMs: 1, scene: null, sceneForMs: 0, changes: 0, frames: 0, dataAt: null, heapBytes: null, contexts: 1, decks: 1, lost: 0, disabled: [], visible: true, safe: false,
}

/** The real door before handlers that note what reached them. */
async function inviteAtDoor(t: TestContext, clock?: () => number): Promise<{ guest: Guest; reached: [string, unknown][]; ask(token: string, method: string, input: unknown): Promise<string> }> {
  const reached: [string, unknown][] = []
  const handlers = Object.fromEntries(Object.keys(INPUTS).map((method) => [method, (input: unknown) => {
    reached.push([method, input])
    if (method === 'wall.acknowledge') throw new Error('no such file: D:\\profiles\\1\\cache.db')
    return null
  }])) as unknown as Handlers
  const guest = await invite(t, { dispatch: createDispatch(handlers, { onError: () => {} }), ...(clock === undefined ? {} : { clock }) })
  return {
    guest, reached,
    async ask(token, method, input) {
      const response = await fetch(`${guest.host.origin}/api/call`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-console-token': token }, body: JSON.stringify({ method, input }) })
      if (!response.ok) return String(response.status)
      const answer = decodeAnswer(await response.arrayBuffer())
      return answer.ok ? 'ok' : `${answer.failure.code} ${answer.failure.detail}`
    },
  }
}

test('a wall\'s token reaches no method of a desk, whatever the input', async (t) => {
  const { guest, reached, ask } = await inviteAtDoor(t)
  const token = await guest.enter('1')
  const others = Object.keys(INPUTS).filter((method) => !(WALL_METHODS as readonly string[]).includes(method))
  assert.ok(others.length > 100 && others.includes('cases.page') && others.includes('wall.set') && others.includes('wall.address') && others.includes('wall.walls'))
  for (const method of [...others, 'nothing', 'constructor', '__proto__', 'WALL.STATE', 'wall.state ', ' wall.state', 'wall.state\0']) {
    for (const input of [null, { wall: '1' }, {}]) assert.equal(await ask(token, method, input), 'refused not for a wall', method)
  }
  assert.deepEqual(reached, [])
})

test('a wall\'s token shows its own wall and answers for no other', async (t) => {
  const { guest, reached, ask } = await inviteAtDoor(t)
  const token = await guest.enter('2')
  const asked: [string, Record<string, unknown>][] = [
    ['wall.state', {}], ['wall.scene', { scene: 'overview', view: null }], ['wall.beat', BEAT], ['wall.command', { command: { do: 'step', by: 1 } }],
  ]
  for (const [method, input] of asked) {
    for (const wall of ['1', '3', '4']) assert.equal(await ask(token, method, { ...input, wall }), 'refused another wall', method)
    for (const wall of ['5', 2, null, ['2'], { toString: '2' }]) assert.match(await ask(token, method, { ...input, wall }), /^bad-input/, method)
    assert.match(await ask(token, method, { ...input, wall: '2', extra: '1' }), /^bad-input/, method)
    assert.equal(reached.length, 0)
    assert.equal(await ask(token, method, { ...input, wall: '2' }), 'ok', method)
    reached.length = 0
  }
  assert.equal(await ask(token, 'city.boundaries', { level: 'street', parent: null }), 'ok')
})

test('every wall has its own token, none of them is the desk\'s, and a desk\'s may do all', async (t) => {
  const { guest, ask } = await inviteAtDoor(t)
  const tokens = [await guest.enter(), await guest.enter('1'), await guest.enter('2')]
  assert.equal(new Set(tokens).size, 3)
  assert.equal(await guest.enter('1'), tokens[1])
  for (const wall of ['1', '2']) assert.equal(await ask(tokens[0]!, 'wall.state', { wall }), 'ok')
  assert.equal(await ask(tokens[0]!, 'session.get', null), 'ok')
})

test('a code for a wall buys a wall\'s token, once, for two minutes, and leaves the desk\'s code alone', async (t) => {
  let now = 0
  const { guest, ask } = await inviteAtDoor(t, () => now)
  const exchange = async (address: string): Promise<string | null> => {
    const code = new URL(address).hash.slice('#code='.length)
    const response = await fetch(`${guest.host.origin}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code, audience: 'desk', wall: '2' }) })
    return response.ok ? ((await response.json()) as { token: string }).token : null
  }
  const [desk, first, second] = [guest.host.startAddress(), guest.host.wallAddress('1'), guest.host.wallAddress('1')]
  assert.match(second, /^http:\/\/127\.0\.0\.1:\d+\/wall\.html\?wall=1#code=[\w-]{22}$/)
  assert.equal(await exchange(first), null)
  const token = await exchange(second)
  assert.equal(await ask(token ?? '', 'wall.state', { wall: '1' }), 'ok')
  assert.equal(await ask(token ?? '', 'session.get', null), 'refused not for a wall')
  assert.equal(await ask(token ?? '', 'wall.state', { wall: '2' }), 'refused another wall')
  assert.equal(await exchange(second), null)
  assert.notEqual(await exchange(desk), null)
  const late = guest.host.wallAddress('3')
  now += 120_001
  assert.equal(await exchange(late), null)
})

test('a wall hears its own topics, numbered without a gap', async (t) => {
  const guest = await invite(t)
  const read = async (token: string): Promise<() => Promise<string>> => {
    const reader = (await fetch(`${guest.host.origin}/api/events`, { headers: { 'x-console-token': token } })).body?.pipeThrough(new TextDecoderStream()).getReader()
    await reader?.read()
    return async () => (await reader?.read())?.value ?? ''
  }
  const [wall, desk] = [await read(await guest.enter('1')), await read(await guest.enter())]
  guest.console.emit({ topic: 'edits', n: 1 })
  assert.equal(await desk(), '{"topic":"edits","n":1}\n')
  guest.console.emit({ topic: 'settings', n: 2 })
  guest.console.emit({ topic: 'wall', n: 3 })
  assert.equal(await wall(), '{"topic":"wall","n":3}\n')
})

test('what went wrong inside is no wall\'s business: it is told the code', async (t) => {
  const { guest, ask } = await inviteAtDoor(t)
  assert.equal(await ask(await guest.enter('1'), 'wall.acknowledge', { alerts: ['a'] }), 'internal ')
  assert.match(await ask(await guest.enter(), 'wall.acknowledge', { alerts: ['a'] }), /^internal .*cache\.db/)
})
