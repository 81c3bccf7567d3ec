/**
 * The session's life, pure: (state, event, now and a chance) → (state, commands). It knows neither HTTP nor SQLite nor timers.
 *
 *   stopped ─start─▶ asking me ─ok─▶ open ─▶ scopes run (scope-machine) ─▶ woken by SSE, long poll or polling
 *                      ▲    │                  │
 *                      │    ├─ 401 ─▶ signed out
 *                      │    ├─ 426 ─▶ too old (asks again now and then)
 *                      └────┴─ down ─▶ offline: back-off, then me again
 *
 * Only `me` decides about rights and about the epoch: any hint of a change (403, another epoch in an answer or a hint) asks it again.
 */
import { aroundInterval, backOff, pace, retryAfter } from './back-off.ts'
import type { CallFailure, Failure } from './failure.ts'
import { arrive, begin, fail, isLenient, isStuck, scopeFrom, unstick, type ScopeMachine, type StoredScope } from './scope-machine.ts'

export type WakeMode = 'sse' | 'long-poll' | 'poll'

export interface State {
  readonly stage: 'stopped' | 'open' | 'signed-out' | 'too-old'
  /** True once `me` answered in this run. */
  readonly admitted: boolean
  readonly link: 'unknown' | 'up' | 'down'
  /** Nonce of the `me` in flight. */
  readonly asking: number | null
  readonly askAgain: boolean
  /** Monotonic times of the last minute's `me`. */
  readonly asked: readonly number[]
  readonly attempt: number
  readonly until: number
  readonly epoch: string | null
  readonly wake: WakeMode
  readonly wakeOpen: boolean
  readonly wakeFailures: number
  /** When the present stream of hints brought its first bytes. */
  readonly wakeSince: number | null
  readonly scopes: ReadonlyMap<string, ScopeMachine>
  readonly nextNonce: number
}

export type Event =
  | { type: 'start' }
  | { type: 'stop' }
  /** `scopes` are the granted ones as stored; those no longer granted have been forgotten. */
  | { type: 'me'; nonce: number; epoch: string; scopes: StoredScope[] }
  | { type: 'me-failed'; nonce: number; failure: Failure }
  | { type: 'progress'; scope: string; nonce: number; done: number; of: number }
  /** A snapshot was swapped in, or a page applied. */
  | { type: 'arrived'; scope: string; nonce: number; epoch: string; cursor: number; head: number }
  | { type: 'failed'; scope: string; nonce: number; failure: Failure }
  | { type: 'head'; scope: string; head: number; epoch: string }
  | { type: 'epoch-seen'; epoch: string }
  | { type: 'rights-changed' }
  | { type: 'wake-open' }
  | { type: 'wake-lost'; failure: CallFailure }
  | { type: 'timer'; key: TimerKey }
  /** A person asked, the PC woke up, or the network changed. */
  | { type: 'now' }
  /** The scope's rows are known to differ, or the user wants everything anew. */
  | { type: 'renew'; scope: string | null; why: string | null }

export type TimerKey = 'session' | 'poll' | 'wake' | `scope ${string}`

export type Command =
  | { do: 'me'; nonce: number }
  | { do: 'snapshot'; scope: string; nonce: number }
  | { do: 'changes'; scope: string; nonce: number; epoch: string; after: number; lenient: boolean; long: boolean }
  | { do: 'reset'; scope: string; why: string | null }
  | { do: 'discard'; scope: string }
  | { do: 'note'; scope: string; error: string }
  | { do: 'timer'; key: TimerKey; delayMs: number }
  | { do: 'open-wake' }
  | { do: 'halt' }

export interface Moment {
  /** Monotonic milliseconds. */
  now: number
  /** Uniform in [0, 1). */
  chance: number
}

export const STOPPED: State = {
  stage: 'stopped', admitted: false, link: 'unknown', asking: null, askAgain: false, asked: [], attempt: 0, until: 0, epoch: null,
  wake: 'sse', wakeOpen: false, wakeFailures: 0, wakeSince: null, scopes: new Map(), nextNonce: 1,
}

const [PARALLEL, PARALLEL_SNAPSHOTS] = [4, 2]
const SAFETY_POLL_MS = 300_000
const POLL_MS = 60_000
const TOO_OLD_MS = 900_000
const FAILURES_PER_MODE = 2
const STEADY_MS = 60_000

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
      return event.nonce === state.asking ? refuse({ ...state, asking: null }, event.failure, moment, commands) : state
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
      return askMe(wakeAll({ ...state, attempt: 0 }, () => true), commands)
    case 'renew':
      return renew(state, event, commands)
  }
}

