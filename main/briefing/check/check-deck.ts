/**
 * Checks a deck: reads the file, compares what it shows with what was written into it, asks each of its facts once more, and says of every figure what
 * became of it. The data inside a file can be changed as its slides can: a hash without a key shows the careless, asking again shows the others, and
 * where this PC keeps the run itself its own facts say what was written.
 *
 * Looked at: every text, table, chart, workbook behind a chart and diagram on the slides. Digits are known that are a figure, that the program wrote
 * among its words (“第 47 周”), or that its operator wrote into a title of their own before it left; all others came from nowhere. Numbers of pages,
 * dates a program keeps up itself, and what footers gained are none. Notes, masters and pictures are not looked at, nor what lies over a figure.
 */
import { type CheckedDeck, type CheckedFigure, FIGURE_FATES, type Fact, type FactAnswer, type FactQuestion, type Slide } from '../../../preload/contract/deck.ts'
import { plainText } from '../../../preload/contract/slide-text.ts'
import { placedFigures } from '../placed-figures.ts'
import { compareSlide, slideIdOf, strangers } from './compare-slide.ts'
import { DeckRefusal } from './deck-refusal.ts'
import { figureOf, isSoundFact, type KnownFact } from './fate.ts'
import { readDeck } from './read-deck.ts'
import type { ShownDeck, ShownSlide } from './shown-deck.ts'

export interface CheckPorts {
  /** A fact's question, put to this user's cache; null where it cannot be asked there. Params come from the file: whoever answers checks them. */
  ask(question: FactQuestion): Promise<FactAnswer | null>
  /** The facts of a run as this PC keeps them for this user; null where it does not. */
  recall?(run: string): Promise<readonly Fact[] | null>
  /** Slides read and facts asked, of all. */
  report?(done: number, of: number): void
}

/** A deck has some hundreds; a file with more was made to be too much. */
const MOST_FIGURES = 5_000

/** Throws DeckRefusal. */
export async function checkDeck(bytes: Uint8Array, { ask, recall = async () => null, report = () => {} }: CheckPorts): Promise<CheckedDeck> {
  const shown = readDeck(bytes, (done, of) => report(done, 2 * of))
  const { deck } = shown.part
  const kept = await recall(deck.run)
  const facts = new Map<string, KnownFact>()
  for (const [n, fact] of deck.facts.entries()) {
    report(shown.slides.length + n, shown.slides.length + deck.facts.length)
    const own = kept?.find(({ id }) => id === fact.id)
    const { query, params } = own ?? fact
    // Two of one name: neither is what was written.
    const isSound = isSoundFact(fact) && !facts.has(fact.id) && (kept === null || own?.hash === fact.hash)
    facts.set(fact.id, { fact: own ?? fact, isSound, isKept: own !== undefined, asked: await ask({ query, params }) })
  }
  const figures = compareDeck(shown, facts)
  const { title, run, madeAt, author, simulated } = deck
  return {
    title, run, madeAt, author, simulated, figures, counts: countFates(figures),
    slidesGone: deck.slides.filter(({ id }) => !shown.slides.some((slide) => slideIdOf(slide, new Set([id])) !== null)).map((slide) => ({ slide: slide.id, title: plainText(slide.title) })),
    isKept: kept !== null, isSound: isSoundPart(shown.part, facts),
  }
}

function compareDeck({ part: { deck }, slides }: ShownDeck, facts: ReadonlyMap<string, KnownFact>): CheckedFigure[] {
  const written = new Map(deck.slides.map((slide) => [slide.id, slide]))
  const ids = new Set(written.keys())
  const figures: CheckedFigure[] = []
  for (const [n, shown] of slides.entries()) {
    const slide = written.get(slideIdOf(shown, ids) ?? '')
    const told = slide === undefined ? shown.shapes.flatMap(strangers) : compareSlide(slide, shown, deck.timeZone)
    const where = { slide: slide?.id ?? '', slideTitle: titleOf(slide, shown), page: n + 1 }
    for (const one of told) figures.push(figureOf(one, where, facts, deck))
    if (figures.length > MOST_FIGURES) throw new DeckRefusal('bomb', 'more figures than any deck has')
  }
  return figures
}

/** As the slide is called in the file now, so that whoever has it open finds it. */
function titleOf(slide: Slide | undefined, { shapes }: ShownSlide): string {
  const shown = shapes.find((shape) => shape.kind === 'text' && (shape.isTitle || shape.name === `${slide?.id ?? ''}:title`))
  const text = shown?.kind === 'text' ? shown.paragraphs.join(' ').trim().slice(0, 300) : ''
  return text === '' && slide !== undefined ? plainText(slide.title) : text
}

function countFates(figures: readonly CheckedFigure[]): CheckedDeck['counts'] {
  const counts = Object.fromEntries(FIGURE_FATES.map((fate) => [fate, 0])) as CheckedDeck['counts']
  for (const { fate } of figures) counts[fate] += 1
  return counts
}

/** Its facts have the hashes of their values, and its list of figures is the one that its slides give. */
function isSoundPart({ deck, figures }: ShownDeck['part'], facts: ReadonlyMap<string, KnownFact>): boolean {
  if ([...facts.values()].some(({ isSound }) => !isSound)) return false
  try {
    const placed = placedFigures(deck)
    return placed.length === figures.length && placed.every(({ slide, shape, text, value }, n) => {
      const listed = figures[n]!
      return listed.slide === slide && listed.shape === shape && listed.text === text && listed.value === value
    })
  } catch {
    // A figure names a value that no fact has.
    return false
  }
}
