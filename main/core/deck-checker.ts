/** Checks decks for whoever sits here: the file the page has sent, against this user's own cache, one at a time. */
import type { DeckCheck, Fact } from '../../preload/contract/deck.ts'
import type { ExportProgress } from '../../preload/contract/export.ts'
import { type RunningCheck, runCheck } from '../briefing/check/run-check.ts'
import { Refusal } from './refusal.ts'
import type { Seat } from './seat.ts'

export interface DeckChecker {
  /** `bytes` are handed over. Throws Refusal 'too-busy' while another is checked, 'cancelled'. */
  check(seat: Seat, job: string, bytes: Uint8Array<ArrayBuffer>): Promise<DeckCheck>
  progress(seat: Seat, job: string): ExportProgress | null
  cancel(seat: Seat, job: string): Promise<void>
}

/** `recall`: the facts of a run that this seat keeps, or null. */
export function createDeckChecker(recall: (seat: Seat, run: string) => Promise<readonly Fact[] | null>): DeckChecker {
  let now: { seat: Seat; job: string; running: RunningCheck } | null = null
  const known = new WeakSet<Seat>()
  const find = (seat: Seat, job: string): RunningCheck | null => (now !== null && now.seat === seat && now.job === job ? now.running : null)
  /** Whoever leaves has nobody to tell. */
  const endWith = (seat: Seat): void => {
    if (known.has(seat)) return
    known.add(seat)
    seat.atClose(async () => {
      if (now?.seat === seat) await now.running.cancel()
    })
  }
  return {
    async check(seat, job, bytes) {
      if (now !== null) throw new Refusal('too-busy', 'another deck is being checked')
      endWith(seat)
      const running = runCheck(bytes, { ask: async (question) => (await seat.store.field.ask('deck.fact', question)).value, recall: (run) => recall(seat, run) })
      now = { seat, job, running }
      try {
        const end = await running.end
        if ('cancelled' in end) throw new Refusal('cancelled', 'while it was checked')
        return 'refused' in end ? { state: 'refused', why: end.refused } : { state: 'checked', deck: end.checked }
      } finally {
        now = null
      }
    },
    progress: (seat, job) => find(seat, job)?.progress() ?? null,
    async cancel(seat, job) {
      await find(seat, job)?.cancel()
    },
  }
}
