/**
 * One scope's life, pure.
 *
 *   due ──ask──▶ busy ──answer──▶ due (more) | idle (at the head)
 *    ▲            │
 *    └──timer── waiting ◀─failure─┘
 *
 * At most one request per scope is outstanding, known by its nonce; an answer with another nonce is dropped (I6).
 */
import type { SyncTrouble } from '../../preload/contract/model.ts'
import { backOff, backOffFrom, retryAfter } from './back-off.ts'
import type { Failure } from './failure.ts'

export interface ScopeMachine {
  readonly id: string
  readonly phase: 'due' | 'busy' | 'idle' | 'waiting'
  readonly task: 'snapshot' | 'changes' | 'long-poll' | null
  readonly nonce: number
  /** A snapshot must replace the rows before changes can be followed. */
  readonly renew: boolean
  readonly epoch: string | null
  readonly cursor: number
  readonly head: number
  /** A hint came while a request was under way, whose answer may be older than the hint. */
  readonly again: boolean
  readonly attempt: number
  /** Monotonic time until which it waits, and why; 'down' when the network is to blame. */
  readonly until: number
  readonly trouble: SyncTrouble | 'down' | null
  /** Monotonic times of recent requests that brought the cursor no further. */
  readonly tries: readonly number[]
  /** When a stuck cursor was last answered with a new snapshot. */
  readonly renewedAt: number | null
  /** Monotonic times at which snapshots came whole within the last hour. */
  readonly renewals: readonly number[]
  /** Pages refused in a row for one of their rows: the third page is taken with the row set aside, so that one row never stops the rest. */
  readonly rowRefusals: number
  /** Rows of the snapshot here so far, of all. */
  readonly done: number
  readonly of: number
}

/** What a stored scope looks like to the machine. */
export interface StoredScope {
  id: string
  epoch: string | null
  cursor: number | null
  head_seen: number
  renew: number
}

const STUCK_TRIES = 20
const STUCK_MS = 60_000
const STUCK_PAUSE_MS = 900_000
const STUCK_MEMORY_MS = 3_600_000
const LENIENT_AFTER = 2
const FREE_RENEWALS = 3
const RENEWAL_PAUSE_MS = 60_000
const RENEWALS_MEMORY_MS = 3_600_000

export function scopeFrom(stored: StoredScope, epoch: string | null): ScopeMachine {
  return {
    id: stored.id, phase: 'due', task: null, nonce: 0, renew: stored.cursor === null || stored.renew === 1 || (epoch !== null && stored.epoch !== epoch),
    epoch: stored.epoch, cursor: stored.cursor ?? 0, head: stored.head_seen, again: false, attempt: 0, until: 0, trouble: null, tries: [], renewedAt: null, renewals: [], rowRefusals: 0, done: 0, of: 0,
  }
}

export function isLenient(scope: ScopeMachine): boolean {
  return scope.rowRefusals >= LENIENT_AFTER
}

export function begin(scope: ScopeMachine, task: NonNullable<ScopeMachine['task']>, nonce: number, now: number): ScopeMachine {
  const tries = [...scope.tries.filter((at) => now - at < STUCK_MS), now]
  return { ...scope, phase: 'busy', task, nonce, tries, again: false, done: 0, of: 0 }
}

export function isStuck(scope: ScopeMachine, now: number): boolean {
  return scope.tries.filter((at) => now - at < STUCK_MS).length > STUCK_TRIES
}

/** The first time it is stuck it is pulled anew; soon after that, it pauses. */
export function unstick(scope: ScopeMachine, now: number): { scope: ScopeMachine; reset: boolean } {
  const again = scope.renewedAt !== null && now - scope.renewedAt < STUCK_MEMORY_MS
  if (again) return { scope: wait(scope, now, STUCK_PAUSE_MS, 'stuck'), reset: false }
  return { scope: { ...scope, phase: 'due', task: null, renew: true, tries: [], renewedAt: now }, reset: true }
}

/** How long a scope must leave its snapshot alone: the first few are free, whatever a central says that makes the desk want one more. */
export function renewPause(scope: ScopeMachine, now: number): number {
  const recent = scope.renewals.filter((at) => now - at < RENEWALS_MEMORY_MS)
  const over = recent.length - FREE_RENEWALS
  const last = recent.at(-1)
  return over < 0 || last === undefined ? 0 : Math.max(0, last + Math.min(STUCK_PAUSE_MS, RENEWAL_PAUSE_MS * 2 ** over) - now)
}

