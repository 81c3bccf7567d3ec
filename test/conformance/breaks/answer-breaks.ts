/** Breaks of what every answer carries, of failures, of strange questions, and of the hints. */
import { setTimeout as pause } from 'node:timers/promises'
import { answering, asJson, asProblem, heading, headIn, hinting, isDigest, isHead, isMe, omit, toHead, withHeaders } from './spoiler.ts'
import type { Body, Break, Given, Spoiler, Which } from './spoiler.ts'

const isOther: Which = ({ method }) => method === 'PROPFIND'
const isPreflight: Which = ({ method, headers }) => method === 'OPTIONS' && headers['origin'] !== undefined
const isPage: Which = (asked) => isMe(asked) && asked.headers['origin'] !== undefined

/** Spoils the problem of a method that no one uses: nothing else looks at it. */
const failing = (change: (body: Body) => void): (() => Spoiler) => answering(isOther, (given) => {
  const body = JSON.parse(given.body.toString()) as Body
  change(body)
  return { ...given, body: Buffer.from(JSON.stringify(body)) }
})
const failed = (given: Given): Given => asProblem(given, 'internal')

/** More questions than this at once are too many for it. A moment's rest lets them meet, since all of this is one process. */
const overwhelmed = (most: number): (() => Spoiler) => () => {
  let running = 0
  return {
    spoil: async (asked, next) => {
      if (asked.path.includes('wait=')) return next(asked)
      running += 1
      const isTooMany = running > most
      try {
        if (running > 1) await pause(20)
        const given = await next(asked)
        return isTooMany ? failed(given) : given
      } finally {
        running -= 1
      }
    },
  }
}

const held = (which: Which, ms: number): (() => Spoiler) => () => ({ spoil: async (asked, next) => {
  if (which(asked)) await pause(ms)
  return next(asked)
} })

/** Told once on connect, and never again. */
const deaf = (): Spoiler => ({
  hints: () => {
    const told = new Set<string>()
    return (block) => {
      if (!isHead(block)) return [block]
      const { scope } = headIn(block)
      if (told.has(scope)) return []
      told.add(scope)
      return [block]
    }
  },
})

const beatsOnce = (): Spoiler => ({
  hints: () => {
    let comments = 0
    return (block) => (block.startsWith(':') && (comments += 1) > 1 ? [] : [block])
  },
})

const backwards = (): Spoiler => {
  let asked = 0
  return answering(isDigest, (given) => ((asked += 1) === 3 ? withHeaders(given, { 'server-time': '2026-01-01T00:00:00.000Z' }) : given))()
}

