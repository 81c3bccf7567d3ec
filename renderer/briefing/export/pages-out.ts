/** Slides that the page itself draws, on their way out: what was typed is masked first, and the console has recorded them before they leave. */
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
  const { deck: composed, format, style, pictures, purpose } = order
  const bridge = getBridge()
  const kept = await bridge.call('briefing.saveEdits', { run: composed.run, edits: order.edits })
  if (!kept.ok) return { state: 'failed', failure: kept.failure }
  const deck = editedDeck(composed, kept.value)
  const painted = format === 'png' ? await pagePictures(deck, style, pictures, isWanted, (done, of) => say({ state: 'writing', progress: { done, of } })) : null
  if (!isWanted() || (format === 'png' && painted === null)) return { state: 'ready' }
  const recorded = await bridge.call('briefing.leave', { run: composed.run, edits: kept.value, format, slides: deck.slides.map(({ id }) => id), purpose })
  if (!recorded.ok) return { state: 'failed', failure: recorded.failure }
  const { name } = recorded.value
  return painted === null ? print(deck, style, pictures, name) : handOut(deck, painted, name)
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
