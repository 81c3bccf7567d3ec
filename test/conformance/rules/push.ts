/**
 * Rules about pushing. No row may change by them: every op that is sent must be refused, whatever the central gets wrong beside the
 * rule in question. So steps of the flow are asked for on a case that is not merged, and always as "unmerge".
 */
import { randomUUID } from 'node:crypto'
import { OP_PROBLEMS, PushAnswer } from '../../../main/sync/push-protocol.ts'
import { LIMITS, PROBLEM_BASE, ROW_SCHEMAS } from '../../../main/sync/protocol.ts'
import type { Row } from '../../../main/sync/protocol.ts'
import { CASE_GROUPS } from '../../../preload/contract/case-flow.ts'
import { NotShown } from '../finding.ts'
import type { Finding } from '../finding.ts'
import { epochOf, readMe, readMeta, readOther } from '../gather.ts'
import { partPath, takeSnapshot } from '../held.ts'
import { said } from '../probe.ts'
import type { AskInit, Probe } from '../probe.ts'
import { asObject, firstOf, jsonOf, notRefused, pathOf } from '../rule.ts'
import type { Rule } from '../rule.ts'
import type { Answer } from '../wire.ts'

const where = 'POST /v1/push'
const CLIENT = '5f0d5c8e-1c53-4f0e-9c7e-0c0f0c0f0c0f'
export const NOWHERE = 'conformance-no-such-case'

export type AnyOp = { op_id: string; [field: string]: unknown }
export type Result = { op_id?: unknown; result?: unknown; on?: unknown; problem?: { type?: unknown; why?: unknown; current?: Record<string, { gver?: unknown }> } }

export const common = (): AnyOp => ({ op_id: randomUUID(), made_at: new Date().toISOString(), skew_ms: 0 })
/** The text names the rule, so that whoever reads a log knows where it comes from. */
const noteOn = (on: string, rule: string): AnyOp => ({ ...common(), kind: 'note', type: 'act', id: randomUUID(), on, set: { text: `conformance ${rule}` } })
const unmerge = (id: string, version: number, from: string): AnyOp => ({ ...common(), kind: 'transition', type: 'case', id, base: { dispatch: version }, action: 'unmerge', from, to: 'reported' })

async function send(probe: Probe, body: unknown, init: AskInit = {}): Promise<Answer> {
  return probe.ask('/v1/push', { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), ...init, headers: { 'Content-Type': 'application/json', ...init.headers } })
}
const envelope = async (probe: Probe, ops: readonly unknown[], more: object = {}): Promise<object> => ({ client: CLIENT, epoch: await epochOf(probe), format: 1, ops, ...more })

export async function push(probe: Probe, ops: readonly unknown[], token?: string): Promise<Result[]> {
  const answer = await send(probe, await envelope(probe, ops), token === undefined ? {} : { token })
  const { results } = asObject(jsonOf(answer))
  if (answer.status !== 200 || !Array.isArray(results)) throw new Error(`${said(answer)} instead of 200 with results`)
  return results as Result[]
}

const typeOf = ({ problem }: Result): string => String(problem?.type ?? '').slice(PROBLEM_BASE.length)
export const describe = (one: Result | undefined): string => (one === undefined ? 'no result' : `${String(one.result)}${one.problem === undefined ? '' : ` ${typeOf(one)}`}`)
export const expect = (one: Result | undefined, result: string, type: keyof typeof OP_PROBLEMS): string | null =>
  one !== undefined && one.result === result && String(one.problem?.type) === PROBLEM_BASE + type ? null : `${describe(one)} instead of ${result} ${type}`

export function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

interface Known { id: string; version: number; row: Row<'case'> }

