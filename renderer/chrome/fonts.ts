/** Text that is drawn, not laid out, must not be drawn before its font is here. */
import { FONT_FAMILY } from './font-family.ts'

/** Loads the font's pieces that hold these characters; resolves even when a piece is missing, then the next family serves. */
export async function loadFontFor(sample: string): Promise<void> {
  try {
    await document.fonts.load(`16px ${FONT_FAMILY}`, sample)
  } catch {
    // The system's own font draws the text.
  }
}
