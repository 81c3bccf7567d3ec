/** What a writing thread is given: the deck as data, its style, and the maps as the page drew them. */
import type { Deck, DeckStyle, DrawnPicture } from '../../preload/contract/deck.ts'
import type { ExportProgress } from '../../preload/contract/export.ts'

export interface DeckJob {
  format: 'pptx' | 'xlsx'
  deck: Deck
  style: DeckStyle
  /** One for each map of the deck; none for a workbook. */
  pictures: DrawnPicture[]
}
export interface WrittenDeck {
  type: string
  bytes: Uint8Array<ArrayBuffer>
}
export type FromDeckWriter = { progress: ExportProgress } | { written: WrittenDeck } | { failed: string }
