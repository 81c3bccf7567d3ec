/**
 * When to push, how much, and what an exchange means for the next one. Pure: the loop (push.ts) carries the commands out. One exchange at a time; a
 * single op that a central cannot take is set aside for a while, so that it never holds up the others.
 */
import { backOff, backOffFrom, retryAfter } from './back-off.ts'
import type { Failure } from './failure.ts'
import { LIMITS } from './protocol.ts'

export interface PushState {
  readonly stage: 'open' | 'stopped'
  /** Of the central, while the session says that it may be asked; null: it may not. */
  readonly epoch: string | null
  /** Edits acknowledged under another epoch have been looked through for this one. */
  readonly requeued: string | null
  readonly phase: 'idle' | 'busy' | 'waiting'
  /** Of the exchange under way or the last one: an answer with another number is nobody's. */
  readonly nonce: number
  /** Something may be waiting to be sent. */
  readonly isDirty: boolean
  /** Failures in a row. */
  readonly attempt: number
  /** Ops of the next batch, at most. */
  readonly most: number
  /** What the last exchange came to could not be written down: some may count as on their way that are not. */
  readonly isUnsure: boolean
  /** Ops left alone until a monotonic time. */
  readonly aside: ReadonlyMap<string, { until: number; tries: number }>
  /** Unsent edits, as far as the last exchange knew. */
  readonly left: number
  /** Why the last exchange failed; null: it did not. */
  readonly trouble: Failure | null
}

export const PUSH_STOPPED: PushState = { stage: 'stopped', epoch: null, requeued: null, phase: 'idle', nonce: 0, isDirty: false, attempt: 0, most: LIMITS.pushOps, isUnsure: false, aside: new Map(), left: 0, trouble: null }

/** What came of one exchange. */
export type Outcome =
  /** There is nothing that could be sent from: nothing was looked through. */
  | { result: 'closed' }
  /** Nothing may be sent now. */
  | { result: 'empty'; left: number }
  /** The central decided about some and left others. */
  | { result: 'answered'; decided: readonly string[]; undecided: readonly string[]; left: number }
  | { result: 'failed'; failure: Failure; sent: readonly string[] }

export type PushEvent =
  | { type: 'start' }
  | { type: 'stop' }
  | { type: 'ready'; epoch: string | null }
  /** Something was saved, or is to be sent again. */
  | { type: 'work' }
  /** A person asked, the PC woke up, or the network changed. */
  | { type: 'now' }
  | { type: 'timer' }
  | { type: 'exchanged'; nonce: number; epoch: string; outcome: Outcome }

export type PushCommand =
  | { do: 'exchange'; nonce: number; epoch: string; ops: number; skip: readonly string[]; requeue: boolean; recall: boolean }
  /** Replaces the timer before; null: none. */
  | { do: 'timer'; delayMs: number | null }
  /** The session must ask who we are: rights or epoch are no longer what they were. */
  | { do: 'ask-me' }

export interface PushMoment {
  /** Monotonic milliseconds. */
  now: number
  /** Uniform in [0, 1). */
  chance: number
}

const UNABLE_MS = 900_000
/** Failures of the line in a row after which smaller pushes are tried: a bad line may carry those. */
const LINE_FAILURES = 3
const SOON_TRIES = 2
const SHORTEST_MS = 1

export function stepPush(state: PushState, event: PushEvent, moment: PushMoment): { state: PushState; commands: PushCommand[] } {
  const commands: PushCommand[] = []
  const heard = hear(state, event, moment, commands)
  return { state: begin(heard, moment, commands), commands }
}

function hear(state: PushState, event: PushEvent, moment: PushMoment, commands: PushCommand[]): PushState {
  switch (event.type) {
    case 'start': return state.stage === 'open' ? state : { ...PUSH_STOPPED, stage: 'open', nonce: state.nonce, isDirty: true }
    case 'stop':
      commands.push({ do: 'timer', delayMs: null })
      return { ...PUSH_STOPPED, nonce: state.nonce }
    case 'ready': return event.epoch === state.epoch ? state : calm({ ...state, epoch: event.epoch, isDirty: true }, commands)
    // New work goes with what waits for a central that is known to be in trouble.
    case 'work': return { ...state, isDirty: true }
    case 'now': return calm({ ...state, isDirty: true, aside: new Map() }, commands)
    case 'timer': return { ...state, isDirty: true, phase: state.phase === 'waiting' ? 'idle' : state.phase }
    case 'exchanged': return state.phase !== 'busy' || event.nonce !== state.nonce ? state : conclude(state, event.epoch, event.outcome, moment, commands)
  }
}

/** Whatever was waited for is waited for no more. */
function calm(state: PushState, commands: PushCommand[]): PushState {
  if (state.phase !== 'waiting') return { ...state, attempt: 0 }
  commands.push({ do: 'timer', delayMs: null })
  return { ...state, attempt: 0, phase: 'idle' }
}

