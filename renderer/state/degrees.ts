/** Degrees as people type them: a decimal number and nothing else, for “29°51′”, “29.85N” and “1e2” are somebody's other way of writing. */

/** Null: no such number. Numbers of a wide keyboard are numbers too. */
export function degreesOf(text: string): number | null {
  const plain = text.normalize('NFKC').trim()
  return /^[+-]?\d{1,3}(\.\d+)?$/.test(plain) ? Number(plain) : null
}
