/** Who takes a briefing out, when, what for, and under which record: below its first page, in the workbook, and in the notes of its first slide, where whoever speaks from it finds it. */
import type { Deck } from '../../preload/contract/deck.ts'
import { figureText } from '../../preload/contract/figure-text.ts'

export interface Leaving {
  author: string
  at: number
  purpose: string
  /** Of the export, as the center keeps it. */
  record: string
}

export function stampedDeck(deck: Deck, { author, at, purpose, record }: Leaving): Deck {
  const when = figureText(at, 'minute', deck.timeZone)
  // The record first: it leads to the rest where a line has no room for all of it.
  const leaving = deck.question.english ? `Record of the export: ${record}. Purpose: ${purpose}. Exported by ${author} at ${when}.` : `导出记录编号：${record}；用途：${purpose}；导出人：${author}；导出时间：${when}。`
  return { ...deck, leaving, slides: deck.slides.map((slide, n) => (n === 0 ? { ...slide, notes: [...slide.notes, leaving] } : slide)) }
}
