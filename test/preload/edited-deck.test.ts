/** Edits lie over a deck without changing it: order, hidden slides, own words; what is hidden leaves nothing behind. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Deck, Slide } from '../../preload/contract/deck.ts'
import { arrangeSlides, doubleTitles, editedDeck, factsOfSlide, isUnedited, NO_EDITS, wordsOf } from '../../preload/contract/edited-deck.ts'

const figure = (fact: string) => ({ fact, row: 0, column: 0, format: 'integer' as const })
const slide = (id: string, facts: string[]): Slide => ({
  id, title: [{ text: `${id}: ` }, { text: '12', figure: figure(facts[0] ?? 'totals.now') }], isTitleEdited: false, isSoWhatEdited: false, soWhat: [{ text: `so ${id}` }], notes: [],
  visual: { kind: 'table', columns: [], rows: facts.map((fact) => [{ line: [{ text: '1', figure: figure(fact) }] }]), alt: '' }, footer: { asOf: '', definitions: '', source: '', confidentiality: '' },
})
const DECK = { slides: [slide('kpi', ['totals.now', 'shared']), slide('trend', ['weeks']), slide('ten', ['shared', 'points'])], facts: ['totals.now', 'shared', 'weeks', 'points', 'behind-a-map'].map((id) => ({ id })) } as unknown as Deck
const ids = ({ slides }: Pick<Deck, 'slides'>): string[] => slides.map(({ id }) => id)

test('without edits it is the deck', () => {
  assert.deepEqual(editedDeck(DECK, NO_EDITS), DECK)
  assert.equal(isUnedited(NO_EDITS), true)
})

test('named slides come first in their order, the others follow in their own; names of no slide say nothing', () => {
  assert.deepEqual(ids(editedDeck(DECK, { ...NO_EDITS, order: ['ten', 'gone', 'kpi'] })), ['ten', 'kpi', 'trend'])
})

test('a hidden slide is in the list and not in the deck, nor is what stands on it alone', () => {
  const edits = { ...NO_EDITS, hidden: ['trend', 'ten'] }
  const deck = editedDeck(DECK, edits)
  assert.deepEqual([arrangeSlides(DECK, edits).length, ids(deck)], [3, ['kpi']])
  assert.deepEqual(deck.facts.map(({ id }) => id), ['totals.now', 'shared', 'behind-a-map'])
})

test('own words stand for themselves, without figures; an empty title is none, an empty line is', () => {
  const [kpi, trend] = editedDeck(DECK, { ...NO_EDITS, titles: { kpi: ' 平稳 ', trend: '  ' }, soWhats: { kpi: '' } }).slides
  assert.deepEqual([kpi?.title, kpi?.isTitleEdited, kpi?.soWhat, kpi?.isSoWhatEdited], [[{ text: '平稳' }], true, [], true])
  assert.deepEqual([wordsOf(trend?.title ?? []), trend?.isTitleEdited, trend?.isSoWhatEdited], ['trend: 12', false, false])
  assert.deepEqual(DECK.slides[0]?.isTitleEdited, false)
})

test('words under the names of an object’s own parts are no words of a slide', () => {
  const odd = { ...DECK, slides: [slide('constructor', ['weeks'])] }
  assert.equal(editedDeck(odd, NO_EDITS).slides[0]?.isTitleEdited, false)
})

test('two slides with the same title are told of', () => {
  assert.deepEqual([...doubleTitles(editedDeck(DECK, { ...NO_EDITS, titles: { kpi: '平稳', ten: '平稳 ' } }).slides)], ['平稳'])
  assert.equal(doubleTitles(DECK.slides).size, 0)
})

test('a slide’s facts are those of its title, its visual and its line, each once', () => {
  assert.deepEqual(factsOfSlide(DECK.slides[2]!), ['shared', 'points'])
  const chart: Slide = { ...slide('chart', ['a']), visual: { kind: 'chart', form: 'line', categories: [], axisTitle: '', format: 'integer', marks: [], alt: '', series: [{ name: '', values: [], figures: [figure('b')], role: 'now' }] }, soWhat: [{ text: '3', figure: figure('c') }] }
  assert.deepEqual(factsOfSlide(chart), ['a', 'b', 'c'])
})
