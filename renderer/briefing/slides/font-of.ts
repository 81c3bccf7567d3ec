/** The family that slides are drawn in: that of the house's style where this PC has it, else the one that is shipped. */
import type { DeckStyle } from '../../../preload/contract/deck.ts'
import { FONT_FAMILY } from '../../chrome/theme.ts'

export function fontOf({ font }: Pick<DeckStyle, 'font'>): string {
  return `"${font.replaceAll(/["\\]/g, '')}", ${FONT_FAMILY}`
}
