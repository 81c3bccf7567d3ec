/** Asks for one snapshot, which is shared, until the central says "slow down". */
import { NotShown } from '../finding.ts'
import { grantsIn, readMe, readOther } from '../gather.ts'
import type { Probe } from '../probe.ts'
import { pathOf } from '../rule.ts'

const MOST = 150

/** With the other token where there is one, so that the run itself is not slowed down. */
export async function burst(probe: Probe): Promise<void> {
  const { other, token } = probe.options
  const [scope] = grantsIn(await (other === null ? readMe(probe) : readOther(probe)))
  if (scope === undefined) throw new NotShown('no scope')
  const told = (): boolean => probe.answers.some(({ status }) => status === 429 || status === 503)
  for (let i = 0; i < MOST && !told(); i += 1) await probe.ask(pathOf(scope.id, 'snapshots'), { method: 'POST', token: other ?? token })
}
