/** The pull invariants against a real central, through a real proxy that spoils answers. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { putAccounts, revokeTokens } from '../../main/central/account.ts'
import { newEpoch } from '../../main/central/epoch.ts'
import { commit, type CityRow } from '../../main/central/log.ts'
import { caseRow, pointRow, STREETS } from '../central/small-city.ts'
import { emptyBase, isEqual, openDesk, rowsOfCache, startWorld } from './desk.ts'
import type { Fault } from './faulty-proxy.ts'

const world = await startWorld()
const { proxy, central } = world
const OFFICE = `office:${STREETS[0]}`

const write = (...rows: CityRow[]): Promise<unknown> => central.sql.transaction((tx) => commit(tx, rows.map((row) => ({ op: 'put' as const, row }))))
let n = 0
/** A new case and its compact point, committed. */
async function happen(street: string = STREETS[0]): Promise<string> {
  n += 1
  const id = `new-${n}`
  await write(caseRow(id, street), pointRow(id, street))
  return id
}
const html = (status: number): Fault => (_req, res) => {
  res.writeHead(status, { 'content-type': 'text/html' })
  res.end('<html>please log in</html>')
  return true
}
const only = (part: string, fault: Fault): Fault => (req, res, pass) => ((req.url ?? '').includes(part) ? fault(req, res, pass) : false)
const notWake = (fault: Fault): Fault => (req, res, pass) => ((req.url ?? '').includes('/wake') ? false : fault(req, res, pass))

test('I3: a desk’s rows equal the central’s, at first and after every change, and the digest agrees', async (t) => {
  const desk = await openDesk(t, world, 'district')
  await desk.untilSettled()
  assert.equal(await isEqual(world, desk), true)
  const id = await happen()
  await desk.until('the new row', () => isEqual(world, desk))
  await desk.until('its point announced', () => desk.changes.some((change) => typeof change.points === 'object' && change.points.ids.includes(id)))
  const page = await desk.sync.check()
  assert.deepEqual(page.scopes.map((scope) => scope.checkResult), page.scopes.map(() => 'equal'))
  assert.deepEqual([page.badRows, page.unknownRows], [0, 0])
})

test('I3: a row moved between two scopes of a desk is in one of them', async (t) => {
  const desk = await openDesk(t, world, 'district')
  await desk.untilSettled()
  const id = await happen(STREETS[0])
  await desk.until('it came', () => isEqual(world, desk))
  await write(caseRow(id, STREETS[1]))
  await desk.until('it moved', () => isEqual(world, desk))
  await write(caseRow(id, STREETS[0]))
  await desk.until('it moved back', () => isEqual(world, desk))
})

test('I15, offline: without a network the picture stays, with the time of the last exchange', async (t) => {
  const base = emptyBase(t)
  const first = await openDesk(t, world, 'office', base)
  await first.untilSettled()
  await first.close()
  proxy.fault = (_req, res) => {
    res.destroy()
    return true
  }
  t.after(() => (proxy.fault = null))
  const desk = await openDesk(t, world, 'office', base)
  await desk.untilState('offline')
  const status = desk.sync.status()
  assert.equal(status.state === 'offline' && status.since > 0 && status.since <= Date.now(), true)
  assert.equal((rowsOfCache(desk.store.path)[OFFICE] ?? []).length > 0, true)
  proxy.fault = null
  await happen()
  await desk.until('caught up', () => isEqual(world, desk))
})

for (const [name, fault] of Object.entries<Fault>({ 'a captive portal’s page with 200': html(200), 'a firewall’s 403 page': html(403), 'a proxy’s 500 page': html(500),
  'a redirect': (_req, res) => {
    res.writeHead(302, { location: 'http://127.0.0.1:1/login' }).end()
    return true
  },
  'a cut answer': notWake(async (_req, res, pass) => {
    const whole = await pass()
    res.writeHead(whole.status, { ...whole.headers, 'content-length': undefined, 'transfer-encoding': 'chunked' } as never)
    res.end(whole.body.subarray(0, whole.body.length / 2))
    return true
  }),
})) {
  test(`I17, I20: ${name} deletes nothing, and the desk heals`, async (t) => {
    const desk = await openDesk(t, world, 'office')
    await desk.untilSettled()
    const before = JSON.stringify(rowsOfCache(desk.store.path))
    proxy.fault = fault
    t.after(() => (proxy.fault = null))
    const asked = proxy.asked.length
    desk.sync.now()
    await desk.until('several tries', () => proxy.asked.length > asked + 3)
    assert.equal(JSON.stringify(rowsOfCache(desk.store.path)), before)
    proxy.fault = null
    await happen()
    await desk.until('healed', () => isEqual(world, desk))
  })
}

test('I13: one failing scope does not stop the others', async (t) => {
  proxy.fault = only(encodeURIComponent(OFFICE), html(500))
  t.after(() => (proxy.fault = null))
  const desk = await openDesk(t, world, 'district')
  await desk.until('the others are live', async () => (await desk.sync.page()).scopes.every((scope) => scope.id === OFFICE ? scope.state !== 'live' : scope.state === 'live'))
  proxy.fault = null
  await desk.until('it came too', () => isEqual(world, desk))
})