function begin(state: PushState, { now }: PushMoment, commands: PushCommand[]): PushState {
  if (state.stage !== 'open' || state.epoch === null || state.phase !== 'idle' || !state.isDirty) return state
  const skip = [...state.aside].filter(([, { until }]) => until > now).map(([id]) => id)
  const nonce = state.nonce + 1
  commands.push({ do: 'exchange', nonce, epoch: state.epoch, ops: state.most, skip, requeue: state.requeued !== state.epoch, recall: state.isUnsure })
  return { ...state, phase: 'busy', nonce, isDirty: false }
}

function conclude(state: PushState, epoch: string, outcome: Outcome, moment: PushMoment, commands: PushCommand[]): PushState {
  if (outcome.result === 'failed') return fail(state, outcome.failure, outcome.sent, moment, commands)
  if (outcome.result === 'closed') return { ...state, phase: 'idle', left: 0 }
  const done: PushState = { ...state, phase: 'idle', requeued: epoch, left: outcome.left, trouble: null, attempt: 0, isUnsure: false }
  if (outcome.result === 'empty') return restUntilDue(done, moment, commands)
  const aside = new Map(state.aside)
  for (const id of outcome.decided) aside.delete(id)
  const left: PushState = { ...done, aside, most: Math.min(LIMITS.pushOps, state.most * 2), isDirty: true }
  return outcome.undecided.reduce((now, id) => setAside(now, id, moment), left)
}

function setAside(state: PushState, id: string, { now, chance }: PushMoment): PushState {
  const tries = (state.aside.get(id)?.tries ?? 0) + 1
  return { ...state, aside: new Map(state.aside).set(id, { until: now + backOff(tries, chance), tries }) }
}

/** Nothing to send, unless something is left alone for a while, or held by one that is. */
function restUntilDue(state: PushState, { now, chance }: PushMoment, commands: PushCommand[]): PushState {
  if (state.left === 0) return { ...state, aside: new Map() }
  const due = [...state.aside.values()].map(({ until }) => until).filter((until) => until > now)
  const delayMs = due.length > 0 ? Math.min(...due) - now : backOff(state.attempt + 4, chance)
  if (!state.isDirty) commands.push({ do: 'timer', delayMs: Math.max(SHORTEST_MS, delayMs) })
  return state
}

function fail(state: PushState, failure: Failure, sent: readonly string[], moment: PushMoment, commands: PushCommand[]): PushState {
  const failed: PushState = { ...state, attempt: state.attempt + 1, trouble: failure, isDirty: true, isUnsure: failure.kind === 'local' }
  const wait = (delayMs: number, change: Partial<PushState> = {}): PushState => {
    commands.push({ do: 'timer', delayMs: Math.max(SHORTEST_MS, delayMs) })
    return { ...failed, ...change, phase: 'waiting' }
  }
  const usual = backOffFrom(failure, state.attempt, moment.chance)
  if (failure.kind === 'local') return wait(usual)
  if (failure.kind === 'down') return isOwnFault(failure.why) ? smaller(failed, sent, moment, wait) : wait(usual, failed.attempt >= LINE_FAILURES ? { most: half(state.most) } : {})
  switch (failure.type) {
    case 'epoch-changed': case 'token-expired': case 'token-revoked': case 'scope-forbidden':
      commands.push({ do: 'ask-me' })
      return wait(usual)
    case 'slow-down': case 'busy': return wait(failure.retryAfterMs === null ? usual : retryAfter(failure.retryAfterMs, state.attempt, moment.chance))
    // A central without pushes, or one that no longer reads what this program writes.
    case 'not-found': case 'client-too-old': return wait(UNABLE_MS)
    default: return smaller(failed, sent, moment, wait)
  }
}

/** The answer itself was no good: something about these ops may be to blame. */
const isOwnFault = (why: Extract<Failure, { kind: 'down' }>['why']): boolean => why === 'unreadable' || why === 'too-large'

const half = (most: number): number => Math.max(1, Math.floor(most / 2))

/** Fewer at once, soon; the one that fails alone is left alone for a while, and the others go on. A central that answers nothing well is asked ever more seldom. */
function smaller(state: PushState, sent: readonly string[], moment: PushMoment, wait: (delayMs: number, change?: Partial<PushState>) => PushState): PushState {
  const [only] = sent
  if (sent.length === 1 && only !== undefined) return wait(backOff(state.attempt - 1, moment.chance), { aside: setAside(state, only, moment).aside, most: 1 })
  return wait(backOff(Math.min(state.attempt - 1, SOON_TRIES), moment.chance), { most: half(Math.min(state.most, sent.length)) })
}
