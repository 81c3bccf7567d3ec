/** Keyboard and numeric keypad do the same, with the keypad's lock on and off. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actionOf } from '../../../../renderer/wall/run/keys.ts'

test('arrows, page keys and the keypad step; space, five and nought pin; enter and A acknowledge', () => {
  for (const key of ['ArrowRight', '6', 'PageDown']) assert.deepEqual(actionOf(key, false), { do: 'step', by: 1 }, key)
  for (const key of ['ArrowLeft', '4', 'PageUp']) assert.deepEqual(actionOf(key, false), { do: 'step', by: -1 }, key)
  for (const key of [' ', '5', '0', 'Clear', 'Insert']) assert.deepEqual(actionOf(key, false), { do: 'pin' }, key)
  for (const key of ['Enter', 'a', 'A']) assert.deepEqual(actionOf(key, false), { do: 'acknowledge' }, key)
  for (const key of ['?', '？', '*']) assert.deepEqual(actionOf(key, false), { do: 'keys' }, key)
  for (const key of ['x', '1', 'Tab', 'Home']) assert.equal(actionOf(key, false), null, key)
})

test('with the list of scenes open a number is a scene, and nought closes it; arrows go on stepping', () => {
  assert.deepEqual(actionOf('/', false), { do: 'scenes' })
  assert.deepEqual(actionOf('5', true), { do: 'switch', index: 4 })
  assert.deepEqual(actionOf('0', true), { do: 'close' })
  assert.deepEqual(actionOf('Escape', false), { do: 'close' })
  assert.deepEqual(actionOf('ArrowRight', true), { do: 'step', by: 1 })
})
