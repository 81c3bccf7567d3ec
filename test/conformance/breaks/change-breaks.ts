/** Breaks of change pages, cursors, long polls and digests. */
import { setTimeout as pause } from 'node:timers/promises'
import { LIMITS } from '../../../main/sync/protocol.ts'
import { fillHeavily } from './bad-rows.ts'
import { answering, asJson, asking, asProblem, isChanges, isDigest, isTake, queryOf, scopeOf, seqOf, telling, withQuery, wordOf } from './spoiler.ts'
import type { Asked, Body, Break, Given, Spoiler, Which } from './spoiler.ts'

const isPoll = (seconds: number): Which => (asked) => isChanges(asked) && queryOf(asked, 'wait') === String(seconds)
const isLongPoll: Which = (asked) => isChanges(asked) && /^\d+$/.test(queryOf(asked, 'wait') ?? '') && Number(queryOf(asked, 'wait')) > 1 && Number(queryOf(asked, 'wait')) <= LIMITS.longPollSeconds
const ofEntries = (change: (body: Body, asked: Asked) => void): (() => Spoiler) => telling(isChanges, (body, asked) => body.changes.length > 0 && change(body, asked))
const isPut = (entry: Body): boolean => entry.op === 'put'

/** Remembers each snapshot's number, so that what is older can be told from what is newer. */
const knowing = (change: (body: Body, asked: Asked, atSeq: number) => void, which: Which = isChanges): (() => Spoiler) => () => {
  const known = new Map<string, number>()
  return {
    spoil: async (asked, next) => {
      const given = await next(asked)
      if (given.status >= 300 || !(isTake(asked) || which(asked))) return given
      const body = JSON.parse(given.body.toString()) as Body
      if (isTake(asked)) known.set(scopeOf(asked), body.at_seq)
      else change(body, asked, known.get(scopeOf(asked)) ?? 0)
      return { ...given, body: Buffer.from(JSON.stringify(body)) }
    },
  }
}

/** Follows the pages to the end and hands them out as one. */
const joined = (): Spoiler => ({
  spoil: async (asked, next) => {
    const given = await next(asked)
    if (!isChanges(asked) || given.status !== 200 || queryOf(asked, 'limit') !== '500') return given
    const body = JSON.parse(given.body.toString()) as Body
    while (body.more) {
      const more = JSON.parse((await next(withQuery(asked, 'after', `${body.epoch}.${body.next}`))).body.toString()) as Body
      body.changes.push(...more.changes)
      Object.assign(body, { next: more.next, head: more.head, more: more.more })
    }
    return asJson(given, body)
  },
})

const secondTimeOtherwise = (): Spoiler => {
  const asked = new Map<string, number>()
  return knowing((body, { path }, atSeq) => {
    const times = (asked.get(path) ?? 0) + 1
    asked.set(path, times)
    const [first] = body.changes
    if (times > 1 && first !== undefined && first.seq <= atSeq && path.includes('limit=500')) first.ver += 1
  })()
}

/** Numbers are drawn from a sequence that other scopes share: every second one is missing here. */
const doubled = (): Spoiler => ({
  spoil: async (asked, next) => {
    const after = isChanges(asked) ? seqOf(asked) : Number.NaN
    const isHalved = Number.isInteger(after) && after < 1e14 && /^[0-9a-f-]{36}\.\d+$/.test(queryOf(asked, 'after') ?? '')
    const given = await next(isHalved ? withQuery(asked, 'after', (queryOf(asked, 'after') ?? '').replace(/\d+$/, String(Math.floor(after / 2)))) : asked)
    if (wordOf(given) === 'cursor-expired') return { ...given, body: Buffer.from(given.body.toString().replace(/"after":\d+/, `"after":${after}`)) }
    if (given.status >= 300 || !(isChanges(asked) || isTake(asked) || isDigest(asked))) return given
    const body = JSON.parse(given.body.toString()) as Body
    for (const field of ['next', 'head', 'at_seq', 'seq']) if (body[field] !== undefined) body[field] *= 2
    if (body.after !== undefined) body.after = after
    if (body.after > body.next) body.next = body.head = body.after
    for (const entry of body.changes ?? []) entry.seq *= 2
    return { ...given, body: Buffer.from(JSON.stringify(body)) }
  },
  hints: () => (block) => [block.replace(/"head":(\d+)/, (_, head: string) => `"head":${Number(head) * 2}`)],
})

