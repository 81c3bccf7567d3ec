/** Breaks of snapshots and their parts. */
import { commit } from '../../../main/central/log.ts'
import { caseOf } from '../city.ts'
import { rewritingParts } from './rewritten-parts.ts'
import { answering, asking, asProblem, heading, isPart, isTake, omit, scopeOf, telling, withHeaders, wordOf } from './spoiler.ts'
import type { Break, Spoiler } from './spoiler.ts'
import { fillHeavily } from './bad-rows.ts'

const reversed = (body: Buffer): Buffer => Buffer.from(body.toString().trimEnd().split('\n').toReversed().map((line) => `${line}\n`).join(''))

/** Gives every question for a snapshot another id, and knows them all. */
const renaming = (): Spoiler => {
  let given = 0
  return {
    spoil: async (asked, next) => {
      if (!isTake(asked)) return next({ ...asked, path: asked.path.replace(/(\/v1\/snapshots\/[^/]+)\.copy\d+\//, '$1/') })
      const answer = await next(asked)
      if (answer.status >= 300) return answer
      const body = JSON.parse(answer.body.toString()) as { id: string }
      given += 1
      return { ...answer, status: 201, body: Buffer.from(JSON.stringify({ ...body, id: `${body.id}.copy${given}` })) }
    },
  }
}

const againOtherwise = (): Spoiler => {
  const asked = new Map<string, number>()
  return {
    spoil: async (question, next) => {
      const given = await next(question)
      if (!isPart(question) || given.status !== 200 || question.headers['accept-encoding'] !== 'identity' || question.headers['if-none-match'] !== undefined) return given
      const times = (asked.get(question.path) ?? 0) + 1
      asked.set(question.path, times)
      return times === 1 ? given : { ...given, body: reversed(given.body) }
    },
  }
}

const accepts = (word: string) => ({ headers }: { headers: Record<string, string> }): boolean => headers['accept-encoding'] === word

export const SNAPSHOT_BREAKS: Break[] = [
  { rule: 'snapshot-shape', alone: true, says: 'a snapshot has no at_seq', spoiler: telling(isTake, (body) => delete body.at_seq) },
  { rule: 'snapshot-scope', says: 'a snapshot names another scope', spoiler: telling(isTake, (body) => (body.scope = 'office:elsewhere')) },
  { rule: 'snapshot-shared', says: 'every question builds a snapshot of its own', spoiler: renaming },
  { rule: 'snapshot-numbers', says: 'the rows of the parts do not add up', spoiler: telling(isTake, (body) => (body.rows += body.rows > 0 ? 1 : 0)) },
  { rule: 'snapshot-unique', says: 'a row comes twice', spoiler: rewritingParts((texts) => texts.map((text) => text + text.slice(0, text.indexOf('\n') + 1))) },
  { rule: 'snapshot-cursor', alone: true, says: 'at_seq is a number the log has not reached', spoiler: telling(isTake, (body) => (body.at_seq += 5_000)) },
  { rule: 'snapshot-expiry', says: 'a snapshot expires as it is given', spoiler: telling(isTake, (body) => (body.expires_at = new Date().toISOString())) },
  { rule: 'snapshot-empty', on: 'polls', says: 'a scope without rows has no snapshot', follows: ['scope-open'], spoiler: answering(isTake, (given) => (given.status < 300 && (JSON.parse(given.body.toString()) as { rows: number }).rows === 0 ? asProblem(given, 'unknown-scope') : given)) },
  { rule: 'snapshot-unknown', says: 'a snapshot that never was is called expired', spoiler: answering(isPart, (given) => (wordOf(given) === 'unknown-snapshot' ? asProblem(given, 'snapshot-expired') : given)) },
  { rule: 'part-media', says: 'parts are text/plain', spoiler: answering(isPart, (given) => (given.status === 200 ? withHeaders(given, { 'content-type': 'text/plain' }) : given)) },
  { rule: 'part-hash', says: 'the announced hash is another', spoiler: telling(isTake, (body) => body.parts.forEach((part: { sha256: string }) => (part.sha256 = part.sha256.replace(/^./, (c) => (c === '0' ? '1' : '0'))))) },
  { rule: 'part-bytes', says: 'the announced size is that of the packed part', spoiler: telling(isTake, (body) => body.parts.forEach((part: { bytes: number }) => (part.bytes = Math.ceil(part.bytes / 3) + 1))) },
  { rule: 'part-rows', says: 'one row more is announced than comes', spoiler: telling(isTake, (body) => {
    const more = body.rows > 0 ? 1 : 0
    body.parts[0].rows += more
    body.rows += more
  }) },
  { rule: 'part-lines', alone: true, says: 'the last line has no line feed', spoiler: rewritingParts((texts) => texts.map((text) => text.trimEnd())) },
  { rule: 'part-size', says: 'a snapshot is one part, whatever its size', plant: fillHeavily, spoiler: rewritingParts((texts) => [texts.join('')]) },
  { rule: 'part-etag', says: 'the ETag is weak', spoiler: answering(isPart, (given) => (given.headers['etag'] === undefined ? given : withHeaders(given, { etag: `W/${given.headers['etag']}` }))) },
  { rule: 'part-resume', says: 'If-None-Match is not read', spoiler: asking(isPart, (asked) => ({ ...asked, headers: omit(asked.headers, 'if-none-match') })) },
  { rule: 'part-repeat', says: 'a part comes in another order the second time', spoiler: againOtherwise },
  { rule: 'part-gzip', says: 'nothing is ever packed', spoiler: asking(isPart, (asked) => (accepts('gzip')(asked) ? { ...asked, headers: { ...asked.headers, 'accept-encoding': 'identity' } } : asked)) },
  { rule: 'part-same', says: 'the packed part has another order', spoiler: answering((asked) => isPart(asked) && accepts('gzip')(asked), (given) => (given.status === 200 ? { ...given, body: reversed(given.body) } : given)) },
  { rule: 'part-plain', says: 'gzip;q=0 is read as gzip', spoiler: answering((asked) => isPart(asked) && accepts('gzip;q=0')(asked), (given) => withHeaders(given, { 'content-encoding': 'gzip' })) },
  { rule: 'part-encoding', says: 'identity comes although it was ruled out', spoiler: asking((asked) => isPart(asked) && accepts('x-none, identity;q=0')(asked), (asked) => ({ ...asked, headers: { ...asked.headers, 'accept-encoding': 'identity' } })) },
  { rule: 'part-beyond', says: 'beyond the last part comes an empty one', spoiler: answering(isPart, (given) => (wordOf(given) === 'not-found' ? { status: 200, headers: { ...given.headers, 'content-type': 'application/x-ndjson' }, body: Buffer.alloc(0) } : given)) },
  { rule: 'part-malformed', says: 'part −1 is the last one', spoiler: answering(({ path }) => path.endsWith('/parts/-1'), (given) => ({ status: 200, headers: { ...given.headers, 'content-type': 'application/x-ndjson' }, body: Buffer.alloc(0) })) },
  {
    rule: 'answer-ratio', says: 'a part unpacks to more than a hundred times its size',
    plant: async (sql, city) => void (await sql.transaction((tx) => commit(tx, Array.from({ length: 25 }, (_, n) => ({ op: 'put', row: caseOf(city, city.streets[0], `blank${n}`, { blank: ' '.repeat(60_000) }) }))))),
  },
  { rule: 'no-store', says: 'parts may be stored by proxies', spoiler: heading(isPart, { 'cache-control': 'public, max-age=3600' }) },
  { rule: 'epoch-header', says: 'a 304 carries no epoch', spoiler: answering(isPart, (given) => (given.status === 304 ? withHeaders(given, { 'sync-epoch': null }) : given)) },
  { rule: 'one-epoch', says: 'the snapshot of one scope names another epoch', spoiler: telling((asked) => isTake(asked) && scopeOf(asked).startsWith('ref:'), (body) => (body.epoch = '11111111-1111-4111-8111-111111111111')) },
]
