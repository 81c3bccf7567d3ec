/** Why an exchange with the central did not work. Only a `problem` is the central's word; everything else is weather. */
import type { ProblemType } from './protocol.ts'

export type CallFailure =
  | { kind: 'problem'; type: ProblemType; status: number; detail: string; retryAfterMs: number | null; /** Of a refused cursor, where the central names all three. */ cursor?: { scope: string; after: number; head: number } }
  | { kind: 'down'; why: DownReason; detail: string }
export type DownReason = 'unreachable' | 'timeout' | 'not-a-central' | 'unreadable' | 'too-large' | 'stopped'

/** What went wrong on this side of the wire. `place`: an answer for another cursor; `order`: a page that makes no sense; `ahead`: the central's
 * head lies before this desk's number; `hash`: a row
 * unlike its hash; `malformed`: a change that is none; `parts`: a snapshot wrong twice; `older`: a snapshot behind the cache; `storage`: the disk or the database;
 * `damaged`: the cache's file; `too-old`, `central-too-old`: no version of the contract in common, and whose fault it is. */
export type LocalFailure = { kind: 'local'; why: 'place' | 'order' | 'ahead' | 'malformed' | 'hash' | 'parts' | 'older' | 'no-progress' | 'storage' | 'damaged' | 'too-old' | 'central-too-old'; detail: string }
export type Failure = CallFailure | LocalFailure

export type Result<T> = { ok: true; value: T } | { ok: false; failure: CallFailure }

export function describe(failure: Failure): { code: string; detail: string } {
  return { code: failure.kind === 'problem' ? failure.type : failure.why, detail: failure.detail }
}
