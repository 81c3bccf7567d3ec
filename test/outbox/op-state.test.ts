/** The life of an op: what follows from what, and that nothing else does. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, FINAL, OP_STATES, REFUSED, UNSENT, VERDICTS, type Cause } from '../../main/outbox/op-state.ts'

const CAUSES: Cause[] = [...VERDICTS, 'send', 'lost', 'restart', 'undecided', 'epoch', 'again', 'resolve', 'withdraw']

test('every state belongs to exactly one of: unsent, refused, final', () => {
  assert.deepEqual([...UNSENT, ...REFUSED, ...FINAL].sort(), [...OP_STATES].sort())
})

test('a refused op leaves the list only by what a user does', () => {
  for (const state of REFUSED) assert.deepEqual(CAUSES.filter((cause) => after(state, cause) !== null), ['again', 'resolve'])
})

test('a verdict counts only while one is awaited', () => {
  for (const verdict of VERDICTS) assert.deepEqual(OP_STATES.filter((state) => after(state, verdict) !== null), ['sending', 'unknown'])
})

test('another epoch queues what was sent or acknowledged, and nothing a user has ended', () => {
  assert.deepEqual(OP_STATES.filter((state) => after(state, 'epoch') === 'queued'), ['sending', 'unknown', 'applied', 'satisfied'])
  assert.deepEqual(OP_STATES.filter((state) => CAUSES.every((cause) => after(state, cause) === null)), ['resolved', 'withdrawn'])
})

test('after a restart nothing is on its way, and what was is sent again', () => {
  assert.deepEqual([after('sending', 'restart'), after('unknown', 'send'), after('sending', 'lost')], ['unknown', 'sending', 'unknown'])
  assert.deepEqual(OP_STATES.filter((state) => after(state, 'send') !== null), ['queued', 'unknown'])
})
