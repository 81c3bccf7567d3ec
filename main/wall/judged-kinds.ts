/** Which alerts could be told now: one whose source is down is neither there nor over. */
import { isDown, judgeAge, type SourceAge, type SourceId } from '../../preload/contract/freshness.ts'
import type { AlertKind } from '../../preload/contract/wall.ts'

/** What each is made of. Where the chain is down the other sources tell nothing of themselves: it is told for them all. */
const MADE_OF: Record<AlertKind, readonly SourceId[]> = {
  'chain-lost': [], 'source-stale': ['chain'], 'source-ahead': ['chain'], danger: ['chain', 'cases'], overdue: ['chain', 'cases'], 'overdue-supervised': ['chain', 'cases'],
  'hot-spot': ['chain', 'points'], 'coverage-gap': ['chain', 'points', 'reference'],
}

export function canJudge(kind: AlertKind, sources: readonly SourceAge[], at: number): boolean {
  return MADE_OF[kind].every((id) => sources.some((source) => source.id === id && !isDown(judgeAge(source, at))))
}
