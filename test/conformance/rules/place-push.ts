/**
 * Rules about corrections of places and marks of shifts. No row may change by them, whatever the central gets wrong: what is sent must be refused, or
 * says of a place what it says already.
 */
import { randomUUID } from 'node:crypto'
import { MOST_VOLUNTEERS } from '../../../preload/contract/site-edit.ts'
import { ROW_SCHEMAS } from '../../../main/sync/protocol.ts'
import type { Row } from '../../../main/sync/protocol.ts'
import { NotShown } from '../finding.ts'
import { readMe, readOther } from '../gather.ts'
import { partPath, takeSnapshot } from '../held.ts'
import type { Probe } from '../probe.ts'
import { asObject, jsonOf } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { common, describe, expect, NOWHERE, parse, push, rule, type AnyOp } from './push.ts'

const where = 'POST /v1/push, correct and attend'

interface Known { row: Row<'site'>; version: number }

/** A friendly point that the account may read, with its version of the group `place`. */
const siteOf = (probe: Probe): Promise<Known> => probe.once('a friendly point', async () => {
  const { row, ver } = await firstOf(probe, 'site', () => true)
  return { row, version: row.gver?.['place'] ?? ver }
})

/** A shift in which a number is left that no volunteer has. */
const shiftOf = (probe: Probe): Promise<Row<'shift'>> => probe.once('a shift', async () => (await firstOf(probe, 'shift', ({ headcount, marks = [] }) => headcount < MOST_VOLUNTEERS && marks.every(({ volunteer }) => volunteer <= headcount))).row)

/** The first such row of a district that the account may read. */
async function firstOf<T extends 'site' | 'shift'>(probe: Probe, type: T, isIt: (row: Row<T>) => boolean): Promise<{ row: Row<T>; ver: number }> {
  const me = await readMe(probe)
  for (const { id, kind } of (Array.isArray(me['scopes']) ? me['scopes'] : []).map(asObject)) {
    if (kind !== 'ref') continue
    const snapshot = asObject(jsonOf(await takeSnapshot(probe, String(id)))) as unknown as Parameters<typeof partPath>[0]
    for (const { n } of snapshot.parts ?? []) {
      const part = await probe.ask(partPath(snapshot, n))
      for (const line of part.bytes.toString().split('\n').filter((text) => text.includes(`"${type}"`))) {
        const { type: found, ver, row } = JSON.parse(line) as { type: string; ver: number; row: string }
        const body = found === type ? (ROW_SCHEMAS[type].safeParse(parse(row)).data as Row<T> | undefined) : undefined
        if (body !== undefined && isIt(body)) return { row: body, ver }
      }
    }
  }
  throw new NotShown(`the account reads no ${type} for this`)
}

const correct = (id: string, base: object, set: object): AnyOp => ({ ...common(), kind: 'correct', type: 'site', id, base, set })

/** A central of before knows no such ops, and says so by refusing them as none. */
async function correctionsOf(probe: Probe): Promise<void> {
  const [one] = await push(probe, [correct(`${NOWHERE} known`, { state: 1 }, { state: 'closed' })])
  if (one?.result === 'rejected' && describe(one).endsWith('op-invalid')) throw new NotShown('the central takes no corrections of places')
}

const placeRule = (id: string, title: string, check: (probe: Probe) => Promise<Iterable<string | null>>): Rule => rule(id, where, title, async (probe) => {
  await correctionsOf(probe)
  return check(probe)
})

export const PLACE_RULES: Rule[] = [
  placeRule('place-gone', 'A correction or a mark of what there is not is a conflict (gone)', async (probe) => {
    const mark = { ...common(), kind: 'attend', type: 'shift', id: `${NOWHERE} place-gone`, was: null, set: { volunteer: 1, is: 'present' } }
    const results = await push(probe, [correct(`${NOWHERE} place-gone`, { state: 1 }, { state: 'closed' }), mark])
    return results.map((one) => expect(one, 'conflict', 'gone'))
  }),
  placeRule('place-shape', 'A correction that says nothing, half a position, a field that no place has, or without its base, is rejected (op-invalid)', async (probe) => {
    const id = `${NOWHERE} place-shape`
    const bad = [correct(id, { place: 1 }, {}), correct(id, { place: 1 }, { lng: 121.5 }), correct(id, { place: 1 }, { name: 'x', surprise: 1 }), correct(id, {}, { name: 'x' }), correct(id, { place: 1 }, { name: ' ' })]
    return (await push(probe, bad)).map((one) => expect(one, 'rejected', 'op-invalid'))
  }),
  placeRule('place-same', 'A correction to what the place says already is satisfied, whatever it builds on', async (probe) => {
    const { row, version } = await siteOf(probe)
    if (!(await mayCorrect(probe))) throw new NotShown('the account corrects no places')
    const results = await push(probe, [correct(row.id, { place: version }, { name: row.name }), correct(row.id, { place: version + 1 }, { name: row.name })])
    return results.map((one) => (one.result === 'satisfied' ? null : `${describe(one)} instead of satisfied`))
  }),
  placeRule('place-beyond', 'A mark of a volunteer beyond the headcount of the shift is rejected (op-invalid)', async (probe) => {
    const { id, headcount } = await shiftOf(probe)
    if (!(await mayCorrect(probe))) throw new NotShown('the account marks no shifts')
    // Were it taken for a mark like any other, it would meet another than it says it saw.
    const mark = { ...common(), kind: 'attend', type: 'shift', id, was: 'absent', set: { volunteer: headcount + 1, is: 'present' } }
    return (await push(probe, [mark])).map((one) => expect(one, 'rejected', 'op-invalid'))
  }),
  placeRule('place-forbidden', 'A correction of a place that is not the account’s to correct is rejected (op-forbidden)', async (probe) => {
    await readOther(probe)
    const { row, version } = await siteOf(probe)
    return [expect((await push(probe, [correct(row.id, { place: version }, { name: row.name })], probe.options.other ?? ''))[0], 'rejected', 'op-forbidden')]
  }),
  placeRule('place-again', 'The same correction gets the same answer again', async (probe) => {
    const op = correct(`${NOWHERE} place-again ${randomUUID()}`, { state: 1 }, { state: 'closed' })
    const [[first], [again]] = [await push(probe, [op]), await push(probe, [op])]
    return [JSON.stringify(again) === JSON.stringify(first) ? null : `${describe(again)} after ${describe(first)}`]
  }),
]

async function mayCorrect(probe: Probe): Promise<boolean> {
  const { duties } = await readMe(probe)
  return Array.isArray(duties) && duties.includes('desk')
}
