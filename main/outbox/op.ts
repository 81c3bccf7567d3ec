/** The nouns of the outbox: an edit as an intent (op), what befell it (event), and the form not yet saved (draft). Names are those of SQL and wire. */
import type { OpState } from './op-state.ts'

/** What a form hands over. `body` is the op as the central will get it, as JSON text; the outbox never looks inside. */
export interface NewOp {
  /** A random UUID in lower case, made once per intent: saving it twice is saving it once. */
  op_id: string
  scope: string
  type: string
  /** The row it is about: ops of one row keep their order. */
  row_id: string
  kind: string
  body: string
  /** Ops that must have been decided first. */
  depends_on?: string[]
  /** How far this PC's clock was ahead of the central's when it was last compared, milliseconds. */
  skew_ms?: number | null
}

/** What never changes about a saved op. `n` is the order of saving on this PC. */
export interface OpRecord {
  n: number
  op_id: string
  actor: string
  scope: string
  type: string
  row_id: string
  kind: string
  body: string
  /** SHA-256 of `body`, lower-case hex. */
  body_sha: string
  /** JSON array of op ids, or null. */
  depends_on: string | null
  /** Milliseconds UTC by this PC's clock: for display, no decision reads it. */
  made_at: number
  /** Milliseconds of the clock that only grows, in the run of the program named by `boot_id`. */
  made_mono: number
  boot_id: string
  skew_ms: number | null
}

/**
 * One change of state. Each carries everything about the op that can change, so that the last one says how it stands; `e` counts
 * from 1 without gaps, and an op without an event is queued.
 */
export interface EventRecord {
  op_id: string
  e: number
  /** Milliseconds UTC by this PC's clock. */
  at: number
  from: OpState
  to: OpState
  why: string | null
  /** How often it was sent. */
  attempts: number
  /** The epoch of the central it was last sent under: a verdict of another epoch is about another attempt. */
  sent_epoch: string | null
  /** The central's result for it as JSON text, as received. */
  result: string | null
  ack_seq: number | null
  ack_ver: number | null
  ack_epoch: string | null
}

/** The unsaved content of a form. A dropped draft stays as a null body until the next tidying, so that neither copy brings it back. */
export interface DraftRecord {
  form: string
  key: string
  body: string | null
  /** Counts the versions of all drafts of this outbox: of one draft the highest is the newest. */
  d: number
  at: number
}

/** How an op stands: what was saved, and its last event. */
export interface Op extends OpRecord, Omit<EventRecord, 'op_id' | 'at' | 'from' | 'to' | 'why'> {
  state: OpState
}

/** What changes together or not at all; one line of the journal, one transaction of the database. */
export interface Transaction {
  ops: OpRecord[]
  events: EventRecord[]
  drafts: DraftRecord[]
}

export const LIMITS = {
  /** Unsent ops from which the screen warns, and from which nothing more is accepted. */
  crowdedOps: 500,
  mostOps: 20_000,
  pushOps: 100,
  pushBytes: 1_000_000,
  /** UTF-8 bytes of one body: an op must fit into a push with room to spare. */
  bodyBytes: 256 * 1024,
  draftBytes: 1024 * 1024,
  /** For how long, by the central's clock, an op is kept after its last word: a central restored from a backup may need it again. */
  keptMs: 30 * 24 * 3_600_000,
} as const
