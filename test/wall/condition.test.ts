/** How a wall fares, from its beats: each condition for its own reason. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeWall, type Watched } from '../../main/wall/condition.ts'
import { beatOf } from './beats.ts'

const well: Watched = { openedAt: 0, beat: beatOf(), beatAt: 100_000, framesAt: 100_000, dwellMs: 40_000 }
const judge = (patch: Partial<Watched>, now = 101_000): string => judgeWall({ ...well, ...patch }, now)

test('a page that beats, draws, turns and is seen is well; without WebGL it is safe', () => {
  assert.equal(judge({}), 'well')
  assert.equal(judge({ beat: beatOf({ safe: true }) }), 'safe')
})

test('opened and not heard of yet is waiting for a minute, then silent; a beat from before the opening is none', () => {
  assert.equal(judge({ openedAt: 100_500, beat: null, beatAt: null }), 'waiting')
  assert.equal(judge({ openedAt: 100_500 }), 'waiting')
  assert.equal(judge({ openedAt: 100_500 }, 160_501), 'silent')
})

test('never opened is shut; not heard of for twenty seconds is silent; for a day, shut', () => {
  assert.equal(judge({ openedAt: null, beat: null, beatAt: null }), 'shut')
  assert.equal(judge({}, 120_000), 'well')
  assert.equal(judge({}, 120_001), 'silent')
  assert.equal(judge({ openedAt: null }, 100_000 + 86_400_001), 'shut')
})

test('frames that stand still for thirty seconds are frozen, unless nobody could see them', () => {
  assert.equal(judge({ framesAt: 70_999 }), 'frozen')
  assert.equal(judge({ framesAt: 71_001 }), 'well')
  assert.equal(judge({ framesAt: 70_999, beat: beatOf({ visible: false }) }), 'hidden')
})

test('a scene that stays for three of its dwell times is stuck, unless no other is due', () => {
  const beat = beatOf({ sceneForMs: 125_001 })
  assert.equal(judge({ beat }), 'stuck')
  assert.equal(judge({ beat: beatOf({ sceneForMs: 125_000 }) }), 'well')
  assert.equal(judge({ beat, dwellMs: null }), 'well')
})
