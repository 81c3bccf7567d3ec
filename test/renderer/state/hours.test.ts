/** Hours are said as runs. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { phraseHours } from '../../../renderer/state/hours.ts'

test('neighbouring hours form one run, also over midnight', () => {
  assert.equal(phraseHours([11, 12, 17]), '11–13、17–18')
  assert.equal(phraseHours([0, 22, 23]), '22–1')
  assert.equal(phraseHours([23]), '23–24')
})

test('no hour and every hour mean the whole day', () => {
  assert.equal(phraseHours([]), '')
  assert.equal(phraseHours(Array.from({ length: 24 }, (_, hour) => hour)), '')
})
