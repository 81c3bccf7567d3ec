/** Goal 16 and the writing of a weekly deck: composed of a full cache, written beside the library alone and beside the deflate of its pictures. */
import type { Contest } from './contest.ts'
import { runPart } from './part.ts'
import { readyCache } from './ready-cache.ts'
import type { Claim, Round } from './verdict.ts'

/** The library writes the same slides with the same calls, packs them, and carries the pictures itself. */
const ALONE = 'pptxgenjs alone'
const claims: Claim[] = [
  { goal: 'deck', ours: 'weekly deck', beside: ALONE, limit: 2, of: 'time' },
  { goal: '16', ours: 'weekly deck', beside: 'deflate of its pictures', limit: 2, of: 'time' },
  { goal: '16', ours: 'deck’s bytes', beside: 'its pictures’ bytes', limit: 1.25, of: 'memory' },
  // As a user has it: a thread that begins cold, while the main thread goes on.
  { goal: 'deck', ours: 'main thread held up', beside: '100 ms', limit: 1, of: 'time' },
  { goal: 'deck', ours: 'weekly deck in its thread', beside: '10 s', limit: 1, of: 'time', binding: false },
  { goal: 'deck', ours: 'facts and slides of it', beside: '10 s', limit: 1, of: 'time', binding: false },
]

export async function briefing(work: string, count: number): Promise<Contest> {
  const { path } = await readyCache(work, count)
  return { name: 'briefing', reports: count, claims, limits: [ALONE, 'deflate of its pictures'], round: (round) => runPart<Round>('briefing-part.ts', { path, round }) }
}
