/** Which scopes ask next. */
import { begin, isLenient, isStuck, pauseRenewal, renewPause, unstick, type ScopeMachine } from './scope-machine.ts'
import type { Command, Moment, State } from './session-state.ts'

const [PARALLEL, PARALLEL_SNAPSHOTS] = [4, 2]

/** Starts what is due, in the scopes' order, as many at once as a desk may. Long polls do not count: they mostly sleep. */
export function runDue(state: State, moment: Moment, commands: Command[]): State {
  if (state.stage !== 'open' || !state.admitted || state.held || state.link === 'down') return state
  const scopes = new Map(state.scopes)
  let nonce = state.nextNonce
  let running = [...scopes.values()].filter((s) => s.phase === 'busy' && s.task !== 'long-poll').length
  let snapshots = [...scopes.values()].filter((s) => s.phase === 'busy' && s.task === 'snapshot').length
  for (const found of state.scopes.values()) {
    let scope = found
    const long = scope.phase === 'idle' && state.wake === 'long-poll'
    if (scope.phase !== 'due' && !long) continue
    scope = holdBack(scope, moment, commands)
    if (scope !== found) scopes.set(scope.id, scope)
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

/** A scope that gets no further is pulled anew, then pauses; one that is pulled anew again and again pauses as well. */
function holdBack(scope: ScopeMachine, moment: Moment, commands: Command[]): ScopeMachine {
  const freed = isStuck(scope, moment.now) ? unstick(scope, moment.now) : { scope, reset: false }
  const pauseMs = freed.scope.renew && freed.scope.phase !== 'waiting' ? renewPause(freed.scope, moment.now) : 0
  const held = pauseMs > 0 ? pauseRenewal(freed.scope, moment.now, pauseMs) : freed.scope
  if (freed.reset) commands.push({ do: 'reset', scope: held.id, why: 'stuck' })
  if (held.phase !== 'waiting') return held
  commands.push({ do: 'note', scope: held.id, error: 'stuck' }, { do: 'timer', key: `scope ${held.id}`, delayMs: held.until - moment.now })
  return held
}
