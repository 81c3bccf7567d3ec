/** Numbers as they are typed into a form; null for what is none, or lies out of its bounds. */

/** With up to two decimals. */
export function readNumber(text: string, least: number, most: number): number | null {
  const plain = text.trim().replace('．', '.')
  return within(/^\d{1,7}(\.\d{1,2})?$/.test(plain) ? Number(plain) : Number.NaN, least, most)
}

export function readWhole(text: string, least: number, most: number): number | null {
  return within(/^\d{1,10}$/.test(text.trim()) ? Number(text) : Number.NaN, least, most)
}

const within = (value: number, least: number, most: number): number | null => (value >= least && value <= most ? value : null)