export const ANSWER_BREAKS: Break[] = [
  { rule: 'answer-in-time', alone: true, says: 'an answer takes longer than a desk waits', times: { answerMs: 5_000 }, spoiler: held(({ method }) => method === 'HEAD', 7_000) },
  { rule: 'answer-size', alone: true, says: 'an answer has 17 MB', spoiler: answering(isPage, (given) => ({ ...given, body: Buffer.concat([given.body, Buffer.alloc(17_000_000, ' ')]) })) },
  { rule: 'request-id', says: 'all digests have one Request-Id', spoiler: heading(isDigest, { 'request-id': 'digest' }) },
  { rule: 'server-time', says: 'Server-Time is written as in Date', spoiler: answering(isDigest, (given) => withHeaders(given, { 'server-time': new Date().toUTCString() })) },
  { rule: 'server-time-runs', says: 'one of several processes lives in the past', spoiler: backwards },
  { rule: 'media-json', says: 'a digest is text/html', spoiler: answering(isDigest, (given) => (given.status === 200 ? withHeaders(given, { 'content-type': 'text/html' }) : given)) },
  { rule: 'json-utf8', alone: true, says: 'JSON begins with a byte order mark', spoiler: answering(isDigest, (given) => (given.status === 200 ? { ...given, body: Buffer.concat([Buffer.from('efbbbf', 'hex'), given.body]) } : given)) },
  { rule: 'no-redirect', on: 'OPTIONS', says: 'a page is sent to a sign-in', spoiler: answering(isPreflight, (given) => ({ status: 302, headers: { ...given.headers, location: 'https://sign-in.example/' }, body: Buffer.alloc(0) })) },
  { rule: 'no-cors', on: 'OPTIONS', says: 'any page may read', spoiler: answering(isPreflight, (given) => withHeaders(given, { 'access-control-allow-origin': '*' })) },
  { rule: 'no-cookie', says: 'a session cookie is set', spoiler: heading(isDigest, { 'set-cookie': 'session=1' }) },
  { rule: 'not-found', says: 'unknown addresses show a page', spoiler: answering(({ path }) => path === '/', (given) => ({ status: 200, headers: { ...given.headers, 'content-type': 'text/html' }, body: Buffer.from('<!doctype html>') })) },
  { rule: 'hostile-paths', says: 'a star is the first scope', spoiler: answering(({ path }) => path === '/v1/scopes/*/digest', (given) => asJson(given, {})) },
  { rule: 'hostile-queries', says: 'a zero byte in a query makes it fail', follows: ['no-failure'], spoiler: answering(({ path }) => path.includes('=%00'), failed) },
  { rule: 'hostile-headers', says: 'a Range that runs backwards makes it fail', follows: ['no-failure'], spoiler: answering(({ headers }) => headers['range'] === 'bytes=99999-1', failed) },
  { rule: 'other-methods', on: 'PROPFIND', says: 'PROPFIND is read as GET', spoiler: answering(isOther, (given) => asJson(given, {})) },
  { rule: 'head-options', says: 'HEAD makes it fail', spoiler: answering(({ method }) => method === 'HEAD', failed) },
  { rule: 'parallel', on: 'polls', says: 'more than four questions at once are too many', follows: ['no-failure'], spoiler: overwhelmed(4) },
  { rule: 'problem-media', on: 'PROPFIND', says: 'a failure is a page', spoiler: heading(isOther, { 'content-type': 'text/html' }) },
  { rule: 'problem-shape', on: 'PROPFIND', says: 'a problem has no title', spoiler: failing((body) => delete body.title) },
  { rule: 'problem-known', on: 'PROPFIND', says: 'a problem’s type is its own', spoiler: failing((body) => (body.type = 'https://city.example/problems/method-not-supported')) },
  { rule: 'problem-status', on: 'PROPFIND', says: 'the status inside is another', spoiler: failing((body) => (body.status = 499)) },
  { rule: 'problem-pair', on: 'PROPFIND', says: 'a 404 says slow-down', spoiler: failing((body) => (body.type = body.type.replace('not-found', 'slow-down'))) },
  { rule: 'problem-quiet', on: 'PROPFIND', says: 'a problem quotes its SQL', spoiler: failing((body) => (body.detail = 'SELECT body FROM record')) },
  { rule: 'no-failure', on: 'OPTIONS', says: 'a question of a page makes it fail', spoiler: answering(isPreflight, failed) },
]

const ofHead = (change: (head: Body) => unknown[]): (() => Spoiler) => hinting((block) => (isHead(block) ? change(headIn(block)).map(toHead) : [block]))

export const WAKE_BREAKS: Break[] = [
  { rule: 'wake-stream', says: 'the stream is text/plain', spoiler: () => ({ hintHead: (headers) => ({ ...headers, 'content-type': 'text/plain' }) }) },
  { rule: 'wake-unbuffered', says: 'proxies may keep the hints back', spoiler: () => ({ hintHead: (headers) => omit(headers, 'x-accel-buffering') }) },
  { rule: 'wake-headers', says: 'the stream’s head has no epoch', spoiler: () => ({ hintHead: (headers) => omit(headers, 'sync-epoch') }) },
  { rule: 'wake-heads', says: 'reference data has no head on connect', times: { changeMs: 2_500 }, spoiler: ofHead((head) => (String(head.scope).startsWith('ref:') ? [] : [head])) },
  { rule: 'wake-foreign', says: 'heads of other offices are told', spoiler: ofHead((head) => [head, { ...head, scope: 'office:elsewhere' }]) },
  { rule: 'wake-shape', says: 'a head has no epoch', spoiler: ofHead(({ scope, head }) => [{ scope, head }]) },
  { rule: 'wake-words', says: 'rows come with the hints', spoiler: hinting((block) => (isHead(block) ? [block, 'event: row\ndata: {"id":"1"}'] : [block])) },
  { rule: 'wake-true', says: 'heads are told before they are committed', spoiler: ofHead((head) => [{ ...head, head: Number(head.head) + 1_000 }]) },
  { rule: 'wake-heartbeat', says: 'a quiet stream stays quiet', times: { heartbeatMs: 3_000 }, spoiler: beatsOnce },
  { rule: 'wake-epoch', says: 'the comment is "ping"', spoiler: hinting((block) => [block.startsWith(':') ? ': ping' : block]) },
  { rule: 'change-hint', says: 'nothing is hinted at after connecting', times: { changeMs: 2_500 }, spoiler: deaf },
]
