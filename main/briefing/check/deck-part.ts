/** The deck's own data inside the file: found by its namespace, for programs number such parts anew, and checked here, for anybody may have written them. */
import { z } from 'zod'
import { DECK_KINDS, DECK_NAMESPACE, type DeckPart, FIGURE_FORMATS } from '../../../preload/contract/deck.ts'
import { MOST_SLIDES, SlideId } from '../../../preload/contract/deck-output.ts'
import type { Archive } from './archive.ts'
import { DeckRefusal } from './deck-refusal.ts'
import { parseXml, textOf } from './xml.ts'

const Words = z.string().max(4_000)
const Name = z.string().max(200)
const Instant = z.number().min(-8.64e15).max(8.64e15)
const Value = z.union([z.string().max(1_000), z.number(), z.null()])
const Place = z.int().min(0).max(100_000)

const Provenance = z.looseObject({ asOf: Instant.nullable(), source: Words, simulated: z.boolean() })
const Fact = z.strictObject({
  id: Name, query: Name, params: z.record(Name, z.union([z.string().max(1_000), z.number(), z.boolean(), z.null()])),
  columns: z.array(Name).max(100), values: z.array(z.array(Value).max(100)).max(5_000), records: z.number(), provenance: Provenance, hash: z.string().max(64),
})
const Source = z.strictObject({ fact: Name, row: Place, column: Place, format: z.enum(FIGURE_FORMATS) })
const Line = z.array(z.strictObject({ text: Words, figure: Source.optional() })).max(200)
const Table = z.looseObject({
  kind: z.literal('table'), columns: z.array(z.looseObject({ head: Words, share: z.number() })).max(50),
  rows: z.array(z.array(z.looseObject({ line: Line })).max(50)).max(500),
})
const Series = z.looseObject({ name: Words, values: z.array(z.number().nullable()).max(500), figures: z.array(Source).max(500) })
const Visual = z.discriminatedUnion('kind', [
  Table,
  z.looseObject({
    kind: z.literal('chart'), categories: z.array(Words).max(500), series: z.array(Series).max(20), axisTitle: Words,
    format: z.enum(FIGURE_FORMATS), marks: z.array(z.looseObject({ category: Place, text: Words })).max(100),
  }),
  z.looseObject({ kind: z.literal('map'), beside: Table.nullable() }),
  z.looseObject({ kind: z.literal('text'), paragraphs: z.array(z.looseObject({ head: Words, line: Line })).max(100) }),
  z.looseObject({ kind: z.literal('cover'), facts: z.array(z.looseObject({ label: Words, line: Line })).max(50) }),
])
const Slide = z.looseObject({
  id: SlideId, title: Line, visual: Visual, soWhat: Line, footer: z.strictObject({ asOf: Words, definitions: Words, source: Words, confidentiality: Words }),
})
const Part = z.strictObject({
  format: z.literal(1),
  deck: z.looseObject({
    run: z.uuid(), question: z.looseObject({ kind: z.enum(DECK_KINDS), english: z.boolean() }), title: Words, timeZone: z.string().max(100).refine(isZone, 'a zone'),
    madeAt: Instant, author: Words, simulated: z.boolean(), slides: z.array(Slide).max(MOST_SLIDES), facts: z.array(Fact).max(500),
  }),
  figures: z.array(z.looseObject({ slide: SlideId, text: Words, value: Value })).max(20_000),
})

const ITEM = /^customxml\/[^/]+\.xml$/
/** A deck has one or two. */
const MOST_ITEMS = 50

/** Throws DeckRefusal: 'not-ours' without such a part, 'newer' for a format of a later version, 'damaged'. */
export function readDeckPart(archive: Archive): DeckPart {
  const items = archive.names.filter((name) => ITEM.test(name)).slice(0, MOST_ITEMS)
  const found = items.flatMap((name) => {
    const root = parseXml(archive.read(name) ?? new Uint8Array())
    return root.uri === DECK_NAMESPACE ? [textOf(root)] : []
  })
  const [text, another] = found
  if (text === undefined) throw new DeckRefusal('not-ours', 'no part of ours')
  if (another !== undefined && another !== text) throw new DeckRefusal('damaged', 'two parts of ours')
  return checked(text)
}

function checked(text: string): DeckPart {
  const value = parseJson(text)
  if (typeof value === 'object' && value !== null && 'format' in value && typeof value.format === 'number' && value.format > 1) throw new DeckRefusal('newer', `format ${value.format}`)
  const part = Part.safeParse(value)
  if (!part.success) throw new DeckRefusal('damaged', `the deck’s data: ${part.error.issues[0]?.path.map(String).join('.').slice(0, 200) ?? ''}`)
  // What the schema lets pass unseen is nowhere read by a check.
  return part.data as unknown as DeckPart
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new DeckRefusal('damaged', 'the deck’s data are no JSON')
  }
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== ''
  } catch {
    return false
  }
}
