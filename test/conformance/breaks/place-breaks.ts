/** Breaks about corrections of places. Which rule is being asked about is read off the ops. */
import { OP_PROBLEMS } from '../../../main/sync/push-protocol.ts'
import { PROBLEM_BASE } from '../../../main/sync/protocol.ts'
import { telling } from './spoiler.ts'
import type { Asked, Body, Break, Which } from './spoiler.ts'

const isPush: Which = ({ method, path }) => method === 'POST' && path === '/v1/push'
const speaksOf = (word: string): Which => (asked) => isPush(asked) && asked.body.includes(word)
const isOfPlace: Which = (asked) => isPush(asked) && asked.body.includes('"kind":"correct"') && !asked.body.includes('no-such-case')
const as = (result: string, type: keyof typeof OP_PROBLEMS) => ({ result, problem: { type: PROBLEM_BASE + type, title: 'x', status: 409 } })
/** Every result of the question becomes this. */
const resulting = (which: Which, made: object): (() => ReturnType<ReturnType<typeof telling>>) => telling(which, (body) => (body.results = body.results.map(({ op_id }: Body) => ({ op_id, ...made }))))

const idOf = (asked: Asked): string => (JSON.parse(asked.body) as Body).ops[0].op_id

export const PLACE_BREAKS: readonly Break[] = [
  { rule: 'place-gone', says: 'a place that is gone is called an invalid op', spoiler: resulting(speaksOf('place-gone'), as('rejected', 'op-invalid')) },
  { rule: 'place-shape', says: 'half a position is put with another half', spoiler: telling(speaksOf('place-shape'), (body) => Object.assign(body.results[1], as('conflict', 'gone'))) },
  { rule: 'place-same', says: 'what is so already is a conflict', on: 'places', spoiler: telling(isOfPlace, (body) => {
    for (const one of body.results) if (one.result === 'satisfied') Object.assign(one, as('conflict', 'group-changed'))
  }) },
  { rule: 'place-beyond', says: 'a volunteer whom the shift does not have is a mark that somebody else changed', spoiler: telling((asked) => isPush(asked) && asked.body.includes('"kind":"attend"') && !asked.body.includes('no-such-case'), (body) => Object.assign(body.results[0], as('conflict', 'group-changed'))) },
  { rule: 'place-forbidden', says: 'a place of another district is called gone', on: 'places', spoiler: telling(isOfPlace, (body) => {
    for (const one of body.results) if (String(one.problem?.type).endsWith('op-forbidden')) Object.assign(one, as('conflict', 'gone'))
  }) },
  { rule: 'place-again', says: 'the answer to a correction that comes again is another', spoiler: () => {
    const seen = new Set<string>()
    return resulting((asked) => speaksOf('place-again')(asked) && seen.size === seen.add(idOf(asked)).size, as('rejected', 'op-id-reuse'))()
  } },
]
