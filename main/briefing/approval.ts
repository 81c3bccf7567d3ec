/** A deck with the approval number that the console has now: it is composed once, and the number may be set afterwards. */
import type { Deck, Slide } from '../../preload/contract/deck.ts'
import { clip } from './compose/scene.ts'
import { fill } from './compose/spans.ts'
import { en } from './messages/en.ts'
import { zhCN } from './messages/zh-CN.ts'

export function approvedDeck(deck: Deck, approvalNumber: string): Deck {
  if (deck.approvalNumber === approvalNumber) return deck
  const messages = deck.question.english ? en : zhCN
  const line = approvalNumber === '' ? fill(messages['limits.map.none'], {}) : fill(messages['limits.map.text'], { number: clip(approvalNumber, 40) })
  const approved = (slide: Slide): Slide => {
    if (slide.id !== 'limits' || slide.visual.kind !== 'text') return slide
    return { ...slide, visual: { ...slide.visual, paragraphs: slide.visual.paragraphs.map((one) => (one.head === messages['limits.map'] ? { ...one, line } : one)) } }
  }
  return { ...deck, approvalNumber, slides: deck.slides.map(approved) }
}
