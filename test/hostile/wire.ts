/** Answers that are wrong before their JSON is read: status, headers, encoding, size, pace. */
import { gzipSync } from 'node:zlib'
import type { Fault } from '../sync/faulty-proxy.ts'
import { only, send } from './forge.ts'
import { OFFICE, type Seen, type Trial } from './stand.ts'

const here = `/scopes/${OFFICE}/changes`
const says = (...errors: string[]) => ({ page }: Seen): boolean => page.scopes.some(({ id, error }) => id === OFFICE && error !== null && errors.includes(error))
const answer = (fault: string, name: string, give: Fault, error: string | string[], rest: Partial<Trial> = {}): Trial => ({ fault, name, spoil: only(here, give), shows: says(...[error].flat()), ...rest })
const raw = (text: string, thenEnd = true): Fault => (req) => {
  req.socket.write(text)
  if (thenEnd) req.socket.end()
  return true
}
const problem = (status: number, type: string, headers: Record<string, string> = {}): Fault => (_req, res) => send(res, status, 'application/problem+json', JSON.stringify({ type: `https://any.example/${type}`, title: type, status }), headers)
const html = (status: number): Fault => (_req, res) => send(res, status, 'text/html', '<html>log in</html>')
const refusal = (status: number, type: string, rest: Partial<Trial> = {}): Trial => answer(`${status}`, `${type} at every question`, problem(status, type), type, rest)
const again = (value: string): Trial => answer('F25', `Retry-After: ${value}`, problem(429, 'slow-down', { 'retry-after': value }), 'slow-down', { requests: 30 })

/** A gigabyte per megabyte: the zeros are written as they are asked for, and counted. */
export const streamed = { bytes: 0, answers: 0 }
const CHUNK = gzipSync(Buffer.alloc(1_048_576))
const bomb: Fault = (_req, res) => {
  res.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
  streamed.answers += 1
  const more = (): void => {
    while (!res.destroyed) {
      streamed.bytes += CHUNK.length
      if (!res.write(CHUNK)) return void res.once('drain', more)
    }
  }
  more()
  return true
}

export const WIRE: Trial[] = [
  answer('F8', 'a captive portal’s page', html(200), 'not-a-central'),
  answer('F26', 'a firewall’s 403', html(403), 'not-a-central'),
  answer('F26', 'a proxy’s 401', html(401), 'not-a-central'),
  answer('F26', 'a proxy’s 410', html(410), 'not-a-central'),
  answer('F24', '500 for one scope', problem(500, 'internal'), 'internal'),
  answer('F24', '503 for one scope, as text', (_req, res) => send(res, 503, 'text/plain', 'sorry'), 'not-a-central'),
  answer('I17', 'a problem of a type nobody knows', problem(410, 'everything-must-go'), 'unreadable'),
  answer('I17', 'a problem that is no problem', (_req, res) => send(res, 410, 'application/problem+json', '{"type":1}'), 'unreadable'),
  refusal(401, 'token-expired'), refusal(403, 'scope-forbidden'), refusal(404, 'unknown-scope'), refusal(410, 'epoch-changed'), refusal(426, 'client-too-old'),
  answer('410', 'cursor-expired at every question', problem(410, 'cursor-expired'), 'stuck', { lost: /^new-/, requests: 90 }), refusal(410, 'snapshot-expired'), refusal(503, 'busy'), refusal(400, 'malformed'),
  ...['99999999', '-5', '0', 'Wed, 21 Oct 2099 07:28:00 GMT', 'soon', '1e9', 'Infinity', ''].map(again),
  answer('limit', '204', (_req, res) => res.writeHead(204).end() && true, 'not-a-central'),
  answer('limit', 'an empty body', (_req, res) => send(res, 200, 'application/json', ''), 'unreadable'),
  answer('limit', 'JSON called text', async (_req, res, pass) => send(res, 200, 'text/plain', (await pass()).body), 'not-a-central'),
  answer('limit', 'no type at all', async (req, res, pass) => raw(`HTTP/1.1 200 OK\r\n\r\n${(await pass()).body.toString()}`)(req, res, pass), 'not-a-central'),
  answer('limit', 'gzip that is none', (_req, res) => send(res, 200, 'application/json', 'not packed', { 'content-encoding': 'gzip' }), 'unreachable'),
  answer('limit', 'half of the bytes it promised', async (_req, res, pass) => {
    const { body } = await pass()
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': String(body.length) })
    res.write(body.subarray(0, body.length / 2))
    setImmediate(() => res.destroy())
    return true
  }, 'unreachable'),
  answer('limit', 'chunks that are none', raw('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n'), 'unreachable'),
  answer('limit', 'HTTP/0.9', raw('{"scope":"x"}'), 'unreachable'),
  answer('limit', 'a hundred interim answers and then nothing', raw('HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'.repeat(100)), ['unreachable', 'not-a-central']),
  answer('limit', 'headers of a megabyte', raw(`HTTP/1.1 200 OK\r\n${'x-flood: 0123456789abcdef\r\n'.repeat(40_000)}\r\n{}`), 'unreachable'),
  answer('limit', 'a header that smuggles a line', raw('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx: \0\r\n\r\n{}'), 'unreachable'),
  answer('F1', 'the connection cut at once', (_req, res) => res.destroy().destroyed, 'unreachable'),
  answer('F35', 'a gzip bomb that never ends', bomb, 'too-large'),
  answer('F35', 'a gzip bomb with its length', (_req, res) => {
    const packed = gzipSync(Buffer.alloc(15_000_000))
    return send(res, 200, 'application/json', packed, { 'content-encoding': 'gzip', 'content-length': String(packed.length) })
  }, 'too-large'),
  answer('F40', '40 MB that are no bomb', (_req, res) => send(res, 200, 'application/json', Buffer.alloc(40_000_000, ' ')), 'too-large'),
  answer('F12', 'silence', () => true, 'timeout', { flowing: true, requests: 120 }),
  answer('F10', 'a byte now and then', (_req, res) => {
    res.writeHead(200, { 'content-type': 'application/json' })
    const drip = setInterval(() => res.write(' '), 1)
    res.on('close', () => clearInterval(drip))
    return true
  }, ['timeout', 'too-large'], { flowing: true, requests: 120 }),
]
