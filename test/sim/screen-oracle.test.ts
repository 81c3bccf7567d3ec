/** The screens' oracle agrees with a desk that has kept up, whatever has happened to the city, and names each planted lie. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test, type TestContext } from 'node:test'
import type { CityRow, Write } from '../../main/central/log.ts'
import { openHandDesk, type HandDesk } from './hand-desk.ts'
import { createMemoryCentral } from './memory-central.ts'
import type { SimCentral } from './parts.ts'
import { CITY, DISTRICTS, SIM_ACCOUNTS, STREETS, areaRow, classRow, handoverRow, pointRow, shiftRow, simCity, siteRow } from './sim-city.ts'
import { createScreenOracle } from './screen-oracle.ts'

const NOW = Date.UTC(2026, 10, 20)
const oracle = createScreenOracle()

interface Scene {
  central: SimCentral
  desk: HandDesk
  write(...writes: (CityRow | Write)[]): Promise<void>
  differences(): Promise<string[]>
}

async function scene(t: TestContext, sub = 'city'): Promise<Scene> {
  const central = createMemoryCentral({ clock: () => NOW, ids: randomUUID })
  for (const entry of SIM_ACCOUNTS) await central.putAccount(entry)
  await central.load(simCity())
  const desk = await openHandDesk(t, central, sub)
  const differences = async (): Promise<string[]> => oracle.check(desk.reader, desk.scopes(), (await central.truth()).rows)
  await desk.pull()
  return { central, desk, differences, write: (...writes) => central.begin(writes.map((write) => ('op' in write ? write : { op: 'put', row: write }))).commit() }
}

for (const { account } of SIM_ACCOUNTS)
  test(`a desk of ${account} that has just pulled its scopes shows what the central says`, async (t) => {
    const { differences } = await scene(t, account)
    assert.deepEqual(await differences(), [])
  })

test('a reader that follows announcements stays right through every kind of change', async (t) => {
  const { write, desk, differences, central } = await scene(t)
  assert.deepEqual(await differences(), [])
  const steps: (() => Promise<void>)[] = [
    () => write(pointRow('c-0', STREETS[0], 500), pointRow('new', STREETS[1], 501)),
    () => write({ op: 'leave', type: 'point', id: 'c-1', why: 'deleted' }),
    () => write(shiftRow('d-0', STREETS[0], 502), shiftRow('d-new', STREETS[2], 503)),
    () => write(handoverRow('h-0', STREETS[0], 504), handoverRow('h-1', STREETS[2], 505)),
    () => write({ op: 'leave', type: 'handover', id: 'h-2', why: 'aged' }, { op: 'leave', type: 'shift', id: 'd-1', why: 'aged' }),
    () => write(siteRow('s-0', STREETS[2], 506), classRow('k1', '', 507)),
    // A street goes over to the other district, with all that lies in it.
    () => write(areaRow(STREETS[1], DISTRICTS[1], 508)),
    // Another time zone moves every local hour.
    () => write(areaRow(CITY, '', 509), pointRow('c-2', STREETS[0], 510)),
    () => central.load([pointRow('c-3', STREETS[0], 511), handoverRow('h-3', STREETS[1], 512), shiftRow('d-3', STREETS[1], 513)]),
    () => central.restore(),
    () => central.putAccount({ account: 'city', name: '街道', role: 'office', city: CITY, home_area: STREETS[2] }),
  ]
  for (const [n, step] of steps.entries()) {
    await step()
    await desk.pull()
    assert.deepEqual(await differences(), [], `after step ${n}`)
  }
})

test('a row deleted behind the reader’s back is found', async (t) => {
  const { desk, differences } = await scene(t)
  await differences()
  desk.writer.db.exec("DELETE FROM site WHERE id = 's-0'")
  const found = await differences()
  assert.ok(found.some((words) => words.startsWith('places.card') && words.includes('the desk and the central’s rows')), found.join('\n'))
  assert.ok(found.some((words) => words.startsWith('field.overview') && words.includes('counting by hand')), found.join('\n'))
})

test('a point that nobody announced is found in the long-lived reader alone', async (t) => {
  const { write, desk, differences } = await scene(t)
  await differences()
  await write(pointRow('c-0', STREETS[0], 500))
  await desk.pull()
  assert.deepEqual(await differences(), [])
  await write(pointRow('unannounced', STREETS[0], 501))
  await desk.pull(false)
  const found = await differences()
  assert.ok(found.length > 0)
  assert.deepEqual(found.filter((words) => !words.includes('the long-lived reader and a fresh one')), [])
})

test('a changed weight is found', async (t) => {
  const { desk, differences } = await scene(t)
  desk.writer.db.exec("UPDATE point SET weight = weight + 0.125 WHERE id = 'c-4'")
  const found = await differences()
  assert.ok(found.some((words) => words.startsWith('field.get') && words.includes('counting by hand')), found.join('\n'))
})

test('cells that are not the row’s own are found, whichever type has them', async (t) => {
  const { desk, central, differences } = await scene(t)
  const { rows } = await central.truth()
  const { db } = desk.writer
  const lies = [
    'UPDATE bottleneck SET severity = 9 - severity', 'UPDATE shift SET headcount = headcount + 1', "UPDATE handover SET day_from = '2026-12-30', day_to = '2026-12-30' WHERE id = 'h-0'",
    "UPDATE area SET parent = '990101' WHERE id = '990102001'", 'UPDATE class SET position = -position', "UPDATE indicator SET body = json_set(body, '$.value', 7) WHERE id = 'i1'", "UPDATE team SET name = 'x'",
  ]
  for (const lie of lies) {
    db.exec(`BEGIN; ${lie}`)
    const found = oracle.check({ db }, desk.scopes(), rows)
    db.exec('ROLLBACK')
    assert.ok(found.length > 0, lie)
  }
  assert.deepEqual(await differences(), [])
})

for (const flip of ["UPDATE handover SET body = json_set(body, '$.hours[0][1]', 999)", 'UPDATE shift SET reach_meters = 50000'])
  test(`a repair that brings back rows of the same version reaches the reader’s memory too: ${flip}`, async (t) => {
    const { desk, differences } = await scene(t)
    desk.writer.db.exec(flip)
    assert.notDeepEqual(await differences(), [])
    for (const scope of DISTRICTS) await desk.repair(`ref:${scope}`)
    assert.deepEqual(await differences(), [])
  })
