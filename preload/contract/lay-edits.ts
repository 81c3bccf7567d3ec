/** Lays what an operator changed over a deck: order, hidden slides, titles and so-what lines. Screen and writers see the same deck. */
import type { Deck, DeckEdits, FigureSource, Line, Slide, Visual } from './deck.ts'

export const NO_EDITS: DeckEdits = { order: [], hidden: [], titles: {}, soWhats: {} }

/** What a line, a table or a chart shows of the facts, in the order of reading. */
export function figuresOf(slide: Slide): FigureSource[] {
  return [...inLine(slide.title), ...inVisual(slide.visual), ...inLine(slide.soWhat)]
}

/**
 * An edited text has no figures, since nobody knows any more what its digits stand for; an empty title is no title, and the composed one stays.
 * Facts that only hidden slides and replaced texts showed leave the deck with them: what is not handed out must not travel in its data part.
 */
export function layEdits(deck: Deck, edits: DeckEdits): Deck {
  const slides = ordered(deck.slides, edits.order).filter(({ id }) => !edits.hidden.includes(id)).map((slide) => edited(slide, edits))
  const [before, after] = [shownFacts(deck.slides), shownFacts(slides)]
  return { ...deck, slides, facts: deck.facts.filter(({ id }) => after.has(id) || !before.has(id)) }
}

/** Those named come first, each once; the others follow as they were. */
function ordered(slides: readonly Slide[], order: readonly string[]): Slide[] {
  const named = [...new Set(order)].flatMap((id) => slides.find((slide) => slide.id === id) ?? [])
  return [...named, ...slides.filter((slide) => !named.includes(slide))]
}

function edited(slide: Slide, { titles, soWhats }: DeckEdits): Slide {
  const title = Object.hasOwn(titles, slide.id) ? titles[slide.id]!.trim() : ''
  const soWhat = Object.hasOwn(soWhats, slide.id) ? soWhats[slide.id]!.trim() : null
  return {
    ...slide,
    ...(title === '' ? {} : { title: [{ text: title }], isTitleEdited: true }),
    ...(soWhat === null ? {} : { soWhat: soWhat === '' ? [] : [{ text: soWhat }], isSoWhatEdited: true }),
  }
}

const shownFacts = (slides: readonly Slide[]): Set<string> => new Set(slides.flatMap((slide) => figuresOf(slide).map(({ fact }) => fact)))

const inLine = (line: Line): FigureSource[] => line.flatMap(({ figure }) => figure ?? [])

function inVisual(visual: Visual): FigureSource[] {
  switch (visual.kind) {
    case 'table': return visual.rows.flatMap((row) => row.flatMap(({ line }) => inLine(line)))
    case 'chart': return visual.series.flatMap(({ figures }) => figures)
    case 'map': return visual.beside === null ? [] : inVisual(visual.beside)
    case 'text': return visual.paragraphs.flatMap(({ line }) => inLine(line))
    case 'cover': return visual.facts.flatMap(({ line }) => inLine(line))
  }
}
