/** What line and central may do to a push, tried on the whole desk: real outbox, real central, one answer spoilt at a time. The numbers are those of the fault table. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test, type TestContext } from 'node:test'
import { putAccounts } from '../../main/central/account.ts'
import { commit } from '../../main/central/log.ts'
import { createSessionKeeper, type SessionKeeper } from '../../main/core/session.ts'
import { realPorts } from '../../main/sync/real-ports.ts'
import type { Fetch, FetchAnswer, FetchInit } from '../../main/sync/ports.ts'
import { PROBLEM_BASE } from '../../main/sync/protocol.ts'
import type { Row } from '../../main/sync/protocol.ts'
import type { EditIntent } from '../../preload/contract/edit.ts'
import { caseRow, pointRow, STREETS } from '../central/small-city.ts'
import { until } from '../until.ts'
import { startPracticeCentral, type PracticeCentral } from './practice-central.ts'

const [STREET, OTHER_STREET] = STREETS
let practice: PracticeCentral
before(async () => {
  practice = await startPracticeCentral()
})
after(() => practice.remove())

/** What befalls the pushes of one desk; null: nothing. `n` counts them. */
type Fault = ((n: number, init: FetchInit, send: () => Promise<FetchAnswer>) => Promise<FetchAnswer>) | null

interface Desk {
  keeper: SessionKeeper
  fault: Fault
  pushes: number
  /** Ops of each push. */
  sizes: number[]
}

async function openDesk(t: TestContext, account: string): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'push-faults-'))
  const real = realPorts()
  const fetch: Fetch = (url, init) => {
    if (new URL(url).pathname !== '/v1/push') return real.fetch(url, init)
    desk.pushes += 1
    desk.sizes.push((JSON.parse(init.body ?? '{}') as { ops: unknown[] }).ops.length)
    return desk.fault === null ? real.fetch(url, init) : desk.fault(desk.pushes, init, () => real.fetch(url, init))
  }
  const desk: Desk = { keeper: createSessionKeeper({ dataFolder: folder, practice: practice.central().address, central: null }, { ...real, random: () => 0, fetch }, () => {}), fault: null, pushes: 0, sizes: [] }
  t.after(async () => {
    await desk.keeper.close()
    rmSync(folder, { recursive: true, force: true })
  })
  await desk.keeper.practice(null, account)
  await until(() => desk.keeper.seat().sync().status().state === 'idle', 30_000)
  return desk
}

const text = (status: number, type: string, body: string, headers: Record<string, string> = {}): FetchAnswer =>
  new Response(body, { status, headers: { 'content-type': type, ...headers } }) as unknown as FetchAnswer
const problem = (status: number, type: string, headers: Record<string, string> = {}): FetchAnswer =>
  text(status, 'application/problem+json', JSON.stringify({ type: `${PROBLEM_BASE}${type}`, title: type, status }), headers)

let made = 0
/** A case that nobody else touches, here already. */
async function newCase({ keeper }: Desk, street: string = STREET): Promise<string> {
  const id = `f-${made++}`
  await practice.central().sql.transaction((tx) => commit(tx, [{ op: 'put', row: caseRow(id, street) }, { op: 'put', row: pointRow(id, street) }]))
  await until(async () => (await keeper.seat().store.desk.ask('edits.scopes', { ids: [id] })).value.length === 1, 30_000)
  return id
}
const note = (on: string, words = '备注'): EditIntent => ({ op_id: randomUUID(), kind: 'note', type: 'act', id: randomUUID(), on, set: { text: words } })
async function save({ keeper }: Desk, ...edits: EditIntent[]): Promise<void> {
  const saved = await keeper.seat().edits.save({ edits, draft: null }, null)
  assert.ok(saved.saved, JSON.stringify(saved))
  keeper.seat().sync().edited()
}
const unsentOf = async ({ keeper }: Desk): Promise<number> => (await keeper.seat().edits.badge()).unsent
const untilSent = (desk: Desk): Promise<void> => until(async () => {
  if ((await unsentOf(desk)) === 0) return true
  // Whoever looks at the page presses "now"; waiting out a back-off would prove nothing more.
  desk.keeper.seat().sync().now()
  return false
}, 60_000)
const notesAt = async (id: string): Promise<string[]> =>
  (await practice.central().sql.query<{ id: string }>(`SELECT id FROM record WHERE type = 'act' AND (body::jsonb) ->> 'case' = $1`, [id])).map((row) => row.id)
