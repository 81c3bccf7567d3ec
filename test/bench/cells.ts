/** Goal 10: the cells of any filter from the product's columns beside a bare scan of typed arrays. */
import type { Contest } from './contest.ts'
import { runPart } from './part.ts'
import { QUESTIONS } from './questions.ts'
import { readyCache } from './ready-cache.ts'
import type { Claim, Round } from './verdict.ts'

const claims = QUESTIONS.flatMap(({ name }): Claim[] => [
  { goal: '10', ours: name, beside: `${name}: scan`, limit: 1.2, of: 'time' },
  { goal: '10', ours: name, beside: `${name}: count`, limit: 1.2, of: 'time', binding: false },
])

export async function cells(work: string, count: number): Promise<Contest> {
  const { path } = await readyCache(work, count)
  // Questions of a tenth of a millisecond need more of both, until the engine has settled on its code.
  const [times, warmUps] = count > 500_000 ? [9, 2] : [101, 40]
  return {
    name: 'cells', reports: count, round: (round) => runPart<Round>('cells-part.ts', { path, round, times, warmUps }),
    claims, limits: QUESTIONS.map(({ name }) => `${name}: scan`),
  }
}
