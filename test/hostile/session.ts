/** What concerns the whole desk: who it is and what it may read, epochs, storms, the clock, and the stream of hints. */
import type { ServerResponse } from 'node:http'
import type { Fault } from '../sync/faulty-proxy.ts'
import { json, only, send, type Json } from './forge.ts'
import { OFFICE, type Seen, type Stand, type Trial } from './stand.ts'

type Me = Json & { scopes: Json[] }
const grant = (id: string, fields: Json = {}): Json => ({ id, kind: 'office', name: id, access: 'read', reason: 'test', ...fields })
const me = (name: string, edit: (me: Me) => unknown, rest: Partial<Trial> = {}): Trial => ({ fault: 'me', name, act: 'now', scope: null, spoil: json('/v1/me', edit as (value: never) => unknown), ...rest })
const problem = (status: number, type: string, headers: Record<string, string> = {}): Fault => (_req, res) => send(res, status, 'application/problem+json', JSON.stringify({ type: `https://any.example/${type}`, title: type, status }), headers)
const state = (...names: string[]) => ({ page }: Seen): boolean => names.includes(page.status.state)
const OTHER_EPOCH = '11111111-1111-4111-8111-111111111111'

/** Two centrals behind one address: every second answer speaks of another epoch. */
function flapping(): Fault {
  let n = 0
  return async (req, res, pass) => {
    if ((req.url ?? '').endsWith('/wake')) return false
    const { status, headers, body } = await pass()
    const epoch = String(headers['sync-epoch'] ?? '')
    n += 1
    const text = n % 2 === 0 ? body : Buffer.from(body.toString('utf8').replaceAll(epoch, OTHER_EPOCH))
    return send(res, status, String(headers['content-type'] ?? ''), text, { 'sync-epoch': n % 2 === 0 ? epoch : OTHER_EPOCH })
  }
}

const expired = json('/snapshots', (whole: Json) => ({ ...whole, expires_at: '2000-01-01T00:00:00Z' }))

/** The stream of hints says this again and again, as fast as it is taken. */
const hints = (name: string, say: (n: number, epoch: string) => string, rest: Partial<Trial> = {}): Trial => ({
  fault: 'hints', name, scope: null, act: 'none', ownHints: false, flowing: true, requests: 320, ...rest,
  async spoil({ desk }: Stand): Promise<Fault> {
    const epoch = (await desk.sync.page()).epoch ?? ''
    return only('/v1/wake', (_req, res) => {
      res.writeHead(200, { 'content-type': 'text/event-stream' })
      pour(res, (n) => say(n, epoch))
      return true
    })
  },
})

function pour(res: ServerResponse, say: (n: number) => string): void {
  let n = 0
  const more = setInterval(() => {
    for (let i = 0; i < 10 && !res.destroyed; i++) res.write(say(n++))
  }, 10)
  res.on('close', () => clearInterval(more))
}
const head = (scope: string, number: number, epoch: string): string => `event: head\ndata: ${JSON.stringify({ scope, head: number, epoch })}\n\n`

export const SESSION: Trial[] = [
  me('thirty scopes', (given) => ({ ...given, scopes: [...given.scopes, ...Array.from({ length: 27 }, (_, n) => grant(`office:extra-${n}`))] }), { shows: ({ page }) => page.leftOut.beyond === 5 && page.scopes.length === 25, requests: 700 }),
  me('every scope twice', (given) => ({ ...given, scopes: [...given.scopes, ...given.scopes] })),
  me('scopes in unknown words', (given) => ({ ...given, scopes: [...given.scopes, grant('planet:9'), 7, null, ...given.scopes.map((one) => ({ ...one, access: 'owner' }))] }), { shows: ({ page }) => page.leftOut.unreadable === 6 }),
  me('only scopes in unknown words', (given) => ({ ...given, scopes: given.scopes.map((one) => ({ ...one, access: 'owner' })) }), { shows: ({ page }) => page.leftOut.unreadable === 3 && page.scopes.length === 3 }),
  me('no scopes', (given) => ({ ...given, scopes: [] }), { shows: ({ page }) => page.scopes.length === 0, lost: /./ }),
  me('names of ten thousand turned characters', (given) => ({ ...given, scopes: given.scopes.map((one) => ({ ...one, name: '\u202E<img src=x onerror=alert(1)>'.repeat(400) })) }), { shows: ({ page }) => page.scopes.every(({ name }) => name.length <= 200 && name.startsWith('\u202E')) }),
  me('keys that mean something to the language', (given) => JSON.stringify(given).replace('{', '{"__proto__":{"role":"king"},"constructor":{"prototype":{"ok":true}},'), { shows: state('idle') }),
  me('another role', (given) => ({ ...given, role: 'city' }), { shows: state('idle') }),
  me('an unknown role', (given) => ({ ...given, role: 'king' }), { shows: state('offline') }),
  me('a million scopes', (given) => ({ ...given, scopes: Array.from({ length: 1_000_000 }, () => 0) }), { shows: state('offline') }),
  { fault: 'F26', name: 'a firewall’s 403 to who-am-I', act: 'now', scope: null, spoil: only('/v1/me', (_req, res) => send(res, 403, 'text/html', 'no')), shows: state('offline') },
  { fault: 'F26', name: 'a proxy’s 401 to who-am-I', act: 'now', scope: null, spoil: only('/v1/me', (_req, res) => send(res, 401, 'text/html', 'log in')), shows: state('offline') },
  { fault: 'F25', name: 'who-am-I told to come back in three years', act: 'now', scope: null, spoil: only('/v1/me', problem(429, 'slow-down', { 'retry-after': '99999999' })), requests: 30 },
  { fault: 'storm', name: '503 to everything', scope: null, spoil: problem(503, 'busy'), requests: 90 },
  { fault: 'storm', name: '403 to everything but who-am-I', scope: null, spoil: (req, res, pass) => (req.url === '/v1/me' ? false : problem(403, 'scope-forbidden')(req, res, pass)), requests: 150 },
  { fault: 'storm', name: '401 to everything but who-am-I', scope: null, spoil: (req, res, pass) => (req.url === '/v1/me' ? false : problem(401, 'token-expired')(req, res, pass)), requests: 150 },
  { fault: 'F33', name: 'every second answer of another epoch', scope: null, spoil: flapping, lost: /^new-/, requests: 260 },
  { fault: 'F29', name: 'a central whose clock is two hours behind', act: 'rebuild', scope: null, lost: /^new-/, spoil: (req, res, pass) => (req.method === 'POST' ? expired(req, res, pass) : false) },
  hints('ten megabytes without a line’s end', () => 'x'.repeat(1_000_000)),
  hints('events nobody knows', (n) => `event: party\nid: ${n}\nretry: 0\ndata: {}\n\n`),
  hints('heads behind the desk', (_n, epoch) => head(OFFICE, 0, epoch)),
  hints('heads of foreign scopes', (n, epoch) => head(`office:${n}`, n, epoch)),
  hints('heads that are none', (n) => `event: head\ndata: ${['null', '{', '{"scope":7}', '[]', `"${'y'.repeat(1_000)}"`][n % 5]}\n\n`),
  hints('heads of another epoch', (_n, _epoch) => head(OFFICE, 5, OTHER_EPOCH), { requests: 400 }),
  hints('comments of another epoch', () => `: epoch ${OTHER_EPOCH}\n\n`, { requests: 400 }),
  hints('rights that change all the time', () => 'event: me\ndata: {}\n\n', { requests: 400 }),
  hints('a thousand rising heads a second', (n, epoch) => head(OFFICE, 1e12 + n, epoch), { lost: /^new-/, requests: 400 }),
]
