/** Keys of the console: arrows and Space, where they belong to nothing else. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readWallKey } from '../../../../renderer/walls/console/wall-keys.ts'

const region = { tagName: 'SECTION', isContentEditable: false, isPressable: false }
const button = { tagName: 'BUTTON', isContentEditable: false, isPressable: true }
const field = { tagName: 'INPUT', type: 'text', isContentEditable: false, isPressable: true }
const press = (key: string, more = {}) => ({ key, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, ...more })

test('arrows step and Space pins, as on the wall', () => {
  assert.deepEqual(['ArrowRight', 'ArrowLeft', ' '].map((key) => readWallKey(press(key), region)), ['next', 'previous', 'pin'])
  assert.deepEqual(['ArrowDown', 'PageUp', 'Enter', 'x'].map((key) => readWallKey(press(key), region)), [null, null, null, null])
})

test('Space on a button presses the button; arrows step from there too', () => {
  assert.equal(readWallKey(press(' '), button), null)
  assert.equal(readWallKey(press('ArrowRight'), button), 'next')
})

test('in a field, and with another key held, all keys are what they always are', () => {
  assert.equal(readWallKey(press('ArrowLeft'), field), null)
  for (const held of ['ctrlKey', 'altKey', 'metaKey', 'shiftKey']) assert.equal(readWallKey(press('ArrowLeft', { [held]: true }), region), null, held)
})
