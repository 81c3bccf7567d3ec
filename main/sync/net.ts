/** HTTP with limits: time, size, compression ratio, no redirects; and one verdict on every answer. */
import { type CallFailure, type DownReason } from './failure.ts'
import type { FetchAnswer, Ports } from './ports.ts'
import { LIMITS, Problem, PROBLEM_TYPES, SCHEMA_VERSION, type ProblemType } from './protocol.ts'

/** The connection itself is given 10 s by Node's own fetch. */
const FIRST_BYTE_MS = 20_000
const IDLE_MS = 45_000
/** An answer must bring so many bytes in each such span: a byte now and then would hold its scope for ever. */
const PACE_MS = 120_000
const PACE_BYTES = 12_000

export interface Request {
  method: 'GET' | 'POST' | 'PUT'
  /** Path and query below the central's origin. */
  path: string
  /** What a good answer must be; `image/*` is any picture. */
  accept: 'application/json' | 'application/x-ndjson' | 'text/event-stream' | 'image/*'
  /** Sent as JSON. */
  body?: unknown
  /** Sent as it is, and from where to where it belongs (RFC 9110 §14.4). */
  content?: { bytes: Uint8Array<ArrayBuffer>; range: string }
  /** Of the answer (RFC 9110 §14.2). */
  range?: string
  /** The central may keep silent this long on purpose (long poll). */
  silentMs?: number
  signal?: AbortSignal
}
/** `type` and `range` as the answer's headers say. */
export type Received = { ok: true; bytes: Uint8Array; epoch: string | null; type: string; range: string | null } | { ok: false; failure: CallFailure }
export interface Net {
  /** One whole answer. */
  receive(request: Request): Promise<Received>
  /** An endless answer, chunk by chunk; returns why it ended. */
  follow(request: Request, onChunk: (bytes: Uint8Array) => void): Promise<CallFailure>
  /** Requests made so far. */
  count(): number
  /** By how many milliseconds this PC's clock was ahead of the central's at the last answer; null: it has not said. For display. */
  skewMs(): number | null
  /** The central's time as it last said, and what has passed here since, whatever became of this PC's clock; null before its first word. */
  centralNow(): number | null
}

/** Ends a request that took too long, and remembers that it was we who ended it. */
interface Watch {
  signal: AbortSignal
  expired(): boolean
  allow(ms: number): void
  /** From now on `size` must grow at the least pace an answer has. */
  demand(size: () => number): void
  end(): void
}

function watch(ports: Pick<Ports, 'scheduler'>, outer: AbortSignal | undefined): Watch {
  const controller = new AbortController()
  let expired = false
  let cancel: (() => void) | null = null
  let cancelPace: (() => void) | null = null
  const stop = (): void => controller.abort()
  const expire = (): void => {
    expired = true
    controller.abort()
  }
  if (outer?.aborted) stop()
  outer?.addEventListener('abort', stop, { once: true })
  return {
    signal: controller.signal,
    expired: () => expired,
    allow(ms) {
      cancel?.()
      cancel = ports.scheduler.after(ms, expire)
    },
    demand(size) {
      const from = size()
      cancelPace = ports.scheduler.after(PACE_MS, () => (size() - from < PACE_BYTES ? expire() : this.demand(size)))
    },
    end() {
      cancel?.()
      cancelPace?.()
      outer?.removeEventListener('abort', stop)
    },
  }
}

class TooLarge extends Error {}

const down = (why: DownReason, detail: string): CallFailure => ({ kind: 'down', why, detail })

function failureOf(error: unknown, guard: Watch, outer: AbortSignal | undefined): CallFailure {
  if (error instanceof TooLarge) return down('too-large', error.message)
  if (guard.expired()) return down('timeout', 'no answer in time')
  if (outer?.aborted) return down('stopped', 'given up by us')
  const cause = error instanceof Error && error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : String(error)
  return down('unreachable', cause)
}

