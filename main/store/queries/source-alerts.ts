/** What the sources of a wall raise by themselves: pure, for the core judges those it knows again while the store does not answer. */
import { isDown, judgeAge, type Judged, type SourceAge } from '../../../preload/contract/freshness.ts'
import type { WallAlert } from '../../../preload/contract/wall.ts'

type Candidate = Pick<WallAlert, 'id' | 'level' | 'kind' | 'since' | 'source'> & Partial<WallAlert>
export const alert = (candidate: Candidate): WallAlert => ({ area: null, about: null, value: null, unit: null, acknowledgedAt: null, ...candidate })

/** Of the sources themselves. Where the chain is gone everything that hangs on it is old too, and one alert says so. */
export function sourceAlerts(sources: readonly SourceAge[], at: number): WallAlert[] {
  const judged = sources.map((source) => ({ source, judged: judgeAge(source, at) }))
  const chain = judged.find(({ source }) => source.id === 'chain')
  if (chain !== undefined && chain.judged.freshness === 'lost') return [alert({ id: 'chain-lost', level: 1, kind: 'chain-lost', since: sinceOf(chain.source, at), source: 'chain', ...ageOf(chain.judged) })]
  const bad = judged.filter(({ source, judged }) => isDown(judged) || source.faults.includes('empty'))
  const isChainDown = chain !== undefined && isDown(chain.judged)
  const told = isChainDown ? bad.filter(({ source }) => source.id === 'chain' || source.faults.includes('empty')) : bad
  // It goes on: that some of its times cannot be so is for whoever reads the list.
  const ahead = isChainDown ? [] : sources.filter(({ faults }) => faults.includes('ahead'))
  return [
    ...told.map(({ source, judged }) => alert({ id: `source-stale:${source.id}`, level: 2, kind: 'source-stale', since: isDown(judged) ? sinceOf(source, at) : at, source: source.id, ...ageOf(judged) })),
    ...ahead.map(({ id }) => alert({ id: `source-ahead:${id}`, level: 3, kind: 'source-ahead', since: at, source: id })),
  ]
}

const ageOf = ({ ageMs }: Judged): Pick<WallAlert, 'value' | 'unit'> => ({ value: ageMs === null ? null : Math.floor(ageMs / 60_000), unit: 'minutes' })

/** When its last confirmation or event had become too old, as B7 has it: above five intervals, and none is lost before. Of one never confirmed nobody knows, and it is so now. */
function sinceOf({ arrivedAt, everyMs, eventAt, eventEveryMs }: SourceAge, at: number): number {
  const arrival = arrivedAt === null ? at : arrivedAt + 5 * everyMs
  const event = eventAt === null || eventEveryMs === null ? Infinity : eventAt + 5 * eventEveryMs
  return Math.min(at, arrival, event)
}
