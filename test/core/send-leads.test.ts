/** A lead with a contact goes straight to the central: filed once whatever the line does, and nothing of the contact ever lies on this PC. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test, type TestContext } from 'node:test'
import { randomUUID } from 'node:crypto'
import { sendLeads } from '../../main/core/send-leads.ts'
import { commit } from '../../main/central/log.ts'
import { createSessionKeeper, type SessionKeeper } from '../../main/core/session.ts'
import type { Ports } from '../../main/sync/ports.ts'
import { realPorts } from '../../main/sync/real-ports.ts'
import type { LeadIntent } from '../../preload/contract/lead.ts'
import { STREETS } from '../central/small-city.ts'
import { until } from '../until.ts'
import { startPracticeCentral, type PracticeCentral } from './practice-central.ts'

/** Found in no file of this PC, in whatever form. */
const PHONE = '13987654321'
const NAME = '司徒金丝雀'
let practice: PracticeCentral
before(async () => {
  practice = await startPracticeCentral()
  const body = { id: 'k1', city: '9901', name: '路灯', order: 0, simulated: true }
  await practice.central().sql.transaction((tx) => commit(tx, [{ op: 'put', row: { type: 'class', scope: 'city:9901', city: '9901', body } }]))
})
after(() => practice.remove())

/** What happens to pushes: they pass, arrive without their answer coming back, or do not leave. */
type Line = 'up' | 'answers-lost' | 'down'
interface Desk {
  keeper: SessionKeeper
  folder: string
  setLine(line: Line): void
  asked: string[]
}

async function openDesk(t: TestContext): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'leads-'))
  const real = realPorts()
  const asked: string[] = []
  let line: Line = 'up'
  const ports: Ports = {
    ...real,
    async fetch(url, init) {
      const { pathname } = new URL(url)
      if (line === 'down') throw new Error('no network')
      asked.push(pathname)
      const response = await real.fetch(url, init)
      if (line !== 'answers-lost' || pathname.startsWith('/v1/wake') || pathname.startsWith('/v1/scopes')) return response
      // Read whole, so that the central has done its part.
      let bytes = 0
      for await (const chunk of response.body ?? []) bytes += chunk.length
      assert.ok(bytes >= 0)
      throw new Error('the answer is lost')
    },
  }
  const keeper = createSessionKeeper({ dataFolder: folder, practice: practice.central().address, central: null }, ports, () => {})
  t.after(async () => {
    await keeper.close()
    rmSync(folder, { recursive: true, force: true })
  })
  await keeper.practice(null, 'office')
  await until(() => Promise.resolve(keeper.seat().sync().status().state === 'idle'), 20_000)
  return { keeper, folder, setLine: (next) => void (line = next), asked }
}

const lead = (more: Partial<LeadIntent['set']> = {}): LeadIntent => ({
  op_id: randomUUID(), kind: 'create', type: 'case', id: randomUUID(),
  set: { area: STREETS[0], class: 'k1', text: '路灯不亮', place: '桥头', lng: 121.5, lat: 29.9, urgent: false, danger_to_life: false, reporter: { name: NAME, phone: PHONE }, ...more },
})
const send = (desk: Desk, leads: LeadIntent[], again = false) => sendLeads(desk.keeper.seat(), { leads, again }, Date.now())

/** Every byte under the console's folder, in the encodings a text could lie in. */
function findOnDisk(folder: string, secret: string): string[] {
  const needles = [Buffer.from(secret, 'utf8'), Buffer.from(secret, 'utf16le'), Buffer.from(Buffer.from(secret).toString('base64').replace(/=+$/, ''))]
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).filter((path) => {
    const bytes = readFileSync(path)
    return needles.some((needle) => bytes.includes(needle))
  })
}
function assertNothingLeft({ folder }: Desk): void {
  assert.deepEqual(findOnDisk(folder, PHONE), [])
  assert.deepEqual(findOnDisk(folder, NAME), [])
}

