/** What became of each figure: what was written, what the file shows and what the cache says now, held beside one another. */
import type { CheckedFigure, Deck, Fact, FactAnswer, FigureSource } from '../../../preload/contract/deck.ts'
import { figureText } from '../../../preload/contract/figure-text.ts'
import { hashFact } from '../facts/hash-fact.ts'
import type { ToldOfShape } from './compare-slide.ts'
import { isChanged } from './told.ts'

export interface KnownFact {
  fact: Fact
  /** Its hash is that of its own values, and the one that this PC keeps. */
  isSound: boolean
  /** `fact` is the one that this PC keeps, not the file's. */
  isKept: boolean
  /** Null: it cannot be asked here. */
  asked: FactAnswer | null
}

export const isSoundFact = (fact: Fact): boolean => hashFact(fact) === fact.hash

export interface Where {
  slide: string
  slideTitle: string
  page: number
}

export function figureOf({ shape, place, label, source, was, shown }: ToldOfShape, where: Where, facts: ReadonlyMap<string, KnownFact>, { timeZone }: Pick<Deck, 'timeZone'>): CheckedFigure {
  const base = { ...where, shape, place, label, shown }
  const known = source === null ? undefined : facts.get(source.fact)
  if (source === null || known === undefined) {
    // A figure of a fact that the data do not hold has lost its source.
    const isOurs = source === null && was !== null
    return { ...base, fate: isOurs ? 'edited' : 'unknown', was: source === null ? was : null, now: null, query: null, params: null, records: null, asOf: null, nowAsOf: null }
  }
  const { fact, asked } = known
  const isTrue = known.isSound || known.isKept
  const now = asked === null ? null : textNow(source, fact, asked, timeZone)
  const written = textWritten(source, fact, was, timeZone)
  const isEdited = !isTrue || isChanged({ source, was, shown }) || written !== was
  return {
    ...base, fate: isEdited ? 'edited' : now === null ? 'unknown' : now === written || isAge(source, fact) ? 'unchanged' : 'drifted',
    // What a fact says that was changed itself is not what was written.
    was: isTrue ? written : null, now, query: fact.query, params: fact.params,
    records: asked?.records ?? fact.records, asOf: fact.provenance.asOf, nowAsOf: asked?.provenance.asOf ?? null,
  }
}

/** How old a deck's data are is told of the deck: every later answer is newer, and nothing has drifted by that. */
const isAge = ({ column }: FigureSource, { columns }: Fact): boolean => columns[column] === 'asOf'

/** The words in the data may have been changed with those on the slide: the fact's own value decides. */
function textWritten({ row, column, format }: FigureSource, { values }: Fact, was: string | null, timeZone: string): string | null {
  const value = values[row]?.[column]
  return value === undefined ? was : figureText(value, format, timeZone)
}

/** Null where the answer has no such column any more; a row that is gone has no value. */
function textNow({ row, column, format }: FigureSource, fact: Fact, asked: FactAnswer, timeZone: string): string | null {
  const place = asked.columns.indexOf(fact.columns[column] ?? '')
  return place < 0 ? null : figureText(rowNow(row, fact, asked)?.[place] ?? null, format, timeZone)
}

/** A row is known by its first text that no other row has: ranks change, and the new first is not the old first drifted. */
function rowNow(row: number, { columns, values }: Fact, asked: FactAnswer): FactAnswer['values'][number] | undefined {
  for (const [place, column] of columns.entries()) {
    const other = asked.columns.indexOf(column)
    if (!isKey(values, place) || !isKey(asked.values, other)) continue
    const key = values[row]?.[place]
    return asked.values.find((line) => line[other] === key)
  }
  return asked.values[row]
}

const isKey = (lines: Fact['values'], place: number): boolean =>
  lines.every((line) => typeof line[place] === 'string') && new Set(lines.map((line) => line[place])).size === lines.length
