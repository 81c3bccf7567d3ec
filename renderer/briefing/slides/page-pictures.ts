/** All slides of a deck as pictures in one file: a ZIP of numbered PNGs, the same bytes for the same deck. */
import { type Zippable, zipSync } from 'fflate'
import type { Deck, DeckStyle } from '../../../preload/contract/deck.ts'
import type { Pictures } from './lay-slide.ts'
import { paintSlide } from './slide-picture.ts'

/** The earliest a ZIP can name: when it was packed is nobody's business. */
const PACKED_AT = '1980-01-01T00:00:00'

/** Null once nobody wants them any more; `passed` hears of every slide drawn. */
export async function pagePictures(deck: Deck, style: DeckStyle, pictures: Pictures, isWanted: () => boolean, passed: (done: number, of: number) => void): Promise<Uint8Array<ArrayBuffer> | null> {
  const files: Zippable = {}
  for (const [n, slide] of deck.slides.entries()) {
    if (!isWanted()) return null
    passed(n, deck.slides.length)
    // PNG is packed already.
    files[pageName(n, slide.id)] = [await paintSlide(slide, deck, style, pictures), { level: 0, mtime: PACKED_AT }]
  }
  passed(deck.slides.length, deck.slides.length)
  return new Uint8Array(zipSync(files))
}

/** '03-trend.png': pages lie in their order. */
export function pageName(index: number, slide: string): string {
  return `${String(index + 1).padStart(2, '0')}-${slide.replaceAll(/[^A-Za-z0-9-]/g, '')}.png`
}