function askMe(state: State, commands: Command[]): State {
  if (state.stage === 'signed-out') return state
  if (state.asking !== null) return { ...state, askAgain: true }
  commands.push({ do: 'me', nonce: state.nextNonce })
  return { ...state, asking: state.nextNonce, askAgain: false, nextNonce: state.nextNonce + 1 }
}

/** Hints cost their sender nothing: beyond so many questions a minute, `me` waits until the minute is over. */
function brake(state: State, moment: Moment, commands: Command[]): State {
  const at = commands.findIndex((command) => command.do === 'me')
  if (at < 0) return state
  const { times: asked, waitMs } = pace(state.asked, moment.now)
  if (waitMs === 0) return { ...state, asked }
  commands[at] = { do: 'timer', key: 'session', delayMs: waitMs }
  return { ...state, asked, asking: null, askAgain: false }
}

function admit(state: State, event: Extract<Event, { type: 'me' }>, moment: Moment, commands: Command[]): State {
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
  const open: State = { ...state, stage: 'open', admitted: true, link: 'up', asking: null, attempt: 0, epoch: event.epoch, scopes, wakeFailures: first ? 0 : state.wakeFailures, wake: first ? 'sse' : state.wake }
  if (first) commands.push({ do: 'timer', key: 'poll', delayMs: aroundInterval(SAFETY_POLL_MS, moment.chance) })
  // Coming back from offline, every scope is looked at once even if no hint says so.
  const woken = openWake(first ? wakeAll(open, (scope) => scope.phase === 'idle') : open, commands)
  return state.askAgain ? askMe(woken, commands) : woken
}

function wakeAll(state: State, which: (scope: ScopeMachine) => boolean): State {
  const scopes = new Map([...state.scopes].map(([id, scope]) => [id, scope.phase !== 'busy' && which(scope) ? { ...scope, phase: 'due' as const } : scope]))
  return { ...state, scopes }
}

function openWake(state: State, commands: Command[]): State {
  if (state.wakeOpen || state.wake !== 'sse' || state.link !== 'up') return state
  commands.push({ do: 'open-wake' })
  return { ...state, wakeOpen: true }
}

function refuse(state: State, failure: Failure, moment: Moment, commands: Command[]): State {
  const again = (delayMs: number, change: Partial<State>): State => {
    commands.push({ do: 'timer', key: 'session', delayMs })
    return { ...state, ...change, attempt: state.attempt + 1, until: moment.now + delayMs }
  }
  if (failure.kind === 'problem') {
    if (failure.type === 'token-expired' || failure.type === 'token-revoked') {
      commands.push({ do: 'halt' })
      return { ...state, stage: 'signed-out', link: 'up' }
    }
    if (failure.type === 'client-too-old') return again(TOO_OLD_MS, { stage: 'too-old', link: 'up' })
    if (failure.retryAfterMs !== null) return again(retryAfter(failure.retryAfterMs, moment.chance), { link: 'up' })
    return again(backOff(state.attempt, moment.chance), { link: 'up' })
  }
  return again(backOff(state.attempt, moment.chance), failure.kind === 'down' ? { link: 'down' } : {})
}

function forScope(state: State, event: Extract<Event, { type: 'progress' | 'arrived' | 'failed' }>, moment: Moment, commands: Command[]): State {
  const scope = state.scopes.get(event.scope)
  if (!scope || scope.phase !== 'busy' || scope.nonce !== event.nonce) return state
  if (event.type === 'progress') return put(state, { ...scope, done: event.done, of: event.of })
  if (event.type === 'arrived') return put({ ...state, link: 'up' }, arriveOrWait(scope, event, moment, commands))
  commands.push({ do: 'note', scope: scope.id, error: event.failure.kind === 'problem' ? event.failure.type : event.failure.why })
  const failed = fail(scope, event.failure, moment.now, moment.chance)
  if (failed.scope.phase === 'waiting') commands.push({ do: 'timer', key: `scope ${scope.id}`, delayMs: failed.scope.until - moment.now })
  if (failed.also === 'reset' || failed.also === 'discard') commands.push(failed.also === 'reset' ? { do: 'reset', scope: scope.id, why: 'cursor-expired' } : { do: 'discard', scope: scope.id })
  const next = put(countLongPoll(state, scope, event.failure, moment, commands), failed.scope)
  return failed.also === 'ask-me' ? askMe(next, commands) : next
}

