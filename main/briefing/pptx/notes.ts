/** The speaker's notes: what the deck says of a slide, then where each of its figures comes from, one paragraph each. */
import type { Deck, Fact, Slide } from '../../../preload/contract/deck.ts'
import { figureText } from '../../../preload/contract/figure-text.ts'
import { placedFigures } from '../placed-figures.ts'
import { wordsOf } from './words.ts'

const HASH_SHOWN = 16

export function notesOf(deck: Deck, slide: Slide): string[] {
  const words = wordsOf(deck.question.english)
  const used = new Set(placedFigures({ ...deck, slides: [slide] }).map(({ fact }) => fact))
  return [
    ...slide.notes,
    ...deck.facts.filter(({ id }) => used.has(id)).map((fact) => factLine(deck, fact)),
    `${words.run} ${deck.run} · ${deck.generator} · ${words.author} ${deck.author}${deck.simulated ? ` · ${words.simulated}` : ''}`,
  ]
}

function factLine({ question: { english }, timeZone }: Deck, { id, query, params, records, provenance, hash }: Fact): string {
  const words = wordsOf(english)
  const asOf = provenance.asOf === null ? words.never : figureText(provenance.asOf, 'minute', timeZone)
  return `${words.fact} ${id}: ${query} ${JSON.stringify(params)} · ${words.rows} ${records} · ${words.asOf} ${asOf} · SHA-256 ${hash.slice(0, HASH_SHOWN)}`
}
