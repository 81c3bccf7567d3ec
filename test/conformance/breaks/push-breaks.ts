/** Breaks of pushing. Which rule is being asked about is read off the ops, which name it. */
import { OP_PROBLEMS } from '../../../main/sync/push-protocol.ts'
import { PROBLEM_BASE } from '../../../main/sync/protocol.ts'
import { answering, asJson, asProblem, isMeta, telling } from './spoiler.ts'
import type { Asked, Body, Break, Given, Which } from './spoiler.ts'

const isPush: Which = ({ method, path }) => method === 'POST' && path === '/v1/push'
const speaksOf = (rule: string): Which => (asked) => isPush(asked) && asked.body.includes(rule)
const isUnmerge: Which = (asked) => isPush(asked) && asked.body.includes('"action":"unmerge"') && !asked.body.includes('no-such-case')
const bodyOf = (asked: Asked): Body => JSON.parse(asked.body) as Body
const as = (result: string, type: keyof typeof OP_PROBLEMS) => ({ result, problem: { type: PROBLEM_BASE + type, title: 'x', status: 409 } })
/** Every result of the question becomes this. */
const resulting = (which: Which, made: object): (() => ReturnType<ReturnType<typeof telling>>) => telling(which, (body) => (body.results = body.results.map(({ op_id }: Body) => ({ op_id, ...made }))))
const goodPush = (given: Given, asked: Asked): Given => asJson(given, { epoch: given.headers['sync-epoch'], results: (bodyOf(asked).ops as Body[]).map(({ op_id }) => ({ op_id, ...as('conflict', 'gone') })) })

export const PUSH_BREAKS: Break[] = [
  { rule: 'push-formats', says: 'format 1 is no longer accepted', spoiler: telling(isMeta, (body) => (body.push = { min: 2, max: 3 })) },
  { rule: 'push-token', says: 'a push without a token is answered', spoiler: answering((asked) => isPush(asked) && asked.headers['authorization'] === undefined, goodPush) },
  { rule: 'push-envelope', says: 'a push without a client is accepted', spoiler: answering((asked) => isPush(asked) && asked.body.includes('"client":7'), goodPush) },
  { rule: 'push-epoch', says: 'the epoch of a push is not looked at', spoiler: answering(speaksOf('push-epoch'), goodPush) },
  { rule: 'push-limits', says: 'a push of any length is called malformed', spoiler: answering(speaksOf('push-limits'), (given) => asProblem(given, 'malformed')) },
  { rule: 'push-shape', says: 'the results come in another order', spoiler: telling(speaksOf('push-shape'), (body) => (body.results = body.results.toReversed())) },
  { rule: 'push-poison', says: 'one bad op makes the whole push fail', spoiler: answering(speaksOf('push-poison'), (given) => asProblem(given, 'malformed')) },
  { rule: 'push-gone', says: 'a case that is gone is called an invalid op', spoiler: resulting(speaksOf('push-gone'), as('rejected', 'op-invalid')) },
  { rule: 'push-sayings', says: 'a proposal of points is no op', spoiler: resulting(speaksOf('push-sayings'), as('rejected', 'op-invalid')) },
  { rule: 'push-limit', says: 'a filing without a deadline is no op', spoiler: resulting(speaksOf('push-limit'), as('rejected', 'op-invalid')) },
  { rule: 'push-again', says: 'the answer to an op that comes again is another', spoiler: () => {
    const seen = new Set<string>()
    return resulting((asked) => speaksOf('push-again')(asked) && seen.size === seen.add(bodyOf(asked).ops[0].op_id).size, as('rejected', 'op-id-reuse'))()
  } },
  { rule: 'push-reuse', says: 'another op under a known id gets the old answer', spoiler: resulting(speaksOf('push-reuse, other'), as('conflict', 'gone')) },
  { rule: 'op-answer', says: 'an op that never came is called an empty one', spoiler: answering(({ path }) => path === '/v1/ops/none', (given) => asJson(given, {})) },
  { rule: 'op-own', says: 'anyone hears what became of an op', spoiler: () => {
    const owner = new Map<string, string>()
    return {
      spoil: async (asked, next) => {
        const token = asked.headers['authorization'] ?? ''
        if (speaksOf('op-own')(asked)) owner.set(bodyOf(asked).ops[0].op_id, token)
        const of = owner.get(asked.path.slice('/v1/ops/'.length))
        return next(of === undefined || isPush(asked) ? asked : { ...asked, headers: { ...asked.headers, authorization: of } })
      },
    }
  } },
  { rule: 'push-blocked', says: 'the follower of a failed op is tried all the same', spoiler: resulting((asked) => speaksOf('push-blocked')(asked), as('conflict', 'gone')) },
  { rule: 'push-waits', says: 'an op whose forerunner is not known is refused for good', spoiler: resulting(speaksOf('push-waits'), as('rejected', 'op-invalid')) },
  { rule: 'push-illegal', says: 'an illegal step is called an invalid op', on: 'unmerge', spoiler: resulting((asked) => isUnmerge(asked) && asked.body.includes('"set":{}'), as('rejected', 'op-invalid')) },
  { rule: 'push-conflict', says: 'a conflict does not say what the group is now', on: 'unmerge', spoiler: telling((asked) => isUnmerge(asked) && !asked.body.includes('"set":{}'), (body) => delete body.results[0].problem.current) },
  { rule: 'push-forbidden', says: 'a case of another office is called gone', on: 'unmerge', spoiler: telling(isUnmerge, (body) => {
    for (const one of body.results) if (String(one.problem?.type).endsWith('op-forbidden')) Object.assign(one, as('conflict', 'gone'))
  }) },
]
