/** A person's edits, from the saving to the central's word: offline, over restarts, between two people on one PC, and against another desk. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test, type TestContext } from 'node:test'
import { createSessionKeeper, type SessionKeeper } from '../../main/core/session.ts'
import { realPorts } from '../../main/sync/real-ports.ts'
import type { Row } from '../../main/sync/protocol.ts'
import type { EditIntent } from '../../preload/contract/edit.ts'
import { STREETS } from '../central/small-city.ts'
import { until } from '../until.ts'
import { startPracticeCentral, type PracticeCentral } from './practice-central.ts'

let practice: PracticeCentral
before(async () => {
  practice = await startPracticeCentral()
})
after(() => practice.remove())

/** Desks whose line is cut. */
const cut = new Set<string>()

interface Desk {
  keeper: SessionKeeper
  name: string
}

function openDesk(t: TestContext, name: string, folder = mkdtempSync(join(tmpdir(), 'edits-'))): Desk & { folder: string } {
  const real = realPorts()
  const ports = { ...real, random: () => 0, fetch: (url: string, init: Parameters<typeof real.fetch>[1]) => (cut.has(name) ? Promise.reject(new Error('no network')) : real.fetch(url, init)) }
  const keeper = createSessionKeeper({ dataFolder: folder, practice: practice.central().address, central: null }, ports, () => {})
  t.after(async () => {
    cut.delete(name)
    await keeper.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return { keeper, name, folder }
}

const enter = async (desk: Desk, account: string): Promise<void> => {
  await desk.keeper.practice(null, account)
  await until(() => desk.keeper.seat().sync().status().state === 'idle', 20_000)
}
const cutLine = async (desk: Desk): Promise<void> => {
  cut.add(desk.name)
  desk.keeper.seat().sync().now()
  await until(() => desk.keeper.seat().sync().status().state === 'offline', 20_000)
}
const restoreLine = (desk: Desk): void => {
  cut.delete(desk.name)
  desk.keeper.seat().sync().now()
}
const caseAt = async (id: string): Promise<Row<'case'>> => {
  const [row] = await practice.central().sql.query<{ body: string }>(`SELECT body FROM record WHERE type = 'case' AND id = $1`, [id])
  return JSON.parse(row!.body) as Row<'case'>
}
const actsAt = async (id: string): Promise<Row<'act'>[]> =>
  (await practice.central().sql.query<{ body: string }>(`SELECT body FROM record WHERE type = 'act' AND (body::jsonb) ->> 'case' = $1 ORDER BY ver`, [id])).map(({ body }) => JSON.parse(body) as Row<'act'>)
const verOf = async (id: string): Promise<number> => (await practice.central().sql.query<{ ver: number }>(`SELECT ver FROM record WHERE type = 'case' AND id = $1`, [id]))[0]!.ver

const note = (on: string, text: string): EditIntent => ({ op_id: randomUUID(), kind: 'note', type: 'act', id: randomUUID(), on, set: { text } })
const dispatch = async (id: string, department: string): Promise<Extract<EditIntent, { kind: 'transition' }>> =>
  ({ op_id: randomUUID(), kind: 'transition', type: 'case', id, base: { dispatch: await verOf(id) }, action: 'dispatch', from: 'filed', to: 'dispatched', set: { department } })
const save = async ({ keeper }: Desk, ...edits: EditIntent[]): Promise<void> => {
  const { edits: own, sync } = keeper.seat()
  const saved = await own.save({ edits, draft: null }, sync().skewMs())
  assert.ok(saved.saved, JSON.stringify(saved))
  sync().edited()
}
const unsentOf = async ({ keeper }: Desk): Promise<number> => (await keeper.seat().edits.badge()).unsent
const refusedOf = ({ keeper }: Desk) => keeper.seat().edits.refused({ afterN: 0, limit: 100 })

test('an edit made online has taken effect at the central once, and nothing of it waits any more', async (t) => {
  const desk = openDesk(t, 'online')
  await enter(desk, 'office')
  const id = `c-${STREETS[0]}-0`
  const [step, words] = [await dispatch(id, '城管科'), note(id, '电话 138 1234 5678 联系')]
  await save(desk, step, words)
  await until(async () => (await unsentOf(desk)) === 0, 20_000)
  assert.deepEqual([(await caseAt(id)).status, (await caseAt(id)).department], ['dispatched', '城管科'])
  assert.deepEqual((await actsAt(id)).map((act) => [act.id, act.by]), [[step.op_id, 'office'], [words.id, 'office']])
  assert.deepEqual(await refusedOf(desk), [])
})

test('edits made offline survive the end of the program and are sent once when the line is back', async (t) => {
  const desk = openDesk(t, 'offline')
  await enter(desk, 'district')
  await cutLine(desk)
  const ids = [`c-${STREETS[1]}-0`, `c-${STREETS[1]}-1`]
  const edits = await Promise.all(ids.map((id) => dispatch(id, '市政科')))
  await save(desk, ...edits)
  await save(desk, note(ids[0]!, '线路断开时写的'))
  assert.equal(await unsentOf(desk), 3)
  assert.deepEqual((await caseAt(ids[0]!)).status, 'filed')
  await desk.keeper.close()

  const again = openDesk(t, 'offline', desk.folder)
  await again.keeper.resume()
  const waiting = await again.keeper.seat().edits.unsent({ afterN: 0, limit: 10 })
  assert.deepEqual(waiting.map((edit) => edit.intent), [...edits, waiting[2]!.intent])
  assert.ok(waiting.every((edit) => edit.simulated && edit.state === 'queued'))
  restoreLine(again)
  await until(async () => (await unsentOf(again)) === 0, 30_000)
  for (const id of ids) assert.equal((await caseAt(id)).status, 'dispatched')
  assert.deepEqual((await actsAt(ids[0]!)).map((act) => act.kind), ['transition', 'note'])
})

test('of two desks that dispatch one case the later is told who, when and to whom; what depends on it is shown with it, the note lands', async (t) => {
  const [first, second] = [openDesk(t, 'first'), openDesk(t, 'second')]
  await enter(first, 'office')
  await enter(second, 'district')
  const id = `c-${STREETS[0]}-1`
  await cutLine(second)
  const own = await dispatch(id, '物业科')
  const follow: EditIntent = { op_id: randomUUID(), kind: 'transition', type: 'case', id, base: { dispatch: { op: own.op_id } }, action: 'recall', from: 'dispatched', to: 'filed' }
  await save(second, own, note(id, '已电话联系物业'), follow)
  await save(first, await dispatch(id, '交警中队'))
  await until(async () => (await unsentOf(first)) === 0, 20_000)
  restoreLine(second)
  await until(async () => (await unsentOf(second)) === 0, 30_000)

  const [conflict, blocked] = await refusedOf(second)
  assert.deepEqual([conflict?.problem, conflict?.current.dispatch?.['department'], conflict?.current.dispatch?.by_name], ['already-dispatched', '交警中队', 'office'])
  assert.deepEqual([blocked?.state, blocked?.blockedOn], ['blocked', own.op_id])
  assert.equal((await caseAt(id)).note_count, 1)
  assert.equal((await caseAt(id)).department, '交警中队')

  // Nothing leaves the list by itself; one press settles both.
  const settled = await second.keeper.seat().edits.resolve({ opIds: [own.op_id, follow.op_id], how: 'accept-theirs', edit: null }, null)
  assert.ok(settled.isResolved)
  assert.deepEqual(await refusedOf(second), [])
  assert.deepEqual(await second.keeper.seat().edits.known({ opIds: [randomUUID(), own.op_id] }), { opIds: [own.op_id] })
  assert.deepEqual((await second.keeper.seat().edits.history({ opId: own.op_id })).map((event) => event.to), ['sending', 'conflict', 'resolved'])
})

test('who signs in on the same PC neither sees nor sends what the one before has left; it goes when that one is back', async (t) => {
  const desk = openDesk(t, 'shared')
  await enter(desk, 'office')
  await cutLine(desk)
  const id = `c-${STREETS[0]}-2`
  await save(desk, await dispatch(id, '环卫站'))
  await desk.keeper.seat().edits.drafts.put({ form: 'note', key: id, body: JSON.stringify({ text: '没写完' }) })
  cut.delete(desk.name)
  await enter(desk, 'district')
  const other = await desk.keeper.seat().edits.badge()
  assert.deepEqual([other.unsent, other.drafts], [0, 0])
  desk.keeper.seat().sync().now()
  await until(() => desk.keeper.seat().sync().status().state === 'idle', 20_000)
  assert.equal((await caseAt(id)).status, 'filed', 'not sent under another identity')
  await enter(desk, 'office')
  await until(async () => (await caseAt(id)).status === 'dispatched', 20_000)
  assert.equal((await actsAt(id))[0]!.by, 'office')
  assert.equal((await desk.keeper.seat().edits.drafts.get({ form: 'note', key: id }))?.body, '{"text":"没写完"}')
})

test('what somebody typed is masked before it reaches the disk; contact data is not kept at all', async (t) => {
  const desk = openDesk(t, 'masked')
  await enter(desk, 'office')
  await cutLine(desk)
  const id = `c-${STREETS[0]}-0`
  await save(desk, note(id, '找 13912345678 王先生'))
  await desk.keeper.seat().edits.drafts.put({ form: 'note', key: id, body: JSON.stringify({ text: '再找 １３９　１２３４　５６７８' }) })
  const lead: EditIntent = {
    op_id: randomUUID(), kind: 'create', type: 'case', id: randomUUID(),
    set: { area: STREETS[0], class: 'k1', text: '堵', place: '', lng: 121.5, lat: 29.9, urgent: false, danger_to_life: false, reporter: { name: '王', phone: '13912345678' } },
  }
  const refused = await desk.keeper.seat().edits.save({ edits: [lead], draft: null }, null)
  assert.deepEqual(refused.saved ? null : refused.why, 'malformed')
  await assert.rejects(desk.keeper.seat().edits.resolve({ opIds: [randomUUID()], how: 'redo', edit: lead }, null))
  await desk.keeper.seat().edits.drafts.put({ form: 'lead', key: 'one', body: JSON.stringify({ text: '堵', phone: '13912345678', reporter: { name: '王', phone: '13912345678' } }) })
  assert.equal((await desk.keeper.seat().edits.drafts.get({ form: 'lead', key: 'one' }))?.body, '{"text":"堵"}')
  const files = readdirSync(desk.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name)))
  for (const canary of ['13912345678', '１３９　１２３４　５６７８']) assert.ok(files.every((bytes) => !bytes.includes(canary)), canary)
  assert.ok(files.some((bytes) => bytes.includes('139****5678')))
})

test('an edit about a row that this desk does not hold is refused before it is called saved', async (t) => {
  const desk = openDesk(t, 'unknown')
  await enter(desk, 'office')
  const saved = await desk.keeper.seat().edits.save({ edits: [note('c-none', '没有这个案件')], draft: null }, null)
  assert.deepEqual(saved.saved ? null : saved.why, 'unknown-row')
  assert.equal(await unsentOf(desk), 0)
})
