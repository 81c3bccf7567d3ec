/** Lines of text in a box: one mark each, from its top or in its middle. */
import type { Box, Line } from '../../../preload/contract/deck.ts'
import { LEADING } from '../../../preload/contract/slide-text.ts'
import { DROP, text, type Anchor, type TextMark } from '../../chrome/ground/marks.ts'

interface Look {
  weight?: TextMark['weight']
  colour?: string
  anchor?: Anchor
  isMiddle?: boolean
}

export function textBlock(lines: readonly Line[], { x, y, width, height }: Box, size: number, { weight = 400, colour, anchor = 'start', isMiddle = false }: Look = {}): TextMark[] {
  const top = isMiddle ? y + (height - lines.length * size * LEADING) / 2 : y
  const at = anchor === 'start' ? x : anchor === 'end' ? x + width : x + width / 2
  return lines.map((each, n) => text(each, at, top + (n + 0.5) * size * LEADING + size * DROP, size, { weight, anchor, ...(colour === undefined ? {} : { colour }) }))
}
