/** Rules about GET /v1/scopes/{scope}/digest: its definition, computed anew from the rows. */
import { createHash } from 'node:crypto'
import { Digest } from '../../../main/sync/protocol.ts'
import { broken, NotShown } from '../finding.ts'
import { scopesOf } from '../gather.ts'
import { allHeld } from '../held.ts'
import type { State } from '../held.ts'
import { readPage, stateAt } from '../pages.ts'
import { said } from '../probe.ts'
import type { Probe } from '../probe.ts'
import { asObject, firstOf, jsonOf, notRefused, pathOf } from '../rule.ts'
import type { Rule } from '../rule.ts'

const where = 'GET /v1/scopes/{scope}/digest'

/** The definition, word by word. */
export function digestOf(state: State, buckets: number): Digest['buckets'] {
  const sums = Array.from({ length: buckets }, () => ({ count: 0, sum: 0n }))
  for (const [key, { ver, h }] of state) {
    const bucket = sums[(createHash('sha256').update(key).digest()[0] ?? 0) % buckets]
    if (bucket === undefined) continue
    bucket.count += 1
    bucket.sum = BigInt.asUintN(64, bucket.sum + createHash('sha256').update(`${key}\n${ver}\n${h}`).digest().readBigUInt64BE())
  }
  return sums.map(({ count, sum }) => ({ count, sum: sum.toString(16).padStart(16, '0') }))
}

/** null: the digest is what snapshot and changes give. */
export async function digestFault(probe: Probe, scope: string, buckets: number | null): Promise<string | null> {
  const answer = await probe.ask(pathOf(scope, buckets === null ? 'digest' : `digest?buckets=${buckets}`))
  const parsed = Digest.safeParse(jsonOf(answer))
  if (answer.status !== 200 || !parsed.success) throw new NotShown(`${said(answer)}: no digest to look at`)
  const { seq, buckets: given } = parsed.data
  const expected = digestOf(await stateAt(probe, scope, seq), given.length)
  const at = expected.findIndex(({ count, sum }, i) => given[i]?.count !== count || given[i]?.sum !== sum)
  return at === -1 ? null : `${said(answer)} at ${seq}: bucket ${at} says ${JSON.stringify(given[at])}, the rows give ${JSON.stringify(expected[at])}`
}

export const DIGEST_RULES: Rule[] = [
  {
    id: 'digest-shape', where, title: 'The answer fits the schema Digest and names the scope',
    async check(probe) {
      const faults = []
      for (const scope of await scopesOf(probe)) {
        const answer = await probe.ask(pathOf(scope, 'digest'))
        if (answer.status !== 200) continue
        const parsed = Digest.safeParse(jsonOf(answer))
        const issue = parsed.error?.issues[0]
        faults.push(issue !== undefined ? `${said(answer)}: ${issue.path.join('.')}: ${issue.message}` : parsed.data?.scope === scope ? null : `${said(answer)}: names ${parsed.data?.scope}`)
      }
      if (faults.length === 0) throw new NotShown('no digest was given')
      return firstOf(faults)
    },
  },
  {
    id: 'digest-buckets', where, title: 'As many buckets come as were asked for; 64 where none were',
    async check(probe) {
      const [scope = ''] = await scopesOf(probe)
      const faults = []
      for (const [query, count] of [['', 64], ['?buckets=1', 1], ['?buckets=5', 5], ['?buckets=256', 256]] as const) {
        const answer = await probe.ask(pathOf(scope, `digest${query}`))
        const { buckets } = asObject(jsonOf(answer))
        faults.push(Array.isArray(buckets) && buckets.length === count ? null : `${said(answer)}: ${Array.isArray(buckets) ? buckets.length : 'no'} buckets`)
      }
      return firstOf(faults)
    },
  },
  {
    id: 'digest-bounds', where: '400 malformed', title: 'buckets outside 1–256 are refused with 400 malformed',
    async check(probe) {
      const [scope = ''] = await scopesOf(probe)
      const faults = []
      for (const buckets of ['0', '257', 'x', '-1', '1.5']) faults.push(notRefused(await probe.ask(pathOf(scope, `digest?buckets=${buckets}`)), 400, 'malformed'))
      return firstOf(faults)
    },
  },
  {
    id: 'digest-seq', where, title: '`seq` of a digest is the head at that time',
    async check(probe) {
      const faults = []
      for (const { scope, snapshot } of await allHeld(probe)) {
        const before = (await readPage(probe, scope, snapshot.at_seq)).head
        const answer = await probe.ask(pathOf(scope, 'digest'))
        const after = (await readPage(probe, scope, snapshot.at_seq)).head
        if (answer.status !== 200) continue
        const seq = Number(asObject(jsonOf(answer))['seq'])
        faults.push(seq >= before && seq <= after ? null : `${said(answer)}: seq ${seq}, while the head was ${before === after ? before : `${before}–${after}`}`)
      }
      return firstOf(faults)
    },
  },
  {
    id: 'digest-rows', where, title: 'Counts and sums are those of the rows that snapshot and changes give',
    async check(probe) {
      for (const { scope } of await allHeld(probe)) {
        for (const buckets of [null, 1, 5]) {
          const fault = await digestFault(probe, scope, buckets)
          if (fault !== null) return broken(fault)
        }
      }
      return 'kept'
    },
  },
]
