/** Rules about failures: problem details (RFC 9457) of the closed list of types, each with its one status. */
import { Problem } from '../../../main/sync/protocol.ts'
import { PROBLEMS } from '../../../main/central/problem.ts'
import { NotShown } from '../finding.ts'
import { said } from '../probe.ts'
import type { Probe } from '../probe.ts'
import { asObject, firstOf, isKnownProblem, jsonOf, mediaOf, notRefused, problemOf } from '../rule.ts'
import type { Rule } from '../rule.ts'
import type { Answer } from '../wire.ts'

const where = 'RFC 9457, problem+json'

/** Failures with a body; HEAD has none. */
const refusals = (probe: Probe): Answer[] => {
  const seen = probe.answers.filter(({ status, method }) => status >= 400 && method !== 'HEAD')
  if (seen.length === 0) throw new NotShown('nothing was refused')
  return seen
}

const each = (id: string, title: string, find: (answer: Answer) => string | null): Rule => ({
  id, title, where,
  check: async (probe) => firstOf(refusals(probe).map((answer) => {
    const fault = find(answer)
    return fault === null ? null : `${said(answer)}: ${fault}`
  })),
})

const ELSEWHERE = ['/v1/nothing', '/', '/v2/meta', '/v1', '/v1/scopes', '/v1/push/nothing']

export const NOT_FOUND_RULE: Rule = {
  id: 'not-found', where: '404 not-found', title: 'An address that means nothing is refused with 404 not-found',
  async check(probe) {
    const faults = []
    for (const path of ELSEWHERE) faults.push(notRefused(await probe.ask(path), 404, 'not-found'))
    return firstOf(faults)
  },
}

export const PROBLEM_RULES: Rule[] = [
  each('problem-media', 'A failure is application/problem+json: anything else counts as a broken network', (answer) => (mediaOf(answer) === 'application/problem+json' ? null : `Content-Type is ${answer.headers['content-type'] ?? 'missing'}`)),
  each('problem-shape', 'Its body fits the schema Problem', (answer) => {
    const issue = Problem.safeParse(jsonOf(answer)).error?.issues[0]
    return issue === undefined || issue.path[0] === 'status' ? null : `${issue.path.join('.')}: ${issue.message}`
  }),
  each('problem-known', 'Its type is one of the list: desks act on no other', (answer) => {
    const word = problemOf(answer)
    return word === null || isKnownProblem(word) ? null : `the type ends in ${word}`
  }),
  each('problem-status', 'The status inside is the status outside', (answer) => {
    const { status } = asObject(jsonOf(answer))
    return status === answer.status ? null : `the body says ${String(status)}`
  }),
  each('problem-pair', 'Each type has its one status', (answer) => {
    const word = problemOf(answer)
    return !isKnownProblem(word) || PROBLEMS[word].status === answer.status ? null : `${word} belongs to ${PROBLEMS[word].status}`
  }),
  each('problem-quiet', 'A failure shows no inside of the central: no stack, no SQL', (answer) => {
    const inside = /\n\s+at \S+|\b(SELECT|INSERT INTO|UPDATE) .+\b(FROM|VALUES|SET)\b|Traceback \(most recent|Exception in thread|\bORA-\d{5}\b/.exec(answer.bytes.toString())
    return inside === null ? null : `the body holds "${inside[0].trim().slice(0, 40)}"`
  }),
  each('no-failure', 'No question of this run makes the central fail (500)', ({ status }) => (status >= 500 && status !== 503 ? 'the central failed' : null)),
]
