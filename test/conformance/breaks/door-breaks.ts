/** Breaks of meta, tokens and rights. */
import { answering, asJson, asking, asProblem, heading, isDigest, isMe, isMeta, isPart, isTake, omit, scopeOf, telling, wordOf } from './spoiler.ts'
import type { Break, Spoiler } from './spoiler.ts'

const bearerOf = (headers: Record<string, string>): string => headers['authorization'] ?? ''

/** Serves a question with the last good token seen, where the rightful answer is a refusal. */
const lending = (when: (path: string, authorization: string, status: number) => boolean): (() => Spoiler) => () => {
  const good = new Set<string>()
  return {
    spoil: async (asked, next) => {
      const given = await next(asked)
      const own = bearerOf(asked.headers)
      if (given.status === 200 && own !== '') good.add(own)
      if (!when(asked.path, own, given.status)) return given
      for (const authorization of good) {
        const lent = await next({ ...asked, headers: { ...asked.headers, authorization } })
        if (lent.status < 300) return lent
      }
      return given
    },
  }
}

const countingMe = (change: (body: { sub: string; scopes_rev: number }, nth: number) => void): (() => Spoiler) => () => {
  let nth = 0
  return telling(isMe, (body) => change(body, (nth += 1)))()
}

export const DOOR_BREAKS: Break[] = [
  { rule: 'meta-open', alone: true, says: 'meta needs a token', spoiler: answering((asked) => isMeta(asked) && bearerOf(asked.headers) === '', (given) => asProblem(given, 'token-expired')) },
  { rule: 'meta-shape', says: 'meta does not say whether this is practice', spoiler: telling(isMeta, (body) => delete body.practice) },
  { rule: 'meta-versions', says: 'the preferred schema is one it does not speak', spoiler: telling(isMeta, (body) => (body.schema.preferred = 9)) },
  { rule: 'meta-limits', says: 'pages of 5,000 changes are announced', spoiler: telling(isMeta, (body) => (body.limits.changesPerPage = 5_000)) },
  { rule: 'meta-time', says: 'server_time is a constant', spoiler: telling(isMeta, (body) => (body.server_time = '2020-01-01T00:00:00.000Z')) },
  { rule: 'schema-too-old', says: 'Sync-Schema is not read', spoiler: asking(() => true, (asked) => ({ ...asked, headers: omit(asked.headers, 'sync-schema') })) },
  { rule: 'token-good', alone: true, says: 'the token is refused', spoiler: answering((asked) => isMe(asked) && asked.headers['sync-schema'] === '1' && bearerOf(asked.headers).startsWith('Bearer') && asked.headers['origin'] === undefined, (given) => (given.status === 200 ? asProblem(given, 'token-expired') : given)) },
  { rule: 'token-missing', says: 'the digest needs no token', spoiler: lending((path, own, status) => path.includes('/digest') && own === '' && status === 401) },
  { rule: 'token-unknown', says: 'any token of the right length gets the digest', spoiler: lending((path, own, status) => path.includes('/digest') && /^Bearer [\w-]{43}$/.test(own) && status === 401) },
  { rule: 'token-malformed', says: 'Basic credentials lead to another refusal', spoiler: answering(({ headers }) => bearerOf(headers).startsWith('Basic'), (given) => asProblem(given, 'not-found')) },
  { rule: 'token-scheme', says: 'only "Bearer" with a capital is read', spoiler: answering(({ headers }) => bearerOf(headers).startsWith('bearer'), (given) => asProblem(given, 'token-expired')) },
  { rule: 'token-challenge', says: 'a 401 has no WWW-Authenticate', spoiler: heading(() => true, { 'www-authenticate': null }) },
  { rule: 'token-address', says: 'a token in the address is accepted', spoiler: asking(({ path }) => path.includes('token='), (asked) => ({ ...asked, path: '/v1/me', headers: { ...asked.headers, authorization: `Bearer ${decodeURIComponent(asked.path.split('token=')[1] ?? '')}` } })) },
  { rule: 'me-shape', says: 'unmask is a word', spoiler: telling(isMe, (body) => (body.unmask = 'no')) },
  { rule: 'me-limit', says: 'thirty scopes', follows: ['me-unique'], spoiler: telling(isMe, (body) => (body.scopes = Array.from({ length: 30 }, (_, i) => body.scopes[i % body.scopes.length]))) },
  { rule: 'me-kinds', says: 'an office is granted as reference data', spoiler: telling(isMe, (body) => (body.scopes.at(-1).kind = 'ref')) },
  { rule: 'me-unique', says: 'a scope is granted twice', spoiler: telling(isMe, (body) => body.scopes.push(body.scopes[0])) },
  { rule: 'me-revision', says: 'scopes_rev changes with every question', spoiler: countingMe((body, nth) => (body.scopes_rev += nth)) },
  { rule: 'me-sub', says: 'a token is sometimes another account', follows: ['parallel'], spoiler: countingMe((body, nth) => (body.sub += `-${nth}`)) },
  { rule: 'scope-open', says: 'the digest of a granted scope is refused', spoiler: answering((asked) => isDigest(asked) && scopeOf(asked).startsWith('ref:'), (given) => (given.status === 200 ? asProblem(given, 'scope-forbidden') : given)) },
  { rule: 'scope-unknown', says: 'a scope that does not exist is an empty one', spoiler: answering(({ path }) => path.includes('conformance-no-such-scope/changes'), (given, { path }) => asJson(given, { scope: 'office:conformance-no-such-scope', epoch: given.headers['sync-epoch'], after: 0, next: 0, head: 0, more: false, changes: [], path })) },
  { rule: 'scope-forbidden', says: 'a scope of others is called unknown', spoiler: answering((asked) => !isPart(asked), (given) => (wordOf(given) === 'scope-forbidden' ? asProblem(given, 'unknown-scope') : given)) },
  { rule: 'part-forbidden', says: 'whoever knows a snapshot’s id gets it', spoiler: lending((path, _, status) => path.startsWith('/v1/snapshots/') && status === 403) },
  { rule: 'revoked-token', says: 'a withdrawn token still counts', spoiler: () => {
    const known = new Map<string, Buffer>()
    return {
      spoil: async (asked, next) => {
        const given = await next(asked)
        if (!isMe(asked)) return given
        if (given.status === 200) known.set(bearerOf(asked.headers), given.body)
        const body = known.get(bearerOf(asked.headers))
        return given.status === 401 && body !== undefined ? { status: 200, headers: { ...given.headers, 'content-type': 'application/json' }, body } : given
      },
    }
  } },
  { rule: 'revoked-stream', says: 'the hints go on after the withdrawal', times: { heartbeatMs: 2_000 }, spoiler: () => ({ holdsOpen: true, hints: () => (block) => (block.startsWith('event: reauth') ? [] : [block]) }) },
  { rule: 'retry-after', says: 'slow-down does not say for how long', spoiler: heading((asked) => isTake(asked), { 'retry-after': null }) },
]
