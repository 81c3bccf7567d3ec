/** Masking of names and numbers, with the corpus of forms in which people write them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskName, maskNumber, maskText } from '../../main/casework/mask.ts'

test('a name keeps its family name only', () => {
  const cases = { 张三: '张*', 欧阳修远: '欧阳*', '张*': '张*', 'A B': 'A*', '': '', '\u200B李\u200D四': '李*' }
  for (const [name, shown] of Object.entries(cases)) assert.equal(maskName(name), shown)
})

test('a phone number keeps three and four digits', () => {
  assert.equal(maskNumber('13812345678'), '138****5678')
  assert.equal(maskNumber('138****5678'), '138****5678')
  assert.equal(maskNumber('１３８ 1234-5678'), '138****5678')
})

const HIDDEN = [
  '13812345678', '138 1234 5678', '138-1234-5678', '138.1234.5678', '１３８１２３４５６７８', '138\u200B1234\u200C5678', '1 3 8 1 2 3 4 5 6 7 8', '+86 138 1234 5678', '8613812345678',
  '138—1234—5678', '(138)12345678', '1３8-1２34 56\u206078', '١٣٨١٢٣٤٥٦٧٨', '138，1234，5678', '𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖',
]

test('a phone number inside free text is masked in every digit form', () => {
  for (const number of HIDDEN) {
    const shown = maskText(`请联系${number}谢谢`)
    assert.match(shown, /138\*{4}5678谢谢$/u, number)
    assert.doesNotMatch(shown.normalize('NFKC').replace(/[^0-9]/g, ''), /1381234/, number)
    assert.equal(maskText(shown), shown)
  }
})

test('identity numbers and landlines are masked', () => {
  assert.equal(maskText('身份证33020519800101123X。'), '身份证330***********123X。')
  assert.equal(maskText('身份证 330205 19800101 1234'), '身份证 330***********1234')
  assert.equal(maskText('电话0574-87654321'), '电话057*****4321')
  assert.equal(maskText('call (617) 555-1234 now'), 'call 617***1234 now')
})

test('ordinary numbers stay readable', () => {
  for (const text of ['2026-11-23 08:10', '门牌15幢1301室', '价格 12.50 元', '甬A·12345', '101006295862', 'Case 17-00123', '']) assert.equal(maskText(text), text)
})
