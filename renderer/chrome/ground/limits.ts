/** Class limits and values in words: as many digits as the value deserves, the top class open. */

export type WriteNumber = (value: number, digits: number) => string

const writers = new Map<string, Intl.NumberFormat>()

/** Writes with at most so many decimals, in the language's own grouping. */
export function numberWriter(locale: string): WriteNumber {
  return (value, digits) => {
    const key = `${locale} ${digits}`
    const writer = writers.get(key) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: digits })
    writers.set(key, writer)
    return writer.format(value)
  }
}

/** Decimals that leave two significant digits of a small number and none of a large one. */
export function decimalsFor(value: number): number {
  const size = Math.abs(value)
  if (!(size > 0) || size >= 100) return 0
  return Math.max(0, Math.min(6, 1 - Math.floor(Math.log10(size))))
}

/** Six ranges, lowest first: “floor – a”, “a – b”, … “≥ e”. */
export function limitTexts(floor: number, limits: readonly number[], write: WriteNumber): string[] {
  const texts = limits.map((limit) => writeLimit(limit, write))
  const between = texts.slice(1).map((upper, i) => `${texts[i]} – ${upper}`)
  return [`${writeLimit(floor, write)} – ${texts[0]}`, ...between, `≥ ${texts.at(-1)}`]
}

/** One limit, exactly. */
export function writeLimit(limit: number, write: WriteNumber): string {
  return write(limit, trimmed(limit))
}

/** Fewest decimals that write a readable limit exactly (0.05 → 2, 10 → 0). */
function trimmed(limit: number): number {
  for (let digits = 0; digits < 8; digits++) {
    if (Math.abs(Number(limit.toFixed(digits)) - limit) <= Math.abs(limit) * 1e-6) return digits
  }
  return 8
}
