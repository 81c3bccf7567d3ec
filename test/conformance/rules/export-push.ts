/** Rules about records of what was exported. None may be written by them, since no central lets go of one: what is sent is malformed, or waits for an op that never comes. */
import { randomUUID } from 'node:crypto'
import { NotShown } from '../finding.ts'
import type { Probe } from '../probe.ts'
import type { Rule } from '../rule.ts'
import { common, describe, expect, NOWHERE, push, rule, type AnyOp } from './push.ts'

const where = 'POST /v1/push, export'

const exported = (set: object = {}, more: object = {}): AnyOp => ({ ...common(), kind: 'export', type: 'export', id: randomUUID(), set: { format: 'paper', rows: 1, cases: [NOWHERE], purpose: 'conformance', ...set }, ...more })
const waiting = (on: string, set: object = {}): AnyOp => exported(set, { depends_on: [on] })

/** A central of before knows no such ops, and says so by refusing them as none. */
async function exportsOf(probe: Probe): Promise<void> {
  const [one] = await push(probe, [waiting(randomUUID(), { purpose: 'conformance export-known' })])
  if (one?.result === 'rejected' && describe(one).endsWith('op-invalid')) throw new NotShown('the central takes no records of exports')
}

const exportRule = (id: string, title: string, check: (probe: Probe) => Promise<Iterable<string | null>>): Rule => rule(id, where, title, async (probe) => {
  await exportsOf(probe)
  return check(probe)
})

export const EXPORT_RULES: Rule[] = [
  exportRule('export-shape', 'A record of an export without a purpose, with neither question nor cases, or with a field that no record has is rejected (op-invalid)', async (probe) => {
    // Should one be taken for good all the same, it still waits.
    const bad = [{ purpose: ' ' }, { cases: undefined }, { surprise: 1 }, { rows: -1 }].map((set) => waiting(randomUUID(), { purpose: 'conformance export-shape', ...set }))
    return (await push(probe, [...bad, waiting(randomUUID(), { format: 'export-shape' })])).map((one) => expect(one, 'rejected', 'op-invalid'))
  }),
  exportRule('export-waits', 'A record of an export that builds on an op which is not known yet is neither decided nor remembered (retry)', async (probe) => {
    const on = randomUUID()
    const op = waiting(on, { purpose: 'conformance export-waits' })
    const results = [...(await push(probe, [op])), ...(await push(probe, [op]))]
    return results.map((one) => (one.result === 'retry' && one.on === on ? null : `${describe(one)} instead of retry on the op it names`))
  }),
]
