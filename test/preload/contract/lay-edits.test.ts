/** What an operator changed of a deck lies over it, and what was hidden leaves with its facts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { layEdits, NO_EDITS } from '../../../preload/contract/lay-edits.ts'
import { sampleDeck } from '../../briefing/sample-deck.ts'

const deck = sampleDeck()
const ids = deck.slides.map(({ id }) => id)

test('without edits a deck stays as it is', () => assert.deepEqual(layEdits(deck, NO_EDITS), deck))

test('named slides come first in their order, unknown names and repeats are passed over, the others follow', () => {
  const { slides } = layEdits(deck, { ...NO_EDITS, order: ['map', 'nowhere', 'cover', 'map'] })
  assert.deepEqual(slides.map(({ id }) => id), ['map', 'cover', ...ids.filter((id) => id !== 'map' && id !== 'cover')])
})

test('hidden slides go, and the facts that only they showed', () => {
  const { slides, facts } = layEdits(deck, { ...NO_EDITS, hidden: ['overdue', 'trend'] })
  assert.deepEqual(slides.map(({ id }) => id), ids.filter((id) => id !== 'overdue' && id !== 'trend'))
  assert.deepEqual(facts.map(({ id }) => id), deck.facts.map(({ id }) => id).filter((id) => !['overdue', 'trend', 'weeks'].includes(id)))
})

test('an edited text is text alone and marked; an empty title keeps the composed one, an empty so-what says nothing', () => {
  const { slides } = layEdits(deck, { ...NO_EDITS, titles: { kpi: ' {n} <b>=1+1 ', areas: '  ' }, soWhats: { kpi: '', map: '请看图' } })
  const of = (id: string) => slides.find((slide) => slide.id === id)!
  assert.deepEqual([of('kpi').title, of('kpi').isTitleEdited, of('kpi').soWhat, of('kpi').isSoWhatEdited], [[{ text: '{n} <b>=1+1' }], true, [], true])
  assert.deepEqual([of('areas').title, of('areas').isTitleEdited], [deck.slides.find(({ id }) => id === 'areas')!.title, false])
  assert.deepEqual(of('map').soWhat, [{ text: '请看图' }])
  assert.deepEqual(layEdits(deck, { ...NO_EDITS, titles: Object.create({ kpi: 'inherited' }) as Record<string, string> }).slides, deck.slides)
})