export function createNet(options: { central: string; token: string | null; ports: Pick<Ports, 'fetch' | 'scheduler' | 'ids' | 'clock'> }): Net {
  const { ports, token } = options
  const origin = new URL(options.central).origin
  let requests = 0
  let skewMs: number | null = null
  let heard: { at: number; mono: number } | null = null

  const open = (request: Request, signal: AbortSignal): Promise<FetchAnswer> => {
    requests += 1
    const headers: Record<string, string> = { accept: request.accept, 'request-id': ports.ids(), 'sync-schema': String(SCHEMA_VERSION), 'cache-control': 'no-store' }
    if (token !== null) headers['authorization'] = `Bearer ${token}`
    if (request.body !== undefined) headers['content-type'] = 'application/json'
    if (request.range !== undefined) headers['range'] = request.range
    if (request.content !== undefined) Object.assign(headers, { 'content-type': 'application/octet-stream', 'content-range': request.content.range })
    const init = { method: request.method, headers, redirect: 'manual' as const, signal }
    const carried = request.content === undefined ? (request.body === undefined ? {} : { body: JSON.stringify(request.body) }) : { content: request.content.bytes }
    return ports.fetch(origin + request.path, { ...init, ...carried })
  }

  const receive = async (request: Request): Promise<Received> => {
    if (!isSafe(origin)) return { ok: false, failure: down('not-a-central', 'a central off this machine needs https') }
    const guard = watch(ports, request.signal)
    try {
      guard.allow(FIRST_BYTE_MS + (request.silentMs ?? 0))
      const response = await open(request, guard.signal)
      const [headAt, mono] = [ports.clock.wall(), ports.clock.monotonic()]
      const bytes = await collect(response, guard)
      const failure = judge(response, request.accept, bytes)
      const centralAt = Date.parse(response.headers.get('server-time') ?? '')
      if ((failure === null || failure.kind === 'problem') && Number.isFinite(centralAt)) {
        skewMs = Math.round(headAt - centralAt)
        heard = { at: centralAt, mono }
      }
      return failure ? { ok: false, failure } : { ok: true, bytes, epoch: response.headers.get('sync-epoch'), type: typeOf(response), range: response.headers.get('content-range') }
    } catch (error) {
      return { ok: false, failure: failureOf(error, guard, request.signal) }
    } finally {
      guard.end()
    }
  }

  const follow = async (request: Request, onChunk: (bytes: Uint8Array) => void): Promise<CallFailure> => {
    if (!isSafe(origin)) return down('not-a-central', 'a central off this machine needs https')
    const guard = watch(ports, request.signal)
    try {
      guard.allow(FIRST_BYTE_MS)
      const response = await open(request, guard.signal)
      if (response.status !== 200 || typeOf(response) !== request.accept) return judge(response, request.accept, await collect(response, guard)) ?? down('not-a-central', typeOf(response))
      guard.allow(IDLE_MS)
      for await (const chunk of response.body ?? []) {
        guard.allow(IDLE_MS)
        onChunk(chunk)
      }
      return down('unreachable', 'the stream ended')
    } catch (error) {
      return failureOf(error, guard, request.signal)
    } finally {
      guard.end()
    }
  }
  return { receive, follow, count: () => requests, skewMs: () => skewMs, centralNow: () => (heard === null ? null : Math.floor(heard.at + ports.clock.monotonic() - heard.mono)) }
}

/** A token in clear text stays on this machine. */
function isSafe(origin: string): boolean {
  const { protocol, hostname } = new URL(origin)
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
}

const typeOf = (response: FetchAnswer): string => (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

/** Reads the body up to the limits; the ratio can only be told where the sender says how long the compressed bytes are. */
async function collect(response: FetchAnswer, guard: Watch): Promise<Uint8Array> {
  const packed = response.headers.get('content-encoding') ? Number(response.headers.get('content-length') ?? 0) : 0
  const chunks: Uint8Array[] = []
  let size = 0
  guard.allow(IDLE_MS)
  guard.demand(() => size)
  for await (const chunk of response.body ?? []) {
    guard.allow(IDLE_MS)
    size += chunk.byteLength
    if (size > LIMITS.answerBytes) throw new TooLarge(`more than ${LIMITS.answerBytes} bytes`)
    if (packed > 0 && size > 65_536 && size > packed * LIMITS.answerRatio) throw new TooLarge('compressed more than a hundredfold')
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}

/**
 * Null: a good answer. A captive portal's page, a proxy's 403 or a redirect is not the central's word and must never lead to
 * a purge, so only problem+json of a known type counts as one.
 */
function judge(response: FetchAnswer, accept: string, bytes: Uint8Array): CallFailure | null {
  const { status } = response
  const type = typeOf(response)
  if (status >= 200 && status < 300) return type === accept || (accept === 'image/*' && type.startsWith('image/')) ? null : down('not-a-central', `${status} ${type}`)
  if (status < 400 || type !== 'application/problem+json') return down('not-a-central', `${status} ${type}`)
  const problem = Problem.safeParse(parseJson(bytes))
  const known = problem.success ? PROBLEM_TYPES.find((name) => problem.data.type.endsWith(`/${name}`)) : undefined
  if (!problem.success || !known) return down('unreadable', `${status} with an unknown problem`)
  return { kind: 'problem', type: known satisfies ProblemType, status, detail: problem.data.detail ?? problem.data.title, retryAfterMs: retryAfter(response.headers.get('retry-after')), ...cursorOf(problem.data) }
}

function cursorOf({ scope, after, head }: Problem): Pick<Extract<CallFailure, { kind: 'problem' }>, 'cursor'> {
  return scope === undefined || after === undefined || head === undefined ? {} : { cursor: { scope, after, head } }
}

/** Seconds only: a date would make this PC's clock decide. */
function retryAfter(header: string | null): number | null {
  if (header === null) return null
  const seconds = Number(header)
  return Number.isFinite(seconds) ? seconds * 1_000 : null
}

export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
