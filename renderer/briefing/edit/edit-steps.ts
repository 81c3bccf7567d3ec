/** Single changes of a deck's edits, each giving new ones: what is as composed is not named, so that a deck put back is an unedited one. */
import type { Deck, DeckEdits } from '../../../preload/contract/deck.ts'
import { arrangeSlides } from '../../../preload/contract/edited-deck.ts'

type Slides = Pick<Deck, 'slides'>

/** `by`: −1 towards the front. At an end nothing changes. */
export function moveSlide(deck: Slides, edits: DeckEdits, id: string, by: -1 | 1): DeckEdits {
  const ids = arrangeSlides(deck, edits).map((slide) => slide.id)
  const [at, to] = [ids.indexOf(id), ids.indexOf(id) + by]
  const other = ids[to]
  if (at < 0 || other === undefined) return edits
  ids[to] = id
  ids[at] = other
  return { ...edits, order: ids.every((one, n) => deck.slides[n]?.id === one) ? [] : ids }
}

export function hideSlide(edits: DeckEdits, id: string, isHidden: boolean): DeckEdits {
  const others = edits.hidden.filter((one) => one !== id)
  return { ...edits, hidden: isHidden ? [...others, id] : others }
}

export type WordedPart = 'titles' | 'soWhats'

/** Null takes the composed words again. */
export function wordSlide(edits: DeckEdits, part: WordedPart, id: string, words: string | null): DeckEdits {
  const rest = Object.fromEntries(Object.entries(edits[part]).filter(([slide]) => slide !== id))
  return { ...edits, [part]: words === null ? rest : { ...rest, [id]: words } }
}

/** One line: what a paste brings besides, and what turns or hides the text beside it, becomes a blank or goes. */
export function oneLine(text: string, most: number): string {
  const clean = text.replaceAll(/[\r\n\t\u2028\u2029]+/g, ' ').replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').toWellFormed()
  return [...clean].slice(0, most).join('')
}

/** Code points, as a person counts. */
export const lengthOf = (text: string): number => [...text].length
