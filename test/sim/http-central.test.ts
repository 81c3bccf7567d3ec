/** The real central behind the simulation's interface: what it answers, forgets, puts back and repeats. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { ChangePage, Snapshot } from '../../main/sync/protocol.ts'
import { openHttpCentral } from './http-central.ts'
import type { SimCentral, WireAnswer } from './parts.ts'
import { CITY, SIM_ACCOUNTS, STREETS, pointRow, simCity } from './sim-city.ts'

const START = Date.UTC(2026, 10, 20)
const SCOPE = `city:${CITY}`
let now = START
let central: SimCentral

before(async () => {
  central = await openHttpCentral({ clock: () => now })
})
after(() => central.close())
beforeEach(async () => {
  now = START
  await central.reset()
})

/** The city with its accounts; a token of the district's desk. */
async function settle(): Promise<string> {
  for (const entry of SIM_ACCOUNTS) await central.putAccount(entry)
  await central.load(simCity())
  return central.issueToken('district-0')
}
const ask = (token: string, path: string, method: 'GET' | 'POST' = 'GET'): Promise<WireAnswer> => central.answer({ method, path, headers: { authorization: `Bearer ${token}`, accept: 'application/json' } })
const read = <T>(answer: WireAnswer): T => JSON.parse(Buffer.from(answer.bytes).toString()) as T
const changes = async (token: string, after: string): Promise<WireAnswer> => ask(token, `/v1/scopes/${SCOPE}/changes?after=${after}&limit=500&wait=25`)

test('a long answer travels compressed and arrives as text, without waiting', async () => {
  const token = await settle()
  const { epoch } = await central.truth()
  await central.begin(Array.from({ length: 20 }, (_, n) => ({ op: 'put' as const, row: pointRow(`p${n}`, STREETS[0], 500 + n) }))).commit()
  const answer = await changes(token, `${epoch}.1`)
  assert.deepEqual([answer.status, answer.headers['content-encoding'], answer.headers['content-length'], answer.headers['date']], [200, 'gzip', undefined, undefined])
  assert.equal(read<ChangePage>(answer).changes.length, 20)
  assert.equal(read<ChangePage>(await changes(token, `${epoch}.21`)).head, 21)
})

test('the beginning of the wake stream names each granted scope once; a withdrawn token is refused', async () => {
  const token = await settle()
  const heard = await central.hints(token)
  assert.ok(heard.ok)
  const { epoch } = await central.truth()
  const heads = [...heard.text.matchAll(/event: head\ndata: (.*)\n\n/g)].map(([, data]) => JSON.parse(data ?? '') as { scope: string; head: number; epoch: string })
  assert.deepEqual(heads.map(({ scope }) => scope), await central.grants('district-0'))
  assert.deepEqual(heads[0], { scope: SCOPE, head: 1, epoch })
  assert.ok(heard.text.startsWith(`: epoch ${epoch}\n\n`))
  await central.revokeTokens('district-0')
  const refused = await central.hints(token)
  assert.ok(!refused.ok)
  assert.equal(refused.answer.status, 401)
})

test('a restore brings back rows, log and heads under a new epoch, and keeps accounts', async () => {
  const token = await settle()
  await central.begin([{ op: 'put', row: pointRow('p', STREETS[0], 500) }]).commit()
  const before = await central.truth()
  await central.backup()
  await central.begin([{ op: 'put', row: pointRow('p', STREETS[0], 501) }, { op: 'leave', type: 'point', id: 'c-0', why: 'deleted' }]).commit()
  await central.restore()
  const restored = await central.truth()
  assert.deepEqual({ ...restored, epoch: '' }, { ...before, epoch: '' })
  assert.notEqual(restored.epoch, before.epoch)
  assert.deepEqual((await central.entries(SCOPE, 1)).map(({ seq, op, id }) => ({ seq, op, id })), [{ seq: 2, op: 'put', id: 'p' }])
  assert.equal((await changes(token, `${before.epoch}.2`)).status, 410)
  assert.equal((await central.answer({ method: 'GET', path: '/v1/me', headers: {} })).headers['sync-epoch'], restored.epoch)
  await central.begin([{ op: 'put', row: pointRow('p', STREETS[0], 502) }]).commit()
  const versions = (rows: typeof before.rows): number[] => rows.map(({ ver }) => ver)
  assert.ok(Math.max(...versions((await central.truth()).rows)) > Math.max(...versions(before.rows)) + 2)
})

test('the central’s own clock ends tokens, shares snapshots and ages the log', async () => {
  const token = await settle()
  const take = async (): Promise<Snapshot> => read<Snapshot>(await ask(token, `/v1/scopes/${SCOPE}/snapshots`, 'POST'))
  await central.begin([{ op: 'put', row: pointRow('p', STREETS[0], 500) }]).commit()
  const first = await take()
  assert.equal((await take()).id, first.id)
  now += 3_600_000
  assert.notEqual((await take()).id, first.id)
  await central.compact(3_600_001)
  assert.equal((await central.truth()).heads.get(SCOPE)?.floor, 1)
  now += 2
  await central.compact(3_600_001)
  assert.equal((await central.truth()).heads.get(SCOPE)?.floor, 2)
  now += 40 * 86_400_000
  assert.equal((await ask(token, '/v1/me')).status, 401)
})

test('a writer that began first and commits last is numbered last', async () => {
  await settle()
  const slow = central.begin([{ op: 'put', row: pointRow('slow', STREETS[0], 500) }])
  await central.begin([{ op: 'put', row: pointRow('fast', STREETS[0], 501) }]).commit()
  central.begin([{ op: 'put', row: pointRow('never', STREETS[0], 502) }]).abort()
  await slow.commit()
  assert.deepEqual((await central.entries(SCOPE, 1)).map(({ id }) => id), ['fast', 'slow'])
})

test('after a reset the same calls give the same database', async () => {
  const run = async (): Promise<unknown> => {
    await central.reset()
    now = START
    const token = await settle()
    await central.begin([{ op: 'put', row: pointRow('p', STREETS[0], 500) }]).commit()
    await central.backup()
    await central.restore()
    await ask(token, `/v1/scopes/${SCOPE}/snapshots`, 'POST')
    const { rows, heads } = await central.truth()
    return [rows, [...heads], await central.entries(SCOPE, 0), await central.grants('city')]
  }
  const first = await run()
  assert.deepEqual(await run(), first)
  await central.reset()
  const { rows, heads } = await central.truth()
  assert.deepEqual([rows, heads.size, await central.grants('city')], [[], 0, []])
})

test('with ids given, answers repeat byte for byte', async () => {
  let n = 0
  const own = await openHttpCentral({ clock: () => now, ids: () => `00000000-0000-4000-8000-${String((n += 1)).padStart(12, '0')}` })
  try {
    const texts: string[] = []
    for (let round = 0; round < 2; round += 1) {
      n = 0
      await own.reset()
      for (const entry of SIM_ACCOUNTS) await own.putAccount(entry)
      await own.load(simCity())
      const headers = { authorization: `Bearer ${await own.issueToken('city')}` }
      const taken = await own.answer({ method: 'POST', path: `/v1/scopes/${SCOPE}/snapshots`, headers })
      texts.push(JSON.stringify([taken.headers, Buffer.from(taken.bytes).toString()]))
    }
    assert.equal(texts[0], texts[1])
  } finally {
    await own.close()
  }
})
