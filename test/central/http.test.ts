/** The central over HTTP, on PGlite and on a real PostgreSQL: rights, snapshots, changes, waking, problems. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { putAccounts, revokeTokens } from '../../main/central/account.ts'
import { startCentral } from '../../main/central/central.ts'
import { newEpoch } from '../../main/central/epoch.ts'
import { commit, load } from '../../main/central/log.ts'
import { openDatabase } from '../../main/central/sql.ts'
import { ChangePage, Digest, Me, Meta, PROBLEM_BASE, Problem, Snapshot, SnapshotLine } from '../../main/sync/protocol.ts'
import { EMBEDDED, findPostgres } from './databases.ts'
import { caseRow, pointRow, RIGHTS, signInAll, smallCity } from './small-city.ts'
import type { TestRole } from './small-city.ts'

const postgres = await findPostgres()
after(() => postgres?.stop())
const OFFICE = 'office:990101001'
const at = (scope: string, rest: string): string => `/v1/scopes/${encodeURIComponent(scope)}/${rest}`

for (const databases of postgres === null ? [EMBEDDED] : [EMBEDDED, postgres]) {
  test(`the central over HTTP on ${databases.kind}`, async (t) => {
    let now = Date.now()
    const target = await databases.fresh()
    const central = await startCentral({ database: target, port: 0, practice: null, clock: () => now })
    const { sql } = central
    await load(sql, smallCity())
    const tokens = await signInAll(sql)
    const call = (path: string, token: string | null = tokens.office, init: RequestInit = {}): Promise<Response> =>
      fetch(central.address + path, { ...init, headers: { ...(token === null ? {} : { Authorization: `Bearer ${token}` }), ...init.headers } })
    const { epoch } = Meta.parse(await (await call('/v1/meta', null)).json())
    const snapshotOf = async (scope: string) => {
      const answer = await call(at(scope, 'snapshots'), tokens.office, { method: 'POST' })
      return { status: answer.status, snapshot: Snapshot.parse(await answer.json()) }
    }
    try {
      await t.test('every answer carries time, epoch and id, and is not stored', async () => {
        assertHeaders(await call('/v1/meta', null))
        assert.equal((await call('/v1/me')).headers.get('sync-epoch'), epoch)
      })

      await t.test('who may read what is decided by role and place', async () => {
        for (const [role, token] of Object.entries(tokens) as [TestRole, string][]) {
          const me = Me.parse(await (await call('/v1/me', token)).json())
          const expected = Object.entries(RIGHTS).filter(([, roles]) => roles.includes(role)).map(([scope]) => scope)
          assert.deepEqual(me.scopes.map(({ id }) => id).sort(), expected.sort(), role)
          for (const [scope, roles] of Object.entries(RIGHTS)) {
            for (const [path, method] of [[at(scope, `changes?after=${epoch}.1`), 'GET'], [at(scope, 'digest'), 'GET'], [at(scope, 'snapshots'), 'POST']] as const) {
              if (!roles.includes(role)) await refused(call(path, token, { method }), 403, 'scope-forbidden')
              else assert.ok((await call(path, token, { method })).ok, `${role} ${path}`)
            }
          }
        }
        const { snapshot } = await snapshotOf(OFFICE)
        await refused(call(`/v1/snapshots/${snapshot.id}/parts/0`, tokens.wall), 403, 'scope-forbidden')
      })

      await t.test('a snapshot is shared, its parts are hashed, resumable and conditional', async () => {
        const { snapshot } = await snapshotOf('city:9901')
        const again = await snapshotOf('city:9901')
        assert.deepEqual([again.status, again.snapshot.id], [200, snapshot.id])
        let rows = 0
        for (const part of snapshot.parts) {
          const path = `/v1/snapshots/${snapshot.id}/parts/${part.n}`
          const plain = await call(path, tokens.office, { headers: { 'Accept-Encoding': 'identity' } })
          const packed = await call(path)
          assert.deepEqual([plain.headers.get('content-encoding'), packed.headers.get('content-encoding')], [null, 'gzip'])
          const text = await plain.text()
          assert.equal(text, await packed.text())
          assert.deepEqual([createHash('sha256').update(text).digest('hex'), Buffer.byteLength(text)], [part.sha256, part.bytes])
          assert.equal(plain.headers.get('etag'), `"${part.sha256}"`)
          rows += text.trim().split('\n').map((line) => SnapshotLine.parse(JSON.parse(line))).length
          assert.equal((await call(path, tokens.office, { headers: { 'If-None-Match': `"${part.sha256}"` } })).status, 304)
        }
        assert.equal(rows, snapshot.rows)
      })

      await t.test('a digest is the sum its definition says', async () => {
        const digest = Digest.parse(await (await call(at(OFFICE, 'digest?buckets=5'))).json())
        const expected = Array.from({ length: 5 }, () => ({ count: 0, sum: 0n }))
        for (const { type, id, ver, h } of await sql.query<{ type: string; id: string; ver: number; h: string }>('SELECT * FROM record WHERE scope = $1', [OFFICE])) {
          const bucket = expected[createHash('sha256').update(`${type}\n${id}`).digest()[0]! % 5]!
          bucket.count += 1
          bucket.sum = BigInt.asUintN(64, bucket.sum + createHash('sha256').update(`${type}\n${id}\n${ver}\n${h}`).digest().readBigUInt64BE())
        }
        assert.deepEqual(digest.buckets, expected.map(({ count, sum }) => ({ count, sum: sum.toString(16).padStart(16, '0') })))
      })

      await t.test('a long poll and a wake stream hear of a commit', async () => {
        const leave = new AbortController()
        const stream = readEvents(await call('/v1/wake', tokens.office, { signal: leave.signal }))
        const first = await stream.next('head', 3)
        assert.deepEqual(first.map((event) => event.scope).sort(), ['city:9901', OFFICE, 'ref:990101'])
        const head = first.find((event) => event.scope === OFFICE)!.head as number
        const poll = call(at(OFFICE, `changes?after=${epoch}.${head}&wait=20`))
        await sql.transaction((tx) => commit(tx, [{ op: 'put', row: caseRow('new', '990101001') }, { op: 'put', row: pointRow('new', '990101001') }]))
        const page = ChangePage.parse(await (await poll).json())
        assert.deepEqual(page.changes.map(({ id, seq }) => [id, seq]), [['new', head + 1]])
        const heard = await stream.next('head', 2)
        assert.deepEqual(heard.find((event) => event.scope === OFFICE), { scope: OFFICE, head: head + 1, epoch })
        await sql.transaction((tx) => putAccounts(tx, [{ account: 'office', name: 'office', role: 'office', city: '9901', home_area: '990101002' }]))
        await stream.next('me', 1)
        await refused(call(at(OFFICE, `changes?after=${epoch}.1`)), 403, 'scope-forbidden')
        // Another table, and nobody need be told by hand.
        await sql.query(`UPDATE role_duty SET duties = ARRAY['desk'] WHERE role = 'office'`)
        await stream.next('me', 1)
        assert.deepEqual(Me.parse(await (await call('/v1/me', tokens.office)).json()).duties, ['desk'])
        await sql.query(`UPDATE role_duty SET duties = ARRAY['desk', 'dispatcher', 'department'] WHERE role = 'office'`)
        await stream.next('me', 1)
        await signInAll(sql)
        leave.abort()
      })

      await t.test('pages keep to their limit and lose nothing', async () => {
        const ids: string[] = []
        await sql.transaction((tx) => commit(tx, Array.from({ length: 25 }, (_, i) => ({ op: 'put' as const, row: caseRow(`p${i}`, '990101001', { text: '长'.repeat(7_000) }) }))))
        for (let cursor = 1, more = true; more; ) {
          const page = ChangePage.parse(await (await call(at(OFFICE, `changes?after=${epoch}.${cursor}&limit=4`))).json())
          assert.ok(page.changes.length <= 4 && page.after === cursor)
          ids.push(...page.changes.map(({ id }) => id))
          cursor = page.next
          more = page.more
        }
        assert.equal(new Set(ids).size, 26)
      })

      await t.test('every failure has its type and status', async () => {
        const cursor = at(OFFICE, `changes?after=${epoch}`)
        const { head, scope, after } = await refused(call(`${cursor}.999999`), 410, 'cursor-expired')
        assert.ok(head !== undefined && head > 1)
        assert.deepEqual([scope, after], [OFFICE, 999_999])
        await refused(call(`${cursor}.0`), 410, 'cursor-expired')
        const other = await refused(call(at(OFFICE, `changes?after=00000000-0000-4000-8000-000000000000.1`)), 410, 'epoch-changed')
        assert.equal(other.epoch, epoch)
        for (const path of [at(OFFICE, 'changes'), at(OFFICE, 'changes?after=1'), `${cursor}.1&limit=501`, `${cursor}.1&limit=0`, `${cursor}.1&wait=26`, at(OFFICE, 'digest?buckets=257'), '/v1/me?access_token=x']) {
          await refused(call(path), 400, 'malformed')
        }
        await refused(call('/v1/me', null), 401, 'token-expired')
        await refused(call('/v1/me', 'x'.repeat(43)), 401, 'token-expired')
        await refused(call(at('office:nowhere', 'digest')), 404, 'unknown-scope')
        await refused(call(at('office:某地/东 区', 'digest')), 404, 'unknown-scope')
        await refused(call(at('office:a\0b', 'digest')), 404, 'unknown-scope')
        await refused(call(at('office:990102', 'digest')), 403, 'scope-forbidden')
        await refused(call('/v1/snapshots/none/parts/0'), 404, 'unknown-snapshot')
        await refused(call('/v1/snapshots/%00/parts/0'), 404, 'unknown-snapshot')
        await refused(call('/v1/nothing'), 404, 'not-found')
        await refused(call('/v1/practice/accounts', null), 404, 'not-found')
        await refused(call('/v1/meta', null, { headers: { 'Sync-Schema': '0' } }), 426, 'client-too-old')
        const { snapshot } = await snapshotOf(OFFICE)
        await refused(call(`/v1/snapshots/${snapshot.id}/parts/99`), 404, 'not-found')
        await refused(call(`/v1/snapshots/${snapshot.id}/parts/0`, tokens.office, { headers: { 'Accept-Encoding': 'br, identity;q=0' } }), 406, 'encoding')
        now += 3 * 3_600_000
        await refused(call(`/v1/snapshots/${snapshot.id}/parts/0`), 410, 'snapshot-expired')
        for (let i = 0; i < 110; i += 1) if ((await call(at('ref:990102', 'snapshots'), tokens.wall, { method: 'POST' })).status === 429) break
        await refused(call(at('ref:990102', 'snapshots'), tokens.wall, { method: 'POST' }), 429, 'slow-down')
        await revokeTokens(sql, 'district', now)
        await refused(call('/v1/me', tokens.district), 401, 'token-revoked')
        now += 31 * 86_400_000
        await refused(call('/v1/me', tokens.city), 401, 'token-expired')
        now -= 31 * 86_400_000
      })

      await t.test('a new epoch shows on every later answer', async () => {
        const fresh = await newEpoch(sql)
        assert.equal((await call('/v1/me')).headers.get('sync-epoch'), fresh)
        await refused(call(at(OFFICE, `changes?after=${epoch}.2`)), 410, 'epoch-changed')
      })

      await t.test('a second process hears of the first one’s commits', { skip: target.kind === 'postgres' ? false : 'the embedded database has one process' }, async () => {
        const second = await startCentral({ database: target, port: 0, practice: null, clock: () => now })
        const current = await (await call('/v1/meta', null)).json() as { epoch: string }
        const [row] = await sql.query<{ seq: number }>('SELECT seq FROM scope_head WHERE scope = $1', [OFFICE])
        const poll = fetch(`${second.address}${at(OFFICE, `changes?after=${current.epoch}.${row!.seq}&wait=20`)}`, { headers: { Authorization: `Bearer ${tokens.office}` } })
        await sql.transaction((tx) => commit(tx, [{ op: 'put', row: caseRow('far', '990101001') }]))
        assert.equal(ChangePage.parse(await (await poll).json()).changes[0]?.id, 'far')
        await second.close()
      })
    } finally {
      await central.close()
    }
  })
}

test('a practice central in a folder has one owner, keeps its rows, and signs in by account name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'central-'))
  const before = await openDatabase({ kind: 'embedded', folder })
  const made = { simulated: true, source: 'test' }
  // With its city row present the practice city counts as made; the other city is an imported one.
  await load(before, [{ type: 'area', scope: 'city:3302', city: '3302', body: { id: '3302', city: '3302', level: 'city', name: '宁波市', ...made } }, ...smallCity().filter(({ type }) => type === 'area')])
  await before.close()
  const central = await startCentral({ database: { kind: 'embedded', folder }, port: 0, practice: { seed: 1, reports: 0, days: 1, pace: 0 } })
  try {
    await assert.rejects(openDatabase({ kind: 'embedded', folder }), /another process/i)
    const { accounts } = await (await fetch(`${central.address}/v1/practice/accounts`)).json() as { accounts: { account: string; role: string }[] }
    assert.ok(accounts.some(({ account, role }) => account === 'manager@9901' && role === 'city'))
    const signIn = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(`${central.address}/v1/practice/sign-in`, { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } })
    const [one, two] = await Promise.all([1, 2].map(async () => (await (await signIn('{"account":"manager@9901"}')).json() as { token: string }).token))
    assert.ok(one !== undefined && one.length >= 32 && one !== two)
    const me = await (await fetch(`${central.address}/v1/me`, { headers: { Authorization: `Bearer ${one}` } })).json() as Me
    assert.equal(me.city, '9901')
    const [kept] = await central.sql.query<{ text: string }>(`SELECT string_agg(encode(sha256, 'hex'), ' ') AS text FROM token`)
    assert.ok(kept!.text.includes(createHash('sha256').update(one).digest('hex')))
    assert.equal((await signIn('{"account":"nobody"}')).status, 404)
    assert.equal((await signIn('{')).status, 400)
    assert.equal((await signIn(JSON.stringify({ account: 'a\0b' }))).status, 400)
    assert.equal((await signIn('{"account":"manager@9901"}', { Origin: 'http://evil.example' })).status, 400)
    assert.equal((await signIn(JSON.stringify({ account: 'x'.repeat(9_000) }))).status, 413)
    let last = await signIn('{"account":"nobody"}')
    for (let i = 0; i < 80 && last.status !== 429; i += 1) last = await signIn('{"account":"nobody"}')
    assert.equal(last.status, 429)
    assert.ok(Number(last.headers.get('retry-after')) >= 1)
  } finally {
    await central.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

async function refused(answer: Promise<Response>, status: number, type: string): Promise<Problem> {
  const given = await answer
  const problem = Problem.parse(await given.json())
  assert.deepEqual([given.status, problem.status, problem.type], [status, status, PROBLEM_BASE + type])
  assert.equal(given.headers.get('content-type'), 'application/problem+json')
  assertHeaders(given)
  return problem
}

function assertHeaders(answer: Response): void {
  for (const name of ['server-time', 'sync-epoch', 'request-id']) assert.ok(answer.headers.get(name), name)
  assert.equal(answer.headers.get('cache-control'), 'no-store')
}

/** Reads server-sent events; other events than the one waited for are passed over. */
function readEvents(answer: Response): { next(name: string, count: number): Promise<Record<string, unknown>[]> } {
  assert.equal(answer.headers.get('x-accel-buffering'), 'no')
  const reader = answer.body!.getReader()
  let text = ''
  return {
    async next(name, count) {
      const found: Record<string, unknown>[] = []
      while (found.length < count) {
        const end = text.indexOf('\n\n')
        if (end === -1) {
          const { value, done } = await reader.read()
          assert.ok(!done, 'the stream ended')
          text += new TextDecoder().decode(value)
          continue
        }
        const [kind, data] = text.slice(0, end).split('\n')
        text = text.slice(end + 2)
        if (kind === `event: ${name}`) found.push(JSON.parse(data!.slice('data: '.length)) as Record<string, unknown>)
      }
      return found
    },
  }
}
