/** Rules about downloading a snapshot's parts: bytes, hashes, resuming, encodings. */
import { createHash } from 'node:crypto'
import { LIMITS } from '../../../main/sync/protocol.ts'
import { NotShown } from '../finding.ts'
import { allHeld, allParts, partPath } from '../held.ts'
import { said } from '../probe.ts'
import { firstOf, mediaOf, notRefused } from '../rule.ts'
import type { Rule } from '../rule.ts'
import type { Answer } from '../wire.ts'

const where = 'GET /v1/snapshots/{id}/parts/{n}'
/** Smaller parts may travel as they are. */
const PACK_FROM_BYTES = 4_096
/** Asking for every part again would double the download. */
const AGAIN = 3

const hashOf = (answer: Answer): string => createHash('sha256').update(answer.bytes).digest('hex')

export const PART_RULES: Rule[] = [
  { id: 'part-media', where, title: 'A part is application/x-ndjson', check: async (probe) => firstOf((await allParts(probe)).map(({ answer }) => (mediaOf(answer) === 'application/x-ndjson' ? null : `${said(answer)}: Content-Type is ${answer.headers['content-type'] ?? 'missing'}`))) },
  { id: 'part-hash', where, title: '`sha256` is that of the part’s unpacked bytes', check: async (probe) => firstOf((await allParts(probe)).map(({ answer, declared, sha256 }) => (declared.sha256 === sha256 ? null : `${said(answer)}: announced ${declared.sha256}, the bytes give ${sha256}`))) },
  { id: 'part-bytes', where, title: '`bytes` is the number of the part’s unpacked bytes', check: async (probe) => firstOf((await allParts(probe)).map(({ answer, declared, bytes }) => (declared.bytes === bytes ? null : `${said(answer)}: announced ${declared.bytes} bytes, came ${bytes}`))) },
  { id: 'part-rows', where, title: '`rows` is the number of the part’s lines', check: async (probe) => firstOf((await allParts(probe)).map(({ answer, declared, lines }) => (declared.rows === lines ? null : `${said(answer)}: announced ${declared.rows} rows, came ${lines} lines`))) },
  { id: 'part-lines', where, title: 'Every line is one SnapshotLine and ends with a line feed', check: async (probe) => firstOf((await allParts(probe)).map(({ answer, badLine }) => (badLine === null ? null : `${said(answer)}: ${badLine}`))) },
  { id: 'part-size', where: 'LIMITS', title: `A part has at most ${LIMITS.partBytes} bytes unpacked`, check: async (probe) => firstOf((await allParts(probe)).map(({ answer, bytes }) => (bytes <= LIMITS.partBytes ? null : `${said(answer)}: ${bytes} bytes`))) },
  { id: 'part-etag', where, title: 'ETag is the part’s SHA-256 in quotes', check: async (probe) => firstOf((await allParts(probe)).map(({ answer, sha256 }) => (answer.headers['etag'] === `"${sha256}"` ? null : `${said(answer)}: ETag is ${answer.headers['etag'] ?? 'missing'}, the bytes give "${sha256}"`))) },
  {
    id: 'part-resume', where: 'If-None-Match', title: 'A part that the desk holds is answered with 304 and no body',
    async check(probe) {
      const faults = []
      for (const { path, answer } of (await allParts(probe)).slice(0, AGAIN)) {
        const etag = answer.headers['etag']
        if (etag === undefined) throw new NotShown('the parts carry no ETag')
        const again = await probe.ask(path, { headers: { 'If-None-Match': etag } })
        faults.push(again.status === 304 && again.bytes.length === 0 ? null : `${said(again)} with ${again.bytes.length} bytes`)
        const other = await probe.ask(path, { headers: { 'If-None-Match': '"another"' } })
        faults.push(other.status === 200 ? null : `${said(other)} although the desk holds another part`)
      }
      return firstOf(faults)
    },
  },
  {
    id: 'part-repeat', where, title: 'A part is the same bytes whenever it is asked for',
    async check(probe) {
      const faults = []
      for (const { path, sha256 } of (await allParts(probe)).slice(0, AGAIN)) {
        const again = await probe.ask(path)
        faults.push(again.status === 200 && hashOf(again) === sha256 ? null : `${said(again)}: other bytes than before`)
      }
      return firstOf(faults)
    },
  },
  {
    id: 'part-gzip', mayMiss: true, where: 'Accept-Encoding: gzip', title: 'A large part travels as gzip where the desk accepts it',
    async check(probe) {
      const large = (await allParts(probe)).find(({ bytes }) => bytes >= PACK_FROM_BYTES)
      if (large === undefined) throw new NotShown(`no part of ${PACK_FROM_BYTES} bytes or more`)
      const answer = await probe.ask(large.path, { headers: { 'Accept-Encoding': 'gzip' } })
      return firstOf([answer.headers['content-encoding'] === 'gzip' ? null : `${said(answer)}: ${large.bytes} bytes without Content-Encoding: gzip`])
    },
  },
  {
    id: 'part-same', where: 'Accept-Encoding', title: 'Packed or not, a part is the same bytes',
    async check(probe) {
      const faults = []
      for (const { path, sha256 } of (await allParts(probe)).slice(0, AGAIN)) {
        const answer = await probe.ask(path, { headers: { 'Accept-Encoding': 'gzip' } })
        faults.push(hashOf(answer) === sha256 ? null : `${said(answer)} with gzip unpacks to other bytes`)
      }
      return firstOf(faults)
    },
  },
  {
    id: 'part-plain', where: 'Accept-Encoding', title: 'Nothing is packed that the desk does not accept packed',
    async check(probe) {
      const [part] = await allParts(probe)
      const faults = []
      for (const accepts of ['identity', 'gzip;q=0', 'gzip;q=0, identity;q=1']) {
        const answer = await probe.ask(part?.path ?? '', { headers: { 'Accept-Encoding': accepts } })
        faults.push(answer.headers['content-encoding'] === undefined ? null : `${said(answer)}: Content-Encoding ${answer.headers['content-encoding']} for Accept-Encoding: ${accepts}`)
      }
      return firstOf(faults)
    },
  },
  {
    id: 'part-encoding', where: '406 encoding', title: 'Where no encoding suits both, 406 encoding',
    async check(probe) {
      const [part] = await allParts(probe)
      return firstOf([notRefused(await probe.ask(part?.path ?? '', { headers: { 'Accept-Encoding': 'x-none, identity;q=0' } }), 406, 'encoding')])
    },
  },
  {
    id: 'part-beyond', where: '404 not-found', title: 'A part beyond the last one is refused with 404 not-found',
    async check(probe) {
      const [held] = await allHeld(probe)
      if (held === undefined) throw new NotShown('no snapshot')
      return firstOf([notRefused(await probe.ask(partPath(held.snapshot, held.parts.length + 7)), 404, 'not-found')])
    },
  },
  {
    id: 'part-malformed', where: '400 malformed', title: 'A part number that is none is refused with 400 or 404',
    async check(probe) {
      const [held] = await allHeld(probe)
      if (held === undefined) throw new NotShown('no snapshot')
      const faults = []
      for (const n of ['-1', 'x', '1e9', '0.5', '99999999999999999999']) {
        const answer = await probe.ask(`/v1/snapshots/${encodeURIComponent(held.snapshot.id)}/parts/${n}`)
        faults.push([400, 404].includes(answer.status) ? null : said(answer))
      }
      return firstOf(faults)
    },
  },
]
