/** The newest of what was said of a wall decides what a press of the pin means. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newestPin } from '../../../../renderer/walls/console/newest-pin.ts'

const free = (now: number) => ({ now, pinned: null })
const pinned = (now: number) => ({ now, pinned: { scene: 'loop' as const, until: 600 } })

test('what the last command answered counts until the page shows something newer', () => {
  assert.equal(newestPin(free(10), null, 20), null)
  assert.equal(newestPin(free(10), pinned(11), 20), 'loop')
  assert.equal(newestPin(pinned(10), free(10), 20), null)
  assert.equal(newestPin(free(12), pinned(11), 20), null)
})

test('a pin whose time is over is none', () => {
  assert.equal(newestPin(pinned(10), null, 599), 'loop')
  assert.equal(newestPin(pinned(10), null, 600), null)
  assert.equal(newestPin(free(10), pinned(11), 600), null)
})
