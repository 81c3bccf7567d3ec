/** The parts of an address's fragment, read with suspicion: what cannot be read is not there. */

export function inRange(text: string | null, low: number, high: number): number | null {
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text)
  // Adding zero turns −0 into 0: they are the same place, and print alike.
  return value >= low && value <= high ? value + 0 : null
}

/** Whole numbers within the bounds, ascending, each once. */
export function numbers(text: string | null, low: number, high: number): number[] {
  const all = list(text).filter((part) => /^\d{1,2}$/.test(part)).map(Number)
  return [...new Set(all)].filter((number) => number >= low && number <= high).sort((a, b) => a - b)
}

export function list(text: string | null): string[] {
  return [...new Set((text ?? '').split(',').filter((part) => part !== '').map(decode))]
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export function split(text: string, at: string): [string, string?] {
  const index = text.indexOf(at)
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + at.length)]
}

export function oneOf<T extends string>(words: readonly T[], word: string | null): T | undefined {
  return words.find((known) => known === word)
}
