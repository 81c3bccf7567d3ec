/** Failures as RFC 9457 problem details: the closed list of types, each with its one status. */
import { PROBLEM_BASE } from '../sync/protocol.ts'
import type { Problem as ProblemBody, ProblemType } from '../sync/protocol.ts'

export const PROBLEMS: Record<ProblemType, { status: 400 | 401 | 403 | 404 | 406 | 410 | 413 | 422 | 426 | 429 | 500 | 503; title: string }> = {
  malformed: { status: 400, title: 'The request does not follow the contract' },
  'token-expired': { status: 401, title: 'A valid bearer token is needed' },
  'token-revoked': { status: 401, title: 'This sign-in was withdrawn' },
  'scope-forbidden': { status: 403, title: 'The account has no right to this scope' },
  'unknown-scope': { status: 404, title: 'There is no such scope' },
  'unknown-snapshot': { status: 404, title: 'There is no such snapshot' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'cursor-expired': { status: 410, title: 'The cursor is outside the log; take a new snapshot' },
  'epoch-changed': { status: 410, title: 'The central was restored; take new snapshots' },
  'snapshot-expired': { status: 410, title: 'The snapshot is no longer kept; take a new one' },
  'too-large': { status: 413, title: 'The request is too large' },
  'blob-forbidden': { status: 403, title: 'The account may not send photos' },
  'blob-invalid': { status: 422, title: 'The bytes are no photo that may be kept' },
  encoding: { status: 406, title: 'No encoding both sides know' },
  'client-too-old': { status: 426, title: 'This central no longer speaks the schema asked for' },
  'slow-down': { status: 429, title: 'Too many requests' },
  busy: { status: 503, title: 'The central is busy' },
  internal: { status: 500, title: 'The central failed' },
}

/** Thrown by whoever finds the failure; the application turns it into the answer. */
export class Refusal extends Error {
  readonly type: ProblemType
  readonly extra: Partial<Pick<ProblemBody, 'head' | 'epoch' | 'scope' | 'after'>>
  readonly retryAfterSeconds: number | null

  constructor(type: ProblemType, detail?: string, options: Refusal['extra'] & { retryAfterSeconds?: number } = {}) {
    super(detail ?? PROBLEMS[type].title)
    this.type = type
    const { retryAfterSeconds, ...extra } = options
    this.extra = extra
    this.retryAfterSeconds = retryAfterSeconds ?? null
  }
}

/** "Try again" in PostgreSQL's codes: serialization failure, deadlock, lock not available, too many connections, stopping, failed, starting, idle for too long; and in the network's. */
const TRY_AGAIN = new Set(['40001', '40P01', '55P03', '53300', '57P01', '57P02', '57P03', '25P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'])
/** The driver's own words have no code. */
const CONNECTION_GONE = /^Connection terminated|^Client has encountered a connection error|^timeout exceeded when trying to connect|^Cannot use a pool after calling end/

/** Anything that is no refusal becomes `busy` or `internal`; its text stays here, since it may hold data. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  const isPassing = typeof code === 'string' ? TRY_AGAIN.has(code) : typeof message === 'string' && CONNECTION_GONE.test(message)
  return isPassing ? new Refusal('busy', undefined, { retryAfterSeconds: 2 }) : new Refusal('internal')
}

export function toProblem(refusal: Refusal, instance: string): ProblemBody {
  const { status, title } = PROBLEMS[refusal.type]
  return {
    type: PROBLEM_BASE + refusal.type, title, status, instance,
    ...(refusal.message === title ? {} : { detail: refusal.message }),
    ...refusal.extra,
  }
}
