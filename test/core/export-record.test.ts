/** The record of an export from the desk to the central: kept without a line, never taken back, one however often it is sent, and none but the console writes one. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { recordExport, type Exported } from '../../main/core/record-export.ts'
import { Refusal } from '../../main/core/refusal.ts'
import { startCentral } from '../../main/central/central.ts'
import { load } from '../../main/central/log.ts'
import { openDesk as openPushDesk } from '../central/push/push-desk.ts'
import { smallCity, STREETS } from '../central/small-city.ts'
import { folderOf, seatDesk } from './seated-desk.ts'

const SET: Exported = { format: 'paper', rows: 2, cases: ['a', 'b'], purpose: ' 回访 13812345678 ' }

test('what was exported without a line is told when it is back, once', async (t) => {
  const central = await startCentral({ database: { kind: 'embedded', folder: null }, port: 0, practice: null })
  t.after(() => central.close())
  await load(central.sql, smallCity())
  const { token } = await openPushDesk({ address: '', sql: central.sql }, 'desk', 'office', STREETS[0])
  let fate: 'pass' | 'cut' | 'lose' = 'cut'
  let sent = 0
  const desk = await seatDesk(t, folderOf(t, 'export-record-'), token, () => central.address, (path) => {
    if (path !== '/v1/push') return 'pass'
    sent += 1
    return fate
  })
  await desk.untilIdle()
  const seat = desk.keeper.seat()
  const { edits } = seat
  const id = randomUUID()
  await recordExport(seat, id, SET)
  await recordExport(seat, id, SET)
  const [entry, ...more] = await edits.unsent({ afterN: 0, limit: 10 })
  assert.ok(entry?.intent?.kind === 'export' && more.length === 0)
  assert.deepEqual([entry.opId, entry.scope, entry.intent.set], [id, 'city:9901', { ...SET, purpose: '回访 138****5678' }])
  assert.deepEqual(await edits.withdraw({ opIds: [id] }), { opIds: [] })

  const forged = { ...entry.intent, op_id: randomUUID(), id: randomUUID() }
  const saved = await edits.save({ edits: [forged], draft: null }, null)
  assert.deepEqual([saved.saved, saved.saved ? null : saved.why], [false, 'unknown-row'])
  await assert.rejects(recordExport(seat, randomUUID(), { ...SET, purpose: ' ' }), (error) => error instanceof Refusal && error.code === 'unrecorded')
  assert.equal((await edits.badge()).unsent, 1)

  fate = 'lose'
  const before = sent
  seat.sync().now()
  await desk.until('an answer was lost', () => sent > before)
  fate = 'pass'
  seat.sync().now()
  await desk.until('nothing is unsent', async () => (await edits.badge()).unsent === 0)
  const held = await central.sql.query<{ id: string; by: string; purpose: string; cases: unknown }>('SELECT id, by, purpose, cases FROM exported')
  assert.deepEqual(held, [{ id, by: 'desk', purpose: '回访 138****5678', cases: ['a', 'b'] }])
  assert.deepEqual((await edits.history({ opId: id })).at(-1)?.to, 'applied')
  assert.match((await edits.support()).text, /"kind": "export"/)
})
