/** A saved edit, durable in both copies, beside one bare commit of the same row with synchronous=FULL. */
import type { Contest } from './contest.ts'
import { BARE, FSYNC, OURS, type OutboxInput } from './outbox-part.ts'
import { runPart } from './part.ts'
import type { Round } from './verdict.ts'

/** How many edits wait already: an afternoon offline. `reports` says nothing here. */
const WAITING = 200
const TIMES = 400

export async function outbox(work: string, count: number): Promise<Contest> {
  return {
    name: 'outbox', reports: count,
    round: (round) => runPart<Round>('outbox-part.ts', { work, round, waiting: WAITING, times: TIMES } satisfies OutboxInput),
    claims: [
      { goal: 'save', ours: OURS, beside: BARE, limit: 2, of: 'time' },
      { goal: 'save', ours: FSYNC, beside: BARE, limit: 1, of: 'time', binding: false },
    ],
    limits: [],
  }
}
