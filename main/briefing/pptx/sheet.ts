/** A slide while it is drawn, and what is known of its shapes afterwards. */
import type { ChartVisual, Deck, DeckStyle, DrawnPicture, Slide } from '../../../preload/contract/deck.ts'
import type { Border } from './border.ts'
import type { LibrarySlide } from './library.ts'

/** A shape of a slide, in the order of drawing. */
export interface NamedShape {
  name: string
  /** What it says to whoever cannot see it; '' where its own text does. */
  alt: string
  chart?: ChartVisual
  picture?: DrawnPicture
  /** Points by which lines of its paragraphs stand to the right of their heads. */
  hanging?: number
}
export interface Drawing {
  bytes: Uint8Array
  slides: NamedShape[][]
}
export interface Sheet {
  target: LibrarySlide
  slide: Slide
  deck: Deck
  style: DeckStyle
  pictures: ReadonlyMap<string, DrawnPicture>
  /** What the library is given in place of a picture, or as one. */
  dataOf: (picture: DrawnPicture) => string
  border: Border
  shapes: NamedShape[]
}
