/** Goal 4, second half: in a real browser, a changed filter is painted within the worker's time and two frames of panning. */
import { setUp } from './built-page.ts'
import type { Contest } from './contest.ts'
import { runPart } from './part.ts'
import { readyCache } from './ready-cache.ts'
import type { Claim, Round } from './verdict.ts'

const claims: Claim[] = [
  { goal: '4', ours: 'change painted', beside: 'worker + 2 pan frames', limit: 1, of: 'time' },
  { goal: '4', ours: 'worker', beside: 'pan frame', limit: 1, of: 'time', binding: false },
]

export async function page(work: string, count: number): Promise<Contest> {
  await setUp()
  const { folder } = await readyCache(work, count)
  return { name: 'page', reports: count, round: () => runPart<Round>('page-part.ts', { folder, count }), claims, limits: ['pan frame'] }
}
