/** Every figure that a deck shows, with the shape it stands in and the words it is shown in: the list that is written into a file and checked there. */
import type { Deck, Fact, FigureSource, Line, PlacedFigure, Slide, TableVisual } from '../../preload/contract/deck.ts'
import { figureText } from '../../preload/contract/figure-text.ts'

type Shape = PlacedFigure['shape']

/**
 * In the order of the slides and of reading. `at`: of title and so-what 0 and the span; in a table row and column, where several figures of one
 * cell share it in the order of its line; of a chart's points series and category, those without a value left out because nothing is drawn.
 */
export function placedFigures(deck: Deck): PlacedFigure[] {
  const facts = new Map(deck.facts.map((fact) => [fact.id, fact]))
  return deck.slides.flatMap((slide) => placedOn(slide).flatMap(({ shape, at, source }): PlacedFigure[] => {
    const value = valueOf(facts, source)
    if (slide.visual.kind === 'chart' && shape === 'visual' && value === null) return []
    const { fact, row, column, format } = source
    return [{ fact, row, column, format, slide: slide.id, shape, at, text: figureText(value, format, deck.timeZone), value }]
  }))
}

/** Throws where a source names no value: a composer's slip, which must not reach a file. */
export function valueOf(facts: ReadonlyMap<string, Fact>, { fact, row, column }: FigureSource): string | number | null {
  const value = facts.get(fact)?.values[row]?.[column]
  if (value === undefined) throw new Error(`there is no value ${row}, ${column} in fact ${fact}`)
  return value
}

interface Placed {
  shape: Shape
  at: [number, number]
  source: FigureSource
}

function placedOn({ title, visual, soWhat }: Slide): Placed[] {
  return [...inLine('title', 0, title), ...inVisual(visual), ...inLine('so-what', 0, soWhat)]
}

function inLine(shape: Shape, first: number, line: Line): Placed[] {
  return line.flatMap(({ figure }, span): Placed[] => (figure === undefined ? [] : [{ shape, at: [first, span], source: figure }]))
}

function inVisual(visual: Slide['visual']): Placed[] {
  switch (visual.kind) {
    case 'table': return inTable('visual', visual)
    case 'chart': return visual.series.flatMap(({ figures }, series) => figures.map((source, category): Placed => ({ shape: 'visual', at: [series, category], source })))
    case 'map': return visual.beside === null ? [] : inTable('beside', visual.beside)
    case 'text': return visual.paragraphs.flatMap(({ line }, n) => inLine('visual', n, line))
    case 'cover': return visual.facts.flatMap(({ line }, n) => inLine('visual', n, line))
  }
}

function inTable(shape: Shape, { rows }: TableVisual): Placed[] {
  return rows.flatMap((cells, row) => cells.flatMap(({ line }, column) => line.flatMap(({ figure }): Placed[] => (figure === undefined ? [] : [{ shape, at: [row, column], source: figure }]))))
}
