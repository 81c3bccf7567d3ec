/** The life of an op as a closed table: which state follows from which, and for what cause. */

export const OP_STATES = ['queued', 'sending', 'unknown', 'applied', 'satisfied', 'conflict', 'rejected', 'blocked', 'resolved', 'withdrawn'] as const
export type OpState = (typeof OP_STATES)[number]

/** What a central can decide. */
export const VERDICTS = ['applied', 'satisfied', 'conflict', 'rejected', 'blocked'] as const satisfies readonly OpState[]
export type Verdict = (typeof VERDICTS)[number]

export type Cause =
  | Verdict
  /** A request with it leaves. */
  | 'send'
  /** The request ended without a verdict. */
  | 'lost'
  /** The program ended meanwhile. */
  | 'restart'
  /** The central could not decide now. */
  | 'undecided'
  /** The central's database is another one: what it acknowledged may be gone. */
  | 'epoch'
  /** The user sends a refused one again. */
  | 'again'
  /** The user settles a refused one. */
  | 'resolve'
  /** The user takes back one that has never been sent. */
  | 'withdraw'

const AWAITED = { applied: 'applied', satisfied: 'satisfied', conflict: 'conflict', rejected: 'rejected', blocked: 'blocked', undecided: 'queued', epoch: 'queued' } as const
const REFUSED_ONE = { again: 'queued', resolve: 'resolved' } as const

/**
 * A refused op leaves the list only by `again` or `resolve`, which are a user's. What was acknowledged returns only by `epoch`. A verdict
 * counts only while one is awaited: a late one about an op that waits again belongs to an attempt that no longer counts.
 */
const NEXT: Record<OpState, Partial<Record<Cause, OpState>>> = {
  queued: { send: 'sending', withdraw: 'withdrawn' },
  sending: { ...AWAITED, lost: 'unknown', restart: 'unknown' },
  unknown: { ...AWAITED, send: 'sending' },
  applied: { epoch: 'queued' },
  satisfied: { epoch: 'queued' },
  conflict: REFUSED_ONE,
  rejected: REFUSED_ONE,
  blocked: REFUSED_ONE,
  resolved: {},
  withdrawn: {},
}

/** Null: that cannot happen to an op in this state. */
export function after(state: OpState, cause: Cause): OpState | null {
  return NEXT[state][cause] ?? null
}

/** The central has not decided yet, as far as this PC knows. */
export const UNSENT = ['queued', 'sending', 'unknown'] as const satisfies readonly OpState[]
/** Waiting for the user. */
export const REFUSED = ['conflict', 'rejected', 'blocked'] as const satisfies readonly OpState[]
/** Nothing more is expected. */
export const FINAL = ['applied', 'satisfied', 'resolved', 'withdrawn'] as const satisfies readonly OpState[]

/** For SQL: `('queued', 'sending', 'unknown')`. A partial index serves a query only if both say it letter for letter. */
export const listed = (states: readonly OpState[]): string => `(${states.map((state) => `'${state}'`).join(', ')})`
