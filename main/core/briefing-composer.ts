/** Composes a deck out of this PC's own cache, one question after the other, and puts it on its user's shelf: told of on the way, given up between two questions. */
import { randomUUID } from 'node:crypto'
import type { Briefing, Composed, ComposeOrder } from '../../preload/contract/briefing.ts'
import type { Deck } from '../../preload/contract/deck.ts'
import { NO_EDITS } from '../../preload/contract/edited-deck.ts'
import type { ExportProgress } from '../../preload/contract/export.ts'
import { type AskFact, composeDeck, DeckRefused } from '../briefing/compose-deck.ts'
import { type BriefingShelf, editsAgain } from './briefing-shelf.ts'
import { authorOf, contactOf } from './deck-author.ts'
import { PROGRAM } from './program.ts'
import { Refusal } from './refusal.ts'
import type { Seat } from './seat.ts'
import type { SettingsKeeper } from './settings.ts'

/** Each asks the lane that also answers the map. */
const MOST_AT_ONCE = 2

export interface BriefingComposer {
  /** Throws Refusal 'cancelled', 'too-busy', 'disk-full', 'not-writable', 'changed' where the briefing whose edits are wanted is gone. */
  compose(seat: Seat, order: ComposeOrder): Promise<Composed>
  progress(seat: Seat, job: string): ExportProgress | null
  cancel(seat: Seat, job: string): void
}

interface Job {
  seat: Seat
  progress: ExportProgress
  isCancelled: boolean
}

export function createBriefingComposer({ settings, shelfOf, now }: { settings: SettingsKeeper; shelfOf(seat: Seat): BriefingShelf; now(): number }): BriefingComposer {
  const jobs = new Map<string, Job>()
  const composeFor = async (seat: Seat, order: ComposeOrder, job: Job): Promise<Deck> => {
    const ask: AskFact = async (question) => {
      if (job.isCancelled) throw new Refusal('cancelled', 'while it was composed')
      return (await seat.store.field.ask('deck.fact', question)).value
    }
    return composeDeck(ask, order.question, { run: randomUUID(), madeAt: now(), author: authorOf(seat), contact: contactOf(seat), approvalNumber: settings.get().approvalNumber, generator: PROGRAM }, (done, of) => void (job.progress = { done, of }))
  }
  return {
    async compose(seat, order) {
      if (jobs.size >= MOST_AT_ONCE || jobs.has(order.job)) throw new Refusal('too-busy', `${jobs.size} briefings are being composed`)
      const job: Job = { seat, progress: { done: 0, of: 0 }, isCancelled: false }
      jobs.set(order.job, job)
      try {
        const shelf = shelfOf(seat)
        const earlier = order.again === null ? null : await shelf.get(order.again.run)
        if (order.again !== null && earlier === null) throw new Refusal('changed', 'there is no such briefing any more')
        const deck = await composeFor(seat, order, job)
        if (job.isCancelled) throw new Refusal('cancelled', 'after it was composed')
        const words = order.again?.words === true
        const briefing: Briefing = { deck, edits: earlier === null ? NO_EDITS : editsAgain(earlier, deck, words), wordsOf: earlier !== null && words ? earlier.deck.question.lastDay : null }
        await shelf.put(briefing)
        return { state: 'composed', briefing }
      } catch (error) {
        if (error instanceof DeckRefused) return { state: 'refused', why: error.why }
        throw error
      } finally {
        jobs.delete(order.job)
      }
    },
    progress(seat, name) {
      const job = jobs.get(name)
      return job?.seat === seat ? job.progress : null
    },
    cancel(seat, name) {
      const job = jobs.get(name)
      if (job?.seat === seat) job.isCancelled = true
    },
  }
}
