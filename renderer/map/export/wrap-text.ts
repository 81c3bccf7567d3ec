/** Breaks text into lines of a drawn sheet: between words, and between Chinese ones without a line that begins with a closing mark. */

/** Widths as a canvas measures them. */
export type Measure = (text: string) => number

const CLOSING = /^[，。、；：？！）】》”’,.;:?!)\]}%…·]/u
const segmenters = new Map<string, Intl.Segmenter>()

function segmentsOf(text: string, locale: string): string[] {
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' })
  segmenters.set(locale, segmenter)
  const parts: string[] = []
  for (const { segment } of segmenter.segment(text)) {
    if (parts.length > 0 && CLOSING.test(segment)) parts.push(`${parts.pop()}${segment}`)
    else parts.push(segment)
  }
  return parts
}

export function wrapText(text: string, width: number, measure: Measure, locale: string): string[] {
  const lines: string[] = []
  let line = ''
  const put = (part: string): void => {
    if (line === '' || measure(line + part.trimEnd()) <= width) line += part
    else {
      lines.push(line.trimEnd())
      line = part.trimStart()
    }
  }
  for (const part of segmentsOf(text.replace(/\s+/g, ' '), locale)) {
    // One word wider than the sheet, such as an id: it breaks anywhere.
    if (measure(part) > width) for (const letter of part) put(letter)
    else put(part)
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines
}
