/** A confirmation's age does not move with the PC's clock. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { arrivalOf } from '../../../main/store/queries/wall-arrivals.ts'
import type { ReaderContext } from '../../../main/store/reader-context.ts'

const MINUTE = 60_000
const NOW = 1_000 * MINUTE
const fresh = (): ReaderContext => ({ db: null as never })

test('the first look believes the PC’s clock, wrong by however much, as long as it has not moved', () => {
  const [context, wrong] = [fresh(), 7 * MINUTE]
  assert.equal(arrivalOf(context, 'a', NOW + wrong - 3 * MINUTE, { at: NOW, pcAt: NOW + wrong }), NOW - 3 * MINUTE)
  assert.equal(arrivalOf(context, 'b', null, { at: NOW, pcAt: NOW }), null)
})

test('a confirmation that stays grows old by the console’s clock, wherever the PC’s goes', () => {
  const context = fresh()
  arrivalOf(context, 'a', NOW, { at: NOW, pcAt: NOW })
  for (const pcAt of [NOW - 10 * MINUTE, NOW + 10 * MINUTE]) assert.equal(arrivalOf(context, 'a', NOW, { at: NOW + 5 * MINUTE, pcAt }), NOW)
})

test('a new one came after the last look and not after this one', () => {
  for (const jump of [-10 * MINUTE, 10 * MINUTE]) {
    const context = fresh()
    arrivalOf(context, 'a', NOW, { at: NOW, pcAt: NOW })
    // Written before the clock jumped, looked at after it.
    const arrived = arrivalOf(context, 'a', NOW + MINUTE, { at: NOW + 2 * MINUTE, pcAt: NOW + 2 * MINUTE + jump })!
    assert.ok(arrived >= NOW && arrived <= NOW + 2 * MINUTE)
    // Written after it.
    assert.equal(arrivalOf(context, 'a', NOW + 3 * MINUTE + jump, { at: NOW + 4 * MINUTE, pcAt: NOW + 4 * MINUTE + jump }), NOW + 3 * MINUTE)
  }
})

test('what was never confirmed and is confirmed now has come since', () => {
  const context = fresh()
  arrivalOf(context, 'a', null, { at: NOW, pcAt: NOW })
  assert.equal(arrivalOf(context, 'a', NOW + MINUTE, { at: NOW + 2 * MINUTE, pcAt: NOW + 2 * MINUTE }), NOW + MINUTE)
})
