/** The sample deck with the worst of words in every place, and with nothing in any place. */
import type { Deck } from '../../../preload/contract/deck.ts'
import { sampleDeck } from '../sample-deck.ts'

const WORST = '<a:t>&amp;]]>\u0007\u0000\ud800"\'=1+1\u2028_x000D_\ufffe'

export function hostileDeck(): Deck {
  const deck = sampleDeck()
  for (const [n, slide] of deck.slides.entries()) {
    const { visual } = slide
    slide.title = [{ text: `${n}${WORST}`.repeat(12).slice(0, 200) }]
    slide.soWhat = [{ text: `${WORST} W`.repeat(30).slice(0, 300) }]
    slide.footer.source = WORST.repeat(8)
    slide.notes = [`${WORST}\nzwei`, '=1+1']
    if (visual.kind === 'table') {
      visual.alt = WORST
      visual.columns[0] = { ...visual.columns[0]!, head: WORST, share: Number.NaN }
      visual.rows[0]![0] = { line: [{ text: 'W'.repeat(200) }] }
      visual.rows[1] = []
    } else if (visual.kind === 'chart') {
      visual.alt = `${WORST}x`
      visual.axisTitle = WORST
      visual.categories = visual.categories.map((category) => `${WORST}${category}`)
      visual.marks = [{ category: 0, text: WORST }, { category: 99, text: 'nowhere' }]
      visual.series = visual.series.map((series, at) => ({ ...series, name: at === 0 ? '__proto__' : WORST, values: series.values.map((value, m) => (m % 2 === 1 ? null : value)) }))
    } else if (visual.kind === 'text') visual.paragraphs = visual.paragraphs.map(({ line }) => ({ head: WORST, line: [...line, { text: '长'.repeat(500) }] }))
    else if (visual.kind === 'cover') visual.facts[0] = { label: WORST, line: [{ text: WORST.repeat(9) }] }
  }
  return Object.assign(deck, { title: WORST, areaName: WORST, author: WORST, generator: WORST })
}

export function emptyDeck(): Deck {
  const deck = sampleDeck()
  for (const slide of deck.slides) {
    const { visual } = slide
    slide.notes = []
    if (visual.kind === 'table') visual.rows = []
    else if (visual.kind === 'text') visual.paragraphs = []
    else if (visual.kind === 'cover') visual.facts = []
    else if (visual.kind === 'chart') visual.series = visual.series.map((series) => ({ ...series, values: series.values.map(() => null) }))
  }
  const charts = deck.slides.flatMap(({ visual }) => (visual.kind === 'chart' ? [visual] : []))
  charts[0]!.series = []
  charts[1]!.categories = []
  charts[1]!.series = charts[1]!.series.map((series) => ({ ...series, values: [], figures: [] }))
  return Object.assign(deck, { approvalNumber: '' })
}
