/** Slides of words: paragraphs with their heads beside them, and the cover. */
import { type Box, BOXES, type CoverVisual, type Line, SLIDE, type TextVisual } from '../../../preload/contract/deck.ts'
import { fitParagraphs, fitText, STEPS } from '../../../preload/contract/slide-text.ts'
import { box, INK, type Mark, type Part } from '../../chrome/ground/marks.ts'
import { textBlock } from './text-block.ts'

export function layParagraphs(paragraphs: TextVisual['paragraphs'], room: Box, accent: string): Mark[] {
  const { size, headWidth, paragraphs: fitted } = fitParagraphs(paragraphs, room)
  const marks: Mark[] = []
  let y = room.y
  for (const { head, lines, height } of fitted) {
    marks.push(...textBlock(head, { x: room.x, y, width: headWidth, height }, size, { weight: 600, colour: accent }))
    marks.push(...textBlock(lines, { x: room.x + headWidth, y, width: room.width - headWidth, height }, size))
    y += height
  }
  return marks
}

const BAND = 20
const { coverTitle: COVER_TITLE, coverFacts: COVER_FACTS } = BOXES

/** No visual but its facts; the title takes more room than on the slides that follow. */
export function layCover(title: Line, { facts }: CoverVisual, accent: string): Part[] {
  const fitted = fitText(title, COVER_TITLE, STEPS.cover)
  return [
    { shape: 'ground', box: { x: 0, y: 0, ...SLIDE }, marks: [box({ x: 0, y: 0, width: BAND, height: SLIDE.height }, accent), box({ x: COVER_FACTS.x, y: 234, width: 96, height: 3 }, accent)] },
    { shape: 'title', box: COVER_TITLE, marks: textBlock(fitted.lines, COVER_TITLE, fitted.size, { weight: 700, isMiddle: true }) },
    { shape: 'visual', box: COVER_FACTS, marks: layParagraphs(facts.map(({ label, line }) => ({ head: label, line })), COVER_FACTS, INK.muted) },
  ]
}
