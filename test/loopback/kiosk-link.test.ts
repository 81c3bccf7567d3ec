/** What the console's process says to the supervisor of its kiosks: addresses that work, beats, and nothing to whoever asks in another way. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WallsAtHost } from '../../main/core/host.ts'
import { linkKiosk } from '../../main/loopback/kiosk-link.ts'
import type { WallBeat } from '../../preload/contract/wall-health.ts'
import { beatOf } from '../wall/beats.ts'
import { invite } from './guest.ts'

test('it gives an address that buys the wall\'s token, and tells the console why the page comes', async (t) => {
  const guest = await invite(t)
  const sent: Record<string, unknown>[] = []
  const opening: string[] = []
  let beat: ((beat: WallBeat) => void) | null = null
  let unsafe: ((wall: '1') => void) | null = null
  const walls: WallsAtHost = {
    settings: () => [], shut() {}, opening: (...args) => opening.push(args.join(' ')),
    onBeat: (listen) => ((beat = listen), () => {}), onUnsafe: (listen) => ((unsafe = listen), () => {}),
  }
  const hear = linkKiosk(walls, guest.host, (message) => sent.push(message as Record<string, unknown>))
  hear({ kiosk: 'open', wall: '2', cause: 'gone', safe: true })
  ;(beat as ((beat: WallBeat) => void) | null)?.(beatOf({ frames: 7 }))
  ;(unsafe as ((wall: '1') => void) | null)?.('1')
  assert.deepEqual(sent.map(({ kiosk }) => kiosk), ['ready', 'address', 'beat', 'unsafe'])
  assert.deepEqual(sent[2], { kiosk: 'beat', wall: '1', page: 'page-0001', frames: 7, visible: true })
  assert.deepEqual(opening, ['2 gone true'])
  const code = new URL(String(sent[1]?.['address'])).hash.slice('#code='.length)
  const response = await fetch(`${guest.host.origin}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code }) })
  assert.equal(response.status, 200)

  for (const message of ['address', null, 7, {}, { kiosk: 'open' }, { kiosk: 'open', wall: '9', cause: 'gone' }, { kiosk: 'open', wall: '1', cause: 'sabotage' }, { kiosk: 'shut', wall: '1' }]) hear(message)
  assert.equal(sent.length, 4)
})
