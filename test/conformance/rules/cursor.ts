/** Rules about cursors: which are accepted, and how the others are refused. */
import { NotShown } from '../finding.ts'
import { epochOf, scopesOf } from '../gather.ts'
import { askChanges } from '../pages.ts'
import { readSnapshot } from '../held.ts'
import type { Probe } from '../probe.ts'
import { said } from '../probe.ts'
import { asObject, firstOf, jsonOf, notRefused, pathOf } from '../rule.ts'
import type { Rule } from '../rule.ts'

const where = 'GET /v1/scopes/{scope}/changes?after='
const BEYOND = 1_000_000
const OTHER_EPOCH = '00000000-0000-4000-8000-000000000000'

async function aScope(probe: Probe): Promise<{ scope: string; seq: number }> {
  const [scope] = await scopesOf(probe)
  if (scope === undefined) throw new NotShown('no scope')
  return { scope, seq: (await readSnapshot(probe, scope)).snapshot.at_seq }
}

export const CURSOR_RULES: Rule[] = [
  {
    id: 'cursor-malformed', where: '400 malformed', title: 'A cursor that is not {epoch}.{seq} is refused with 400 malformed',
    async check(probe) {
      const { scope } = await aScope(probe)
      const epoch = await epochOf(probe)
      const faults = [notRefused(await probe.ask(pathOf(scope, 'changes')), 400, 'malformed')]
      for (const cursor of ['', '1', epoch, `${epoch}.`, `${epoch}.-1`, `${epoch}.1.5`, `${epoch}.x`, `${epoch}. 1`, `${epoch}.99999999999999999999`]) faults.push(notRefused(await askChanges(probe, scope, cursor), 400, 'malformed'))
      return firstOf(faults)
    },
  },
  {
    id: 'cursor-beyond', where: '410 cursor-expired', title: 'A cursor beyond the head is refused with 410 cursor-expired: such a desk knows more than the central',
    async check(probe) {
      const { scope, seq } = await aScope(probe)
      const faults = []
      for (const after of [seq + BEYOND, 999_999_999_999_999]) faults.push(notRefused(await askChanges(probe, scope, after), 410, 'cursor-expired'))
      faults.push(notRefused(await askChanges(probe, scope, seq + BEYOND, { wait: 1 }), 410, 'cursor-expired'))
      return firstOf(faults)
    },
  },
  {
    id: 'cursor-named', where: '410 cursor-expired', title: 'The refusal of a cursor names its scope, its number and the head: a desk acts on it only where they are its own',
    async check(probe) {
      const { scope, seq } = await aScope(probe)
      const after = seq + BEYOND
      const answer = await askChanges(probe, scope, after)
      if (answer.status !== 410) throw new NotShown(`${said(answer)}: no refusal to look at`)
      const { scope: named, after: asked, head } = asObject(jsonOf(answer))
      const isWhole = named === scope && asked === after && typeof head === 'number' && head < after
      return firstOf([isWhole ? null : `${said(answer)}: scope ${String(named)}, after ${String(asked)}, head ${String(head)}`])
    },
  },
  {
    id: 'cursor-epoch', where: '410 epoch-changed', title: 'A cursor of another epoch is refused with 410 epoch-changed',
    async check(probe) {
      const faults = []
      for (const scope of await scopesOf(probe)) faults.push(notRefused(await askChanges(probe, scope, `${OTHER_EPOCH}.1`), 410, 'epoch-changed'))
      return firstOf(faults)
    },
  },
  {
    id: 'cursor-epoch-named', where: '410 epoch-changed', title: 'The refusal names the epoch that is now',
    async check(probe) {
      const { scope } = await aScope(probe)
      const answer = await askChanges(probe, scope, `${OTHER_EPOCH}.1`)
      if (answer.status !== 410) throw new NotShown(`${said(answer)}: no refusal to look at`)
      const inside = asObject(jsonOf(answer))['epoch']
      const now = await epochOf(probe)
      return firstOf([inside === now && answer.headers['sync-epoch'] === now ? null : `${said(answer)}: body ${String(inside)}, header ${answer.headers['sync-epoch'] ?? 'missing'}`])
    },
  },
  {
    id: 'cursor-old', where, title: 'A cursor from the beginning is answered with a page, or with 410 cursor-expired',
    async check(probe) {
      const faults = []
      for (const scope of await scopesOf(probe)) {
        const answer = await askChanges(probe, scope, 0, { limit: 1 })
        faults.push(answer.status === 200 ? null : notRefused(answer, 410, 'cursor-expired'))
      }
      return firstOf(faults)
    },
  },
]
