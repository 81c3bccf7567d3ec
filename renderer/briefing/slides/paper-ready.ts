/** Paper waits for what is not drawn at once: fonts and pictures. */
import type { Deck, DeckStyle } from '../../../preload/contract/deck.ts'
import { plainText } from '../../../preload/contract/slide-text.ts'
import { loadSlideFont } from './font-of.ts'
import { laySlide, type Pictures } from './lay-slide.ts'
import { addressOf } from './picture-address.ts'
import { slideWords } from './slide-words.ts'

/** Once this has resolved a DeckPaper of the same deck prints whole. */
export async function paperReady(deck: Deck, style: DeckStyle, pictures: Pictures): Promise<void> {
  const marks = deck.slides.flatMap((slide) => laySlide(slide, style, pictures, slideWords(deck, slide)).flatMap((part) => part.marks))
  await Promise.all([
    loadSlideFont(style, marks.map((mark) => (mark.kind === 'text' ? plainText(mark.line) : '')).join('')),
    ...marks.map(async (mark) => {
      if (mark.kind !== 'image') return
      const image = new Image()
      image.src = addressOf(mark.bytes, mark.type)
      await image.decode()
    }),
  ])
}
