/**
 * The session's life, pure: (state, event, now and a chance) → (state, commands). It knows neither HTTP nor SQLite nor timers.
 *
 *   stopped ─start─▶ asking me ─ok─▶ open ─▶ scopes run (scope-machine) ─▶ woken by SSE, long poll or polling
 *                      ▲    │                  │
 *                      │    ├─ 401 ─▶ signed out
 *                      │    ├─ 426, or no version in common ─▶ too old, either side (asks again now and then)
 *                      └────┴─ down ─▶ offline: back-off, then me again
 *
 * Only `me` decides about rights and about the epoch: any hint of a change (403, another epoch in an answer or a hint) asks it again.
 */
import { askMe, brake } from './ask-me.ts'
import { hearHead, loseWake, ring } from './hints.ts'
import { admit, refuse } from './me-answer.ts'
import { runDue } from './run-due.ts'
import { forScope } from './scope-answer.ts'
import { dropScopes, STOPPED, wakeAll, type Command, type Event, type Moment, type State } from './session-state.ts'

export function step(state: State, event: Event, moment: Moment): { state: State; commands: Command[] } {
  const commands: Command[] = []
  return { state: runDue(brake(react(state, event, moment, commands), moment, commands), moment, commands), commands }
}

function react(state: State, event: Event, moment: Moment, commands: Command[]): State {
  if (event.type === 'start') return state.stage === 'stopped' ? askMe({ ...STOPPED, stage: 'open', nextNonce: state.nextNonce }, commands) : state
  if (state.stage === 'stopped') return state
  switch (event.type) {
    case 'stop':
      commands.push({ do: 'halt' })
      return { ...STOPPED, nextNonce: state.nextNonce }
    case 'me':
      return event.nonce === state.asking ? admit(state, event, moment, commands) : state
    case 'me-failed':
      return event.nonce === state.asking ? refuse({ ...dropScopes(state, event.forgotten), asking: null }, event.failure, moment, commands) : state
    case 'progress':
    case 'arrived':
    case 'failed':
      return forScope(state, event, moment, commands)
    case 'head':
      return hearHead(state, event, commands)
    case 'epoch-seen':
      return event.epoch === state.epoch ? state : askMe(state, commands)
    case 'rights-changed':
      return askMe(state, commands)
    case 'wake-open':
      return { ...state, wake: 'sse', wakeSince: moment.now }
    case 'wake-lost':
      return loseWake({ ...state, wakeOpen: false }, event.failure, moment, commands)
    case 'timer':
      return ring(state, event.key, moment, commands)
    case 'now':
      return askMe(wakeAll({ ...state, attempt: 0, held: false }, () => true), commands)
    case 'renew':
      return renew(state, event, commands)
  }
}

function renew(state: State, event: Extract<Event, { type: 'renew' }>, commands: Command[]): State {
  const scopes = new Map(state.scopes)
  for (const [id, scope] of scopes) {
    if (event.scope !== null && event.scope !== id) continue
    commands.push({ do: 'reset', scope: id, why: event.why })
    scopes.set(id, { ...scope, phase: 'due', task: null, renew: true, attempt: 0, renewals: event.why === null ? [] : scope.renewals })
  }
  return { ...state, scopes }
}
