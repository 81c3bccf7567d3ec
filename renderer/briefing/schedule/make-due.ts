/** Makes the scheduled briefing where one is due: composed, drawn, written and put into its folder by the calls that serve a person too. What fails is told to the console, which shows it and tries again. */
import type { Answer, Bridge } from '../../../preload/contract/api.ts'
import type { SentPicture } from '../../../preload/contract/briefing.ts'
import { WHY_NOT_MADE, type WhyNotMade } from '../../../preload/contract/briefing-schedule.ts'
import type { Deck, DeckStyle, DrawnPicture } from '../../../preload/contract/deck.ts'
import { NO_EDITS } from '../../../preload/contract/edited-deck.ts'
import type { MapsDrawn } from '../slides/map-picture.ts'

export interface Making {
  call: Bridge['call']
  draw(deck: Deck, style: DeckStyle): Promise<MapsDrawn>
  send(pictures: readonly DrawnPicture[]): Promise<Answer<SentPicture[]>>
  /** False once this page is of nobody, or of another person: then nothing more is done. */
  isWanted(): boolean
}

class NotMade extends Error {
  why: WhyNotMade
  constructor(why: WhyNotMade) {
    super(why)
    this.why = why
  }
}

/** Never rejects. */
export async function makeDue(making: Making): Promise<void> {
  const { call, isWanted } = making
  const due = await call('briefing.due', null).catch(() => null)
  if (due === null || !due.ok || due.value === null) return
  const { lease, question, purpose } = due.value
  const job = crypto.randomUUID()
  let run: string | null = null
  try {
    const composed = valueOf(await call('briefing.compose', { job, question, again: null }))
    if (composed.state === 'refused') throw new NotMade(composed.why)
    const { deck } = composed.briefing
    run = deck.run
    const pictures = isWanted() ? await picturesOf(making, deck) : []
    if (!isWanted()) return
    valueOf(await call('briefing.write', { job, run, edits: NO_EDITS, format: 'pptx', pictures, purpose }))
    if (isWanted()) valueOf(await call('briefing.deliver', { lease, job }))
  } catch (error) {
    if (!isWanted()) return
    // Tried again and again, it would push those that a person made off the shelf.
    if (run !== null) await call('briefing.forget', { run }).catch(() => null)
    await call('briefing.notMade', { lease, why: error instanceof NotMade ? error.why : 'internal' }).catch(() => null)
  } finally {
    void call('export.drop', { job }).catch(() => null)
  }
}

async function picturesOf({ call, draw, send }: Making, deck: Deck): Promise<SentPicture[]> {
  const drawn = await draw(deck, valueOf(await call('briefing.style', null)))
  if ('failure' in drawn) throw new NotMade(whyOf(drawn.failure.code))
  return valueOf(await send(drawn.pictures))
}

function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new NotMade(whyOf(answer.failure.code))
  return answer.value
}

const whyOf = (code: string): WhyNotMade => WHY_NOT_MADE.find((why) => why === code) ?? 'internal'