async function casesAtCentral(ids: readonly string[]): Promise<number> {
  const { sql } = practice.central()
  const [row] = await sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM record WHERE type = 'case' AND id = ANY($1) AND scope <> ''`, [ids])
  return row!.n
}

test('with the line up it is with the central at once: the row comes back masked, the original stays there', async (t) => {
  const desk = await openDesk(t)
  const one = lead({ text: `请回电 ${PHONE}` })
  assert.deepEqual(await send(desk, [one]), { isOnline: true, verdicts: [{ opId: one.op_id, state: 'taken', problem: null, detail: null }] })
  await until(async () => (await desk.keeper.seat().store.desk.ask('cases.get', { id: one.id, at: Date.now() })).value !== null, 20_000)
  const { value } = await desk.keeper.seat().store.desk.ask('cases.get', { id: one.id, at: Date.now() })
  assert.deepEqual([value?.reporter?.phone, value?.reporter?.name, value?.text], ['139****4321', '司徒*', '请回电 139****4321'])
  const [kept] = await practice.central().sql.query<{ fields: unknown }>(`SELECT fields FROM personal WHERE id = $1`, [one.id])
  assert.match(JSON.stringify(kept), new RegExp(PHONE))
  assertNothingLeft(desk)
})

test('an answer lost after the central took it is asked for by the op’s name: taken, once', async (t) => {
  const desk = await openDesk(t)
  const one = lead()
  desk.setLine('answers-lost')
  assert.deepEqual(await send(desk, [one]), { isOnline: true, verdicts: [{ opId: one.op_id, state: 'unknown', problem: null, detail: null }] })
  desk.setLine('up')
  const before = desk.asked.filter((path) => path === '/v1/push').length
  // The desk may need a moment to notice that the line is back.
  await until(async () => {
    const sent = await send(desk, [one], true)
    return sent.isOnline && sent.verdicts[0]?.state === 'taken'
  }, 30_000)
  assert.equal(desk.asked.filter((path) => path === '/v1/push').length, before, 'it was not pushed a second time')
  assert.equal(await casesAtCentral([one.id]), 1)
  assertNothingLeft(desk)
})

test('a push that never left is sent again under the same name; pushed twice it is still one case', async (t) => {
  const desk = await openDesk(t)
  const one = lead()
  await send(desk, [one])
  const again = await send(desk, [one], true)
  assert.deepEqual(again, { isOnline: true, verdicts: [{ opId: one.op_id, state: 'taken', problem: null, detail: null }] })
  const two = lead()
  assert.equal((await send(desk, [two], true)).isOnline, true, 'one that the central does not know yet is filed when it is asked about')
  assert.equal(await casesAtCentral([one.id, two.id]), 2)
})

test('of many each has its own answer, and what the central refuses stops no other', async (t) => {
  const desk = await openDesk(t)
  const leads = [lead(), lead({ class: 'no-such-class' }), lead({ area: STREETS[2] }), lead()]
  const sent = await send(desk, leads)
  assert.deepEqual(sent.isOnline && sent.verdicts.map(({ state, problem }) => [state, problem]), [['taken', null], ['refused', 'op-invalid'], ['refused', 'op-forbidden'], ['taken', null]])
  assert.equal(await casesAtCentral(leads.map(({ id }) => id)), 2)
  assertNothingLeft(desk)
})

test('without a central nothing is sent and nothing is kept: the form is told so', async (t) => {
  const desk = await openDesk(t)
  await practice.stop()
  await until(() => Promise.resolve(desk.keeper.seat().sync().status().state === 'offline'), 60_000)
  assert.deepEqual(await send(desk, [lead()]), { isOnline: false })
  assert.equal((await desk.keeper.seat().edits.badge()).unsent, 0)
  assertNothingLeft(desk)
  await practice.start()
})

test('the outbox takes no contact, and masks what is typed into text and draft before it is written', async (t) => {
  const desk = await openDesk(t)
  const { edits } = desk.keeper.seat()
  assert.deepEqual((await edits.save({ edits: [lead()], draft: null }, null)).saved, false)
  const { reporter: _reporter, ...set } = lead({ text: `回电${PHONE}，找谁都行`, place: `电话 ${PHONE}` }).set
  assert.deepEqual(await edits.save({ edits: [{ ...lead(), set }], draft: null }, null), { saved: true, unsent: 1, isCrowded: false })
  await edits.drafts.put({ form: 'lead', key: 'new', body: JSON.stringify({ text: `回电${PHONE}`, place: PHONE }) })
  assertNothingLeft(desk)
})
