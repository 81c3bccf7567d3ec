/** What the page gets from the browser host: headers, a fresh nonce, calls in bytes, events as they happen. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeAnswer } from '../../preload/codec.ts'
import { invite } from './guest.ts'

test('the page comes with a policy that names its own nonce, new each time', async (t) => {
  const guest = await invite(t)
  const nonces = new Set<string>()
  for (let i = 0; i < 3; i++) {
    const response = await fetch(`${guest.host.origin}/`)
    const policy = response.headers.get('content-security-policy') ?? ''
    const nonce = /nonce="([^"%]+)"/.exec(await response.text())?.[1] ?? ''
    assert.ok(policy.includes(`style-src 'self' 'nonce-${nonce}'`) && nonce.length >= 22)
    assert.ok(policy.startsWith("default-src 'none'") && policy.includes("frame-ancestors 'none'") && !policy.includes('unsafe'))
    assert.equal(response.headers.get('cache-control'), 'no-store')
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(response.headers.get('cross-origin-resource-policy'), 'same-origin')
    nonces.add(nonce)
  }
  assert.equal(nonces.size, 3)
})

test('no answer allows another origin to read it', async (t) => {
  const guest = await invite(t)
  for (const path of ['/', '/assets/a-1.js', '/nothing', '/api/call']) {
    const response = await fetch(`${guest.host.origin}${path}`)
    assert.equal(response.headers.get('access-control-allow-origin'), null)
    assert.equal(response.headers.get('set-cookie'), null)
  }
})

test('a call comes back in bytes with its typed arrays', async (t) => {
  const guest = await invite(t)
  const response = await fetch(`${guest.host.origin}/api/call`, {
    method: 'POST', headers: { 'content-type': 'application/json', 'x-console-token': await guest.enter() }, body: '{"method":"sync.status","input":null}',
  })
  assert.deepEqual(decodeAnswer(await response.arrayBuffer()), { ok: true, value: { method: 'sync.status', numbers: new Float32Array([1, 2]) }, tookMs: 0 })
})

test('events reach every open page in order', async (t) => {
  const guest = await invite(t)
  const token = await guest.enter()
  const open = async () => (await fetch(`${guest.host.origin}/api/events`, { headers: { 'x-console-token': token } })).body?.pipeThrough(new TextDecoderStream()).getReader()
  const pages = [await open(), await open()]
  for (const page of pages) assert.equal((await page?.read())?.value, '\n')
  guest.console.emit({ topic: 'sync', n: 1 })
  for (const page of pages) assert.equal((await page?.read())?.value, '{"topic":"sync","n":1}\n')
})

test('a second host on a taken port fails instead of sharing it', async (t) => {
  const guest = await invite(t)
  const { startLoopback } = await import('../../main/loopback/loopback.ts')
  const { makePage } = await import('./guest.ts')
  await assert.rejects(startLoopback({ console: guest.console, files: makePage(), port: guest.host.port }), /EADDRINUSE/)
})
