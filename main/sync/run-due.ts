/** Which scopes ask next. */
import { begin, isLenient, isStuck, unstick } from './scope-machine.ts'
import type { Command, Moment, State } from './session-state.ts'

const [PARALLEL, PARALLEL_SNAPSHOTS] = [4, 2]

/** Starts what is due, in the scopes' order, as many at once as a desk may. Long polls do not count: they mostly sleep. */
export function runDue(state: State, moment: Moment, commands: Command[]): State {
  if (state.stage !== 'open' || !state.admitted || state.link === 'down') return state
  const scopes = new Map(state.scopes)
  let nonce = state.nextNonce
  let running = [...scopes.values()].filter((s) => s.phase === 'busy' && s.task !== 'long-poll').length
  let snapshots = [...scopes.values()].filter((s) => s.phase === 'busy' && s.task === 'snapshot').length
  for (const found of state.scopes.values()) {
    let scope = found
    const long = scope.phase === 'idle' && state.wake === 'long-poll'
    if (scope.phase !== 'due' && !long) continue
    if (isStuck(scope, moment.now)) {
      const freed = unstick(scope, moment.now)
      scope = freed.scope
      commands.push(freed.reset ? { do: 'reset', scope: scope.id, why: 'stuck' } : { do: 'note', scope: scope.id, error: 'stuck' })
      if (scope.phase === 'waiting') commands.push({ do: 'timer', key: `scope ${scope.id}`, delayMs: scope.until - moment.now })
      scopes.set(scope.id, scope)
    }
    if (scope.phase === 'waiting' || (!long && running >= PARALLEL) || (scope.renew && snapshots >= PARALLEL_SNAPSHOTS)) continue
    const task = scope.renew ? 'snapshot' : long ? 'long-poll' : 'changes'
    scopes.set(scope.id, begin(scope, task, nonce, moment.now))
    if (task === 'snapshot') commands.push({ do: 'snapshot', scope: scope.id, nonce })
    else commands.push({ do: 'changes', scope: scope.id, nonce, epoch: scope.epoch ?? '', after: scope.cursor, lenient: isLenient(scope), long })
    nonce += 1
    if (!long) running += 1
    if (task === 'snapshot') snapshots += 1
  }
  return { ...state, scopes, nextNonce: nonce }
}