const caseAt = async (id: string): Promise<Row<'case'>> => JSON.parse((await practice.central().sql.query<{ body: string }>(`SELECT body FROM record WHERE type = 'case' AND id = $1`, [id]))[0]!.body) as Row<'case'>
const refusedOf = ({ keeper }: Desk) => keeper.seat().edits.refused({ afterN: 0, limit: 100 })

const WEATHER: [fault: string, name: string, spoil: (send: () => Promise<FetchAnswer>) => Promise<FetchAnswer>][] = [
  ['F3', 'the answer is lost after the central has committed', async (send) => {
    await (await send() as unknown as Response).text()
    throw new Error('connection reset')
  }],
  ['F5', 'the answer breaks off in the middle of its JSON', async (send) => {
    const body = await (await send() as unknown as Response).text()
    return text(200, 'application/json', body.slice(0, body.length >> 1))
  }],
  ['F5', 'the answer is good JSON and says nothing about the op', async (send) => {
    const body = JSON.parse(await (await send() as unknown as Response).text()) as { results: unknown[] }
    return text(200, 'application/json', JSON.stringify({ ...body, results: [] }))
  }],
  ['F41', 'the answer tells of a result that nobody knows', async (send) => {
    const body = JSON.parse(await (await send() as unknown as Response).text()) as { results: object[] }
    return text(200, 'application/json', JSON.stringify({ ...body, results: body.results.map((result) => ({ ...result, result: 'postponed' })) }))
  }],
  ['F8', 'a captive portal answers with its page', () => Promise.resolve(text(200, 'text/html', '<html>sign in</html>'))],
  ['F26', 'a web firewall refuses with a page', () => Promise.resolve(text(403, 'text/html', 'forbidden'))],
  ['F24', 'the central fails', () => Promise.resolve(problem(500, 'internal'))],
  ['F24', 'the central fails in words that nobody knows', () => Promise.resolve(problem(500, 'never-heard-of'))],
  ['F25', 'the central asks to be left alone for three years', () => Promise.resolve(problem(429, 'slow-down', { 'retry-after': '99999999' }))],
  ['F27', 'the central knows the token no more, for a moment', () => Promise.resolve(problem(401, 'token-expired'))],
]
for (const [fault, name, spoil] of WEATHER) {
  test(`${fault}: ${name}: the edit is kept, sent again, and takes effect once`, async (t) => {
    const desk = await openDesk(t, 'office')
    const id = await newCase(desk)
    desk.fault = (n, _init, send) => (n === 1 ? spoil(send) : send())
    const words = note(id)
    await save(desk, words)
    await until(() => desk.pushes >= 1, 30_000)
    await untilSent(desk)
    assert.deepEqual(await notesAt(id), [words.id])
    assert.equal((await caseAt(id)).note_count, 1)
    assert.deepEqual(await refusedOf(desk), [], 'no false conflict')
    assert.ok(desk.pushes >= 2)
  })
}

test('F23: one op that is refused in the middle of fifty: the others land, and it alone is shown', async (t) => {
  const desk = await openDesk(t, 'office')
  const id = await newCase(desk)
  const bad: EditIntent = { op_id: randomUUID(), kind: 'transition', type: 'case', id, base: { dispatch: 1 }, action: 'take', from: 'dispatched', to: 'handling' }
  await save(desk, ...Array.from({ length: 25 }, (_, i) => note(id, `前 ${i}`)), bad, ...Array.from({ length: 24 }, (_, i) => note(id, `后 ${i}`)))
  await untilSent(desk)
  assert.equal((await caseAt(id)).note_count, 49)
  assert.deepEqual((await refusedOf(desk)).map(({ opId }) => opId), [bad.op_id])
})

test('F23: one op that makes the central fail whenever it is there: the others go on, and it is kept', async (t) => {
  const desk = await openDesk(t, 'office')
  const id = await newCase(desk)
  const [poison, ...others] = Array.from({ length: 6 }, (_, i) => note(id, `第 ${i} 条`))
  desk.fault = (_n, init, send) => (init.body?.includes(poison!.op_id) === true ? Promise.resolve(problem(500, 'internal')) : send())
  await save(desk, poison!, ...others)
  await until(async () => (await unsentOf(desk)) === 1, 60_000)
  assert.deepEqual((await notesAt(id)).toSorted(), others.map((edit) => edit.id).toSorted())
  assert.deepEqual((await desk.keeper.seat().edits.unsent({ afterN: 0, limit: 10 })).map(({ opId }) => opId), [poison!.op_id])
  desk.fault = null
  await untilSent(desk)
  assert.equal((await notesAt(id)).length, 6)
})

