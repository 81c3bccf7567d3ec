/** The exchangeable parts of the simulated world: a central, and the disk of a desk. Level 1 has both in memory, level 2 the real ones. */
import type { PracticeEntry } from '../../main/central/account.ts'
import type { CityRow, Write } from '../../main/central/log.ts'
import type { Lane } from '../../main/store/lane.ts'
import type { ScopeRow } from '../../main/store/scopes.ts'
import type { WriterFunctions } from '../../main/store/writer-functions.ts'

export interface WireRequest {
  method: 'GET' | 'POST'
  /** Path and query. A `wait` is not waited for: the world keeps a long poll back by itself. */
  path: string
  /** Header names in lower case. */
  headers: Record<string, string>
  body?: string
}
export interface WireAnswer {
  status: number
  /** Header names in lower case. */
  headers: Record<string, string>
  bytes: Uint8Array
}

export interface LogEntry {
  seq: number
  op: 'put' | 'leave'
  type: string
  id: string
  ver: number
  h: string | null
  body: string | null
}
export interface TruthRow {
  type: string
  id: string
  scope: string
  ver: number
  /** Base64, 24 characters. */
  h: string
  body: string
}
/** What the central holds, as its database says: never by way of the wire. */
export interface Truth {
  epoch: string
  heads: Map<string, { seq: number; floor: number }>
  rows: TruthRow[]
}

/** A transaction that has begun: others may begin and commit before it does. */
export interface OpenWrite {
  commit(): Promise<void>
  abort(): void
}

export interface SimCentral {
  /** The wire, as a desk sees it, `/v1/wake` excepted. Failures of the central are problem answers, never rejections. */
  answer(request: WireRequest): Promise<WireAnswer>
  /** What the stream of `/v1/wake` says at its beginning: its first comment and one `head` event per granted scope, as event-stream text; or the refusal. */
  hints(token: string): Promise<{ ok: true; text: string } | { ok: false; answer: WireAnswer }>

  begin(writes: readonly Write[]): OpenWrite
  /** Bulk: no log entries, cursors expire. */
  load(rows: readonly CityRow[]): Promise<void>
  /** Compacts every log; entries older than `keepMs` go and floors rise. */
  compact(keepMs: number): Promise<void>
  putAccount(entry: PracticeEntry): Promise<void>
  issueToken(sub: string): Promise<string>
  revokeTokens(sub: string): Promise<void>
  /** Remembers the present state (rows, logs, heads, versions; accounts and tokens are not part of it) … */
  backup(): Promise<void>
  /** … and returns to the remembered one, under a new epoch; without a backup only the epoch is new. */
  restore(): Promise<void>

  /** The `n`th op pushed from now on cannot be decided, and nothing is remembered of it; 0: none. Only where a central can be made to. */
  falter?(n: number): Promise<void>

  truth(): Promise<Truth>
  /** Entries of one log with seq > after, as they stand now, ascending. */
  entries(scope: string, after: number): Promise<LogEntry[]>
  /** Scope ids granted to an account, in their order. */
  grants(sub: string): Promise<string[]>
  /** Back to an empty database with one new epoch and version 1, as if newly made. */
  reset(): Promise<void>
  close(): Promise<void>
}

/** What a desk's cache holds, in a form in which two stores can be compared. */
export interface CacheContents {
  scopes: ScopeRow[]
  rows: TruthRow[]
  bad: (TruthRow & { why: string })[]
  unknown: TruthRow[]
}

export interface OpenDisk {
  /** Every function runs at once and wholly; its promise settles in a microtask. */
  lane: Lane<WriterFunctions>
  contents(): CacheContents
}

/** How a process ends without saying goodbye. `kill`: what was committed stays. `power`: the last commits may be gone as well. */
export type CrashKind = 'kill' | 'power'

/** A desk's profile folder. At most one OpenDisk is alive; those before it answer nothing any more. */
export interface DeskDisk {
  /** As at the start of a process; recovers from whatever it finds. */
  open(now: number): OpenDisk
  /** A clean end. */
  close(): void
  /** `chance` in [0, 1) chooses how much a power cut takes. */
  crash(kind: CrashKind, chance: number): void
  /** The `n`th writing function from now fails as a full disk does, in its middle: everything of it is undone. */
  failAt(n: number): void
  /** The process dies in the middle of the `n`th writing function from now: it never answers, and the next open finds what is on the disk. */
  dieAt(n: number, onDeath: () => void): void
  remove(): void
}
