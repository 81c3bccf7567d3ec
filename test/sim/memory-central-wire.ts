/** The HTTP face of the memory central without HTTP: routes, status codes, problem bodies and headers as the real one has them; compressed bodies come unpacked, as a desk's fetch gives them. */
import { parseCursor } from '../../main/central/changes.ts'
import { FIRST_DUTIES } from '../../main/central/duties.ts'
import type { Account } from '../../main/central/grants.ts'
import { Refusal, toProblem, toRefusal } from '../../main/central/problem.ts'
import { FORMATS } from '../../main/central/push/receive-push.ts'
import { acceptsGzip, namesTag, partNumberOf, RANGES, refusesIdentity, wholeNumber } from '../../main/central/request.ts'
import { COMPRESS_FROM_BYTES } from '../../main/central/routes/changes.ts'
import { OFFLINE_LEASE_SECONDS } from '../../main/central/routes/meta.ts'
import { createThrottle, SNAPSHOT_RATE } from '../../main/central/throttle.ts'
import { API_VERSION, LIMITS, SCHEMA_VERSION } from '../../main/sync/protocol.ts'
import type { Accounts } from './memory-central-accounts.ts'
import { changePage } from './memory-central-answers.ts'
import type { MemorySnapshots } from './memory-central-answers.ts'
import type { MemoryPush } from './memory-central-push.ts'
import { createMemoryDigests } from './memory-central-digest.ts'
import type { State } from './memory-central-state.ts'
import type { WireAnswer, WireRequest } from './parts.ts'

export interface WireParts {
  clock: () => number
  state: () => State
  accounts: Accounts
  snapshots: MemorySnapshots
  push: MemoryPush
  pageChanges: () => number
  name: string
  practice: boolean
}

type Headers = Record<string, string>
interface Asked {
  request: WireRequest
  segments: string[]
  query: URLSearchParams
  now: number
}
interface Given {
  status: number
  headers: Headers
  body: string | Uint8Array
}

const JSON_TYPE: Headers = { 'content-type': 'application/json' }
const encoder = new TextEncoder()

export interface Wire {
  answer(request: WireRequest): WireAnswer
  /** The answer to a request that fails so. */
  refuse(error: unknown): WireAnswer
}

