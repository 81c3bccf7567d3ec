/** The days an answer is of, in words, and its total: of no day there is none. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { heldWords, totalWords } from '../../../../renderer/chrome/ground/held-words.ts'
import { makeText } from '../../../../renderer/chrome/phrase.ts'

const text = makeText('en', 'Asia/Shanghai')
const [from, to] = [Date.parse('2026-06-24T00:00+08:00'), Date.parse('2026-07-01T00:00+08:00')]

test('all that was asked for needs no words, a part of it is named by its first and last day', () => {
  assert.equal(heldWords({ from, to }, { from, to }, text), null)
  const words = heldWords({ from, to: to - 86_400_000 }, { from, to }, text)!
  assert.ok(words.includes(text.day(from)) && words.includes(text.day(to - 2 * 86_400_000)) && !words.includes(text.day(to - 86_400_000)), words)
})

test('a total of no day is unknown in words and no number', () => {
  const counted = { layer: 'bottleneck' as const, total: 0, records: 0 }
  assert.doesNotMatch(totalWords({ ...counted, span: null }, text), /\d/)
  assert.match(totalWords({ ...counted, span: { from, to } }, text), /0/)
  assert.equal(heldWords(null, { from, to }, text), totalWords({ ...counted, span: null }, text))
})
