/** The family that slides are drawn in: that of the house's style where this PC has it, else the one that is shipped. */
import type { DeckStyle } from '../../../preload/contract/deck.ts'
import { FONT_FAMILY } from '../../chrome/font-family.ts'

export function fontOf({ font }: Pick<DeckStyle, 'font'>): string {
  return `"${font.replaceAll(/["\\]/g, '')}", ${FONT_FAMILY}`
}

const WEIGHTS = [400, 600, 700] as const

/** Text drawn on a canvas must not be drawn before its font is here; resolves even when a piece is missing, then the next family serves. */
export async function loadSlideFont(style: Pick<DeckStyle, 'font'>, sample: string): Promise<void> {
  await Promise.all(WEIGHTS.map((weight) => document.fonts.load(`${weight} 16px ${fontOf(style)}`, sample).catch(() => [])))
}
