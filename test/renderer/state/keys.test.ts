/** Single keys: silent where letters are text, and alive on whatever is only pressed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isTypedIn } from '../../../renderer/state/keys.ts'

const input = (type: string): boolean => isTypedIn({ tagName: 'INPUT', type, isContentEditable: false })

test('keys are text in fields of words, numbers and times, in lists of options and in editable content', () => {
  for (const type of ['text', 'search', 'number', 'password', 'tel', 'email', 'date', 'datetime-local', 'time']) assert.equal(input(type), true, type)
  for (const tagName of ['TEXTAREA', 'SELECT']) assert.equal(isTypedIn({ tagName, isContentEditable: false }), true, tagName)
  assert.equal(isTypedIn({ tagName: 'DIV', isContentEditable: true }), true)
})

test('a ticked box, a chosen option, a button and a file picker leave the keys alive', () => {
  for (const type of ['checkbox', 'radio', 'button', 'submit', 'file', 'range']) assert.equal(input(type), false, type)
  for (const tagName of ['BUTTON', 'DIV', 'LI']) assert.equal(isTypedIn({ tagName, isContentEditable: false }), false, tagName)
})
