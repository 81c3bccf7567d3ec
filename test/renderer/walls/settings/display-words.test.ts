/** Displays in words, and one found again after the system has numbered them anew. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Display } from '../../../../preload/contract/wall-settings.ts'
import { makeText } from '../../../../renderer/chrome/phrase.ts'
import { findDisplay, wordDisplay } from '../../../../renderer/walls/settings/display-words.ts'

const zh = makeText('zh-CN', 'Asia/Shanghai')
const left: Display = { id: 1, label: 'Hall', bounds: { x: 0, y: 0, width: 1920, height: 1080 }, scaleFactor: 2, isPrimary: true }
const right: Display = { ...left, id: 2, bounds: { ...left.bounds, x: 1920 }, scaleFactor: 1, isPrimary: false }

test('a display is its name and its panel\'s pixels; one without a name has its number', () => {
  assert.equal(wordDisplay(left, zh), 'Hall · 3840 × 2160 · 主显示器')
  assert.equal(wordDisplay({ ...right, label: ' ' }, zh), '显示器 2 · 1920 × 1080')
})

test('it is found by number and name, else by name and place, else it is not connected', () => {
  assert.equal(findDisplay([left, right], right), right)
  assert.equal(findDisplay([{ ...left, id: 7 }, { ...right, id: 8 }], right)?.id, 8)
  assert.equal(findDisplay([{ ...right, label: 'Office' }], right), null)
  assert.equal(findDisplay([], right), null)
})
