/** What an answer, or a failure, of one scope means for that scope and for the session. */
import { askMe } from './ask-me.ts'
import { countLongPoll } from './hints.ts'
import { arrive, fail, type ScopeMachine } from './scope-machine.ts'
import { putScope, type Command, type Event, type Moment, type State } from './session-state.ts'

export function forScope(state: State, event: Extract<Event, { type: 'progress' | 'arrived' | 'failed' }>, moment: Moment, commands: Command[]): State {
  const scope = state.scopes.get(event.scope)
  if (!scope || scope.phase !== 'busy' || scope.nonce !== event.nonce) return state
  if (event.type === 'progress') return putScope(state, { ...scope, done: event.done, of: event.of })
  if (event.type === 'arrived') return putScope({ ...state, link: 'up' }, arriveOrWait(scope, event, moment, commands))
  commands.push({ do: 'note', scope: scope.id, error: event.failure.kind === 'problem' ? event.failure.type : event.failure.why })
  const failed = fail(scope, event.failure, moment.now, moment.chance)
  if (failed.scope.phase === 'waiting') commands.push({ do: 'timer', key: `scope ${scope.id}`, delayMs: failed.scope.until - moment.now })
  if (failed.also === 'discard') commands.push({ do: 'discard', scope: scope.id })
  if (failed.also === 'reset') commands.push({ do: 'reset', scope: scope.id, why: 'cursor-expired' })
  if (failed.also === 'repair') commands.push({ do: 'reset', scope: scope.id, why: 'ahead' })
  const next = putScope(countLongPoll(state, scope, event.failure, moment, commands), failed.scope)
  return failed.also === 'ask-me' ? askMe(next, commands) : next
}

/** An answer that brings nothing although more is promised is a failure like any other: it waits before it asks again. */
function arriveOrWait(scope: ScopeMachine, event: Extract<Event, { type: 'arrived' }>, moment: Moment, commands: Command[]): ScopeMachine {
  const stalled = scope.task !== 'snapshot' && event.cursor === scope.cursor && event.head > event.cursor
  if (!stalled) return arrive(scope, event, moment.now)
  const failed = fail(scope, { kind: 'local', why: 'no-progress', detail: 'more was promised, nothing came' }, moment.now, moment.chance).scope
  commands.push({ do: 'note', scope: scope.id, error: 'no-progress' }, { do: 'timer', key: `scope ${scope.id}`, delayMs: failed.until - moment.now })
  return failed
}
