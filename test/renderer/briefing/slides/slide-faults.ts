/** What is wrong with a slide as laid out: text out of its box, text on text, a figure that is not shown. Widths as estimated; the browser's own are tried in Chromium. */
import type { Box, Slide } from '../../../../preload/contract/deck.ts'
import { plainText, textWidth } from '../../../../preload/contract/slide-text.ts'
import type { Part, TextMark } from '../../../../renderer/chrome/ground/marks.ts'

const SLACK = 0.5

/** The ink of a line: Han letters reach from 0.88 above the baseline to 0.12 below it. */
export function inkOf({ line, x, y, size, anchor }: TextMark): Box {
  const width = textWidth(plainText(line), size)
  return { x: anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2, y: y - 0.86 * size, width, height: 0.98 * size }
}

const isWithin = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x - SLACK && inner.y >= outer.y - SLACK && inner.x + inner.width <= outer.x + outer.width + SLACK && inner.y + inner.height <= outer.y + outer.height + SLACK
const meet = (a: Box, b: Box): boolean => a.x + SLACK < b.x + b.width && b.x + SLACK < a.x + a.width && a.y + SLACK < b.y + b.height && b.y + SLACK < a.y + a.height

const textsOf = (part: Part): TextMark[] => part.marks.filter((mark) => mark.kind === 'text')

export function slideFaults(parts: readonly Part[]): string[] {
  const faults: string[] = []
  const seen: { words: string; ink: Box; of: string }[] = []
  for (const part of parts) {
    for (const mark of textsOf(part)) {
      const [words, ink] = [plainText(mark.line), inkOf(mark)]
      if (words.trim() === '') continue
      if (!isWithin(ink, part.box)) faults.push(`“${words}” leaves ${part.shape}: ${JSON.stringify(ink)} in ${JSON.stringify(part.box)}`)
      for (const other of seen) if (meet(ink, other.ink)) faults.push(`“${words}” of ${part.shape} lies on “${other.words}” of ${other.of}`)
      seen.push({ words, ink, of: part.shape })
    }
  }
  return faults
}

/** Words of the figures a slide's text and tables hold. */
export function figuresOf({ title, soWhat, visual }: Slide): string[] {
  const lines = visual.kind === 'table' ? visual.rows.flat().map(({ line }) => line)
    : visual.kind === 'map' ? (visual.beside?.rows.flat().map(({ line }) => line) ?? [])
      : visual.kind === 'text' ? visual.paragraphs.map(({ line }) => line) : visual.kind === 'cover' ? visual.facts.map(({ line }) => line) : []
  return [title, soWhat, ...lines].flat().filter(({ figure }) => figure !== undefined).map(({ text }) => text)
}

export function shownText(parts: readonly Part[]): string {
  return parts.flatMap(textsOf).map(({ line }) => plainText(line)).join('\n')
}