export function createWire(parts: WireParts): Wire {
  const { state, accounts, snapshots } = parts
  const throttle = createThrottle(...SNAPSHOT_RATE, parts.clock)
  const pushThrottle = createThrottle(...PUSH_RATE, parts.clock)
  const digest = createMemoryDigests()
  let requests = 0

  const identify = ({ request, query, now }: Asked): { account: Account; token: string } => {
    if (query.has('access_token') || query.has('token')) throw new Refusal('malformed', 'a token does not belong into an address')
    return accounts.identify(request.headers.authorization, now)
  }
  const meta = ({ now }: Asked): Given => json(200, JSON.stringify({
    name: parts.name,
    api: { min: API_VERSION, max: API_VERSION },
    schema: { min: SCHEMA_VERSION, max: SCHEMA_VERSION, preferred: SCHEMA_VERSION },
    epoch: state().epoch,
    practice: parts.practice,
    limits: LIMITS,
    push: FORMATS,
    server_time: new Date(now).toISOString(),
  }))
  const me = (asked: Asked): Given => {
    const { account } = identify(asked)
    const { grants, revision } = accounts.rightsOf(account)
    return json(200, JSON.stringify({ ...account, duties: FIRST_DUTIES[account.role], scopes: grants, scopes_rev: revision, offline_lease_s: OFFLINE_LEASE_SECONDS, unmask: false }))
  }
  const changes = (asked: Asked, scope: string): Given => {
    accounts.allow(identify(asked).account, scope)
    const { query, request } = asked
    const { epoch, after } = parseCursor(query.get('after') ?? undefined)
    const limit = wholeNumber(query.get('limit') ?? undefined, 'limit', RANGES.limit)
    wholeNumber(query.get('wait') ?? undefined, 'wait', RANGES.wait)
    const text = changePage(state(), { scope, epoch, after, most: Math.min(limit, parts.pageChanges()) })
    const headers = { ...JSON_TYPE, vary: 'Accept-Encoding' }
    if (text.length < COMPRESS_FROM_BYTES || !acceptsGzip(request.headers['accept-encoding'])) return { status: 200, headers, body: text }
    return { status: 200, headers: { ...headers, 'content-encoding': 'gzip' }, body: text }
  }
  const digests = (asked: Asked, scope: string): Given => {
    accounts.allow(identify(asked).account, scope)
    return json(200, digest(state(), scope, wholeNumber(asked.query.get('buckets') ?? undefined, 'buckets', RANGES.buckets)))
  }
  const snapshot = (asked: Asked, scope: string): Given => {
    const { account, token } = identify(asked)
    accounts.allow(account, scope)
    throttle.take(token)
    const { text, isNew } = snapshots.take(state(), scope, asked.now)
    return json(isNew ? 201 : 200, text)
  }
  const part = (asked: Asked, id: string, number: string): Given => {
    const { account } = identify(asked)
    const n = partNumberOf(number)
    accounts.allow(account, snapshots.scopeOf(state(), id, asked.now))
    const { sha256, bytes } = snapshots.part(id, n)
    const headers: Headers = { etag: `"${sha256}"`, vary: 'Accept-Encoding' }
    const given = asked.request.headers
    if (namesTag(given['if-none-match'], `"${sha256}"`)) return { status: 304, headers, body: '' }
    headers['content-type'] = 'application/x-ndjson'
    if (acceptsGzip(given['accept-encoding'])) return { status: 200, headers: { ...headers, 'content-encoding': 'gzip' }, body: bytes }
    if (refusesIdentity(given['accept-encoding'])) throw new Refusal('encoding')
    return { status: 200, headers, body: bytes }
  }
  const push = (asked: Asked): Given => {
    const { account, token } = identify(asked)
    pushThrottle.take(token)
    const body = readBody(asked.request)
    const epoch = (body as { epoch?: unknown } | null)?.epoch
    if (typeof epoch === 'string' && UUID.test(epoch) && epoch !== state().epoch) throw new Refusal('epoch-changed', undefined, { epoch: state().epoch })
    return json(200, JSON.stringify(parts.push.receive(state(), account, body)))
  }
  const route = (asked: Asked): Given => {
    const [version, noun, id = '', verb, n = ''] = asked.segments
    const count = asked.segments.length
    const call = `${asked.request.method} ${version}/${noun}${count > 3 ? `/${verb}` : ''}`
    if (count === 2 && call === 'GET v1/meta') return meta(asked)
    if (count === 2 && call === 'GET v1/me') return me(asked)
    if (count === 2 && call === 'POST v1/push') return push(asked)
    if (count === 3 && id !== '' && call === 'GET v1/ops') return json(200, JSON.stringify(parts.push.resultOf(state(), identify(asked).account, id)))
    if (count === 4 && id !== '' && call === 'GET v1/scopes/changes') return changes(asked, id)
    if (count === 4 && id !== '' && call === 'GET v1/scopes/digest') return digests(asked, id)
    if (count === 4 && id !== '' && call === 'POST v1/scopes/snapshots') return snapshot(asked, id)
    if (count === 5 && id !== '' && n !== '' && call === 'GET v1/snapshots/parts') return part(asked, id, n)
    throw new Refusal('not-found')
  }
  const finish = ({ status, headers, body }: Given, requestId: string): WireAnswer => {
    const stamped: Headers = {
      ...headers,
      'server-time': new Date(parts.clock()).toISOString(),
      'sync-epoch': state().epoch,
      'request-id': requestId,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    }
    return { status, headers: stamped, bytes: typeof body === 'string' ? encoder.encode(body) : body }
  }
  const nextId = (): string => `00000000-0000-4000-8000-${String((requests += 1)).padStart(12, '0')}`
  return {
    answer(request) {
      const requestId = nextId()
      try {
        return finish(route(read(request, parts.clock())), requestId)
      } catch (error) {
        return finish(problem(error, requestId), requestId)
      }
    },
    refuse(error) {
      const requestId = nextId()
      return finish(problem(error, requestId), requestId)
    },
  }
}

const json = (status: number, body: string): Given => ({ status, headers: JSON_TYPE, body })

/** Pushes of one sign-in: at once, and per second. */
const PUSH_RATE = [300, 5] as const
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

function readBody({ headers, body = '' }: WireRequest): unknown {
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) throw new Refusal('malformed')
  if (Buffer.byteLength(body) > LIMITS.pushBytes) throw new Refusal('too-large')
  try {
    return JSON.parse(body)
  } catch {
    throw new Refusal('malformed')
  }
}

function read(request: WireRequest, now: number): Asked {
  if (Number(request.headers['sync-schema'] ?? SCHEMA_VERSION) < SCHEMA_VERSION) throw new Refusal('client-too-old')
  const mark = request.path.indexOf('?')
  const path = mark === -1 ? request.path : request.path.slice(0, mark)
  return { request, segments: path.split('/').slice(1).map(decode), query: new URLSearchParams(mark === -1 ? '' : request.path.slice(mark)), now }
}

function decode(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function problem(error: unknown, requestId: string): Given {
  const refusal = toRefusal(error)
  // A fault of the memory central itself must not pass for an answer.
  if (!(error instanceof Refusal)) throw error
  const body = toProblem(refusal, `urn:uuid:${requestId}`)
  const headers: Headers = { 'content-type': 'application/problem+json' }
  if (body.status === 401) headers['www-authenticate'] = 'Bearer'
  if (refusal.retryAfterSeconds !== null) headers['retry-after'] = String(refusal.retryAfterSeconds)
  return { status: body.status, headers, body: JSON.stringify(body) }
}
