/** What is typed and not saved yet: saving takes away what was sent, and nothing else. */
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { changeThresholds, changeWall, forgetThresholds, forgetWall, readUnsaved, settleThresholds, settleWall } from '../../../../renderer/walls/settings/unsaved.ts'

afterEach(() => {
  forgetWall('1')
  forgetWall('2')
  forgetThresholds()
})

test('what is typed while a save runs stays, in the same field and in another', () => {
  changeWall('1', { name: 'Left', distance: '3' })
  const sent = readUnsaved().walls['1']!
  changeWall('1', { distance: '3.5', orbit: false })
  settleWall('1', sent)
  assert.deepEqual(readUnsaved().walls, { '1': { distance: '3.5', orbit: false } })
})

test('a group of fields is one value: changed again after it was sent, it stays', () => {
  const night = { on: true, from: 22, to: 6 }
  changeWall('1', { night })
  const sent = readUnsaved().walls['1']!
  changeWall('1', { night: { ...night, to: 7 } })
  settleWall('1', sent)
  assert.equal(readUnsaved().walls['1']?.night?.to, 7)
})

test('where nothing was typed since, nothing is left, and other walls keep theirs', () => {
  changeWall('1', { name: 'Left' })
  changeWall('2', { name: 'Right' })
  settleWall('1', readUnsaved().walls['1']!)
  assert.deepEqual(readUnsaved().walls, { '2': { name: 'Right' } })
})

test('of a wall that is removed nothing is left for the next of its number', () => {
  changeWall('2', { name: 'Right' })
  forgetWall('2')
  assert.deepEqual(readUnsaved().walls, {})
})

test('thresholds are settled alike', () => {
  changeThresholds({ times: '3', gap: '8' })
  const sent = readUnsaved().thresholds
  changeThresholds({ gap: '9' })
  settleThresholds(sent)
  assert.deepEqual(readUnsaved().thresholds, { gap: '9' })
})
