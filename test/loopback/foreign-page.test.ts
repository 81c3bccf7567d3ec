/** A page of another origin in a real browser, with everything a page can send, the stolen token included: nothing reaches the console. */
// What runs in the page can reach nothing outside of its own function.
// oxlint-disable unicorn/consistent-function-scoping
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { browserTest, launchChromium } from '../browser/chromium.ts'
import { type Guest, invite } from './guest.ts'

const CALL = '{"method":"session.get","input":null}'

/** A page without any policy of its own on another loopback port. */
async function serveForeign(t: TestContext): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>foreign</title><body></body>'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

async function openAt(t: TestContext, address: string, args: string[] = []): Promise<Page> {
  const browser = await launchChromium(args)
  t.after(() => browser.close())
  const page = await browser.newPage()
  await page.goto(address)
  return page
}

/** What the browser tells the page of each attempt; `blocked` when it tells nothing but that it failed. */
function attack(page: Page, guest: Guest, token: string, origin = guest.host.origin): Promise<Record<string, string>> {
  return page.evaluate(async ({ origin, token, call }) => {
    const told = (work: Promise<Response>): Promise<string> => work.then((response) => `${response.type} ${response.status}`, () => 'blocked')
    const event = (target: EventTarget, good: string): Promise<string> => new Promise((resolve) => {
      target.addEventListener(good, () => resolve(good), { once: true })
      target.addEventListener('error', () => resolve('blocked'), { once: true })
    })
    const json = { 'content-type': 'application/json', 'x-console-token': token }
    const add = <K extends keyof HTMLElementTagNameMap>(name: K, set: (element: HTMLElementTagNameMap[K]) => void): HTMLElementTagNameMap[K] => {
      const element = document.createElement(name)
      set(element)
      document.body.append(element)
      return element
    }
    const outcome: Record<string, string> = {}
    outcome['plain'] = await told(fetch(`${origin}/api/call`, { method: 'POST', mode: 'no-cors', body: call }))
    outcome['json'] = await told(fetch(`${origin}/api/call`, { method: 'POST', headers: json, body: call }))
    outcome['credentials'] = await told(fetch(`${origin}/api/call`, { method: 'POST', mode: 'no-cors', credentials: 'include', headers: { 'content-type': 'text/plain' }, body: call }))
    outcome['read'] = await told(fetch(`${origin}/`))
    outcome['beacon'] = String(navigator.sendBeacon(`${origin}/api/call`, call))
    outcome['image'] = await event(add('img', (image) => (image.src = `${origin}/api/call?method=session.get`)), 'load')
    outcome['script'] = await event(add('script', (script) => (script.src = `${origin}/assets/a-1.js`)), 'load')
    outcome['socket'] = await event(new WebSocket(`${origin.replace('http', 'ws')}/api/events`), 'open')
    outcome['stream'] = await event(new EventSource(`${origin}/api/events`), 'open')
    const frame = add('iframe', (element) => (element.src = `${origin}/`))
    await event(frame, 'load')
    const target = add('iframe', (element) => (element.name = 'target'))
    const loaded = event(target, 'load')
    add('form', (form) => {
      form.action = `${origin}/api/call`
      form.method = 'POST'
      form.enctype = 'text/plain'
      form.target = 'target'
      const field = document.createElement('input')
      field.name = call
      form.append(field)
    }).submit()
    await loaded
    return outcome
  }, { origin, token, call: CALL })
}

test('a page on another port of this PC reaches nothing, whatever it sends', browserTest(), async (t) => {
  const guest = await invite(t)
  const token = await guest.enter()
  const page = await openAt(t, await serveForeign(t))
  const outcome: Record<string, string> = await attack(page, guest, token)
  // An opaque answer says nothing to the page; what it asked for was refused, as `called` shows.
  const { plain, credentials, beacon, ...others } = outcome
  assert.deepEqual(others, { json: 'blocked', read: 'blocked', image: 'blocked', script: 'blocked', socket: 'blocked', stream: 'blocked' })
  for (const told of [plain, credentials, beacon]) assert.match(told ?? '', /^(opaque 0|blocked|true|false)$/)
  assert.ok(page.frames().slice(1).every((frame) => !frame.url().startsWith(guest.host.origin)), page.frames().map((frame) => frame.url()).join())
  assert.deepEqual(guest.called, [])
})

test('a name that was rebound to this PC reaches nothing', browserTest(), async (t) => {
  const guest = await invite(t)
  const token = await guest.enter()
  const rebound = `http://evil.example:${guest.host.port}`
  // The browser's own bar between a public page and this PC is taken down: it is not relied on.
  const page = await openAt(t, 'about:blank', ['--host-resolver-rules=MAP evil.example 127.0.0.1', '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWarn,BlockInsecurePrivateNetworkRequests'])
  await assert.rejects(page.goto(`${rebound}/`), /HTTP_RESPONSE_CODE_FAILURE/)
  // The attacker's own server gave this page before the name was rebound.
  await page.route(`${rebound}/start`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>evil</title>' }))
  await page.goto(`${rebound}/start`)
  const statuses = await page.evaluate(async ({ token, call }) => {
    const json = { 'content-type': 'application/json', 'x-console-token': token }
    const asked = [fetch('/'), fetch('/assets/a-1.js'), fetch('/api/events', { headers: json }), fetch('/api/call', { method: 'POST', headers: json, body: call }), fetch('/api/session', { method: 'POST', headers: json, body: '{"code":"x"}' })]
    return (await Promise.all(asked)).map((response) => response.status)
  }, { token, call: CALL })
  assert.deepEqual(statuses, [403, 403, 403, 403, 403])
  assert.deepEqual(guest.called, [])
})

test('the same call from the console\'s own page is answered: the attacks above fail for what they are', browserTest(), async (t) => {
  const guest = await invite(t)
  const token = await guest.enter()
  const page = await openAt(t, `${guest.host.origin}/`)
  const status = await page.evaluate(async ({ token, call }) => (await fetch('/api/call', { method: 'POST', headers: { 'content-type': 'application/json', 'x-console-token': token }, body: call })).status, { token, call: CALL })
  assert.equal(status, 200)
  assert.deepEqual(guest.called, ['session.get'])
})
