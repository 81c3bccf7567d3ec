/** Addresses of walls: asked of a console that is there, waited for so long, and no longer. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ANSWER_WITHIN_MS, createAddresses } from '../../main/kiosk/addresses.ts'

function makeAddresses() {
  const sent: object[] = []
  const timers = new Set<{ delayMs: number; work: () => void }>()
  let silences = 0
  const addresses = createAddresses({
    send: (message) => sent.push(message), onSilent: () => silences++,
    after(delayMs, work) {
      const timer = { delayMs, work }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
  })
  return { addresses, sent, timers, silences: () => silences }
}

test('a console that is not there is not asked', async () => {
  const { addresses, sent } = makeAddresses()
  assert.equal(await addresses.ask('1', 'opened', false), null)
  addresses.ready()
  const asked = addresses.ask('1', 'silent', true)
  addresses.answered('1', 'http://console')
  assert.equal(await asked, 'http://console')
  addresses.gone()
  assert.equal(await addresses.ask('1', 'gone', false), null)
  assert.deepEqual(sent, [{ kiosk: 'open', wall: '1', cause: 'silent', safe: true }])
})

test('one that answers no wall in time is silent, once, and none of them waits on', async () => {
  const { addresses, timers, silences } = makeAddresses()
  addresses.ready()
  const asked = [addresses.ask('1', 'silent', false), addresses.ask('2', 'silent', false)]
  assert.deepEqual([...timers].map(({ delayMs }) => delayMs), [ANSWER_WITHIN_MS, ANSWER_WITHIN_MS])
  for (const { work } of [...timers].slice(0, 1)) work()
  assert.deepEqual(await Promise.all(asked), [null, null])
  assert.deepEqual([timers.size, silences()], [0, 1])
})

test('an answer that comes too late is no answer to the next question', async () => {
  const { addresses, timers } = makeAddresses()
  addresses.ready()
  const first = addresses.ask('1', 'silent', false)
  for (const { work } of timers) work()
  addresses.answered('1', 'late')
  assert.equal(await first, null)
  addresses.ready()
  const second = addresses.ask('1', 'console', false)
  addresses.answered('1', 'new')
  assert.equal(await second, 'new')
  assert.equal(timers.size, 0)
})
