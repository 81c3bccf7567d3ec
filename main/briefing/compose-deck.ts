/** From a question to a deck: asks the facts one after the other, refuses what cannot be a deck and says why, and composes the slides. */
import type { Deck, DeckQuestion, Fact, FactAnswer, FactQuestion } from '../../preload/contract/deck.ts'
import { daysOf, firstQuestions, type Place, questionsOf } from './compose/plan.ts'
import { clip, DEFINITIONS, type DeckMakers, factOf, figure, plainly, type Scene } from './compose/scene.ts'
import { isCalendarWeek } from './compose/frame.ts'
import { oldestOf, slidesOf } from './compose/slides.ts'
import { numberAt, textAt } from './compose/spans.ts'
import { hashFact } from './facts/hash-fact.ts'

/**
 * `nothing-held`: the city was never synchronised. `unknown-area`, `too-small`: no such area, or one below streets. `no-day`: not a day.
 * `no-reports`: not one report is held. `before-data`, `not-yet`: the period ends before the first report, or begins after the data was confirmed last.
 */
export type WhyNoDeck = 'nothing-held' | 'unknown-area' | 'too-small' | 'no-day' | 'no-reports' | 'before-data' | 'not-yet'

export class DeckRefused extends Error {
  readonly why: WhyNoDeck

  constructor(why: WhyNoDeck) {
    super(`no deck: ${why}`)
    this.name = 'DeckRefused'
    this.why = why
  }
}

/** Asks the cache; null: it knows no such question. Whatever it throws ends the composing, which is how one is cancelled. */
export type AskFact = (question: FactQuestion) => Promise<FactAnswer | null>
/** Facts answered, of how many. */
export type Tell = (done: number, of: number) => void

/** With the same cache and the same makers it is the same deck. Rejects with DeckRefused. */
export async function composeDeck(ask: AskFact, question: DeckQuestion, makers: DeckMakers, tell: Tell = () => {}): Promise<Deck> {
  const facts = await askAll(ask, firstQuestions(question), new Map())
  const [place, sources] = [facts.get('place')!, facts.get('sources')!]
  if (place.values.length === 0) throw new DeckRefused(question.area === null ? 'nothing-held' : 'unknown-area')
  const level = textAt(place, 0, 'level')
  if (level === 'community') throw new DeckRefused('too-small')
  const timeZone = textAt(place, 0, 'timeZone')
  const days = daysOf(question, timeZone)
  if (days === null) throw new DeckRefused('no-day')
  const [asOf, firstReport, at] = [numberAt(sources, 0, 'asOf'), numberAt(sources, 0, 'first'), numberAt(sources, 2, 'asOf')]
  if (asOf === null) throw new DeckRefused('nothing-held')
  if (days.from >= asOf) throw new DeckRefused('not-yet')
  if (firstReport === null) throw new DeckRefused('no-reports')
  if (days.to <= firstReport) throw new DeckRefused('before-data')
  const where: Place = { level, parent: textAt(place, 0, 'parent') || null }
  await askAll(ask, questionsOf(question, where, days, at ?? asOf), facts, tell)
  const simulated = [...facts.values()].some(({ provenance }) => provenance.simulated)
  return deckOf({ question, makers, days, place: where, areaName: areaNameOf(question, place), timeZone, simulated, facts })
}

async function askAll(ask: AskFact, questions: Record<string, FactQuestion>, facts: Map<string, Fact>, tell: Tell = () => {}): Promise<Map<string, Fact>> {
  const all = Object.entries(questions)
  for (const [n, [id, question]] of all.entries()) {
    tell(n, all.length)
    const answer = await ask(question)
    if (answer === null) throw new Error(`the cache knows no question ${question.query} ${JSON.stringify(question.params)}`)
    facts.set(id, { id, ...question, ...answer, hash: hashFact({ ...question, ...answer }) })
  }
  tell(all.length, all.length)
  return facts
}

function areaNameOf({ english }: DeckQuestion, place: Fact): string {
  return clip((english ? textAt(place, 0, 'nameEn') : '') || textAt(place, 0, 'name'), english ? 40 : 20)
}

function deckOf(scene: Scene): Deck {
  const { question, makers: { run, madeAt, author, generator, approvalNumber }, days: { from, to }, areaName, timeZone, simulated } = scene
  const period = factOf(scene, 'period')
  const blanks = { area: areaName, week: figure(scene, period, 0, 'week', 'integer'), last: figure(scene, period, 0, 'last', 'day') }
  const title = plainly(scene, question.kind === 'daily' ? 'deck.daily' : isCalendarWeek(scene) ? 'deck.weekly' : 'deck.weeklyTo', blanks)
  const { slides, facts: used } = slidesOf(scene)
  return { run, question, title, areaName, from, to, timeZone, madeAt, author, asOf: oldestOf(used), simulated, approvalNumber, definitions: DEFINITIONS, generator, slides, facts: used }
}
