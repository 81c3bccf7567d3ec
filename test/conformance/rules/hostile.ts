/** Rules about questions no desk would ask: they are refused, and nothing fails or hangs by them. */
import { broken } from '../finding.ts'
import { epochOf, readMe, scopesOf } from '../gather.ts'
import { askChanges, readLog } from '../pages.ts'
import { said } from '../probe.ts'
import type { Probe } from '../probe.ts'
import { asObject, firstOf, jsonOf, pathOf } from '../rule.ts'
import type { Rule } from '../rule.ts'
import type { Answer } from '../wire.ts'

const PARALLEL = 20

/** Ids of scopes that do not exist, as they stand in a path. */
const IDS = [
  'x'.repeat(3_000), 'office:..%2f..%2f..%2fetc%2fpasswd', '..%2f..%2fmeta', 'office%3A%00', 'office%3Aa%00b', '%zz', '%', '%ff%fe', 'office:%27%3B%20DROP%20TABLE%20x%3B--', 'office%3A%20',
  'city:%F0%9F%98%80', 'office:%E5%AE%81%E6%B3%A2', '%2e%2e', 'office:%22%3E%3Cscript%3E', '*', 'office:*', 'office:%25', 'null', '-1',
]
const PARTS = ['none/parts/%00', '%00/parts/0', '%27%20OR%201=1/parts/0', `${'y'.repeat(3_000)}/parts/0`, '..%2f..%2fme/parts/0', '%zz/parts/0']

const isRefusal = (answer: Answer): string | null => (answer.status >= 400 && answer.status < 500 ? null : said(answer))

export const HOSTILE_RULES: Rule[] = [
  {
    id: 'hostile-paths', where: 'every path', title: 'Ids that are none (too long, percent-encoded traps, zero bytes, SQL) are refused with a 4xx',
    async check(probe) {
      const faults = []
      for (const id of IDS) faults.push(isRefusal(await probe.ask(`/v1/scopes/${id}/digest`)))
      for (const part of PARTS) faults.push(isRefusal(await probe.ask(`/v1/snapshots/${part}`)))
      return firstOf(faults)
    },
  },
  {
    id: 'hostile-queries', where: 'every query', title: 'Queries of 6,000 characters, repeated or in other digits are refused with a 4xx or read as the contract says',
    async check(probe) {
      const [scope = ''] = await scopesOf(probe)
      const cursor = encodeURIComponent(`${await epochOf(probe)}.0`)
      const queries = [`changes?after=${'1'.repeat(6_000)}`, `changes?after=${cursor}&limit=%EF%BC%91`, `changes?after=${cursor}&after=x`, `changes?after=%00`, `digest?buckets=%00`, `digest?${'buckets=3&'.repeat(200)}`, `changes?after[]=1`, 'digest?__proto__=1&constructor=2']
      const faults = []
      for (const query of queries) {
        const answer = await probe.ask(pathOf(scope, query))
        faults.push(answer.status < 500 ? null : said(answer))
      }
      return firstOf(faults)
    },
  },
  {
    id: 'hostile-headers', where: 'every header', title: 'Strange headers (Range, If-None-Match, Sync-Schema, Host) do not make the central fail',
    async check(probe) {
      const odd: Record<string, string>[] = [{ 'If-None-Match': '*, W/"x", ,,' }, { Range: 'bytes=99999-1' }, { 'Sync-Schema': 'NaN' }, { 'Sync-Schema': '99' }, { 'Accept-Encoding': 'gzip;q=9;;,*;q=x' }, { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-For': "'" }, { Accept: 'image/png' }, { 'Request-Id': 'a'.repeat(2_000) }]
      const faults = []
      for (const headers of odd) {
        const answer = await probe.ask('/v1/me', { headers })
        faults.push(answer.status < 500 ? null : `${said(answer)} with ${JSON.stringify(headers).slice(0, 80)}`)
      }
      return firstOf(faults)
    },
  },
  {
    id: 'other-methods', where: 'every path', title: 'A call that exists under another method only is refused with 404 or 405',
    async check(probe) {
      const [scope = ''] = await scopesOf(probe)
      // PROPFIND changes nothing wherever it is understood (RFC 4918); DELETE or PUT might.
      const calls = [['PROPFIND', '/v1/me'], ['PROPFIND', '/v1/meta'], ['PROPFIND', pathOf(scope, 'digest')], ['POST', '/v1/meta'], ['GET', pathOf(scope, 'snapshots')]] as const
      const faults = []
      for (const [method, path] of calls) {
        const answer = await probe.ask(path, { method })
        faults.push([404, 405].includes(answer.status) ? null : said(answer))
      }
      return firstOf(faults)
    },
  },
  {
    id: 'head-options', where: 'HEAD, OPTIONS', title: 'HEAD and OPTIONS are answered without a body and without failing',
    async check(probe) {
      const faults = []
      for (const path of ['/v1/meta', '/v1/me']) {
        for (const method of ['HEAD', 'OPTIONS']) {
          const answer = await probe.ask(path, { method })
          faults.push(answer.status < 500 && (method === 'OPTIONS' || answer.bytes.length === 0) ? null : said(answer))
        }
      }
      return firstOf(faults)
    },
  },
  {
    id: 'parallel', where: 'every call', title: `${PARALLEL} questions at once get the answers each would get alone`,
    async check(probe) {
      const { sub } = await readMe(probe)
      const [scope = ''] = await scopesOf(probe)
      const { pages } = await readLog(probe, scope)
      const head = pages.at(-1)?.head ?? 0
      const answers = await Promise.all(Array.from({ length: PARALLEL }, (_, i) => askOne(probe, i, scope, head)))
      const failed = answers.find(({ status }) => status !== 200)
      if (failed !== undefined) return broken(`${said(failed)} among ${PARALLEL} at once`)
      return firstOf(answers.map((answer) => {
        const body = asObject(jsonOf(answer))
        if (answer.path === '/v1/me') return body['sub'] === sub ? null : `${said(answer)}: sub ${String(body['sub'])} instead of ${String(sub)}`
        return body['scope'] === scope && Number(body['head'] ?? body['seq']) >= head ? null : `${said(answer)}: scope ${String(body['scope'])}, head ${String(body['head'] ?? body['seq'])}`
      }))
    },
  },
]

function askOne(probe: Probe, i: number, scope: string, seq: number): Promise<Answer> {
  if (i % 3 === 0) return probe.ask('/v1/me')
  return i % 3 === 1 ? askChanges(probe, scope, seq, { limit: 1 }) : probe.ask(pathOf(scope, 'digest?buckets=2'))
}
