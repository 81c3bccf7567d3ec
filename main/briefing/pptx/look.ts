/** Colours and measures of the file, as the library wants them: hexadecimal without '#', inches. */
import type { Box, Tone } from '../../../preload/contract/deck.ts'

export const INK = '1F2933'
export const QUIET = '5F6B7A'
export const RULE = 'C9D1DA'
export const TINT = 'F1F4F7'
export const WHITE = 'FFFFFF'
/** Each at least 4.5 : 1 on white and on the tint. */
export const TONES: Record<Tone, string> = { plain: INK, better: '17663D', worse: 'B42318', quiet: QUIET }
/** Of the mark of simulation. */
export const MARK = 'B42318'
export const TARGET = '8A4B00'
export const BEFORE = '8A939E'

export const bare = (colour: string): string => (/^#[0-9a-f]{6}$/i.test(colour) ? colour.slice(1).toUpperCase() : INK)

const POINTS = 72
export const inches = (points: number): number => points / POINTS
export const placed = ({ x, y, width, height }: Box): { x: number; y: number; w: number; h: number } => ({ x: inches(x), y: inches(y), w: inches(width), h: inches(height) })

/** As large as it can be inside the box, in its middle, its shape kept. */
export function contain(box: Box, width: number, height: number): Box {
  const scale = Math.min(box.width / width, box.height / height)
  const [w, h] = [width * scale, height * scale]
  return { x: box.x + (box.width - w) / 2, y: box.y + (box.height - h) / 2, width: w, height: h }
}
