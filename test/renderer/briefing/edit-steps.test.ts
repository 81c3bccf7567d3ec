/** Each change of a deck's edits is one step with a way back; put back as composed, a deck is unedited. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Deck, DeckEdits } from '../../../preload/contract/deck.ts'
import { isUnedited, NO_EDITS } from '../../../preload/contract/edited-deck.ts'
import { defaultDay, newestDay } from '../../../renderer/briefing/choose/default-day.ts'
import { beginHistory, step, stepBack } from '../../../renderer/briefing/edit/edit-history.ts'
import { hideSlide, lengthOf, moveSlide, oneLine, wordSlide } from '../../../renderer/briefing/edit/edit-steps.ts'

const typed = (history: ReturnType<typeof beginHistory>, text: string) => step(history, wordSlide(history.now, 'titles', 'a', text), 'titles:a')
const deck = { slides: ['a', 'b', 'c'].map((id) => ({ id })) } as unknown as Deck

test('a slide moves by one place and no further than the end; back again, the order is as composed', () => {
  const moved = moveSlide(deck, NO_EDITS, 'a', 1)
  assert.deepEqual(moved.order, ['b', 'a', 'c'])
  assert.deepEqual(moveSlide(deck, moved, 'a', 1).order, ['b', 'c', 'a'])
  assert.equal(moveSlide(deck, NO_EDITS, 'a', -1), NO_EDITS)
  assert.equal(moveSlide(deck, NO_EDITS, 'nowhere', 1), NO_EDITS)
  assert.equal(isUnedited(moveSlide(deck, moved, 'a', -1)), true)
})

test('hidden and shown again, worded and taken back, nothing is edited', () => {
  const hidden = hideSlide(hideSlide(NO_EDITS, 'b', true), 'b', true)
  assert.deepEqual(hidden.hidden, ['b'])
  const worded = wordSlide(wordSlide(hidden, 'titles', 'a', '平稳'), 'soWhats', 'a', '')
  assert.deepEqual([worded.titles, worded.soWhats], [{ a: '平稳' }, { a: '' }])
  assert.equal(isUnedited(hideSlide(wordSlide(wordSlide(worded, 'titles', 'a', null), 'soWhats', 'a', null), 'b', false)), true)
})

test('words are one line of at most so many characters, without what turns or hides the text beside them', () => {
  assert.equal(oneLine('一\r\n二\t三\u202e四\u200b\u0000', 10), '一 二 三四')
  assert.equal(oneLine('😀'.repeat(30), 20), '😀'.repeat(20))
  assert.equal(oneLine('a\ud800b', 5).isWellFormed(), true)
  assert.equal(lengthOf('😀平'), 2)
})

test('every change is a step back, but a line being typed is one until something else is done', () => {
  let history = typed(typed(typed(beginHistory(NO_EDITS), '平'), '平稳'), '平稳了')
  history = step(history, hideSlide(history.now, 'b', true), 'hide')
  history = typed(history, '平稳')
  const seen: DeckEdits[] = []
  for (; history.before.length > 0; history = stepBack(history)) seen.push(history.now)
  assert.deepEqual(seen.map(({ titles, hidden }) => [titles['a'], hidden.length]), [['平稳', 1], ['平稳了', 1], ['平稳了', 0]])
  assert.equal(history.now, NO_EDITS)
  assert.equal(stepBack(history).now, NO_EDITS)
})

test('the day proposed is the newest whole one that there is data of, and a week ends on a Sunday', () => {
  const now = Date.parse('2026-11-26T02:00:00+08:00')
  assert.equal(newestDay(Date.parse('2026-11-26T01:00:00+08:00'), now, 'Asia/Shanghai'), '2026-11-25')
  assert.equal(newestDay(Date.parse('2026-11-20T23:00:00+08:00'), now, 'Asia/Shanghai'), '2026-11-20')
  assert.equal(newestDay(null, now, 'Asia/Shanghai'), '2026-11-25')
  assert.equal(defaultDay('daily', '2026-11-25'), '2026-11-25')
  assert.deepEqual(['2026-11-25', '2026-11-22', '2026-11-21'].map((day) => defaultDay('weekly', day)), ['2026-11-22', '2026-11-22', '2026-11-15'])
})
