/** Texts that look the same compare as the same, others by the pairs of characters they share. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { comparableText, gramsOf, likenessOf } from '../../main/casework/same-text.ts'

const alike = (one: string, other: string): number | null => likenessOf(gramsOf(one), gramsOf(other))

test('invisible characters, width, case, punctuation, labels and look-alikes do not part two texts', () => {
  for (const [one, other] of [
    ['路灯不亮', '路\u200B灯\u2060不\uFEFF亮'], ['ABC路12号', 'ａｂｃ路１２号'], ['井盖松动,有响声。', '井盖 松动 有响声!'], ['【随手拍】路灯不亮', '路灯不亮'], ['Cafe', 'Саfе'], ['10号楼', '1O号楼'], ['未处理', '末处理'], ['路灯不亮', '路\u00AD灯\uFE0F不亮'],
  ] as const) assert.equal(alike(one, other), 1, `${one} ${other}`)
  assert.equal(comparableText('\u2F00楼'), '一楼')
})

test('the measure is Dice’s: twice the shared pairs by all pairs', () => {
  // 路灯 灯不 不亮 and 路灯 灯坏 坏了: one of three and three.
  assert.equal(alike('路灯不亮', '路灯坏了'), 2 / 6)
  assert.equal(alike('井盖缺失', '噪声扰民'), 0)
  assert.equal(alike('', '路灯'), null)
  assert.equal(alike('\u200B!?', '路灯'), null)
  assert.equal(alike('灯', '灯'), 1)
})

test('rare Han beyond the basic plane count as one character each', () => {
  assert.equal(gramsOf('𠮷野家').length, 2)
  assert.equal(alike('𠮷野家', '吉野家'), 0.5)
})

test('it is the same both ways, between 0 and 1, and 1 for the text itself', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
    const value = alike(one, other)
    assert.equal(value, alike(other, one))
    assert.ok(value === null || (value >= 0 && value <= 1))
    assert.ok([1, null].includes(alike(one, one)))
  }))
})