/** Long polls that do not get through either leave polling, which always works a little. */
function countLongPoll(state: State, scope: ScopeMachine, failure: Failure, moment: Moment, commands: Command[]): State {
  if (scope.task !== 'long-poll' || failure.kind !== 'down') return state
  const failures = state.wakeFailures + 1
  if (failures < 2 * FAILURES_PER_MODE + 1) return { ...state, wakeFailures: failures }
  commands.push({ do: 'timer', key: 'poll', delayMs: aroundInterval(POLL_MS, moment.chance) })
  return { ...state, wakeFailures: failures, wake: 'poll' }
}

/** An answer that brings nothing although more is promised is a failure like any other: it waits before it asks again. */
function arriveOrWait(scope: ScopeMachine, event: Extract<Event, { type: 'arrived' }>, moment: Moment, commands: Command[]): ScopeMachine {
  const stalled = scope.task !== 'snapshot' && event.cursor === scope.cursor && event.head > event.cursor
  if (!stalled) return arrive(scope, event)
  const failed = fail(scope, { kind: 'local', why: 'no-progress', detail: 'more was promised, nothing came' }, moment.now, moment.chance).scope
  commands.push({ do: 'timer', key: `scope ${scope.id}`, delayMs: failed.until - moment.now })
  return failed
}

function put(state: State, scope: ScopeMachine): State {
  return { ...state, scopes: new Map(state.scopes).set(scope.id, scope) }
}

function hearHead(state: State, event: Extract<Event, { type: 'head' }>, commands: Command[]): State {
  if (event.epoch !== state.epoch) return askMe(state, commands)
  const scope = state.scopes.get(event.scope)
  if (!scope || event.head <= scope.cursor) return state
  return put(state, { ...scope, head: Math.max(scope.head, event.head), again: scope.phase === 'busy', phase: scope.phase === 'idle' ? 'due' : scope.phase })
}

function loseWake(state: State, failure: CallFailure, moment: Moment, commands: Command[]): State {
  if (state.link !== 'up') return { ...state, wakeSince: null }
  // A stream that lived counts as one that works, a stream that opens and dies at once does not.
  const lived = state.wakeSince !== null && moment.now - state.wakeSince >= STEADY_MS
  const failures = lived ? 1 : state.wakeFailures + 1
  const wake: WakeMode = failures <= FAILURES_PER_MODE ? 'sse' : 'long-poll'
  commands.push({ do: 'timer', key: 'wake', delayMs: backOff(failures, moment.chance) })
  const next = { ...state, wakeFailures: failures, wakeSince: null, wake: state.wake === 'poll' ? state.wake : wake }
  return failure.kind === 'problem' || failures === 1 ? askMe(next, commands) : next
}

function ring(state: State, key: TimerKey, moment: Moment, commands: Command[]): State {
  if (key === 'session') return askMe(state, commands)
  if (key === 'wake') return openWake(state, commands)
  if (key === 'poll') {
    commands.push({ do: 'timer', key: 'poll', delayMs: aroundInterval(state.wake === 'poll' ? POLL_MS : SAFETY_POLL_MS, moment.chance) })
    // Without hints, try now and then whether they work again.
    return wakeAll(state.wake === 'sse' ? state : openWake({ ...state, wake: 'sse', wakeFailures: FAILURES_PER_MODE }, commands), (scope) => scope.phase === 'idle')
  }
  const scope = state.scopes.get(key.slice('scope '.length))
  return scope?.phase === 'waiting' && scope.until <= moment.now + 1 ? put(state, { ...scope, phase: 'due' }) : state
}

function renew(state: State, event: Extract<Event, { type: 'renew' }>, commands: Command[]): State {
  const scopes = new Map(state.scopes)
  for (const [id, scope] of scopes) {
    if (event.scope !== null && event.scope !== id) continue
    commands.push({ do: 'reset', scope: id, why: event.why })
    scopes.set(id, { ...scope, phase: 'due', task: null, renew: true, attempt: 0 })
  }
  return { ...state, scopes }
}

/** Starts what is due, in the scopes' order, as many at once as a desk may. Long polls do not count: they mostly sleep. */
function runDue(state: State, moment: Moment, commands: Command[]): State {
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
