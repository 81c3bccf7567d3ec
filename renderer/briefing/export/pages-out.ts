/** Slides that the page itself draws, on their way out: the console masks, records and stamps them first, and nothing is drawn before its answer. */
import type { Briefing } from '../../../preload/contract/briefing.ts'
import type { Deck, DeckEdits, DeckStyle } from '../../../preload/contract/deck.ts'
import { editedDeck } from '../../../preload/contract/edited-deck.ts'
import { getBridge } from '../../bridge.ts'
import { deliver } from '../../state/deliver.ts'
import type { Pictures } from '../slides/lay-slide.ts'
import { pagePictures } from '../slides/page-pictures.ts'
import { printDeck } from '../slides/print-deck.tsx'
import type { BriefingExport } from './export-state.ts'

export interface PagesOrder {
  /** As composed. */
  deck: Briefing['deck']
  edits: DeckEdits
  format: 'pdf' | 'png'
  style: DeckStyle
  pictures: Pictures
  purpose: string
}

export async function sendPages(order: PagesOrder, isWanted: () => boolean, say: (next: BriefingExport) => void): Promise<BriefingExport> {
  const { deck: composed, edits, format, style, pictures, purpose } = order
  say({ state: 'writing', progress: null })
  const slides = editedDeck(composed, edits).slides.map(({ id }) => id)
  const recorded = await getBridge().call('briefing.leave', { run: composed.run, edits, format, slides, purpose })
  if (!recorded.ok) return { state: 'failed', failure: recorded.failure }
  const { deck, name } = recorded.value
  if (!isWanted()) return { state: 'ready' }
  if (format === 'pdf') return print(deck, style, pictures, name)
  const painted = await pagePictures(deck, style, pictures, isWanted, (done, of) => say({ state: 'writing', progress: { done, of } }))
  return painted === null ? { state: 'ready' } : handOut(deck, painted, name)
}

async function handOut(deck: Deck, bytes: Uint8Array<ArrayBuffer>, name: string): Promise<BriefingExport> {
  const delivered = await deliver(name, 'application/zip', bytes)
  if (delivered.state === 'failed') return delivered
  return delivered.state === 'cancelled' ? { state: 'ready' } : { state: 'done', name, path: delivered.path, slides: deck.slides.length }
}

async function print(deck: Deck, style: DeckStyle, pictures: Pictures, name: string): Promise<BriefingExport> {
  const printed = await printDeck(deck, style, pictures, name)
  switch (printed.state) {
    case 'failed': return printed
    case 'cancelled': return { state: 'ready' }
    case 'saved': return { state: 'done', name, path: printed.path, slides: deck.slides.length }
    case 'printed': return { state: 'printed', name }
  }
}
