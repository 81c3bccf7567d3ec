/** What only the memory central can do: cut pages and parts small, and repeat itself to the byte. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChangePage, Snapshot } from '../../main/sync/protocol.ts'
import { createMemoryCentral } from './memory-central.ts'
import type { MemoryCentral } from './memory-central.ts'
import type { Action } from './memory-central-history.ts'
import { TOURS } from './memory-central-tours.ts'
import { createTwin } from './memory-central-twin.ts'
import type { SimCentral } from './parts.ts'
import { CITY, pointRow, SIM_ACCOUNTS, simCity, STREETS } from './sim-city.ts'

const SCOPE = `/v1/scopes/city:${CITY}`

async function openCity(clock: { now: number }): Promise<{ central: MemoryCentral; ask(path: string, method?: 'GET' | 'POST'): Promise<Buffer> }> {
  let made = 0
  const central = createMemoryCentral({ clock: () => clock.now, ids: () => `aaaaaaaa-0000-4000-8000-${String((made += 1)).padStart(12, '0')}` })
  for (const entry of SIM_ACCOUNTS) await central.putAccount(entry)
  await central.load(simCity())
  const authorization = `Bearer ${await central.issueToken('city')}`
  const ask = async (path: string, method: 'GET' | 'POST' = 'GET'): Promise<Buffer> => {
    const { status, bytes } = await central.answer({ method, path, headers: { authorization } })
    assert.ok(status < 300, `${status} ${path}`)
    return Buffer.from(bytes)
  }
  return { central, ask }
}

test('pages of few entries say together what one page says', async () => {
  const { central, ask } = await openCity({ now: Date.UTC(2026, 10, 20) })
  for (let n = 0; n < 9; n += 1) await central.begin([{ op: 'put', row: pointRow(`p${n % 5}`, STREETS[0], n) }]).commit()
  await central.compact(0)
  const { epoch } = await central.truth()
  const read = async (after: number): Promise<ChangePage> => JSON.parse((await ask(`${SCOPE}/changes?after=${epoch}.${after}&limit=500`)).toString()) as ChangePage
  const whole = await read(1)
  assert.deepEqual([whole.changes.length, whole.next, whole.more], [5, 10, false])
  for (const most of [1, 2, 4, 5, 6]) {
    central.pageChanges = most
    const pages = [await read(1)]
    for (let page = pages[0]; page?.more; page = pages.at(-1)) pages.push(await read(page.next))
    assert.deepEqual(pages.flatMap((page) => page.changes), whole.changes)
    assert.equal(pages.length, Math.ceil(5 / most))
    assert.ok(pages.every((page) => page.changes.length <= most && page.head === 10))
  }
})

test('parts of few rows hold together what one part holds', async () => {
  const clock = { now: Date.UTC(2026, 10, 20) }
  const { central, ask } = await openCity(clock)
  const take = async (): Promise<{ snapshot: Snapshot; parts: Buffer[] }> => {
    clock.now += 1_800_000
    const snapshot = JSON.parse((await ask(`${SCOPE}/snapshots`, 'POST')).toString()) as Snapshot
    return { snapshot, parts: await Promise.all(snapshot.parts.map(({ n }) => ask(`/v1/snapshots/${snapshot.id}/parts/${n}`))) }
  }
  const whole = await take()
  assert.equal(whole.parts.length, 1)
  for (const most of [1, 7, whole.snapshot.rows]) {
    central.partRows = most
    const { snapshot, parts } = await take()
    assert.deepEqual(Buffer.concat(parts), whole.parts[0])
    assert.deepEqual(snapshot.parts.map(({ bytes }) => bytes), parts.map(({ length }) => length))
    assert.equal(parts.length, Math.ceil(snapshot.rows / most))
  }
})

test('after a reset the same history repeats to the byte, names included', async () => {
  const clock = { now: 0 }
  let made = 0
  const central = createMemoryCentral({ clock: () => clock.now, ids: () => `aaaaaaaa-0000-4000-8000-${String((made += 1)).padStart(12, '0')}` })
  const record = async (actions: readonly Action[]): Promise<string[]> => {
    const heard: string[] = []
    const answer: SimCentral['answer'] = async (request) => {
      const given = await central.answer(request)
      heard.push(`${given.status} ${JSON.stringify(given.headers)} ${Buffer.from(given.bytes).toString()}`)
      return given
    }
    clock.now = Date.UTC(2026, 10, 20)
    made = 0
    await central.reset()
    const twin = createTwin({ ...central, answer }, () => clock.now)
    for (const action of actions) {
      if (action.do === 'wait') clock.now += action.ms
      await twin.live(action)
    }
    return heard
  }
  for (const tour of TOURS) assert.deepEqual(await record(tour), await record(tour))
})
