/** Whether a wall is seen, whatever its page takes itself for. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { putSeen } from '../../main/shell/seen.ts'

test('whether a wall is seen is said by its window, not by its page; nothing else of what it says is touched', () => {
  const beat = { wall: '1', frames: 7, visible: true }
  assert.deepEqual(putSeen('wall.beat', beat, () => false), { ...beat, visible: false })
  assert.deepEqual(putSeen('wall.beat', { ...beat, visible: false }, () => true), beat)
  for (const [method, input] of [['wall.state', { visible: true }], ['wall.beat', null], ['wall.beat', 'x'], ['wall.beat', { wall: '1' }]] as const) assert.equal(putSeen(method, input, () => false), input)
})
