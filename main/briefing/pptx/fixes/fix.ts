/** What the library's package is mended by; each is one defect of it, can be switched off, and is missed by the gate when it is. */
import type { Deck, DeckStyle } from '../../../../preload/contract/deck.ts'
import type { Package } from '../package.ts'
import type { NamedShape } from '../sheet.ts'

export interface Mending {
  pack: Package
  deck: Deck
  style: DeckStyle
  slides: NamedShape[][]
}
export type Fix = (mending: Mending) => void