test('a push that is too large is halved until it is not; what is too large alone is shown to its author', async (t) => {
  const desk = await openDesk(t, 'office')
  const id = await newCase(desk)
  const giant = note(id, '长'.repeat(2_000))
  desk.fault = (_n, init, send) => ((init.body?.length ?? 0) > 2_000 ? Promise.resolve(problem(413, 'too-large')) : send())
  await save(desk, ...Array.from({ length: 12 }, (_, i) => note(id, `第 ${i} 条`)), giant)
  await untilSent(desk)
  assert.equal((await notesAt(id)).length, 12)
  assert.deepEqual((await refusedOf(desk)).map(({ opId, problem: why }) => [opId, why]), [[giant.op_id, 'too-large']])
  assert.ok(Math.max(...desk.sizes) === 13 && desk.sizes.includes(1))
})

test('F20: an own edit moves the case to an office that this desk does not read: the case leaves, the edit counts as taken', async (t) => {
  const desk = await openDesk(t, 'office')
  const id = await newCase(desk)
  const version = (await practice.central().sql.query<{ ver: number }>(`SELECT ver FROM record WHERE type = 'case' AND id = $1`, [id]))[0]!.ver
  await save(desk, { op_id: randomUUID(), kind: 'edit', type: 'case', id, base: { location: version }, set: { area: OTHER_STREET } })
  await untilSent(desk)
  assert.equal((await caseAt(id)).area, OTHER_STREET)
  await until(async () => (await desk.keeper.seat().store.desk.ask('edits.scopes', { ids: [id] })).value.length === 0, 30_000)
  assert.deepEqual(await refusedOf(desk), [])
})

test('F62, F21: rights withdrawn while ten edits wait: each is refused where its author sees it, with its text, and the rows are gone', async (t) => {
  const desk = await openDesk(t, 'office')
  const id = await newCase(desk)
  desk.fault = () => Promise.reject(new Error('no network'))
  const words = Array.from({ length: 10 }, (_, i) => note(id, `没来得及发的 ${i}`))
  await save(desk, ...words)
  const { sql } = practice.central()
  const moveTo = (home_area: string): Promise<void> => sql.transaction((tx) => putAccounts(tx, [{ account: 'office', name: 'office', role: 'office', city: '9901', home_area }]))
  t.after(() => moveTo(STREET))
  await moveTo(OTHER_STREET)
  desk.fault = null
  await untilSent(desk)
  const refused = await refusedOf(desk)
  assert.deepEqual(refused.map(({ opId }) => opId), words.map(({ op_id }) => op_id))
  assert.ok(refused.every(({ problem: why, intent }) => why === 'op-forbidden' && intent?.kind === 'note' && intent.set.text.startsWith('没来得及发的')))
  assert.deepEqual(await notesAt(id), [])
  await until(async () => {
    desk.keeper.seat().sync().now()
    return (await desk.keeper.seat().store.desk.ask('edits.scopes', { ids: [id] })).value.length === 0
  }, 30_000)
  assert.equal((await refusedOf(desk)).length, 10, 'the rows went, the words stayed')
})

test('F60: a clock that is years off: the edit counts, the central’s time stands, and the act says that the clock was off', async (t) => {
  const desk = await openDesk(t, 'office')
  const id = await newCase(desk)
  const words = note(id)
  desk.fault = (_n, init, send) => {
    init.body = (init.body ?? '').replaceAll(/"made_at":"[^"]*"/g, '"made_at":"2099-01-01T00:00:00.000Z"')
    return send()
  }
  await save(desk, words)
  await until(async () => (await notesAt(id)).length === 1, 30_000)
  const [{ body } = { body: '{}' }] = await practice.central().sql.query<{ body: string }>(`SELECT body FROM record WHERE type = 'act' AND id = $1`, [words.id])
  const act = JSON.parse(body) as Row<'act'>
  assert.equal(act.clock_off, true)
  assert.ok(Math.abs(Date.parse(act.at) - Date.now()) < 600_000)
})

test('F67: one intent pressed many times at once is one edit', async (t) => {
  const desk = await openDesk(t, 'office')
  const id = await newCase(desk)
  const words = note(id)
  await Promise.all(Array.from({ length: 40 }, () => save(desk, words)))
  await untilSent(desk)
  assert.deepEqual(await notesAt(id), [words.id])
  assert.equal((await caseAt(id)).note_count, 1)
})