test('I6, I21: a replayed old page is ignored, and requests stay bounded', async (t) => {
  const desk = await openDesk(t, world, 'office')
  await desk.untilSettled()
  let old: { status: number; headers: object; body: Buffer } | null = null
  proxy.fault = only('/changes', async (_req, res, pass) => {
    const answer = old ?? (await pass())
    old = answer
    res.writeHead(answer.status, answer.headers as never).end(answer.body)
    return true
  })
  t.after(() => (proxy.fault = null))
  await happen()
  await desk.untilSettled()
  const from = proxy.asked.length
  await happen()
  await desk.until('the replay was noticed', async () => (await desk.sync.page()).lastError?.code === 'place')
  const started = performance.now()
  await desk.until('three seconds passed', () => performance.now() - started > 3_000)
  assert.equal(proxy.asked.length - from < 60, true, `${proxy.asked.length - from} requests`)
  proxy.fault = null
  desk.sync.now()
  await desk.until('healed', () => isEqual(world, desk))
})

test('I6, I9: the refusal of another scope’s cursor is not taken for this one’s', async (t) => {
  const desk = await openDesk(t, world, 'office')
  await desk.untilSettled()
  proxy.fault = only('/changes', (_req, res) => {
    res.writeHead(410, { 'content-type': 'application/problem+json' })
    res.end(JSON.stringify({ type: 'https://any.example/cursor-expired', title: 'expired', status: 410, scope: 'office:elsewhere', after: 9, head: 0 }))
    return true
  })
  t.after(() => (proxy.fault = null))
  const from = proxy.asked.length
  await happen()
  await desk.until('it was noticed', async () => (await desk.sync.page()).lastError?.code === 'place')
  proxy.fault = null
  await desk.until('healed', () => isEqual(world, desk))
  assert.deepEqual(proxy.asked.slice(from).filter((asked) => asked.includes('/snapshots')), [], 'no snapshot was taken')
})

test('a spoilt part is fetched again, and only a whole snapshot is shown', async (t) => {
  let spoilt = 0
  proxy.fault = only('/parts/', async (_req, res, pass) => {
    const { status, headers, body } = await pass()
    spoilt += 1
    if (spoilt < 3) body[0] = 0x20
    res.writeHead(status, headers as never).end(body)
    return true
  })
  t.after(() => (proxy.fault = null))
  const desk = await openDesk(t, world, 'office')
  await desk.until('fetched again', () => spoilt >= 3)
  await desk.until('equal', () => isEqual(world, desk))
})

test('I8: a new epoch replaces every scope while the old rows stay visible', async (t) => {
  const desk = await openDesk(t, world, 'office')
  await desk.untilSettled()
  const held = (rowsOfCache(desk.store.path)[OFFICE] ?? []).length
  const seen: number[] = []
  const off = desk.sync.onChange(() => seen.push((rowsOfCache(desk.store.path)[OFFICE] ?? []).length))
  const epoch = await newEpoch(central.sql)
  desk.sync.now()
  await desk.until('the new epoch', async () => (await desk.store.writer.ask('listScopes', null)).value.every((scope) => scope.epoch === epoch))
  off()
  assert.equal(await isEqual(world, desk), true)
  assert.equal(seen.every((count) => count >= held), true)
})

test('an expired cursor leads to a snapshot', async (t) => {
  const desk = await openDesk(t, world, 'office')
  await desk.untilSettled()
  await central.sql.query('UPDATE scope_head SET seq = seq + 5, floor = seq + 5 WHERE scope = $1', [OFFICE])
  desk.sync.now()
  await desk.until('a new start', async () => (await desk.sync.page()).scopes.every((scope) => scope.cursor === scope.head && scope.state === 'live'))
  assert.equal(await isEqual(world, desk), true)
})

test('I4: a scope the user lost is purged once me confirms it, and drift is repaired', async (t) => {
  const base = emptyBase(t)
  const desk = await openDesk(t, world, 'office', base)
  await desk.untilSettled()
  await central.sql.transaction((tx) => putAccounts(tx, [{ account: 'office', name: 'office', role: 'office', city: '9901', home_area: STREETS[1] }]))
  await desk.until('the old office is gone and the new one here', async () => !(OFFICE in rowsOfCache(desk.store.path)) && `office:${STREETS[1]}` in rowsOfCache(desk.store.path) && (await isEqual(world, desk)))
  await central.sql.transaction((tx) => putAccounts(tx, [{ account: 'office', name: 'office', role: 'office', city: '9901', home_area: STREETS[0] }]))
  await desk.until('back', async () => OFFICE in rowsOfCache(desk.store.path) && (await isEqual(world, desk)))
})

test('a withdrawn sign-in ends in signed out, with the rows kept', async (t) => {
  const desk = await openDesk(t, world, 'wall')
  await desk.untilSettled()
  await central.sql.transaction((tx) => revokeTokens(tx, 'wall', Date.now()))
  await desk.untilState('signed-out')
  assert.equal(Object.keys(rowsOfCache(desk.store.path)).length > 0, true)
})

test('I20: where hints are swallowed, changes still arrive by long poll', async (t) => {
  proxy.fault = only('/wake', html(200))
  t.after(() => (proxy.fault = null))
  const before = proxy.asked.length
  const desk = await openDesk(t, world, 'office')
  await desk.until('long polls are under way', () => proxy.asked.slice(before).some((one) => /changes\?.*wait=[1-9]/.test(one)))
  await happen()
  await desk.until('the change came', () => isEqual(world, desk))
})
