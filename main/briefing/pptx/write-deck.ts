/** A deck as the bytes of a presentation: drawn, mended, and looked through before anybody gets them. Equal decks are equal bytes. */
import type { Deck, DeckStyle, DrawnPicture } from '../../../preload/contract/deck.ts'
import { BORDER, type Border } from './border.ts'
import { checkPackage } from './check-package.ts'
import { drawDeck } from './draw.ts'
import { type FixName, mend } from './mend.ts'
import { openPackage, packPackage } from './package.ts'

export const PPTX_TYPE = 'application/vnd.openxmlformats-officedocument.presentationml.presentation'
/** After the slides: mended, packed, looked through. */
export const STEPS_AFTER = 3

/** Of a test: rules and repairs to leave out. */
export interface Switches {
  border?: Border
  without?: ReadonlySet<FixName>
}

export async function makeDeck(deck: Deck, style: DeckStyle, pictures: readonly DrawnPicture[], { border = BORDER, without }: Switches = {}, passed: (steps: number) => void = () => {}): Promise<Uint8Array<ArrayBuffer>> {
  const { bytes, slides } = await drawDeck(deck, style, pictures, { border, passed })
  const pack = openPackage(bytes)
  mend({ pack, deck, style, slides }, border, without)
  passed(deck.slides.length + 1)
  const packed = packPackage(pack)
  passed(deck.slides.length + 2)
  return packed
}

/** Throws where the finished file is not sound: then there is no file. */
export async function writeDeck(deck: Deck, style: DeckStyle, pictures: readonly DrawnPicture[], passed: (steps: number) => void = () => {}): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await makeDeck(deck, style, pictures, {}, passed)
  const findings = checkPackage(bytes, deck)
  if (findings.length > 0) throw new Error(`the presentation is not sound: ${findings.slice(0, 5).join('; ')}`)
  passed(deck.slides.length + STEPS_AFTER)
  return bytes
}
