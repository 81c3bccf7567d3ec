/** A deck for the printer, beside the page and unseen on the screen: one slide a page. */
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { Deck, DeckStyle } from '../../../preload/contract/deck.ts'
import './deck-paper.css'
import type { Pictures } from './lay-slide.ts'
import { SlideView } from './slide-view.tsx'

interface Props {
  deck: Deck
  style: DeckStyle
  pictures: Pictures
}

/** While it is mounted the browser's print takes it and nothing else of the page. */
export function DeckPaper({ deck, style, pictures }: Props): ReactNode {
  return createPortal(
    <div className="deck-print" aria-hidden data-deck-paper={deck.slides.length}>
      {deck.slides.map((slide) => <div key={slide.id} className="deck-page"><SlideView slide={slide} deck={deck} style={style} pictures={pictures} /></div>)}
    </div>,
    document.body,
  )
}
