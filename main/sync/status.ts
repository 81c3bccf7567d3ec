/** The machine's state in the words a person reads; pure. */
import type { SyncStatus, SyncTrouble } from '../../preload/contract/model.ts'
import type { State } from './session-state.ts'
import type { ScopeMachine } from './scope-machine.ts'

export interface Times {
  monotonic: number
  wall: number
  /** Wall time of the last good exchange, remembered over restarts. */
  lastOkAt: number | null
}

export function statusOf(state: State, times: Times): SyncStatus {
  if (state.stage === 'signed-out') return { state: 'signed-out' }
  const wallOf = (until: number): number => Math.round(times.wall + Math.max(0, until - times.monotonic))
  if (state.stage === 'too-old' || state.stage === 'central-too-old') return { state: 'waiting', until: wallOf(state.until), why: state.stage }
  const offline: SyncStatus = times.lastOkAt === null ? { state: 'never' } : { state: 'offline', since: times.lastOkAt }
  if (state.stage === 'stopped' || state.link === 'down') return offline
  const scopes = [...state.scopes.values()]
  if (state.held && scopes.every((scope) => scope.phase !== 'busy')) return { state: 'waiting', until: wallOf(state.until), why: 'busy' }
  const pulling = progressOf(scopes)
  if (pulling) return { state: 'pulling', ...pulling }
  if (!state.admitted) return state.until > times.monotonic ? { state: 'waiting', until: wallOf(state.until), why: 'busy' } : offline
  const troubled = scopes.filter((scope) => scope.phase === 'waiting').sort((a, b) => a.until - b.until)[0]
  if (troubled) return { state: 'waiting', until: wallOf(troubled.until), why: whyOf(troubled) }
  return times.lastOkAt === null ? { state: 'pulling', done: 0, of: 0 } : { state: 'idle', since: times.lastOkAt }
}

/** Rows of snapshots under way, and changes known to be missing. A question that only looks for news is no progress bar. */
function progressOf(scopes: ScopeMachine[]): { done: number; of: number } | null {
  const anew = scopes.filter((scope) => scope.renew && scope.phase !== 'waiting')
  const behind = scopes.filter((scope) => !scope.renew && scope.phase === 'busy' && scope.head > scope.cursor)
  if (anew.length + behind.length === 0) return null
  const counted = anew.length > 0 ? scopes : []
  const done = counted.reduce((sum, scope) => sum + scope.done, 0)
  const of = counted.reduce((sum, scope) => sum + scope.of, 0) + behind.reduce((sum, scope) => sum + scope.head - scope.cursor, 0)
  return { done, of }
}

function whyOf(scope: ScopeMachine): SyncTrouble {
  return scope.trouble === 'down' || scope.trouble === null ? 'server-error' : scope.trouble
}