/** A case of an office that the account may change and that nobody has merged. */
function caseOf(probe: Probe, me: Record<string, unknown>, token: string): Promise<Known> {
  return probe.once(`case of ${String(me['sub'])}`, async () => {
    const scopes = (Array.isArray(me['scopes']) ? me['scopes'] : []).map(asObject).filter(({ kind, access }) => kind === 'office' && access === 'write').map(({ id }) => String(id))
    for (const scope of scopes) {
      const taken = token === probe.options.token ? await takeSnapshot(probe, scope) : await probe.ask(pathOf(scope, 'snapshots'), { method: 'POST', token })
      const snapshot = asObject(jsonOf(taken)) as unknown as Parameters<typeof partPath>[0]
      for (const { n } of snapshot.parts ?? []) {
        const part = await probe.ask(partPath(snapshot, n), { token })
        for (const line of part.bytes.toString().split('\n').filter((text) => text !== '')) {
          const { type, id, ver, row } = JSON.parse(line) as { type: string; id: string; ver: number; row: string }
          const body = type === 'case' ? ROW_SCHEMAS.case.safeParse(parse(row)).data : undefined
          if (body !== undefined && body.id === id && body.status !== 'merged') return { id, version: body.gver?.['dispatch'] ?? ver, row: body }
        }
      }
    }
    throw new NotShown('the account may change no case')
  })
}

async function ownCase(probe: Probe): Promise<Known> {
  const me = await readMe(probe)
  if (!(Array.isArray(me['duties']) && me['duties'].includes('desk'))) throw new NotShown('the account has not the duty "desk"')
  return caseOf(probe, me, probe.options.token)
}

/** Once more with the version that is told, where the case was changed since the snapshot. */
async function tryIllegal(probe: Probe, { id, version, row }: Known): Promise<Result | undefined> {
  const [one] = await push(probe, [{ ...unmerge(id, version, row.status), set: {} }])
  const now = one?.problem?.current?.['dispatch']?.gver
  return one?.result === 'conflict' && typeof now === 'number' ? (await push(probe, [{ ...unmerge(id, now, row.status), set: {} }]))[0] : one
}

/** A central that takes no pushes says so by not speaking of them. */
async function pushesOf(probe: Probe): Promise<Record<string, unknown>> {
  const { push: formats } = await readMeta(probe)
  if (formats === undefined) throw new NotShown('GET /v1/meta speaks of no push')
  return asObject(formats)
}

export const rule = (id: string, at: string, title: string, check: (probe: Probe) => Promise<Iterable<string | null>>): Rule => ({
  id, where: at, title, mayMiss: true,
  async check(probe): Promise<Finding> {
    await pushesOf(probe)
    return firstOf(await check(probe))
  },
})

