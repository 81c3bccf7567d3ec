/** What the session's machine remembers, what it hears and what it has done: the words its parts share. */
import type { CallFailure, Failure } from './failure.ts'
import type { ScopeMachine, StoredScope } from './scope-machine.ts'

export type WakeMode = 'sse' | 'long-poll' | 'poll'

export interface State {
  readonly stage: 'stopped' | 'open' | 'signed-out' | 'too-old' | 'central-too-old'
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
  /** The central has asked to be left alone: until `me` is answered again, at `until`, nothing else is asked either. */
  readonly held: boolean
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
  /** `forgotten`: scopes that the cache forgot, or may have, before it failed. */
  | { type: 'me-failed'; nonce: number; failure: Failure; forgotten: readonly string[] }
  | { type: 'progress'; scope: string; nonce: number; done: number; of: number }
  /** A snapshot was swapped in, or a page applied. */
  | { type: 'arrived'; scope: string; nonce: number; epoch: string; cursor: number; head: number; empty?: boolean }
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
  stage: 'stopped', admitted: false, link: 'unknown', asking: null, askAgain: false, asked: [], attempt: 0, until: 0, held: false, epoch: null,
  wake: 'sse', wakeOpen: false, wakeFailures: 0, wakeSince: null, scopes: new Map(), nextNonce: 1,
}

export function putScope(state: State, scope: ScopeMachine): State {
  return { ...state, scopes: new Map(state.scopes).set(scope.id, scope) }
}

/** A forgotten scope that is granted again begins with what the cache then holds of it, which is nothing. */
export function dropScopes(state: State, ids: readonly string[]): State {
  return ids.length === 0 ? state : { ...state, scopes: new Map([...state.scopes].filter(([id]) => !ids.includes(id))) }
}

export function wakeAll(state: State, which: (scope: ScopeMachine) => boolean): State {
  const scopes = new Map([...state.scopes].map(([id, scope]) => [id, scope.phase !== 'busy' && which(scope) ? { ...scope, phase: 'due' as const } : scope]))
  return { ...state, scopes }
}
