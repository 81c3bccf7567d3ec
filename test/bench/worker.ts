/** Goal 4, first half: a filter change at the field lane, with transfer and colours, beside bare loops for window scan, density and colours. */
import type { Contest } from './contest.ts'
import { NOWHERE, SUB } from './first-sync.ts'
import { runPart } from './part.ts'
import { readyCache } from './ready-cache.ts'
import type { Claim, Round } from './verdict.ts'
import type { Change } from './worker-part.ts'

const CHANGES = ['classes', 'period'] as const satisfies readonly Change[]
const claims = CHANGES.map((change): Claim => ({ goal: '4', ours: `${change} changed`, beside: `${change}: bare loops`, limit: 1.5, of: 'time' }))

export async function worker(work: string, count: number): Promise<Contest> {
  const { folder } = await readyCache(work, count)
  const input = { base: `${folder}/profiles`, owner: { central: NOWHERE, sub: SUB }, times: count > 500_000 ? 15 : 25 }
  return { name: 'worker', reports: count, round: (round) => runPart<Round>('worker-part.ts', { ...input, round }), claims, limits: CHANGES.map((change) => `${change}: bare loops`) }
}
