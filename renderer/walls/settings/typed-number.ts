/** Numbers as they are typed into a form; null for what is none, or lies out of its bounds. */

/** With up to two decimals. */
export function readNumber(text: string, least: number, most: number): number | null {
  const plain = text.trim().replace('．', '.')
  return within(/^\d{1,7}(\.\d{1,2})?$/.test(plain) ? Number(plain) : Number.NaN, least, most)
}

/** A minus may be typed as the sign of a keyboard, of a text or of an input method. */
export function readWhole(text: string, least: number, most: number): number | null {
  const plain = text.trim().replace(/^[−－]/, '-')
  return within(/^-?\d{1,10}$/.test(plain) ? Number(plain) + 0 : Number.NaN, least, most)
}

const within = (value: number, least: number, most: number): number | null => (value >= least && value <= most ? value : null)
