/** A deck on paper or as a PDF: laid out beside the page for a moment, then printed; the desktop writes the PDF itself, a browser opens its own print. */
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { Failure } from '../../../preload/contract/api.ts'
import type { Deck, DeckStyle } from '../../../preload/contract/deck.ts'
import { getBridge } from '../../bridge.ts'
import { DeckPaper } from './deck-paper.tsx'
import type { Pictures } from './lay-slide.ts'
import { paperReady } from './paper-ready.ts'

/** `printed`: the browser's own dialog was open, and what became of it nobody says. */
export type PrintedDeck = { state: 'saved'; path: string } | { state: 'cancelled' } | { state: 'printed' } | { state: 'failed'; failure: Failure }

/** `name`: of the PDF; a browser proposes it too. Whoever calls this has recorded that the deck leaves. */
export async function printDeck(deck: Deck, style: DeckStyle, pictures: Pictures, name: string): Promise<PrintedDeck> {
  const bridge = getBridge()
  const root = createRoot(document.createElement('div'))
  const title = document.title
  try {
    flushSync(() => root.render(<DeckPaper deck={deck} style={style} pictures={pictures} />))
    await paperReady(deck, style, pictures)
    const answer = await bridge.call('export.pdf', { name })
    if (!answer.ok) return { state: 'failed', failure: answer.failure }
    if (answer.value.state !== 'unable') return answer.value
    // A browser names the PDF by the page's title.
    document.title = name.replace(/\.pdf$/i, '')
    window.print()
    return { state: 'printed' }
  } catch (error) {
    return { state: 'failed', failure: { code: 'internal', detail: String(error) } }
  } finally {
    document.title = title
    root.unmount()
  }
}
