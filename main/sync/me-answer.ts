/** What the answer to `me`, or its failure, means for the session. */
import { askMe } from './ask-me.ts'
import { aroundInterval, backOff, backOffFrom, retryAfter } from './back-off.ts'
import type { Failure } from './failure.ts'
import { openWake, SAFETY_POLL_MS } from './hints.ts'
import { scopeFrom, type ScopeMachine } from './scope-machine.ts'
import { wakeAll, type Command, type Event, type Moment, type State } from './session-state.ts'

const TOO_OLD_MS = 900_000

export function admit(state: State, event: Extract<Event, { type: 'me' }>, moment: Moment, commands: Command[]): State {
  const scopes = new Map<string, ScopeMachine>()
  for (const stored of event.scopes) {
    const known = state.scopes.get(stored.id)
    const fresh = known ?? scopeFrom(stored, event.epoch)
    const renew = fresh.renew || fresh.epoch !== event.epoch
    if (renew && !fresh.renew) commands.push({ do: 'reset', scope: stored.id, why: null })
    // A request of the old epoch is no longer waited for: its nonce dies with it.
    const overtaken = known && renew && !known.renew ? { phase: 'due' as const, task: null } : {}
    const afterDown = fresh.phase === 'waiting' && fresh.trouble === 'down' && state.link !== 'up' ? { phase: 'due' as const } : {}
    scopes.set(stored.id, { ...fresh, renew, ...afterDown, ...overtaken })
  }
  const first = !state.admitted || state.link === 'down'
  const open: State = { ...state, stage: 'open', admitted: true, link: 'up', asking: null, attempt: 0, held: false, epoch: event.epoch, scopes, wakeFailures: first ? 0 : state.wakeFailures, wake: first ? 'sse' : state.wake }
  if (first) commands.push({ do: 'timer', key: 'poll', delayMs: aroundInterval(SAFETY_POLL_MS, moment.chance) })
  // Coming back from offline, every scope is looked at once even if no hint says so.
  const woken = openWake(first ? wakeAll(open, (scope) => scope.phase === 'idle') : open, commands)
  return state.askAgain ? askMe(woken, commands) : woken
}

export function refuse(state: State, failure: Failure, moment: Moment, commands: Command[]): State {
  // What it says of `me` it means of everything: a desk that went on with its scopes would be refused once more for each of them.
  const held = failure.kind === 'problem' && (failure.type === 'busy' || failure.type === 'slow-down')
  const again = (delayMs: number, change: Partial<State>): State => {
    commands.push({ do: 'timer', key: 'session', delayMs })
    return { ...state, ...change, held, attempt: state.attempt + 1, until: moment.now + delayMs }
  }
  if (failure.kind === 'problem') {
    if (failure.type === 'token-expired' || failure.type === 'token-revoked') {
      commands.push({ do: 'halt' })
      return { ...state, stage: 'signed-out', held: false, link: 'up' }
    }
    if (failure.type === 'client-too-old') return again(TOO_OLD_MS, { stage: 'too-old', link: 'up' })
    if (failure.retryAfterMs !== null) return again(retryAfter(failure.retryAfterMs, state.attempt, moment.chance), { link: 'up' })
    return again(backOff(state.attempt, moment.chance), { link: 'up' })
  }
  if (failure.kind === 'local' && (failure.why === 'too-old' || failure.why === 'central-too-old')) return again(TOO_OLD_MS, { stage: failure.why, link: 'up' })
  return again(backOffFrom(failure, state.attempt, moment.chance), failure.kind === 'down' ? { link: 'down' } : {})
}
