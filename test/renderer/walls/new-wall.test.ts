/** A new wall passes the door, and takes the first number that is free. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WALL_IDS } from '../../../preload/contract/wall-settings.ts'
import { WallSettings } from '../../../preload/contract/wall-schema.ts'
import { freeWall, newWall } from '../../../renderer/walls/new-wall.ts'

test('the first number that no wall has is free; with four there is none', () => {
  assert.equal(freeWall([]), '1')
  assert.equal(freeWall([{ id: '1' }, { id: '3' }]), '2')
  assert.equal(freeWall(WALL_IDS.map((id) => ({ id }))), null)
})

test('a new wall is one that the console accepts, with every scene on', () => {
  const wall = newWall('3', '大屏 3', 'zh-CN')
  assert.deepEqual(WallSettings.parse(wall), wall)
  assert.ok(wall.scenes.every(({ on }) => on))
})
