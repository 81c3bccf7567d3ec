/** Rules about every answer, judged over all that the run has seen. */
import { Epoch, LIMITS } from '../../../main/sync/protocol.ts'
import { NotShown } from '../finding.ts'
import { epochOf } from '../gather.ts'
import { said } from '../probe.ts'
import type { Probe } from '../probe.ts'
import { asObject, firstOf, jsonOf, mediaOf } from '../rule.ts'
import type { Rule } from '../rule.ts'
import type { Answer } from '../wire.ts'

const where = 'every answer'
const EARLY_MS = 2_000
/** A desk tells a bomb from an answer by these (protocol LIMITS). */
const RATIO_FROM_BYTES = 65_536

const isRedirect = ({ status }: Answer): boolean => status >= 300 && status < 400 && status !== 304
const isOfCentral = (answer: Answer): boolean => answer.status !== 0 && !isRedirect(answer)

/** A rule about each answer by itself. */
const each = (id: string, title: string, find: (answer: Answer) => string | null, of: (answer: Answer) => boolean = isOfCentral, at = where): Rule => ({
  id, title, where: at,
  check: async (probe) => firstOf(probe.answers.filter(of).map((answer) => {
    const fault = find(answer)
    return fault === null ? null : `${said(answer)}: ${fault}`
  })),
})

/** Asked before the others look back: its questions are those of a page in a browser. */
export const PAGE_RULE: Rule = {
  id: 'no-cors', where: 'every answer, OPTIONS', title: 'Pages of a browser get no permission (no Access-Control-Allow-Origin)',
  async check(probe) {
    await askAsPage(probe)
    return firstOf(probe.answers.map((answer) => (answer.headers['access-control-allow-origin'] === undefined ? null : `${said(answer)}: Access-Control-Allow-Origin: ${answer.headers['access-control-allow-origin']}`)))
  },
}

export const ANSWER_RULES: Rule[] = [
  each('answer-in-time', 'Every question is answered within 20 s, a long poll within 20 s more than it asked for', ({ fault }) => (fault === null || fault.startsWith('more than') ? null : fault), () => true),
  each('answer-size', `No answer is larger than ${LIMITS.answerBytes} bytes unpacked`, ({ fault }) => (fault?.startsWith('more than') === true ? fault : null), () => true, 'LIMITS'),
  each('answer-ratio', `No answer unpacks to more than ${LIMITS.answerRatio} times its size`, ({ unpackedBytes, packedBytes }) =>
    unpackedBytes > RATIO_FROM_BYTES && unpackedBytes > packedBytes * LIMITS.answerRatio ? `${packedBytes} bytes become ${unpackedBytes}` : null, isOfCentral, 'LIMITS'),
  each('no-store', 'Cache-Control is no-store', ({ headers }) => (/(^|,)\s*no-store\s*(,|$)/i.test(headers['cache-control'] ?? '') ? null : `Cache-Control is ${headers['cache-control'] ?? 'missing'}`)),
  each('epoch-header', 'Sync-Epoch carries the epoch', ({ headers }) => (Epoch.safeParse(headers['sync-epoch']).success ? null : `Sync-Epoch is ${headers['sync-epoch'] ?? 'missing'}`)),
  {
    id: 'one-epoch', where: 'Sync-Epoch, `epoch`', title: 'All answers, headers and bodies, name one epoch',
    async check(probe) {
      const epoch = await epochOf(probe)
      return firstOf(probe.answers.filter(isOfCentral).map((answer) => {
        const inside = asObject(mediaOf(answer) === 'application/json' ? jsonOf(answer) : null)['epoch']
        const named = [answer.headers['sync-epoch'], inside].find((word) => Epoch.safeParse(word).success && word !== epoch)
        return named === undefined ? null : `${said(answer)} names ${String(named)}, GET /v1/meta ${epoch}`
      }))
    },
  },
  {
    id: 'request-id', where, title: 'Request-Id names each answer apart',
    async check(probe) {
      const seen = new Set<string>()
      return firstOf(probe.answers.filter(isOfCentral).map((answer) => {
        const id = answer.headers['request-id'] ?? ''
        const fault = id === '' ? `${said(answer)}: Request-Id is missing` : seen.has(id) ? `${said(answer)}: Request-Id ${id} was given before` : null
        seen.add(id)
        return fault
      }))
    },
  },
  each('server-time', 'Server-Time is an ISO 8601 instant', ({ headers }) => (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(headers['server-time'] ?? '') ? null : `Server-Time is ${headers['server-time'] ?? 'missing'}`)),
  {
    id: 'server-time-runs', where, title: 'Server-Time does not run backwards',
    async check(probe) {
      let latest = -Infinity
      return firstOf(probe.answers.filter(isOfCentral).map((answer) => {
        const at = Date.parse(answer.headers['server-time'] ?? '')
        const fault = at < latest - EARLY_MS ? `${said(answer)}: Server-Time fell back by ${Math.round((latest - at) / 1000)} s` : null
        latest = Math.max(latest, Number.isNaN(at) ? latest : at)
        return fault
      }))
    },
  },
  each('media-json', 'A body that is neither a part nor a stream is application/json', (answer) => (mediaOf(answer) === 'application/json' ? null : `Content-Type is ${answer.headers['content-type'] ?? 'missing'}`), isPlainJson),
  each('json-utf8', 'JSON is UTF-8 without a byte order mark', (answer) => {
    if (answer.bytes.subarray(0, 3).toString('hex') === 'efbbbf') return 'the body begins with a byte order mark'
    return jsonOf(answer) === undefined && answer.bytes.length > 0 ? 'the body is no JSON in UTF-8' : null
  }, isPlainJson),
  each('no-redirect', 'Nothing is answered with a redirect: a desk takes it for a captive portal', () => 'a redirect', isRedirect),
  {
    id: 'no-cookie', where, title: 'No cookie is set: the token is all there is',
    async check(probe) {
      return firstOf(probe.answers.map((answer) => (answer.headers['set-cookie'] === undefined ? null : `${said(answer)} sets a cookie`)))
    },
  },
  {
    id: 'retry-after', mayMiss: true, where: '429 slow-down, 503 busy', title: 'A central that says slow-down or busy says for how many seconds',
    async check(probe) {
      const told = probe.answers.filter(({ status }) => status === 429 || status === 503)
      if (told.length === 0) throw new NotShown(probe.options.burst ? 'even asked 150 times in a row the central said neither' : 'it said neither; --burst asks until it does')
      return firstOf(told.map((answer) => (/^[1-9]\d{0,4}$/.test(answer.headers['retry-after'] ?? '') ? null : `${said(answer)}: Retry-After is ${answer.headers['retry-after'] ?? 'missing'}`)))
    },
  },
]

function isPlainJson(answer: Answer): boolean {
  return isOfCentral(answer) && [200, 201].includes(answer.status) && answer.method !== 'HEAD' && answer.method !== 'OPTIONS' && /^\/v1\/(meta|me$|me\?|scopes\/)/.test(answer.path)
}

async function askAsPage(probe: Probe): Promise<void> {
  const headers = { Origin: 'https://page.example', 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'authorization' }
  await probe.ask('/v1/me', { method: 'OPTIONS', token: null, headers })
  await probe.ask('/v1/me', { headers })
  await probe.ask('/v1/meta', { token: null, headers })
}