const emptyPage = (given: Given, asked: Asked): Given => asJson(given, { scope: scopeOf(asked), epoch: given.headers['sync-epoch'], after: seqOf(asked), next: seqOf(asked), head: seqOf(asked), more: false, changes: [] })

const ignoringTheWait = (which: Which, extraMs = 0): (() => Spoiler) => () => ({
  spoil: async (asked, next) => {
    if (!which(asked)) return next(asked)
    await pause(1000 * Number(queryOf(asked, 'wait')) + extraMs)
    return next(withQuery(asked, 'wait', null))
  },
})

const flip = (sum: string): string => sum.replace(/.$/, (c) => (c === '0' ? '1' : '0'))

export const CHANGE_BREAKS: Break[] = [
  { rule: 'page-shape', says: 'a page names no epoch', spoiler: telling(isChanges, (body) => delete body.epoch) },
  { rule: 'page-echo', says: 'a page begins elsewhere than asked', spoiler: ofEntries((body) => (body.after += 1)) },
  { rule: 'page-next', says: 'next lies beyond the head', spoiler: ofEntries((body) => { body.next = body.head + 3; body.more = false }) },
  { rule: 'page-more', says: 'more is always true', spoiler: ofEntries((body) => (body.more = true)) },
  { rule: 'page-order', says: 'the newest change comes first', spoiler: ofEntries((body) => (body.changes = body.changes.toReversed())) },
  { rule: 'page-size', says: 'pages are cut by number only', plant: fillHeavily, spoiler: joined },
  { rule: 'page-limit', says: 'limit is not read', spoiler: asking((asked) => isChanges(asked) && queryOf(asked, 'limit') === '2', (asked) => withQuery(asked, 'limit', null)) },
  { rule: 'page-bounds', says: 'limit 501 is taken for 500', spoiler: asking((asked) => isChanges(asked) && queryOf(asked, 'limit') === '501', (asked) => withQuery(asked, 'limit', '500')) },
  { rule: 'page-repeat', says: 'the log is rewritten', spoiler: secondTimeOtherwise },
  { rule: 'log-replay', says: 'the log holds older rows than the snapshot', spoiler: knowing((body, _, atSeq) => body.changes.forEach((entry: Body) => (entry.ver -= isPut(entry) && entry.seq <= atSeq ? 1 : 0))) },
  { rule: 'ver-rises', says: 'a row has the same version twice', spoiler: ofEntries((body) => {
    for (const entry of body.changes) entry.ver = body.changes.findLast((later: Body) => later.type === entry.type && later.id === entry.id)?.ver
  }) },
  { rule: 'leave-to', says: 'a row leaves for where it is', spoiler: ofEntries((body) => body.changes.forEach((entry: Body) => (entry.to = isPut(entry) ? undefined : body.scope))) },
  { rule: 'move-version', says: 'a row that moved left with a version above the one it has', spoiler: ofEntries((body) => body.changes.forEach((entry: Body) => (entry.ver += entry.why === 'moved' ? 1_000_000 : 0))) },
  { rule: 'cursor-malformed', says: 'a number alone is taken for a cursor', spoiler: answering((asked) => isChanges(asked) && queryOf(asked, 'after') === '1', emptyPage) },
  { rule: 'cursor-beyond', says: 'a cursor beyond the head is a quiet one', spoiler: answering(isChanges, (given, asked) => (wordOf(given) === 'cursor-expired' && seqOf(asked) > 1_000 ? emptyPage(given, asked) : given)) },
  { rule: 'cursor-epoch', says: 'the epoch of a cursor is not read', spoiler: answering(isChanges, (given, asked) => (wordOf(given) === 'epoch-changed' ? emptyPage(given, asked) : given)) },
  { rule: 'cursor-epoch-named', says: 'the refusal does not say which epoch is now', spoiler: answering(isChanges, (given) => (wordOf(given) === 'epoch-changed' ? { ...given, body: Buffer.from(given.body.toString().replace(/"epoch":"[^"]*"/, '"note":""')) } : given)) },
  { rule: 'cursor-old', says: 'an old cursor is called malformed', spoiler: answering(isChanges, (given, asked) => (wordOf(given) === 'cursor-expired' && seqOf(asked) === 0 ? asProblem(given, 'malformed') : given)) },
  { rule: 'digest-shape', alone: true, says: 'sums are decimal numbers', spoiler: telling(isDigest, (body) => body.buckets.forEach((bucket: Body) => (bucket.sum = Number.parseInt(bucket.sum, 16)))) },
  { rule: 'digest-buckets', says: 'there are always 64 buckets', spoiler: asking((asked) => isDigest(asked) && queryOf(asked, 'buckets') === '5', (asked) => withQuery(asked, 'buckets', null)) },
  { rule: 'digest-bounds', says: '257 buckets are taken for 256', spoiler: asking((asked) => isDigest(asked) && queryOf(asked, 'buckets') === '257', (asked) => withQuery(asked, 'buckets', '256')) },
  { rule: 'digest-seq', alone: true, says: 'a digest is of a number that is not yet', spoiler: telling(isDigest, (body) => (body.seq += 3)) },
  { rule: 'digest-rows', says: 'one bucket’s sum is off by one', spoiler: telling((asked) => isDigest(asked) && queryOf(asked, 'buckets') === '5', (body) => (body.buckets[0].sum = flip(body.buckets[0].sum))) },
  { rule: 'poll-waits', says: 'a long poll returns at once', spoiler: asking(isPoll(1), (asked) => withQuery(asked, 'wait', null)) },
  { rule: 'poll-ends', says: 'a long poll ends when it likes', times: { pollGraceMs: 1_500 }, spoiler: ignoringTheWait((asked) => isPoll(1)(asked) && queryOf(asked, 'limit') === null, 2_500) },
  { rule: 'poll-quiet', says: 'a quiet answer leads backwards', spoiler: telling(isPoll(1), (body) => (body.next -= body.changes.length === 0 ? 1 : 0)) },
  { rule: 'poll-behind', says: 'a long poll always waits', spoiler: ignoringTheWait((asked) => isPoll(1)(asked) && queryOf(asked, 'limit') === '1') },
  { rule: 'change-told', says: 'the head moves, but the log does not tell why', follows: ['change-digest'], spoiler: knowing((body, _, atSeq) => (body.changes = body.changes.filter((entry: Body) => entry.seq <= atSeq))) },
  { rule: 'change-dense', alone: true, says: 'numbers come from a sequence that scopes share', spoiler: doubled },
  { rule: 'change-version', says: 'a row changes under an older version', follows: ['change-digest'], spoiler: knowing((body, _, atSeq) => body.changes.forEach((entry: Body) => (entry.ver -= entry.seq > atSeq ? 1_000_000 : 0))) },
  { rule: 'change-digest', says: 'the digest lags behind the log', spoiler: knowing((body, _, atSeq) => body.seq > atSeq && (body.buckets[0].sum = flip(body.buckets[0].sum)), isDigest) },
  { rule: 'change-poll', on: 'polls', says: 'a long poll sleeps through a change', spoiler: ignoringTheWait(isLongPoll) },
  { rule: 'cursor-named', says: 'the refusal of a cursor does not say of which scope', spoiler: answering(isChanges, (given) => (wordOf(given) === 'cursor-expired' ? { ...given, body: Buffer.from(given.body.toString().replace(/"scope":"[^"]*"/, '"note":""')) } : given)) },
]