export function pauseRenewal(scope: ScopeMachine, now: number, delayMs: number): ScopeMachine {
  return wait(scope, now, delayMs, 'stuck')
}

export function arrive(scope: ScopeMachine, at: { epoch: string; cursor: number; head: number; empty?: boolean }, now: number): ScopeMachine {
  const { epoch, cursor, head, empty = false } = at
  // Covering numbers without bringing a row is progress only if it ends.
  const moved = cursor !== scope.cursor ? !empty || cursor === head : epoch !== scope.epoch || scope.renew
  return {
    ...scope, epoch, cursor, head, renew: false, task: null, again: false,
    renewals: scope.task === 'snapshot' ? [...scope.renewals.filter((time) => now - time < RENEWALS_MEMORY_MS), now] : scope.renewals,
    // A shared snapshot may be older than the head by now: what follows it is always asked for.
    phase: at.cursor < at.head || scope.again || scope.task === 'snapshot' ? 'due' : 'idle',
    attempt: 0, trouble: null, rowRefusals: 0,
    // A finished snapshot stays in the count, so that the whole desk's progress never goes back.
    done: scope.task === 'snapshot' ? scope.of : 0, of: scope.task === 'snapshot' ? scope.of : 0,
    tries: moved ? [] : scope.tries,
  }
}

function wait(scope: ScopeMachine, now: number, delayMs: number, trouble: SyncTrouble | 'down'): ScopeMachine {
  return { ...scope, phase: 'waiting', task: null, attempt: scope.attempt + 1, until: now + delayMs, trouble, done: 0, of: 0 }
}

/** What a failure means for the scope alone; the session decides about the rest. */
export function fail(scope: ScopeMachine, failure: Failure, now: number, chance: number): { scope: ScopeMachine; also: 'ask-me' | 'reset' | 'repair' | 'discard' | null } {
  // A snapshot is a burden to the central however it fails.
  const delayMs = scope.task === 'snapshot' ? backOff(scope.attempt, chance) : backOffFrom(failure, scope.attempt, chance)
  const pause = wait(scope, now, delayMs, troubleOf(failure))
  if (failure.kind === 'down') return { scope: pause, also: failure.why === 'stopped' ? null : 'ask-me' }
  if (failure.kind === 'local') return failLocally(pause, failure.why)
  switch (failure.type) {
    case 'cursor-expired':
      // The first time at once; if it happens again before any progress, after a pause.
      return { scope: scope.attempt === 0 && !scope.renew ? { ...scope, phase: 'due', task: null, renew: true, attempt: 1 } : { ...pause, renew: true }, also: 'reset' }
    case 'snapshot-expired':
    case 'unknown-snapshot':
      return { scope: pause, also: 'discard' }
    case 'epoch-changed':
    case 'scope-forbidden':
    case 'unknown-scope':
    case 'token-expired':
    case 'token-revoked':
    case 'client-too-old':
      return { scope: pause, also: 'ask-me' }
    case 'slow-down':
    case 'busy':
      return { scope: failure.retryAfterMs === null ? pause : wait(scope, now, retryAfter(failure.retryAfterMs, scope.attempt, chance), 'busy'), also: null }
    default:
      return { scope: pause, also: null }
  }
}

function failLocally(pause: ScopeMachine, why: Extract<Failure, { kind: 'local' }>['why']): ReturnType<typeof fail> {
  if (why === 'hash' || why === 'malformed') return { scope: { ...pause, rowRefusals: pause.rowRefusals + 1 }, also: null }
  if (why === 'ahead') return { scope: { ...pause, renew: true }, also: 'repair' }
  if (why === 'parts' || why === 'older') return { scope: pause, also: 'discard' }
  return { scope: pause, also: null }
}

function troubleOf(failure: Failure): SyncTrouble | 'down' {
  if (failure.kind === 'local') return failure.why === 'storage' || failure.why === 'damaged' ? failure.why : 'unreadable'
  if (failure.kind === 'down') return failure.why === 'unreadable' || failure.why === 'too-large' ? 'unreadable' : 'down'
  if (failure.type === 'slow-down' || failure.type === 'busy') return 'busy'
  return failure.type === 'client-too-old' ? 'too-old' : 'server-error'
}
