/** The practice central behind a proxy that spoils answers as HTTP: nothing good is lost, the bad is said, and the desk heals by itself. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { PARTS } from './parts.ts'
import { openStand, runTrial } from './stand.ts'
import { streamed, WIRE } from './wire.ts'

const stand = await openStand()
for (const trial of [...WIRE, ...PARTS]) {
  test(`${trial.fault}: ${trial.name}`, async () => {
    const before = process.memoryUsage().rss
    await runTrial(stand, trial)
    const grown = (process.memoryUsage().rss - before) / 1e6
    if (trial.fault === 'F35') assert.ok(grown < 300, `${grown.toFixed(0)} MB more`)
  })
}

test('F8: a redirect to another origin is not followed, and the token does not travel', async (t) => {
  const met: string[] = []
  const elsewhere = createServer((req, res) => {
    met.push(JSON.stringify(req.headers))
    res.end()
  })
  await new Promise<void>((resolve) => void elsewhere.listen(0, '127.0.0.1', resolve))
  t.after(() => elsewhere.close())
  const location = `http://localhost:${(elsewhere.address() as AddressInfo).port}/v1/me`
  for (const status of [301, 302, 303, 307, 308]) {
    await runTrial(stand, { fault: 'F8', name: `${status}`, scope: null, spoil: (_req, res) => res.writeHead(status, { location }).end() && true, shows: ({ page }) => page.status.state === 'offline' })
  }
  assert.deepEqual(met, [])
})

test('F35: of an endless bomb a desk takes no more than it may', () => {
  assert.ok(streamed.answers > 0)
  const each = streamed.bytes / streamed.answers
  assert.ok(each < 15_000_000, `${each} packed bytes of each were written`)
})
