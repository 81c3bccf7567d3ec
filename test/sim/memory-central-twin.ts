/** One of two centrals that live the same history: its own tokens, epochs and snapshots, and outcomes in which random names are canonical ones. */
import { simCity, SIM_ACCOUNTS } from './sim-city.ts'
import { ALL_SCOPES, ASKED_SCOPES, floodRows, pick, toAccount, toRow, toWrite } from './memory-central-history.ts'
import type { Action, AskSpec } from './memory-central-history.ts'
import { createFormer, plainAnswer } from './memory-central-pushes.ts'
import type { PushSpec } from './memory-central-pushes.ts'
import type { OpenWrite, SimCentral, WireAnswer, WireRequest } from './parts.ts'

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const NO_EPOCH = '99999999-9999-4999-8999-999999999999'
/** What the connection adds, not the central. */
const OF_THE_CONNECTION = new Set(['content-length'])

export interface Outcome {
  /** Everything that must be equal. */
  said: string
  /** Status and problem, for counting. */
  kinds: string[]
}

const done = async (work: Promise<unknown>): Promise<Outcome> =>
  work.then(() => ({ said: 'done', kinds: [] }), (error: Error) => ({ said: `refused: ${error.message}`, kinds: ['refused'] }))

export interface Twin {
  live(action: Action): Promise<Outcome>
  /** The database's own word, by way of no wire. */
  look(): Promise<unknown>
}

