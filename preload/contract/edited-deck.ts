/** A deck with its operator's edits laid over it: what the preview shows, what every file holds. The composed deck is never changed, so that each edit can be taken back. */
import type { Deck, DeckEdits, Line, Slide, TableVisual, Visual } from './deck.ts'

export const NO_EDITS: DeckEdits = { order: [], hidden: [], titles: {}, soWhats: {} }

export const isUnedited = ({ order, hidden, titles, soWhats }: DeckEdits): boolean => order.length + hidden.length + Object.keys(titles).length + Object.keys(soWhats).length === 0

/** All slides in the edited order, those that are hidden included. Names that no slide has say nothing. */
export function arrangeSlides({ slides }: Pick<Deck, 'slides'>, edits: DeckEdits): Slide[] {
  const named = edits.order.flatMap((id) => slides.find((slide) => slide.id === id) ?? [])
  return [...named, ...slides.filter(({ id }) => !edits.order.includes(id))].map((slide) => wordedSlide(slide, edits))
}

/** The deck as it leaves: without hidden slides, and without the facts that stand on these alone. */
export function editedDeck(deck: Deck, edits: DeckEdits): Deck {
  const arranged = arrangeSlides(deck, edits)
  const [hidden, slides] = [arranged.filter(({ id }) => edits.hidden.includes(id)), arranged.filter(({ id }) => !edits.hidden.includes(id))]
  const shown = new Set(slides.flatMap(factsOfSlide))
  const gone = new Set(hidden.flatMap((slide) => factsOfSlide(deck.slides.find(({ id }) => id === slide.id) ?? slide)).filter((fact) => !shown.has(fact)))
  return { ...deck, slides, facts: deck.facts.filter(({ id }) => !gone.has(id)) }
}

/** A title says something: an empty one is none, and the composed one stands. A so-what line may be empty. */
function wordedSlide(slide: Slide, { titles, soWhats }: DeckEdits): Slide {
  const title = own(titles, slide.id)?.trim() || undefined
  const soWhat = own(soWhats, slide.id)
  return {
    ...slide,
    ...(title === undefined ? {} : { title: [{ text: title }], isTitleEdited: true }),
    ...(soWhat === undefined ? {} : { soWhat: soWhat.trim() === '' ? [] : [{ text: soWhat.trim() }], isSoWhatEdited: true }),
  }
}

const own = (words: Record<string, string>, id: string): string | undefined => (Object.hasOwn(words, id) ? words[id] : undefined)

/** Titles that two slides have: no deck may leave with them. */
export function doubleTitles(slides: readonly Slide[]): Set<string> {
  const said = slides.map(({ title }) => wordsOf(title).trim())
  return new Set(said.filter((title, i) => said.indexOf(title) !== i))
}

export const wordsOf = (line: Line): string => line.map(({ text }) => text).join('')

/** Ids of the facts that the figures of a slide are read from, each once. */
export function factsOfSlide({ title, soWhat, visual }: Slide): string[] {
  return [...new Set([...factsOfLine(title), ...factsOfVisual(visual), ...factsOfLine(soWhat)])]
}

const factsOfLine = (line: Line): string[] => line.flatMap(({ figure }) => figure?.fact ?? [])
const factsOfTable = ({ rows }: TableVisual): string[] => rows.flatMap((row) => row.flatMap(({ line }) => factsOfLine(line)))

function factsOfVisual(visual: Visual): string[] {
  switch (visual.kind) {
    case 'table': return factsOfTable(visual)
    case 'chart': return visual.series.flatMap(({ figures }) => figures.map(({ fact }) => fact))
    case 'map': return visual.beside === null ? [] : factsOfTable(visual.beside)
    case 'text': return visual.paragraphs.flatMap(({ line }) => factsOfLine(line))
    case 'cover': return visual.facts.flatMap(({ line }) => factsOfLine(line))
  }
}
