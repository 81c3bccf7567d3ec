/** Scenes are moved one place, timed in whole seconds, and never all off. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WallSettings } from '../../../../preload/contract/wall-settings.ts'
import { dwellScene, mayGoOff, moveScene, readDwell, switchScene } from '../../../../renderer/walls/console/scene-order.ts'

const scenes: WallSettings['scenes'] = [{ scene: 'overview', on: true, dwellMs: 40_000 }, { scene: 'loop', on: false, dwellMs: 30_000 }, { scene: 'health', on: true, dwellMs: 15_000 }]
const names = (of: WallSettings['scenes']): string => of.map(({ scene }) => scene).join(' ')
const on = (of: WallSettings['scenes']): string => names(of.filter((one) => one.on))

test('a scene moves one place on or back, and stays at the ends', () => {
  assert.equal(names(moveScene(scenes, 'loop', -1)), 'loop overview health')
  assert.equal(names(moveScene(scenes, 'loop', 1)), 'overview health loop')
  assert.equal(moveScene(scenes, 'overview', -1), scenes)
  assert.equal(moveScene(scenes, 'health', 1), scenes)
  assert.equal(moveScene(scenes, 'sites', 1), scenes)
})

test('only the scene meant gets another time', () => {
  assert.deepEqual(dwellScene(scenes, 'loop', 20_000).map(({ dwellMs }) => dwellMs), [40_000, 20_000, 15_000])
})

test('a time is whole seconds within its bounds', () => {
  assert.deepEqual(['10', ' 25 ', '600'].map(readDwell), [10_000, 25_000, 600_000])
  assert.deepEqual(['9', '601', '', '12.5', '1e2', '-30', '半分钟'].map(readDwell), Array(7).fill(null))
})

test('the last scene that is on does not go off', () => {
  assert.equal(mayGoOff(scenes, 'overview'), true)
  assert.equal(mayGoOff(scenes.filter(({ scene }) => scene !== 'health'), 'overview'), false)
})

test('a scene is switched to the other of what it is, and the last one stays on', () => {
  assert.equal(on(switchScene(scenes, 'loop')), 'overview loop health')
  assert.equal(on(switchScene(switchScene(scenes, 'loop'), 'loop')), 'overview health')
  assert.equal(on(switchScene(switchScene(scenes, 'health'), 'overview')), 'overview')
})