/** `clock`: the centrals', for what desks date. */
export function createTwin(central: SimCentral, clock: () => number): Twin {
  const former = createFormer()
  const tokens: string[] = []
  const epochs: string[] = []
  const snapshots: string[] = []
  const open: OpenWrite[] = []
  const names = new Map<string, string>()
  const tags: string[] = []
  let turn = 0

  const canonical = (text: string): string =>
    text.replaceAll(UUID, (name) => {
      const known = names.get(name) ?? `#${names.size}`
      names.set(name, known)
      return known
    })
  const ask = async (request: WireRequest): Promise<Outcome> => {
    const answer = await central.answer(request)
    remember(answer)
    return describe(answer)
  }
  const remember = ({ status, headers, bytes }: WireAnswer): void => {
    const epoch = headers['sync-epoch'] ?? ''
    if (!epochs.includes(epoch)) epochs.push(epoch)
    if (headers.etag !== undefined) tags[0] = headers.etag
    if (status !== 201) return
    snapshots.push((JSON.parse(new TextDecoder().decode(bytes)) as { id: string }).id)
  }
  const describe = ({ status, headers, bytes }: WireAnswer): Outcome => {
    const text = new TextDecoder().decode(bytes)
    const kept = Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.has(name)).sort(([a], [b]) => (a < b ? -1 : 1))
    const kind = headers['content-type'] === 'application/problem+json' ? `${status} ${(JSON.parse(text) as { type: string }).type.split('/').pop() ?? ''}` : `${status}`
    return { said: canonical(`${status}\n${JSON.stringify(kept)}\n${text}`), kinds: [kind] }
  }
  const headersFor = (token: number): Record<string, string> => ({ authorization: `Bearer ${tokenAt(token)}`, 'sync-schema': '1' })
  const askOp = async (request: WireRequest): Promise<Outcome> => {
    const answer = await central.answer(request)
    const text = new TextDecoder().decode(answer.bytes)
    const { kinds } = describe(answer)
    const plain = plainAnswer(text)
    return { said: canonical(`${answer.status}\n${answer.headers['sync-epoch']}\n${answer.headers['retry-after']}\n${plain.said}`), kinds: [...kinds, ...plain.kinds] }
  }
  const push = async ({ token, epoch, ops, flaw }: PushSpec): Promise<Outcome> => {
    const { epoch: present, rows } = await central.truth()
    const body = { client: flaw === 1 ? 'me' : '11111111-1111-4111-8111-111111111111', epoch: epoch === 0 ? present : epoch === 3 ? NO_EPOCH : (epochs.at(-2) ?? NO_EPOCH), format: flaw === 2 ? 2 : 1, ops: ops.map((spec) => former.form(spec, rows, clock())) }
    const text = flaw === 3 ? 'no JSON' : flaw === 4 ? JSON.stringify({ ...body, ops: Array.from({ length: 101 }, () => 1) }) : flaw === 5 ? JSON.stringify({ ...body, room: 'x'.repeat(1_100_000) }) : JSON.stringify(body)
    return askOp({ method: 'POST', path: '/v1/push', headers: { ...headersFor(token), 'content-type': flaw === 6 ? 'text/plain' : 'application/json' }, body: text })
  }
  const issue = async (sub: string): Promise<void> => void tokens.push(await central.issueToken(sub))
  const meta = (): Promise<Outcome> => ask({ method: 'GET', path: '/v1/meta', headers: {} })
  const settle = async (): Promise<void> => {
    await meta()
    for (const entry of SIM_ACCOUNTS) await central.putAccount(entry)
    await central.load(simCity())
    for (const { account } of SIM_ACCOUNTS) await issue(account)
  }
  const write = async (action: Action & { do: 'write' }): Promise<Outcome> => {
    const begun = central.begin(action.writes.map(toWrite))
    if (!action.isHeld) return done(begun.commit())
    open.push(begun)
    return { said: 'held', kinds: [] }
  }
  const finish = async ({ open: n, isGivenUp }: Action & { do: 'finish' }): Promise<Outcome> => {
    const [begun] = open.splice(open.length === 0 ? 0 : n % open.length, 1)
    if (begun === undefined) return { said: 'nothing is open', kinds: [] }
    if (!isGivenUp) return done(begun.commit())
    begun.abort()
    return { said: 'given up', kinds: [] }
  }
  const hints = async (n: number): Promise<Outcome> => {
    const heard = await central.hints(tokenAt(n))
    return heard.ok ? { said: canonical(heard.text), kinds: ['hints'] } : describe(heard.answer)
  }
  const burst = async (asks: number): Promise<Outcome> => {
    const outcomes: Outcome[] = []
    for (let i = 0; i < asks; i += 1) outcomes.push(await ask(toRequest({ ...PLAIN, what: 'snapshot', scope: 0 })))
    return { said: outcomes.map(({ said }) => said).join('\n'), kinds: outcomes.flatMap(({ kinds }) => kinds) }
  }
  const tokenAt = (n: number): string => (tokens.length === 0 ? 'never-issued-token-000' : pick(tokens, n))

  /** A fault takes the place of something right, or adds something wrong. */
  const toRequest = (spec: AskSpec): WireRequest => {
    const { fault } = spec
    const scope = encodeURIComponent(pick(ASKED_SCOPES, spec.scope))
    const query = fault === 1 ? '&token=x' : fault === 2 ? '&access_token=x' : ''
    const get = (path: string): WireRequest => ({ method: fault === 3 ? 'POST' : 'GET', path, headers: headersOf(spec) })
    const limit = pick(['', '&limit=1', '&limit=2', '&limit=3', '&limit=500', '&wait=0', '&limit=0', '&limit=501', '&limit=x', '&limit=', '&limit=1.0', '&limit=%31'], spec.number)
    if (spec.what === 'meta') return get(`/v1/meta?${query}`)
    if (spec.what === 'me') return get(`/v1/me?${query}`)
    if (spec.what === 'changes') return get(`/v1/scopes/${scope}/changes?after=${encodeURIComponent(cursorOf(spec))}${limit}${query}`)
    if (spec.what === 'digest') return get(`/v1/scopes/${scope}/digest?${pick(['', 'buckets=1', 'buckets=7', 'buckets=64', 'buckets=256', 'buckets=0', 'buckets=257', 'buckets=-1'], spec.number)}${query}`)
    if (spec.what === 'snapshot') return { ...get(`/v1/scopes/${scope}/snapshots?${query}`), method: fault === 3 ? 'GET' : 'POST' }
    const id = snapshots.length === 0 || fault === 4 ? pick(['none', NO_EPOCH, '%E4%B8%AD'], spec.snapshot) : pick(snapshots.slice(-4), spec.snapshot)
    if (spec.what === 'part') return get(`/v1/snapshots/${id}/parts/${pick(['0', '0', '0', '0', '1', '2', '0', '0', '00', '999999', '1000000', '-1'], spec.number)}?${query}`)
    return get(pick(['/', '/v1', '/v1/nothing', '/v1/scopes', `/v1/scopes/${scope}`, `/v1/scopes/${scope}/changes/more`, '/v1/snapshots/x/parts', '/v1/meta/', '/v2/meta', '/V1/meta', '/v1/scopes//digest', '//v1/meta'], spec.number))
  }
  const headersOf = ({ token, fault, encoding, tag }: AskSpec): Record<string, string> => ({
    ...(fault === 5 ? {} : { authorization: `Bearer ${tokenAt(token)}` }),
    ...(fault === 6 ? { authorization: `bearer ${tokenAt(token)}` } : fault === 7 ? { authorization: 'Bearer short' } : fault === 8 ? { authorization: 'Bearer nobody-has-this-one' } : {}),
    ...(fault === 9 ? { 'sync-schema': '0' } : fault === 10 ? { 'sync-schema': 'one' } : { 'sync-schema': '1' }),
    'accept-encoding': pick(['identity', 'gzip', 'gzip;q=0', 'gzip;q=0.5, br', '*', 'identity;q=0', 'br, identity;q=0', 'GZIP ; q=1'], encoding),
    ...(tag === 0 ? {} : { 'if-none-match': pick(['', tags[0] ?? '"none"', '*', '"a", W/"b"'], tag) }),
  })
  const cursorOf = ({ epoch, after, fault }: AskSpec): string => {
    const seq = after === 39 ? '999999999999999' : after === 38 ? '9999999999999999' : String(after)
    const known = epoch === 3 ? NO_EPOCH : (epochs.at(-1 - epoch) ?? NO_EPOCH)
    return fault === 11 ? `${known}:${seq}` : `${known}.${seq}`
  }

  return {
    async live(action) {
      if (action.do === 'ask') return ask(toRequest(action.ask))
      if (action.do === 'write') return write(action)
      if (action.do === 'finish') return finish(action)
      if (action.do === 'load') return done(central.load(action.rows.map(toRow)))
      if (action.do === 'settle') return done(settle())
      if (action.do === 'flood') return done(central.begin(floodRows(action.rows, action.heavy, (turn += 1)).map((row) => ({ op: 'put', row }))).commit())
      if (action.do === 'compact') return done(central.compact(action.keepMs))
      if (action.do === 'account') return done(central.putAccount(toAccount(action.who, action.role, action.home)))
      if (action.do === 'token') return done(issue(SIM_ACCOUNTS[action.who]?.account ?? 'nobody'))
      if (action.do === 'revoke') return done(central.revokeTokens(SIM_ACCOUNTS[action.who]?.account ?? 'nobody'))
      if (action.do === 'backup') return done(central.backup())
      if (action.do === 'restore') return done(central.restore().then(meta))
      if (action.do === 'hints') return hints(action.token)
      if (action.do === 'burst') return burst(action.asks)
      if (action.do === 'push') return push(action.push)
      if (action.do === 'op') return askOp({ method: 'GET', path: `/v1/ops/${former.idOf(action.n)}`, headers: headersFor(action.token) })
      return { said: 'waited', kinds: [] }
    },
    async look() {
      const { epoch, heads, rows } = await central.truth()
      const entries = await Promise.all(ALL_SCOPES.map((scope) => central.entries(scope, 0)))
      const grants = await Promise.all([...SIM_ACCOUNTS.map(({ account }) => account), 'nobody'].map((sub) => central.grants(sub)))
      return { epoch: canonical(epoch), heads: [...heads].sort(([a], [b]) => (a < b ? -1 : 1)), rows, entries, grants }
    },
  }
}

export const PLAIN: AskSpec = { what: 'meta', token: 0, scope: 0, epoch: 0, after: 0, number: 0, snapshot: 0, fault: 0, encoding: 0, tag: 0 }
