/** Each defect of the library, by its row in the specification: with its repair switched off, the gate does not let the file pass. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BORDER, type Border } from '../../../main/briefing/pptx/border.ts'
import type { FixName } from '../../../main/briefing/pptx/mend.ts'
import type { Deck } from '../../../preload/contract/deck.ts'
import { sampleDeck } from '../sample-deck.ts'
import { findingsOf, make } from './gate.ts'

const changed = (change: (deck: Deck) => void): Deck => {
  const deck = sampleDeck()
  change(deck)
  return deck
}
const without = (...names: FixName[]): { without: ReadonlySet<FixName> } => ({ without: new Set(names) })
const border = (rule: Partial<Border>): { border: Border } => ({ border: { ...BORDER, ...rule } })
const withGap = (deck: Deck): void => {
  for (const { visual } of deck.slides) if (visual.kind === 'chart') for (const series of visual.series) series.values[1] = null
}

const ROWS: [row: string, deck: Deck, switches: Parameters<typeof findingsOf>[1], says: RegExp][] = [
  ['1: control characters in text', changed((deck) => void (deck.slides[1]!.title = [{ text: 'a\u0007b' }])), border({ text: (words) => words }), /what XML cannot|refused/],
  ['2: unescaped names', changed((deck) => void (deck.areaName = 'A & B <C')), border({ escaped: (words) => words }), /cannot be read|refused/],
  ['3: NaN in margins', sampleDeck(), border({ measure: () => Number.NaN }), /NaN|Infinity/],
  ['4: an anchor that is none', sampleDeck(), border({ anchor: () => 'mid' as never }), /anchor/],
  ['5: types of parts that are not there', sampleDeck(), without('contentTypes'), /slideMaster2\.xml, which is not there/],
  ['6: a theme of two masters', sampleDeck(), without('notesMaster'), /share ppt\/theme\/theme1\.xml/],
  ['7: the order inside the presentation', sampleDeck(), without('presentationOrder'), /presentation\.xml.*unexpected child/],
  ['8: charts out of order', sampleDeck(), without('chartParts'), /chart1\.xml/],
  ['9: backgrounds without effects, shapes without text', sampleDeck(), without('bodies'), /without effects|without text/],
  ['10: sections in lower case', sampleDeck(), without('sectionIds'), /not in capitals/],
  ['11: two shapes with one id', changed((deck) => void deck.slides.splice(2, 0, ...deck.slides.splice(1, 1))), without('shapeIds'), /two shapes with the id/],
  ['12: a gap in the chart that is an empty value', changed(withGap), without('chartParts'), /shows other values/],
  ['12: a gap in the workbook that is an empty value', changed(withGap), without('chartWorkbooks'), /holds other values/],
  ['13: a table over no range', sampleDeck(), without('chartWorkbooks'), /has no range/],
  ['16: places that prompt', sampleDeck(), without('places'), /prompts/],
  ['18: the word null', sampleDeck(), without('slideNumbers'), /says null/],
  ['19: notes in one run', sampleDeck(), without('notesParagraphs'), /line end inside a run/],
  ['names and descriptions', sampleDeck(), without('shapeNames'), /is not described|has a shape called/],
  ['properties before each run', sampleDeck(), without('paragraphs'), /pPr/],
]
for (const [row, deck, switches, says] of ROWS) {
  test(`row ${row}`, async () => {
    const findings = await findingsOf(deck, switches)
    assert.match(findings.join('\n'), says)
  })
}

test('row 20: charts are numbered by their place; the library goes on counting', async () => {
  const one = await make(sampleDeck(), without('chartNumbers'))
  assert.notEqual(Buffer.compare(one, await make(sampleDeck(), without('chartNumbers'))), 0)
})