export const PUSH_RULES: Rule[] = [
  rule('push-formats', 'GET /v1/meta', 'Format 1 of ops lies within the formats accepted', async (probe) => {
    const { min, max } = await pushesOf(probe)
    return [Number(min) <= 1 && Number(max) >= 1 ? null : `formats ${String(min)} to ${String(max)}`]
  }),
  rule('push-token', where, 'Pushing, and asking what became of an op, need a token', async (probe) => [
    notRefused(await send(probe, await envelope(probe, []), { token: null }), 401, 'token-expired'), notRefused(await probe.ask(`/v1/ops/${randomUUID()}`, { token: null }), 401, 'token-expired'),
  ]),
  rule('push-envelope', where, 'A body that is no push is refused with 400 malformed', async (probe) => {
    const faults = []
    for (const body of ['{', '[]', 'null', await envelope(probe, [], { ops: 'none' }), await envelope(probe, [], { client: 7 }), await envelope(probe, [], { format: 'x' })]) faults.push(notRefused(await send(probe, body), 400, 'malformed'))
    return faults
  }),
  rule('push-epoch', `${where}, 410`, 'A push of another epoch is refused with 410 epoch-changed, with ops or without', async (probe) => {
    const faults = []
    for (const ops of [[], [noteOn(NOWHERE, 'push-epoch')]]) faults.push(notRefused(await send(probe, await envelope(probe, ops, { epoch: randomUUID() })), 410, 'epoch-changed'))
    return faults
  }),
  rule('push-limits', `${where}, 413`, `More than ${LIMITS.pushOps} ops, or more than ${LIMITS.pushBytes} bytes, are refused with 413 too-large`, async (probe) => [
    notRefused(await send(probe, await envelope(probe, Array.from({ length: LIMITS.pushOps + 1 }, () => noteOn(NOWHERE, 'push-limits')))), 413, 'too-large'),
    notRefused(await send(probe, await envelope(probe, [{ ...noteOn(NOWHERE, 'push-limits'), set: { text: 'x'.repeat(LIMITS.pushBytes) } }])), 413, 'too-large'),
  ]),
  rule('push-shape', where, 'The answer fits the schema PushAnswer, and has one result for each op, in their order', async (probe) => {
    const ops = [noteOn(NOWHERE, 'push-shape'), noteOn(NOWHERE, 'push-shape'), noteOn(NOWHERE, 'push-shape')]
    const read = PushAnswer.safeParse(jsonOf(await send(probe, await envelope(probe, ops))))
    if (!read.success) return [`${read.error.issues[0]?.path.join('.')}: ${read.error.issues[0]?.message}`]
    return [read.data.results.map(({ op_id }) => op_id).join() === ops.map(({ op_id }) => op_id).join() ? null : 'the results are not those of the ops, in their order']
  }),
  rule('push-poison', where, 'An op that is none is rejected by itself (op-invalid), and does not stop the others', async (probe) => {
    const [first, last, dance, surprised, long] = Array.from({ length: 5 }, () => noteOn(NOWHERE, 'push-poison'))
    const bad = [7, {}, { ...dance, kind: 'dance' }, { ...surprised, surprise: true }, { ...long, set: { text: 'x'.repeat(LIMITS.textPoints + 1) } }]
    const results = await push(probe, [first, ...bad, last])
    return [expect(results[0], 'conflict', 'gone'), ...bad.map((_, i) => expect(results[1 + i], 'rejected', 'op-invalid')), expect(results[1 + bad.length], 'conflict', 'gone')]
  }),
  rule('push-gone', where, 'An op on a case that there is not is a conflict (gone)', async (probe) => {
    const results = await push(probe, [noteOn(NOWHERE, 'push-gone'), unmerge(`${NOWHERE} push-gone`, 1, 'merged')])
    return [expect(results[0], 'conflict', 'gone'), expect(results[1], 'conflict', 'gone')]
  }),
  rule('push-sayings', where, 'A reply, a proposal of points and a handover are understood as a note is: on a case that there is not, each is a conflict (gone)', async (probe) => {
    const text = 'conformance push-sayings'
    const said: [kind: string, set: object][] = [['reply', { text }], ['proposal', { valid: true, reason: text }], ['handover', { to: '120', handed_at: new Date().toISOString(), text }]]
    const results = await push(probe, said.map(([kind, set]) => ({ ...noteOn(NOWHERE, 'push-sayings'), kind, set })))
    return [0, 1, 2].map((i) => expect(results[i], 'conflict', 'gone'))
  }),
  rule('push-limit', where, 'Filing needs no deadline: the central reckons it from the limit of the class', async (probe) => {
    const filing = { ...unmerge(NOWHERE, 1, 'verifying'), base: { dispatch: 1, location: 1 }, action: 'file', to: 'filed', set: { class: 'conformance push-limit', place: '' } }
    return [expect((await push(probe, [filing]))[0], 'conflict', 'gone')]
  }),
  rule('push-again', where, 'The same op gets the same answer again, however its fields are ordered', async (probe) => {
    const op = noteOn(NOWHERE, 'push-again')
    const [first] = await push(probe, [op])
    const again = [...await push(probe, [op]), ...await push(probe, [Object.fromEntries(Object.entries(op).toReversed())])]
    return again.map((one) => (JSON.stringify(one) === JSON.stringify(first) ? null : `${describe(one)} after ${describe(first)}`))
  }),
  rule('push-reuse', where, 'An op id that was used for something else is rejected (op-id-reuse)', async (probe) => {
    const op = noteOn(NOWHERE, 'push-reuse')
    await push(probe, [op])
    return [expect((await push(probe, [{ ...op, set: { text: 'conformance push-reuse, other' } }]))[0], 'rejected', 'op-id-reuse')]
  }),
  rule('op-answer', 'GET /v1/ops/{op_id}', 'What became of an op is told as the push was answered; of an op that never came, 404 not-found', async (probe) => {
    const op = noteOn(NOWHERE, 'op-answer')
    const [first] = await push(probe, [op])
    const told = await probe.ask(`/v1/ops/${op.op_id}`)
    const faults = [told.status === 200 && JSON.stringify(jsonOf(told)) === JSON.stringify(first) ? null : `${said(told)}, another answer than the push gave`]
    for (const id of [randomUUID(), 'none', '%00', 'x'.repeat(3_000)]) faults.push(notRefused(await probe.ask(`/v1/ops/${id}`), 404, 'not-found'))
    return faults
  }),
  rule('op-own', 'GET /v1/ops/{op_id}', 'What became of another account’s op is not told: 404 not-found', async (probe) => {
    await readOther(probe)
    const op = noteOn(NOWHERE, 'op-own')
    await push(probe, [op])
    return [notRefused(await probe.ask(`/v1/ops/${op.op_id}`, { token: probe.options.other }), 404, 'not-found')]
  }),
  rule('push-blocked', where, 'An op that depends on a failed one is blocked on it', async (probe) => {
    const first = noteOn(NOWHERE, 'push-blocked')
    const [, one] = await push(probe, [first, { ...noteOn(NOWHERE, 'push-blocked'), depends_on: [first.op_id] }])
    return [one?.result === 'blocked' && one.on === first.op_id ? null : `${describe(one)} instead of blocked on the first`]
  }),
  rule('push-waits', where, 'An op that depends on one that never came is to be sent again, and is not remembered', async (probe) => {
    const on = randomUUID()
    const op = { ...noteOn(NOWHERE, 'push-waits'), depends_on: [on] }
    const [one] = await push(probe, [op])
    return [one?.result === 'retry' && one.on === on ? null : `${describe(one)} instead of retry`, notRefused(await probe.ask(`/v1/ops/${op.op_id}`), 404, 'not-found')]
  }),
  rule('push-illegal', where, 'A step that the case flow does not know is rejected (illegal-transition) with its reason', async (probe) => {
    const one = await tryIllegal(probe, await ownCase(probe))
    return [expect(one, 'rejected', 'illegal-transition'), one?.problem?.why === 'other-status' ? null : `the reason is ${String(one?.problem?.why)}`]
  }),
  rule('push-conflict', where, 'A base that is not the group’s version is a conflict, and tells what the group is now', async (probe) => {
    const { id, version, row } = await ownCase(probe)
    const [one] = await push(probe, [unmerge(id, version + 1, row.status)])
    const current = one?.problem?.current ?? {}
    const now = current['dispatch']?.gver
    // Somebody may have changed the case since the snapshot: then what the conflict tells must be a version to build on.
    const isTrue = now === version || (typeof now === 'number' && typeOf((await tryIllegal(probe, { id, version: now, row })) ?? {}) === 'illegal-transition')
    return [
      expect(one, 'conflict', 'group-changed'), isTrue ? null : `current says version ${String(now)}, the row ${version}`,
      Object.keys(current).every((group) => CASE_GROUPS.some((known) => known === group)) ? null : `groups ${Object.keys(current).join(', ')}`,
    ]
  }),
  rule('push-forbidden', where, 'An op on a case of an office that the account may not change is rejected (op-forbidden)', async (probe) => {
    const { options } = probe
    const other = await caseOf(probe, await readOther(probe), options.other ?? '')
    return [expect((await push(probe, [unmerge(other.id, other.version + 1, other.row.status)]))[0], 'rejected', 'op-forbidden')]
  }),
]
