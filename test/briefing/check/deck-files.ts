/** Decks as files for the check, and the same files as other hands leave them: a part rewritten, a whole package renumbered and spelled otherwise. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { writeDeck } from '../../../main/briefing/pptx/write-deck.ts'
import { type Deck, type Fact, type FactAnswer, type FactQuestion, HOUSE_STYLE } from '../../../preload/contract/deck.ts'
import { picturesOf } from '../drawn-pictures.ts'

export const fileOf = (deck: Deck): Promise<Uint8Array<ArrayBuffer>> => writeDeck(deck, HOUSE_STYLE, picturesOf(deck, 40, 25))

export type Parts = Map<string, string | Uint8Array>

const isText = (name: string): boolean => /\.(xml|rels)$/.test(name)

export const partsOf = (bytes: Uint8Array): Parts => new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, isText(name) ? strFromU8(part) : part]))

export const zipOf = (parts: Parts): Uint8Array<ArrayBuffer> =>
  zipSync(Object.fromEntries([...parts].map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part])), { level: 1 })

/** The file with one part changed; fails where the change changes nothing. */
export function changed(bytes: Uint8Array, name: string | RegExp, change: (text: string) => string): Uint8Array<ArrayBuffer> {
  const parts = partsOf(bytes)
  const found = [...parts.keys()].filter((one) => (typeof name === 'string' ? one === name : name.test(one)))
  let isChanged = false
  for (const one of found) {
    const before = String(parts.get(one))
    const after = change(before)
    isChanged ||= after !== before
    parts.set(one, after)
  }
  if (!isChanged) throw new Error(`nothing changed in ${String(name)}`)
  return zipOf(parts)
}

/** The file with the workbook behind one chart changed. */
export function changedWorkbook(bytes: Uint8Array, chart: number, change: (sheet: string) => string): Uint8Array<ArrayBuffer> {
  const parts = partsOf(bytes)
  const name = [...parts.keys()].filter((one) => one.endsWith('.xlsx')).toSorted()[chart]!
  const before = parts.get(name) as Uint8Array
  parts.set(name, changed(before, 'xl/worksheets/sheet1.xml', change))
  return zipOf(parts)
}

/** Answers as the facts themselves have it; `change` says what the cache would say instead. */
export const askOf = (deck: Deck, change: (fact: Fact) => FactAnswer | null = (fact) => fact) => async ({ query, params }: FactQuestion): Promise<FactAnswer | null> => {
  const fact = deck.facts.find((one) => one.query === query && JSON.stringify(one.params) === JSON.stringify(params))
  return fact === undefined ? null : change(fact)
}
