/** The facts behind the sync page, from the machine and the cache together. */
import type { ScopeStatus, SyncPage, SyncStatus } from '../../preload/contract/model.ts'
import type { Lane } from '../store/lane.ts'
import type { ScopeRow } from '../store/scopes.ts'
import type { WriterFunctions } from '../store/writer-functions.ts'
import type { State } from './session-state.ts'

export interface PageFacts {
  store: Lane<WriterFunctions>
  central: string
  state: State
  status: SyncStatus
  requests: number
  lastExchangeAt: number | null
  lastError: SyncPage['lastError']
  leftOut: SyncPage['leftOut']
}

const ASIDE_SHOWN = 20
/** A type is any text a central likes. */
const LONGEST_TYPE = 100

export async function composePage(facts: PageFacts): Promise<SyncPage> {
  const { store, state } = facts
  const [scopes, counts, cache, aside] = await Promise.all([store.ask('listScopes', null), store.ask('countRows', null), store.ask('cacheFacts', null), store.ask('listAside', { limit: ASIDE_SHOWN })])
  const byScope = Map.groupBy(counts.value, (count) => count.scope)
  const { path, bytes, builtAt, recovered, badRows, unknownRows } = cache.value
  return {
    status: facts.status,
    central: facts.central,
    epoch: state.epoch ?? scopes.value.find((scope) => scope.epoch !== null)?.epoch ?? null,
    scopes: scopes.value.map((scope) => toStatus(scope, byScope.get(scope.id) ?? [], state)),
    badRows,
    unknownRows,
    aside: aside.value.map((row) => ({ ...row, type: row.type.slice(0, LONGEST_TYPE) })),
    requests: facts.requests,
    lastExchangeAt: facts.lastExchangeAt,
    lastError: facts.lastError,
    leftOut: facts.leftOut,
    cache: { path, bytes, builtAt, recovered },
  }
}

function toStatus(scope: ScopeRow, counts: { type: string; rows: number }[], state: State): ScopeStatus {
  const machine = state.scopes.get(scope.id)
  return {
    id: scope.id,
    name: scope.name,
    // Live means confirmed in this run; what is only remembered is stale.
    state: scope.state === 'live' && (state.link !== 'up' || !machine) ? 'stale' : scope.state,
    cursor: scope.cursor ?? 0,
    head: Math.max(scope.head_seen, machine?.head ?? 0),
    rows: counts.reduce((sum, count) => sum + count.rows, 0),
    byType: counts.map(({ type, rows }) => ({ type, rows })),
    okAt: scope.ok_at,
    checkedAt: scope.checked_at,
    checkResult: scope.check_result,
    error: scope.error,
    refused: scope.refused,
  }
}
