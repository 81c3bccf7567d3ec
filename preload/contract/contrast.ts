/** How well a colour is read on white paper. */

/** Contrast by WCAG 2.2 (1 to 21) of '#rrggbb' on white; 1 for what is no such colour. */
export function contrastOnWhite(colour: string): number {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour)?.slice(1)
  if (parts === undefined) return 1
  const [red = 1, green = 1, blue = 1] = parts.map((part) => linear(Number.parseInt(part, 16) / 255))
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}

const linear = (part: number): number => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)

/** What normal text needs. */
export const LEAST_CONTRAST = 4.5
