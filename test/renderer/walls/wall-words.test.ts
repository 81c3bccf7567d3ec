/** What is said of a wall: its name, the age of its data by the console's clock, its memory and its restarts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeText } from '../../../renderer/chrome/phrase.ts'
import { nameWall, wordData, wordGraphics, wordMemory, wordRestarts, wordScene } from '../../../renderer/walls/wall-words.ts'

const en = makeText('en', 'Asia/Shanghai')
const zh = makeText('zh-CN', 'Asia/Shanghai')
const at = Date.parse('2026-03-05T06:05:00Z')

test('a wall that nobody named is called by its number, any other as it is called', () => {
  assert.equal(nameWall({ id: '1', name: '1' }, zh), '大屏 1')
  assert.equal(nameWall({ id: '1', name: '<b>大厅</b>' }, zh), '<b>大厅</b>')
})

test('the scene on show is named with how long it is shown; none is unknown', () => {
  assert.equal(wordScene({ scene: 'loop', sceneForMs: 12_000 }, zh), '处置闭环（12秒钟）')
  assert.equal(wordScene({ scene: null, sceneForMs: 0 }, en), 'unknown')
})

test('data have their time and their age, never a negative one, and are said to be missing', () => {
  assert.equal(wordData(at, at + 180_000, en), '14:05 (3m ago)')
  assert.equal(wordData(at, at - 60_000, en), '14:05 (just now)')
  assert.equal(wordData(null, at, en), 'no data drawn yet')
})

test('memory says whether it grows, falls, or is too young to say, and that it is unknown', () => {
  assert.equal(wordMemory(84e6, 1.5e6, en), '84 MB, growing 1.5 MB an hour')
  assert.equal(wordMemory(84e6, -2e6, en), '84 MB, shrinking 2 MB an hour')
  assert.match(wordMemory(84e6, null, en), /84 MB; too early/)
  assert.equal(wordMemory(null, null, en), 'unknown')
})

test('contexts that were lost are counted beside those that live', () => {
  assert.equal(wordGraphics({ decks: 2, contexts: 1, lost: 1 }, en), 'Decks 2, contexts 1, lost 1')
})

test('restarts are counted by cause, most often first, with the last one; opening is none of them', () => {
  assert.equal(wordRestarts([{ at, cause: 'opened' }], at, en), 'none')
  assert.equal(wordRestarts([{ at: at - 9_000, cause: 'planned' }, { at: at - 5_000, cause: 'silent' }, { at, cause: 'silent' }], at + 60_000, en), '3 · silent 2× · planned 1× · last at 14:05: silent')
})
