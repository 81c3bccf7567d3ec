/** Rules about taking a snapshot: its shape, its sharing, its cursor. */
import { Snapshot } from '../../../main/sync/protocol.ts'
import { NotShown } from '../finding.ts'
import { scopesOf } from '../gather.ts'
import { allHeld, takeSnapshot } from '../held.ts'
import { askChanges } from '../pages.ts'
import { said } from '../probe.ts'
import { asObject, firstOf, jsonOf, notRefused, pathOf } from '../rule.ts'
import type { Rule } from '../rule.ts'

const where = 'POST /v1/scopes/{scope}/snapshots'
const SOONEST_MS = 600_000

export const SNAPSHOT_RULES: Rule[] = [
  {
    id: 'snapshot-shape', where, title: 'The answer is 200 or 201 and fits the schema Snapshot',
    async check(probe) {
      const faults = []
      for (const scope of await scopesOf(probe)) {
        const answer = await takeSnapshot(probe, scope)
        if (answer.status >= 400) continue
        const issue = Snapshot.safeParse(jsonOf(answer)).error?.issues[0]
        faults.push(answer.status > 201 ? said(answer) : issue === undefined ? null : `${scope}: ${issue.path.join('.')}: ${issue.message}`)
      }
      if (faults.length === 0) throw new NotShown('no snapshot was given')
      return firstOf(faults)
    },
  },
  { id: 'snapshot-scope', where, title: 'A snapshot names the scope that was asked for', check: async (probe) => firstOf((await allHeld(probe)).map(({ scope, snapshot }) => (snapshot.scope === scope ? null : `asked for ${scope}, given ${snapshot.scope}`))) },
  {
    id: 'snapshot-shared', where, title: 'A snapshot is built once and shared: asked again at once, the same one comes with 200',
    async check(probe) {
      const faults = []
      for (const { scope, snapshot } of await allHeld(probe)) {
        const answer = await probe.ask(pathOf(scope, 'snapshots'), { method: 'POST' })
        const again = await probe.ask(pathOf(scope, 'snapshots'), { method: 'POST' })
        const ids = [answer, again].map((one) => asObject(jsonOf(one))['id'])
        // Between the first and the second it may have grown old; twice in a row it does not.
        faults.push(again.status === 200 && (ids[0] === ids[1] || ids[0] === snapshot.id) ? null : `${scope}: ${again.status}, ${String(ids[0])} and then ${String(ids[1])}`)
      }
      return firstOf(faults)
    },
  },
  {
    id: 'snapshot-numbers', where, title: 'Parts are numbered 0, 1, 2 … and their rows add up to the snapshot’s',
    check: async (probe) => firstOf((await allHeld(probe)).flatMap(({ scope, snapshot }) => [
      snapshot.parts.every(({ n }, i) => n === i) ? null : `${scope}: parts ${snapshot.parts.map(({ n }) => n).join(', ')}`,
      snapshot.parts.reduce((sum, { rows }) => sum + rows, 0) === snapshot.rows ? null : `${scope}: ${snapshot.rows} rows announced, the parts announce ${snapshot.parts.reduce((sum, { rows }) => sum + rows, 0)}`,
    ])),
  },
  { id: 'snapshot-unique', where, title: 'A row comes once in a snapshot', check: async (probe) => firstOf((await allHeld(probe)).map(({ scope, twice }) => (twice === null ? null : `${scope}: ${twice} comes twice`))) },
  {
    id: 'snapshot-cursor', where, title: '`at_seq` is a cursor the change log accepts',
    async check(probe) {
      const faults = []
      for (const { scope, snapshot } of await allHeld(probe)) {
        const answer = await askChanges(probe, scope, snapshot.at_seq, { limit: 1 })
        faults.push(answer.status === 200 ? null : `${said(answer)} right after the snapshot`)
      }
      return firstOf(faults)
    },
  },
  {
    id: 'snapshot-expiry', where, title: 'A snapshot can be downloaded for ten minutes at least',
    check: async (probe) => {
      const now = Date.parse(probe.answers.at(-1)?.headers['server-time'] ?? '')
      if (Number.isNaN(now)) throw new NotShown('the central names no time')
      return firstOf((await allHeld(probe)).map(({ scope, snapshot }) => (Date.parse(snapshot.expires_at) - now >= SOONEST_MS ? null : `${scope}: expires_at is ${snapshot.expires_at}, it is ${new Date(now).toISOString()}`)))
    },
  },
  {
    id: 'snapshot-empty', mayMiss: true, where, title: 'A scope without rows has a snapshot, of 0 rows',
    async check(probe) {
      for (const scope of await scopesOf(probe)) {
        const digest = asObject(jsonOf(await probe.ask(pathOf(scope, 'digest?buckets=1'))))
        const counted = (digest['buckets'] as { count?: number }[] | undefined)?.[0]?.count
        if (counted !== 0) continue
        const answer = await takeSnapshot(probe, scope)
        return firstOf([answer.status <= 201 && asObject(jsonOf(answer))['rows'] === 0 ? null : `${said(answer)} with ${String(asObject(jsonOf(answer))['rows'])} rows for an empty scope`])
      }
      throw new NotShown('no scope of this token is empty')
    },
  },
  {
    id: 'snapshot-unknown', where: '404 unknown-snapshot', title: 'A snapshot that does not exist is refused with 404 unknown-snapshot',
    async check(probe) {
      const faults = []
      for (const id of ['none', '00000000-0000-4000-8000-000000000000']) faults.push(notRefused(await probe.ask(`/v1/snapshots/${id}/parts/0`), 404, 'unknown-snapshot'))
      return firstOf(faults)
    },
  },
]
