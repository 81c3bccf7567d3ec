/** Every digit of a deck that comes from a fact is listed, with its place and its words. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placedFigures } from '../../main/briefing/placed-figures.ts'
import type { Line } from '../../preload/contract/deck.ts'
import { sampleDeck } from './sample-deck.ts'

const placed = placedFigures(sampleDeck())
const spanText = (line: Line): string[] => line.flatMap(({ text, figure }) => (figure === undefined ? [] : [text]))

test('the text of each span is that of its value', () => {
  const deck = sampleDeck()
  for (const { id, title, soWhat, visual } of deck.slides) {
    const here = placed.filter(({ slide }) => slide === id)
    const shown = (shape: string): string[] => here.filter((figure) => figure.shape === shape).map(({ text }) => text)
    assert.deepEqual(shown('title'), spanText(title))
    assert.deepEqual(shown('so-what'), spanText(soWhat))
    if (visual.kind === 'table') assert.deepEqual(shown('visual'), visual.rows.flat().flatMap(({ line }) => spanText(line)))
    if (visual.kind === 'map') assert.deepEqual(shown('beside'), visual.beside!.rows.flat().flatMap(({ line }) => spanText(line)))
    if (visual.kind === 'text') assert.deepEqual(shown('visual'), visual.paragraphs.flatMap(({ line }) => spanText(line)))
    if (visual.kind === 'cover') assert.deepEqual(shown('visual'), visual.facts.flatMap(({ line }) => spanText(line)))
    if (visual.kind === 'chart') assert.deepEqual(here.filter(({ shape }) => shape === 'visual').map(({ value }) => value), visual.series.flatMap(({ values }) => values))
  }
})

test('a table names row and column, a chart series and category', () => {
  assert.deepEqual(placed.find(({ slide, fact, row, column }) => slide === 'kpi' && fact === 'kpis' && row === 2 && column === 2)?.at, [2, 2])
  assert.deepEqual(placed.find(({ slide, column, row }) => slide === 'areas' && column === 4 && row === 3)?.at, [1, 3])
})

test('a point without a value is not shown, and a source without a value is refused', () => {
  const deck = sampleDeck()
  deck.facts.find(({ id }) => id === 'weeks')!.values[3]![2] = null
  assert.equal(placedFigures(deck).length, placed.length - 1)
  deck.facts = deck.facts.filter(({ id }) => id !== 'weeks')
  assert.throws(() => placedFigures(deck), /fact weeks/)
})
