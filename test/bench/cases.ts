/** Goals 13 to 15 and the case list's own: pages, filters and searches of a full cache beside bare SQL, and the making of the text index beside bare FTS5. */
import { CASE_ASKED, type CaseAsked } from './case-questions.ts'
import type { Contest } from './contest.ts'
import { runPart } from './part.ts'
import { readyCases } from './ready-cases.ts'
import type { Claim, Round } from './verdict.ts'

/** Enough to tell a rate, and quick enough to be made anew in every round. */
const MADE_ANEW = 100_000
const FIRST_OF = { list: 3, search: 3 } as const

const claimOf = ({ name, kind }: CaseAsked): Claim[] => [{ goal: kind === 'search' ? '14' : 'list', ours: name, beside: `${name}: bare`, limit: FIRST_OF[kind], of: 'time' }]

export async function cases(work: string, count: number): Promise<Contest> {
  const folder = readyCases(work, count, true)
  const claims: Claim[] = [
    ...CASE_ASKED.flatMap(claimOf),
    ...CASE_ASKED.filter(({ kind }) => kind === 'search').map(({ name }): Claim => ({ goal: '14', ours: `${name}: count`, beside: `${name}: LIKE`, limit: 0.1, of: 'time' })),
    { goal: '15', ours: 'page at nine tenths', beside: 'page 0', limit: 2, of: 'time' },
    { goal: '15', ours: 'page at nine tenths', beside: 'OFFSET', limit: 1, of: 'time', binding: false },
  ]
  return { name: 'cases', reports: count, claims, limits: ['list: newest: bare'], round: (round) => runPart<Round>('cases-part.ts', { folder, count, round }) }
}

/** Goal 13. The tokens are no part of FTS5, and take longer than it does: beside FTS5 with its tokens at hand it is shown as well. */
export async function caseIndex(work: string, count: number): Promise<Contest> {
  const folder = readyCases(work, Math.min(count, MADE_ANEW), false)
  const claims: Claim[] = [
    { goal: '13', ours: 'text index made', beside: 'bare FTS5', limit: 1 / 0.9, of: 'time' },
    { goal: '13', ours: 'text index made', beside: 'bare FTS5, tokens at hand', limit: 1 / 0.9, of: 'time', binding: false },
  ]
  return { name: 'case-index', reports: Math.min(count, MADE_ANEW), claims, limits: ['bare FTS5'], round: (round) => runPart<Round>('case-index-part.ts', { folder, round }) }
}
