/** What a person has saved is what the list shows: from the saving to the rows that come back, over a start without a line; and what a row hands over as its base is what the central takes. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test, type TestContext } from 'node:test'
import { createSessionKeeper, type SessionKeeper } from '../../main/core/session.ts'
import { realPorts } from '../../main/sync/real-ports.ts'
import type { CaseRow } from '../../preload/contract/case-list.ts'
import type { EditIntent } from '../../preload/contract/edit.ts'
import { STREETS } from '../central/small-city.ts'
import { until } from '../until.ts'
import { startPracticeCentral, type PracticeCentral } from './practice-central.ts'

let practice: PracticeCentral
let isCut = false
before(async () => {
  practice = await startPracticeCentral()
})
after(() => practice.remove())

function openDesk(t: TestContext, folder: string): SessionKeeper {
  const real = realPorts()
  const fetch = (url: string, init: Parameters<typeof real.fetch>[1]): ReturnType<typeof real.fetch> => (isCut ? Promise.reject(new Error('no network')) : real.fetch(url, init))
  const keeper = createSessionKeeper({ dataFolder: folder, practice: practice.central().address, central: null }, { ...real, random: () => 0, fetch }, () => {})
  t.after(() => keeper.close())
  return keeper
}

async function rowOf(keeper: SessionKeeper, id: string): Promise<CaseRow> {
  const filter = { area: null, drawn: null, classes: [], statuses: [], weekdays: [], hours: [] }
  for (;;) {
    const { value } = await keeper.seat().store.desk.ask('cases.page', { question: { filter: { ...filter, from: Date.now() - 3_000 * 86_400_000, to: Date.now() + 86_400_000 }, view: 'all', home: null, text: '', at: Date.now() }, order: { by: 'reported', descending: true }, from: 0, limit: 500 })
    if (!('rows' in value)) continue
    const row = value.rows.find((one) => one.id === id)
    assert.ok(row, `${id} is in the list`)
    return row
  }
}

const save = async (keeper: SessionKeeper, edit: EditIntent): Promise<void> => {
  const { edits, sync } = keeper.seat()
  assert.ok((await edits.save({ edits: [edit], draft: null }, sync().skewMs())).saved)
  sync().edited()
}
const step = ({ id, base }: CaseRow, action: 'dispatch' | 'recall', from: 'filed' | 'dispatched', to: 'filed' | 'dispatched'): EditIntent =>
  ({ op_id: randomUUID(), kind: 'transition', type: 'case', id, base: { dispatch: base.dispatch }, action, from, to, ...(action === 'dispatch' ? { set: { department: '城管科' } } : {}) })

test('a chain made offline is on the list at once and after a start, and each step builds on what the list showed', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'shown-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const first = openDesk(t, folder)
  await first.practice(null, 'district')
  await until(() => first.seat().sync().status().state === 'idle', 30_000)
  const id = `c-${STREETS[0]}-0`
  isCut = true
  t.after(() => void (isCut = false))
  const before = await rowOf(first, id)
  assert.deepEqual([before.status, before.edit, typeof before.base.dispatch], ['filed', null, 'number'])
  const dispatch = step(before, 'dispatch', 'filed', 'dispatched')
  await save(first, dispatch)
  const dispatched = await rowOf(first, id)
  assert.deepEqual([dispatched.status, dispatched.edit, dispatched.base.dispatch], ['dispatched', 'unsent', { op: dispatch.op_id }])
  await save(first, step(dispatched, 'recall', 'dispatched', 'filed'))
  await first.close()

  const second = openDesk(t, folder)
  await second.resume()
  const again = await rowOf(second, id)
  assert.deepEqual([again.status, again.edit], ['filed', 'unsent'])
  const told = (await second.seat().store.desk.ask('cases.history', { id, name: '我' })).value
  assert.deepEqual(told?.entries.map(({ action, mark }) => [action, mark]), [['dispatch', 'unsent'], ['recall', 'unsent']])
  isCut = false
  await until(async () => {
    second.seat().sync().now()
    return (await rowOf(second, id)).edit === null
  }, 30_000)
  assert.deepEqual(await second.seat().edits.refused({ afterN: 0, limit: 10 }), [])
  const after = (await second.seat().store.desk.ask('cases.history', { id, name: '我' })).value
  assert.deepEqual([after?.entries.map(({ action, mark }) => [action, mark]), (await rowOf(second, id)).status], [[['dispatch', null], ['recall', null]], 'filed'])
  // The version was made here, and its name outlives the number.
  assert.equal(typeof (await rowOf(second, id)).base.dispatch, 'object')
})
