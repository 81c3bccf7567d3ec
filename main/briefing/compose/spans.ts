/** Pieces of text out of a fact: the digits of a value together with where it was read. */
import type { Fact, FigureFormat, Line, Span } from '../../../preload/contract/deck.ts'
import { figureText } from '../../../preload/contract/figure-text.ts'

/** Column by its name. Throws where the fact has none of it. */
export function columnOf({ id, columns }: Fact, name: string): number {
  const column = columns.indexOf(name)
  if (column < 0) throw new Error(`fact ${id} has no column ${name}`)
  return column
}

export const valueAt = (fact: Fact, row: number, name: string): string | number | null => fact.values[row]?.[columnOf(fact, name)] ?? null

/** Null where it is no number. */
export function numberAt(fact: Fact, row: number, name: string): number | null {
  const value = valueAt(fact, row, name)
  return typeof value === 'number' ? value : null
}

export function textAt(fact: Fact, row: number, name: string): string {
  const value = valueAt(fact, row, name)
  return value === null ? '' : String(value)
}

export function figureAt(fact: Fact, row: number, name: string, format: FigureFormat, timeZone: string): Span {
  const column = columnOf(fact, name)
  return { text: figureText(fact.values[row]?.[column] ?? null, format, timeZone), figure: { fact: fact.id, row, column, format } }
}

export const words = (text: string): Line => (text === '' ? [] : [{ text }])

/** A message with `{name}` blanks, filled with pieces of text or words. A blank nobody fills stays and is seen. */
export function fill(message: string, blanks: Record<string, Span | string | number>): Line {
  return message.split(/(\{\w+\})/).flatMap((part): Line => {
    const blank = /^\{(\w+)\}$/.exec(part)?.[1]
    const filled = blank === undefined ? undefined : blanks[blank]
    if (filled === undefined) return words(part)
    return typeof filled === 'object' ? [filled] : words(String(filled))
  })
}

export const textOf = (line: Line): string => line.map(({ text }) => text).join('')
