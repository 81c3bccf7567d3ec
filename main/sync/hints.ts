/** Ways of being woken: a stream of hints, long polls where the stream is swallowed, polling where those do not get through either. */
import { askMe } from './ask-me.ts'
import { aroundInterval, backOff } from './back-off.ts'
import type { CallFailure, Failure } from './failure.ts'
import type { ScopeMachine } from './scope-machine.ts'
import { putScope, wakeAll, type Command, type Event, type Moment, type State, type TimerKey, type WakeMode } from './session-state.ts'

export const SAFETY_POLL_MS = 300_000
const POLL_MS = 60_000
const FAILURES_PER_MODE = 2
const STEADY_MS = 60_000

export function openWake(state: State, commands: Command[]): State {
  if (state.wakeOpen || state.wake !== 'sse' || state.link !== 'up' || state.held) return state
  commands.push({ do: 'open-wake' })
  return { ...state, wakeOpen: true }
}

export function hearHead(state: State, event: Extract<Event, { type: 'head' }>, commands: Command[]): State {
  if (event.epoch !== state.epoch) return askMe(state, commands)
  const scope = state.scopes.get(event.scope)
  if (!scope || event.head <= scope.cursor) return state
  return putScope(state, { ...scope, head: Math.max(scope.head, event.head), again: scope.phase === 'busy', phase: scope.phase === 'idle' ? 'due' : scope.phase })
}

export function loseWake(state: State, failure: CallFailure, moment: Moment, commands: Command[]): State {
  if (state.link !== 'up' || state.stage === 'signed-out') return { ...state, wakeSince: null }
  // A stream that lived counts as one that works, a stream that opens and dies at once does not.
  const lived = state.wakeSince !== null && moment.now - state.wakeSince >= STEADY_MS
  const failures = lived ? 1 : state.wakeFailures + 1
  const wake: WakeMode = failures <= FAILURES_PER_MODE ? 'sse' : 'long-poll'
  commands.push({ do: 'timer', key: 'wake', delayMs: backOff(failures, moment.chance) })
  const next = { ...state, wakeFailures: failures, wakeSince: null, wake: state.wake === 'poll' ? state.wake : wake }
  return failure.kind === 'problem' || failures === 1 ? askMe(next, commands) : next
}

/** Long polls that do not get through either leave polling, which always works a little. */
export function countLongPoll(state: State, scope: ScopeMachine, failure: Failure, moment: Moment, commands: Command[]): State {
  if (scope.task !== 'long-poll' || failure.kind !== 'down') return state
  const failures = state.wakeFailures + 1
  if (failures < 2 * FAILURES_PER_MODE + 1) return { ...state, wakeFailures: failures }
  commands.push({ do: 'timer', key: 'poll', delayMs: aroundInterval(POLL_MS, moment.chance) })
  return { ...state, wakeFailures: failures, wake: 'poll' }
}

export function ring(state: State, key: TimerKey, moment: Moment, commands: Command[]): State {
  if (key === 'session') return askMe(state, commands, true)
  if (key === 'wake') return openWake(state, commands)
  if (key === 'poll') {
    commands.push({ do: 'timer', key: 'poll', delayMs: aroundInterval(state.wake === 'poll' ? POLL_MS : SAFETY_POLL_MS, moment.chance) })
    // Without hints, try now and then whether they work again. A right that was gained shows in `me` alone: no refusal tells of it.
    return askMe(wakeAll(state.wake === 'sse' ? state : openWake({ ...state, wake: 'sse', wakeFailures: FAILURES_PER_MODE }, commands), (scope) => scope.phase === 'idle'), commands)
  }
  const scope = state.scopes.get(key.slice('scope '.length))
  if (scope?.phase !== 'waiting') return state
  if (scope.until <= moment.now + 1) return putScope(state, { ...scope, phase: 'due' })
  // Real timers ring a millisecond or two early now and then; one that were taken for another's would leave the scope waiting for ever.
  commands.push({ do: 'timer', key, delayMs: scope.until - moment.now })
  return state
}
