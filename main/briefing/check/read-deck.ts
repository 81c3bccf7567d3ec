/** Reads a file as far as a check needs it: the deck's own data, and every shape of every slide in the order they are shown in. */
import { type Archive, type Budget, createBudget, openArchive } from './archive.ts'
import { readChart } from './chart-series.ts'
import { readDeckPart } from './deck-part.ts'
import { DeckRefusal } from './deck-refusal.ts'
import { partOfId, partOfType, readXml, relationsOf } from './package-parts.ts'
import type { ShownChart, ShownDeck, ShownShape, ShownSlide, ShownText } from './shown-deck.ts'
import { paragraphText, type PlacedPart, shapesOf } from './slide-shapes.ts'
import { openWorkbook } from './workbook-cells.ts'
import { below, childOf, childrenOf, relationOf, within } from './xml.ts'

const MOST_SHOWN_SLIDES = 400

/** Throws DeckRefusal. `passed` hears of each slide. */
export function readDeck(bytes: Uint8Array, passed: (done: number, of: number) => void = () => {}): ShownDeck {
  const budget = createBudget()
  const archive = openArchive(bytes, budget)
  const main = partOfType(relationsOf(archive, ''), 'officeDocument')
  if (main === null) throw new DeckRefusal('no-deck', 'no document in the archive')
  const presentation = readXml(archive, main)
  if (presentation.name !== 'presentation') throw new DeckRefusal('no-deck', 'the document is no presentation')
  const part = readDeckPart(archive)
  const relations = relationsOf(archive, main)
  const ids = childrenOf(childOf(presentation, 'sldIdLst'), 'sldId')
  if (ids.length > MOST_SHOWN_SLIDES) throw new DeckRefusal('bomb', `${ids.length} slides`)
  const slides = ids.map((id, n) => {
    passed(n, ids.length)
    return readSlide(archive, partOfId(relations, relationOf(id)), budget)
  })
  return { part, slides }
}

function readSlide(archive: Archive, part: string | null, budget: Budget): ShownSlide {
  const shapes = shapesOf(readXml(archive, part))
  const relations = relationsOf(archive, part ?? '')
  return { shapes: shapes.map((shape): ShownShape => ('relation' in shape ? ownPart(archive, shape, partOfId(relations, shape.relation), budget) : shape)) }
}

function ownPart(archive: Archive, { kind, name }: PlacedPart, part: string | null, budget: Budget): ShownChart | ShownText {
  if (kind === 'diagram') return { kind: 'text', name, isTitle: false, paragraphs: part === null ? [] : within(readXml(archive, part), 'p').map(paragraphText) }
  // A chart that was pasted as a link has nothing in the file that could be read.
  return part === null ? { kind, name, series: [], texts: [], hasWorkbook: false } : chartOf(archive, name, part, budget)
}

function chartOf(archive: Archive, name: string, part: string, budget: Budget): ShownChart {
  const chart = readXml(archive, part)
  const book = partOfId(relationsOf(archive, part), relationOf(below(chart, 'externalData')))
  const bytes = book === null ? null : archive.read(book)
  return readChart(name, chart, bytes === null ? null : openWorkbook(bytes, budget))
}
