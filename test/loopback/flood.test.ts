/** The browser host under load by one program of this PC: bounded work, and alive afterwards. Only 127.0.0.1 is spoken to. */
import assert from 'node:assert/strict'
import { Agent, request } from 'node:http'
import { test } from 'node:test'
import { until } from '../until.ts'
import { connectTo, type Guest, invite } from './guest.ts'

const CALLS = 10_000
const BODY = '{"method":"session.get","input":null}'

/** The status, or 0 where the connection was ended instead. */
function call(guest: Guest, token: string, agent?: Agent): Promise<number> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': BODY.length, 'x-console-token': token }
    const sent = request({ host: '127.0.0.1', port: guest.host.port, path: '/api/call', method: 'POST', headers, ...(agent === undefined ? {} : { agent }) }, (response) => {
      response.resume()
      response.on('close', () => resolve(response.statusCode ?? 0))
    })
    sent.on('error', () => resolve(0))
    sent.end(BODY)
  })
}

test('ten thousand calls as fast as they go: the share is kept to, the rest is told to wait, and the next user is served', async (t) => {
  const guest = await invite(t)
  const token = await guest.enter()
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  t.after(() => agent.destroy())
  const counts = new Map<number, number>()
  const startedAt = performance.now()
  let left = CALLS
  await Promise.all(Array.from({ length: 8 }, async () => {
    while (left-- > 0) {
      const status = await call(guest, token, agent)
      counts.set(status, (counts.get(status) ?? 0) + 1)
    }
  }))
  const seconds = (performance.now() - startedAt) / 1_000
  const answered = counts.get(200) ?? 0
  assert.equal([...counts.values()].reduce((sum, count) => sum + count, 0), CALLS)
  assert.ok(answered >= 600 && answered <= 600 + 300 * seconds + 1, `${answered} answered in ${seconds.toFixed(1)} s`)
  assert.equal(guest.called.length, answered)
  assert.ok((counts.get(429) ?? 0) > 0)
  assert.equal(answered + (counts.get(429) ?? 0) + (counts.get(0) ?? 0), CALLS)
  assert.equal(await guest.status('GET /'), 200)
  await until(async () => (await call(guest, token)) === 200, 10_000)
})

test('guessing tokens costs the share of nobody, and finds none', async (t) => {
  const guest = await invite(t)
  const token = await guest.enter()
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  t.after(() => agent.destroy())
  const guesses = Array.from({ length: 1_000 }, (_, i) => `${token.slice(0, -4)}${String(i).padStart(4, '0')}`).filter((guess) => guess !== token)
  const statuses = new Set(await Promise.all(guesses.map((guess) => call(guest, guess, agent))))
  assert.deepEqual([...statuses], [401])
  assert.deepEqual(guest.called, [])
  assert.equal(await call(guest, token), 200)
})

test('a client that reads nothing of a stream is let go, and the others keep theirs', async (t) => {
  const guest = await invite(t)
  const token = await guest.enter()
  const head = `GET /api/events HTTP/1.1\r\nHost: ${guest.authority}\r\nx-console-token: ${token}\r\n\r\n`
  const deaf = connectTo(guest.host.port)
  deaf.pause()
  deaf.write(head)
  const listener = connectTo(guest.host.port)
  let heard = ''
  listener.on('data', (chunk) => (heard = (heard + chunk.toString('latin1')).slice(-2_000)))
  listener.write(head)
  await until(() => heard.includes('200 OK'), 10_000)
  // More than the system keeps on both ends for a reader; in small portions, so that the one who reads has read before the next.
  let n = 0
  while (n < 600_000) {
    for (let i = 0; i < 1_000; i++) guest.console.emit({ topic: 'sync', n: ++n })
    while (!heard.includes(`"n":${n}}`)) await new Promise((resolve) => setImmediate(resolve))
  }
  let late = ''
  deaf.on('data', (chunk) => (late = (late + chunk.toString('latin1')).slice(-200)))
  const ended = new Promise((resolve) => deaf.once('close', resolve))
  deaf.resume()
  await ended
  assert.ok(!late.includes(`"n":${n}}`))
  guest.console.emit({ topic: 'sync', n: ++n })
  await until(() => heard.includes(`"n":${n}}`), 10_000)
  listener.destroy()
})

test('the twenty-first connection waits for nobody and is ended', async (t) => {
  const guest = await invite(t)
  const held = Array.from({ length: 20 }, () => connectTo(guest.host.port))
  for (const socket of held) socket.write('GET / HTTP/1.1\r\nHost: ')
  await Promise.all(held.map((socket) => (socket.connecting ? new Promise((resolve) => socket.once('connect', resolve)) : null)))
  const late = connectTo(guest.host.port)
  await new Promise((resolve) => late.once('close', resolve))
  assert.equal(held.filter((socket) => socket.destroyed).length, 0)
  for (const socket of held) socket.destroy()
  await until(async () => (await guest.status('GET /')) === 200, 10_000)
})
