/** Breaks about photos. Which rule asks is read off what it sends: pieces, ranges, bytes that are none. */
import { answering, asJson, asProblem } from './spoiler.ts'
import type { Asked, Break, Given, Which } from './spoiler.ts'

const isPut: Which = ({ method, path }) => method === 'PUT' && path.startsWith('/v1/blobs/')
const isGet: Which = ({ method, path }) => method === 'GET' && path.startsWith('/v1/blobs/')
const nameOf = ({ path }: Asked): string => path.slice('/v1/blobs/'.length).split('?')[0] ?? ''
const rangeOf = ({ headers }: Asked): string => headers['content-range'] ?? ''
const state = (given: Given, asked: Asked, have: number, bytes: number, whole: boolean): Given => asJson(given, { sha256: nameOf(asked), bytes, have, whole })
const wordIn = (given: Given): string => /"type":"[^"]*\/([a-z-]+)"/.exec(given.body.toString())?.[1] ?? ''

export const BLOB_BREAKS: readonly Break[] = [
  { rule: 'blob-token', says: 'a photo is sent without a token', spoiler: answering((asked) => isPut(asked) && asked.headers['authorization'] === undefined, (given, asked) => state(given, asked, asked.body.length, asked.body.length, true)) },
  { rule: 'blob-name', says: 'a name in capitals is another spelling', spoiler: answering((asked) => isPut(asked) && /[A-F]/.test(nameOf(asked)), (given, asked) => state(given, asked, asked.body.length, asked.body.length, true)) },
  { rule: 'blob-limit', says: 'a photo of any size is begun', spoiler: answering(isPut, (given, asked) => (wordIn(given) === 'too-large' ? state(given, asked, 10, 99_999_999, false) : given)) },
  { rule: 'blob-pieces', says: 'a piece behind a gap counts as there', spoiler: () => {
    const most = new Map<string, number>()
    return {
      spoil: async (asked, next) => {
        const given = await next(asked)
        const [, first, last, bytes] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(rangeOf(asked)) ?? []
        if (!isPut(asked) || last === undefined || given.status !== 200) return given
        const there = most.get(nameOf(asked)) ?? 0
        most.set(nameOf(asked), Math.max(there, Number(last) + 1))
        return Number(first) > there && there > 0 ? state(given, asked, Number(last) + 1, Number(bytes), false) : given
      },
    }
  } },
  { rule: 'blob-name-kept', says: 'bytes of another name are kept', spoiler: answering((asked) => isPut(asked) && rangeOf(asked) === '', (given, asked) => {
    const read = given.status === 200 ? (JSON.parse(given.body.toString()) as { have: number }) : null
    return read?.have === 0 ? state(given, asked, asked.body.length, asked.body.length, true) : given
  }) },
  { rule: 'blob-photo', says: 'notes of the camera are kept', spoiler: answering(isPut, (given, asked) => (wordIn(given) === 'blob-invalid' && asked.body.includes('blob-photo') ? state(given, asked, asked.body.length, asked.body.length, true) : given)) },
  { rule: 'blob-read', says: 'a range is answered with the first bytes', spoiler: answering((asked) => isGet(asked) && asked.headers['range'] !== undefined, (given) => (given.status === 206 ? { ...given, body: Buffer.alloc(given.body.length) } : given)) },
  { rule: 'blob-rights', says: 'anyone hears that there is such a photo', spoiler: () => {
    const sent = new Set<string>()
    return {
      spoil: async (asked, next) => {
        const given = await next(asked)
        if (isPut(asked) && given.status === 201) sent.add(nameOf(asked))
        return isGet(asked) && given.status === 404 && sent.has(nameOf(asked)) ? asProblem(given, 'scope-forbidden') : given
      },
    }
  } },
]
