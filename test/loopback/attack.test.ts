/** Attacks on the listener of the browser host: other names, other pages, guessed secrets, paths, floods. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { test } from 'node:test'
import { CONNECTIONS } from '../../main/loopback/connections.ts'
import { connectTo, invite } from './guest.ts'

const JSON_TYPE = { 'Content-Type': 'application/json' }
const CALL = '{"method":"session.get","input":null}'
const TUNNELS = (authority: string): string[] => [`GET / HTTP/1.1\r\nHost: ${authority}\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n`, `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`]

test('a rebound, missing, doubled or differently written host is refused on every route', async (t) => {
  const guest = await invite(t)
  const token = await guest.enter()
  const port = guest.host.port
  const hosts = [
    'evil.example', `evil.example:${port}`, `localhost:${port}`, `LOCALHOST:${port}`, `127.0.0.1.:${port}`, '127.0.0.1', `127.0.0.1:${port + 1}`,
    `127.1:${port}`, `0.0.0.0:${port}`, `[::1]:${port}`, `2130706433:${port}`, `127.0.0.1:${port}.`, `user@127.0.0.1:${port}`, `127.0.0.1:0${port}`,
  ]
  for (const Host of hosts) {
    for (const line of ['GET /', 'GET /assets/a-1.js', 'GET /api/events', 'POST /api/session', 'GET /nothing']) {
      assert.equal(await guest.status(line, { Host, 'x-console-token': token }), 403, `${line} ${Host}`)
    }
    assert.equal(await guest.status('POST /api/call', { Host, ...JSON_TYPE, 'x-console-token': token }, CALL), 403)
  }
  assert.equal(await guest.status('GET /', { Host: '' }), 403)
  assert.match(await guest.raw('GET / HTTP/1.0\r\n\r\n'), /^HTTP\/1\.1 403/)
  assert.match(await guest.raw(`GET / HTTP/1.1\r\nHost: ${guest.authority}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`), /^HTTP\/1\.1 40[03]/)
  assert.deepEqual(guest.called, [])
})

test('a target in absolute form is refused, with its own name too', async (t) => {
  const guest = await invite(t)
  for (const target of [`http://${guest.authority}/`, 'http://evil.example/', '//evil.example/', '*', 'evil.example:80']) {
    assert.ok([400, 403].includes(await guest.status(`GET ${target}`)), target)
  }
})

test('an origin that is not exactly ours is refused', async (t) => {
  const guest = await invite(t)
  const token = await guest.enter()
  for (const Origin of ['null', 'https://evil.example', `https://${guest.authority}`, `http://localhost:${guest.host.port}`, `http://${guest.authority}/`, `http://${guest.authority}.evil.example`]) {
    assert.equal(await guest.status('POST /api/call', { Origin, ...JSON_TYPE, 'x-console-token': token }, CALL), 403, Origin)
    assert.equal(await guest.status('GET /', { Origin }), 403, Origin)
  }
  assert.equal(await guest.status('POST /api/call', { Origin: guest.host.origin, ...JSON_TYPE, 'x-console-token': token }, CALL), 200)
})

test('what a foreign page can send without asking has no effect', async (t) => {
  const guest = await invite(t)
  const token = await guest.enter()
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '', 'application/jsonp', 'text/plain; application/json']) {
    assert.equal(await guest.status('POST /api/call', { 'Content-Type': type, 'x-console-token': token }, CALL), 415, type)
    assert.equal(await guest.status('POST /api/session', { 'Content-Type': type }, '{"code":"x"}'), 415, type)
  }
  assert.equal(await guest.status('GET /api/call', { 'x-console-token': token, 'Sec-Fetch-Site': 'cross-site' }), 403)
  assert.equal(await guest.status('GET /api/call?method=session.get', { 'x-console-token': token }), 404)
  assert.ok([401, 404, 405].includes(await guest.status('OPTIONS /api/call', { 'Access-Control-Request-Method': 'POST' })))
  assert.deepEqual(guest.called, [])
})

test('an upgrade or a tunnel is refused', async (t) => {
  const guest = await invite(t)
  const token = await guest.enter()
  const upgrade = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Version': '13', 'x-console-token': token }
  assert.equal(await guest.status('GET /api/events', upgrade), 403)
  assert.equal(await guest.status('GET /', upgrade), 403)
  assert.equal(await guest.status('CONNECT evil.example:443'), 403)
})

test('a client that resets its refused upgrade or tunnel takes nobody along', async (t) => {
  const guest = await invite(t)
  for (const request of TUNNELS(guest.authority)) {
    for (const isAnswered of [true, false]) {
      const socket = connectTo(guest.host.port)
      await once(socket, 'connect')
      await new Promise<unknown>((resolve) => {
        socket.write(request, (error) => isAnswered && error == null ? socket.once('data', resolve) : resolve(error))
      })
      socket.resetAndDestroy()
      assert.equal(await guest.status('GET /'), 200)
    }
  }
})

test('clients that leave their refused upgrade or tunnel open take no place, and the host closes over them', async (t) => {
  const guest = await invite(t)
  const open: Socket[] = []
  try {
    for (const request of TUNNELS(guest.authority)) {
      for (let n = 0; n <= CONNECTIONS; n++) {
        const socket = connect({ port: guest.host.port, host: '127.0.0.1', allowHalfOpen: true }).on('error', () => {})
        open.push(socket)
        socket.write(request)
        const answer = await new Promise((resolve) => socket.once('data', (chunk) => resolve(String(chunk))).once('close', () => resolve('turned away')))
        assert.match(String(answer), /^HTTP\/1\.1 403 /, `client ${open.length}`)
      }
    }
    const token = await guest.enter()
    assert.equal(await guest.status('POST /api/call', { ...JSON_TYPE, 'x-console-token': token }, CALL), 200)
    assert.ok(open.every((socket) => !socket.destroyed))
    await guest.host.close()
  } finally {
    for (const socket of open) socket.destroy()
  }
})

test('without the exact token nothing but the page is served', async (t) => {
  const guest = await invite(t)
  const token = await guest.enter()
  for (const wrong of ['', 'x', token.slice(1), `${token}x`, token.toUpperCase(), 'x'.repeat(4_000)]) {
    assert.equal(await guest.status('POST /api/call', { ...JSON_TYPE, 'x-console-token': wrong }, CALL), 401)
    assert.equal(await guest.status('GET /api/events', { 'x-console-token': wrong }), 401)
  }
  assert.equal(await guest.status(`POST /api/call?token=${token}`, JSON_TYPE, CALL), 401)
  assert.deepEqual(guest.called, [])
  assert.equal(await guest.status('POST /api/call', { ...JSON_TYPE, 'x-console-token': token }, CALL), 200)
  assert.deepEqual(guest.called, ['session.get'])
})

test('a start code works once, only the newest, and for two minutes', async (t) => {
  let now = 0
  const guest = await invite(t, { clock: () => now })
  const exchange = (code: string) => guest.status('POST /api/session', JSON_TYPE, JSON.stringify({ code }))
  const issue = () => new URL(guest.host.startAddress()).hash.slice('#code='.length)
  const first = issue()
  const second = issue()
  assert.equal(await exchange(first), 401)
  assert.equal(await exchange(second), 200)
  assert.equal(await exchange(second), 401)
  const late = issue()
  now += 120_001
  assert.equal(await exchange(late), 401)
  for (const body of ['null', '{}', '{"code":7}', '{"code":""}', '[]', '7']) assert.equal(await guest.status('POST /api/session', JSON_TYPE, body), 401, body)
})

test('a large body is cut off, whether it says its size or not', async (t) => {
  const guest = await invite(t)
  const token = await guest.enter()
  const big = JSON.stringify({ method: 'session.get', input: 'x'.repeat(70_000) })
  assert.equal(await guest.status('POST /api/call', { ...JSON_TYPE, 'x-console-token': token }, big), 413)
  const chunked = `${big.length.toString(16)}\r\n${big}\r\n0\r\n\r\n`
  assert.equal(await guest.status('POST /api/call', { ...JSON_TYPE, 'Content-Length': '', 'Transfer-Encoding': 'chunked', 'x-console-token': token }, chunked), 413)
  assert.equal(await guest.status('POST /api/call', { ...JSON_TYPE, 'x-console-token': token }, '{"method":'), 400)
  assert.equal(await guest.status('POST /api/call', { ...JSON_TYPE, 'x-console-token': token }, '{"method":["a"]}'), 400)
  assert.deepEqual(guest.called, [])
})

test('a request that trickles in is ended', async (t) => {
  const guest = await invite(t, { requestTimeoutMs: 300 })
  const token = await guest.enter()
  const head = `POST /api/call HTTP/1.1\r\nHost: ${guest.authority}\r\nContent-Type: application/json\r\nx-console-token: ${token}\r\nContent-Length: 40\r\n\r\n{`
  assert.match(await guest.raw(head), /^HTTP\/1\.1 408|^$/)
  assert.match(await guest.raw('GET / HT'), /^HTTP\/1\.1 408|^$/)
  assert.deepEqual(guest.called, [])
})

test('paths that are not on the list do not exist', async (t) => {
  const guest = await invite(t)
  const paths = [
    '/../outside-the-page.js', '/assets/../../outside-the-page.js', '/%2e%2e/outside-the-page.js', '/..%2foutside-the-page.js', '/assets/..%5c..%5coutside-the-page.js',
    '/assets/link.js', '/assets/notes.txt', '/assets', '/assets/', '/etc/passwd', '/%00', '/index.html%00.js', '/INDEX.HTML', '/.', '/assets/./a-1.js', '/assets//a-1.js', '/__proto__', '/constructor',
  ]
  for (const path of paths) assert.equal(await guest.status(`GET ${path}`), 404, path)
  for (const path of ['/', '/index.html', '/assets/a-1.js']) assert.equal(await guest.status(`GET ${path}`), 200, path)
  assert.equal(await guest.status('PUT /index.html', {}, 'x'), 405)
})

test('a flood of connections is turned away and leaves the page answering', async (t) => {
  const guest = await invite(t)
  const flood = Array.from({ length: 60 }, () => connectTo(guest.host.port))
  for (const socket of flood) socket.write('GET / HTTP/1.1\r\n')
  let ended = 0
  await new Promise<void>((resolve) => flood.forEach((socket) => socket.once('close', () => ++ended === 40 && resolve())))
  const rest = flood.filter((socket) => !socket.destroyed)
  assert.equal(rest.length, 20)
  await Promise.all(rest.map((socket) => { socket.destroy(); return once(socket, 'close') }))
  const token = await guest.enter()
  assert.equal(await guest.status('POST /api/call', { ...JSON_TYPE, 'x-console-token': token }, CALL), 200)
})

test('the listener is on 127.0.0.1 and on nothing else', async (t) => {
  const guest = await invite(t)
  const named = Object.values(networkInterfaces()).flat().flatMap((one) => (one === undefined || one.address === '127.0.0.1' || one.address.startsWith('fe80') ? [] : [one.address]))
  for (const address of new Set(['::1', '127.0.0.2', ...named])) {
    const socket = connectTo(guest.host.port, address)
    const outcome = await new Promise((resolve) => {
      socket.once('error', () => resolve('refused'))
      socket.once('connect', () => resolve('connected'))
    })
    socket.destroy()
    assert.equal(outcome, 'refused', address)
  }
})

test('one socket listens in this process after a start', { skip: process.platform === 'linux' ? false : 'reads /proc' }, async (t) => {
  const guest = await invite(t)
  const inodes = execFileSync('sh', ['-c', `ls -l /proc/${process.pid}/fd`], { encoding: 'utf8' }).matchAll(/socket:\[(\d+)\]/g)
  const own = new Set([...inodes].map((match) => match[1]))
  const lines = execFileSync('cat', ['/proc/net/tcp', '/proc/net/tcp6'], { encoding: 'utf8' }).split('\n').map((line) => line.trim().split(/\s+/))
  const listening = lines.filter((cells) => cells[3] === '0A' && own.has(cells[9])).map((cells) => cells[1])
  assert.deepEqual(listening, [`0100007F:${guest.host.port.toString(16).toUpperCase().padStart(4, '0')}`])
})
