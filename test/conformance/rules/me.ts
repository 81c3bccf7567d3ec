/** Rules about GET /v1/me, and about rights: what may be read, what may not, and how a refusal is worded. */
import { LIMITS, Me, ScopeId } from '../../../main/sync/protocol.ts'
import { broken, NotShown } from '../finding.ts'
import { epochOf, grantsIn, readMe, readOther, scopesOf } from '../gather.ts'
import { said } from '../probe.ts'
import type { Probe } from '../probe.ts'
import { asObject, firstOf, jsonOf, notRefused, pathOf } from '../rule.ts'
import type { Rule } from '../rule.ts'

const where = 'GET /v1/me'

/** The three questions about one scope. */
async function askScope(probe: Probe, scope: string): Promise<{ method: string; path: string }[]> {
  return [
    { method: 'GET', path: pathOf(scope, `changes?after=${await epochOf(probe)}.0&limit=1`) },
    { method: 'GET', path: pathOf(scope, 'digest') },
    { method: 'POST', path: pathOf(scope, 'snapshots') },
  ]
}

const ids = (me: Record<string, unknown>): string => JSON.stringify(grantsIn(me))

export const ME_RULES: Rule[] = [
  {
    id: 'me-shape', where, title: 'The answer fits the schema Me',
    async check(probe) {
      const me = await readMe(probe)
      const few = Array.isArray(me['scopes']) ? { ...me, scopes: me['scopes'].slice(0, LIMITS.scopesPerDesk) } : me
      const issue = Me.safeParse(few).error?.issues[0]
      return issue === undefined ? 'kept' : broken(`${issue.path.join('.')}: ${issue.message}`)
    },
  },
  {
    id: 'me-limit', where, title: `An account has at most ${LIMITS.scopesPerDesk} scopes`,
    async check(probe) {
      const { length } = grantsIn(await readMe(probe))
      return length <= LIMITS.scopesPerDesk ? 'kept' : broken(`${length} scopes`)
    },
  },
  {
    id: 'me-kinds', where, title: 'A scope’s id begins with its kind: city:, ref: or office:',
    check: async (probe) => firstOf(grantsIn(await readMe(probe)).map(({ id, kind }) => (id.startsWith(`${kind}:`) && ScopeId.safeParse(id).success ? null : `${id} is granted as ${kind}`))),
  },
  {
    id: 'me-unique', where, title: 'A scope is granted once',
    async check(probe) {
      const ids = grantsIn(await readMe(probe)).map(({ id }) => id)
      const twice = ids.find((id, i) => ids.indexOf(id) !== i)
      return twice === undefined ? 'kept' : broken(`${twice} is granted twice`)
    },
  },
  {
    id: 'me-revision', where, title: 'scopes_rev stays while the scopes stay, and changes with them',
    async check(probe) {
      const before = await readMe(probe)
      const after = asObject(jsonOf(await probe.ask('/v1/me')))
      if ((ids(before) === ids(after)) === (before['scopes_rev'] === after['scopes_rev'])) return 'kept'
      return broken(`scopes_rev went from ${String(before['scopes_rev'])} to ${String(after['scopes_rev'])} while the scopes ${ids(before) === ids(after) ? 'stayed' : 'changed'}`)
    },
  },
  {
    id: 'me-sub', where, title: 'A token is always the same account',
    async check(probe) {
      const subs = new Set([(await readMe(probe))['sub']])
      for (let i = 0; i < 3; i += 1) subs.add(asObject(jsonOf(await probe.ask('/v1/me')))['sub'])
      return subs.size === 1 ? 'kept' : broken(`the same token was ${[...subs].join(', then ')}`)
    },
  },
  {
    id: 'scope-open', where: '/v1/scopes/{scope}/…', title: 'Every granted scope can be read: changes, digest and snapshot',
    async check(probe) {
      const faults = []
      for (const scope of await scopesOf(probe)) {
        for (const { method, path } of await askScope(probe, scope)) {
          const answer = await probe.ask(path, { method })
          // A cursor from the beginning may have expired; that is no refusal of the scope, nor is what other rules name.
          faults.push([401, 403, 404].includes(answer.status) ? said(answer) : null)
        }
      }
      return firstOf(faults)
    },
  },
  {
    id: 'scope-unknown', where: '404 unknown-scope', title: 'A scope that does not exist is refused with 404 unknown-scope',
    async check(probe) {
      const faults = []
      for (const { method, path } of await askScope(probe, 'office:conformance-no-such-scope')) faults.push(notRefused(await probe.ask(path, { method }), 404, 'unknown-scope'))
      return firstOf(faults)
    },
  },
  {
    id: 'scope-forbidden', mayMiss: true, where: '403 scope-forbidden', title: 'A scope of others is refused with 403 scope-forbidden',
    async check(probe) {
      const foreign = await foreignScope(probe)
      const faults = []
      for (const { method, path } of await askScope(probe, foreign)) faults.push(notRefused(await probe.ask(path, { method }), 403, 'scope-forbidden'))
      return firstOf(faults)
    },
  },
  {
    id: 'part-forbidden', mayMiss: true, where: 'GET /v1/snapshots/{id}/parts/{n}', title: 'Knowing the id of a snapshot of others’ gives no right to its parts',
    async check(probe) {
      const foreign = await foreignScope(probe)
      const taken = await probe.ask(pathOf(foreign, 'snapshots'), { method: 'POST', token: probe.options.other })
      const { id } = asObject(jsonOf(taken))
      if (typeof id !== 'string') throw new NotShown(`${said(taken)}: the other token got no snapshot`)
      const answer = await probe.ask(`/v1/snapshots/${encodeURIComponent(id)}/parts/0`)
      return [403, 404].includes(answer.status) ? 'kept' : broken(`${said(answer)} for a snapshot of ${foreign}`)
    },
  },
]

async function foreignScope(probe: Probe): Promise<string> {
  const own = new Set(grantsIn(await readMe(probe)).map(({ id }) => id))
  const foreign = grantsIn(await readOther(probe)).find(({ id }) => !own.has(id))
  if (foreign === undefined) throw new NotShown('--other-token may read nothing that --token may not')
  return foreign.id
}
