/** The change log on PGlite and on a real PostgreSQL: dense, in commit order, exact snapshots (invariant I7). */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { readChanges } from '../../main/central/changes.ts'
import { hashRow } from '../../main/central/city-row.ts'
import { compact } from '../../main/central/compact.ts'
import { newEpoch, readEpoch } from '../../main/central/epoch.ts'
import { commit, load } from '../../main/central/log.ts'
import type { Write } from '../../main/central/log.ts'
import { MIGRATIONS } from '../../main/central/migrations.ts'
import { buildSnapshot } from '../../main/central/snapshot-build.ts'
import { openDatabase } from '../../main/central/sql.ts'
import type { Sql } from '../../main/central/sql.ts'
import { EMBEDDED, findPostgres } from './databases.ts'
import { caseRow, pointRow, smallCity } from './small-city.ts'

const postgres = await findPostgres()
after(() => postgres?.stop())

const put = (...rows: ReturnType<typeof caseRow>[]): Write[] => rows.map((row) => ({ op: 'put', row }))
const changesOf = async (sql: Sql, scope: string, after: number) => readChanges(sql, scope, await readEpoch(sql), after, 500)

for (const databases of postgres === null ? [EMBEDDED] : [EMBEDDED, postgres]) {
  test(`the log on ${databases.kind}`, async (t) => {
    const sql = await openDatabase(await databases.fresh())
    const [a, b] = ['990101001', '990101002']
    try {
      await t.test('loading twice changes nothing the second time', async () => {
        const first = await load(sql, smallCity())
        assert.equal(first.changed, first.rows)
        const heads = await sql.query('SELECT * FROM scope_head ORDER BY scope')
        assert.equal((await load(sql, smallCity())).changed, 0)
        assert.deepEqual(await sql.query('SELECT * FROM scope_head ORDER BY scope'), heads)
      })

      await t.test('a put is logged with the exact text and its hash, an equal put is not', async () => {
        const row = caseRow('n1', a, { text: '井盖松动 13812345678', reporter: { name: '王五六', phone: '13912345678' } })
        assert.deepEqual((await sql.transaction((tx) => commit(tx, put(row, pointRow('n1', a))))).rows, 2)
        assert.equal((await sql.transaction((tx) => commit(tx, put(row)))).rows, 0)
        const page = await changesOf(sql, `office:${a}`, 1)
        const [change] = page.changes
        assert.ok(change?.op === 'put' && page.changes.length === 1)
        assert.equal(change.h, hashRow(change.row))
        assert.deepEqual(JSON.parse(change.row).reporter, { name: '王*', phone: '139****5678' })
        assert.doesNotMatch(change.row, /13812345678|五六/)
        const [kept] = await sql.query<{ fields: { text: string } }>(`SELECT fields FROM personal WHERE id = 'n1'`)
        assert.match(kept!.fields.text, /13812345678/)
      })

      await t.test('nothing personal is anywhere but in its own table', async () => {
        for (const table of ['record', 'log']) assert.equal((await sql.query(`SELECT 1 FROM ${table} WHERE body LIKE '%1381234%'`)).length, 0)
      })

      await t.test('a move is a leave in the old scope and a put in the new one, of one version', async () => {
        const [before, target] = [await changesOf(sql, `office:${a}`, 1), await changesOf(sql, `office:${b}`, 1)]
        await sql.transaction((tx) => commit(tx, put(caseRow('n1', b))))
        const [leave] = (await changesOf(sql, `office:${a}`, before.head)).changes
        const [arrived] = (await changesOf(sql, `office:${b}`, target.head)).changes
        assert.ok(leave?.op === 'leave' && arrived?.op === 'put')
        assert.deepEqual([leave.why, leave.to, leave.id], ['moved', `office:${b}`, 'n1'])
        assert.equal(leave.ver, arrived.ver)
        const last = before.changes.at(-1)
        assert.ok(last !== undefined && arrived.ver > last.ver)
      })

      await t.test('a deleted row that returns has a higher version than its leave', async () => {
        const { head } = await changesOf(sql, `office:${b}`, 1)
        await sql.transaction((tx) => commit(tx, [{ op: 'leave', type: 'case', id: 'n1', why: 'deleted' }]))
        assert.equal((await sql.query(`SELECT 1 FROM personal WHERE id = 'n1'`)).length, 0)
        await sql.transaction((tx) => commit(tx, put(caseRow('n1', b))))
        const [leave, back] = (await changesOf(sql, `office:${b}`, head)).changes
        assert.ok(leave?.op === 'leave' && back?.op === 'put' && back.ver > leave.ver)
      })

      await t.test('a failed transaction spends no number', async () => {
        const { head } = await changesOf(sql, `office:${b}`, 1)
        await assert.rejects(sql.transaction(async (tx) => {
          await commit(tx, put(caseRow('n2', b)))
          throw new Error('no')
        }), /no/)
        assert.equal((await changesOf(sql, `office:${b}`, head)).head, head)
        assert.equal((await sql.query(`SELECT 1 FROM record WHERE id = 'n2'`)).length, 0)
      })

      await t.test('a row in the wrong kind of scope, or against the contract, is refused', async () => {
        await assert.rejects(sql.transaction((tx) => commit(tx, put({ ...pointRow('x', a), scope: `office:${a}` }))), /cannot live/)
        await assert.rejects(sql.transaction((tx) => commit(tx, put(caseRow('x', a, { lat: 100 })))), /lat/)
        await assert.rejects(load(sql, [caseRow('x', a, { status: 'unheard' })]), /status/)
        for (const text of ['a\0 13812345678', 'a\ud800']) await assert.rejects(load(sql, [caseRow('x', a, { text })]), /half a character/)
        await assert.rejects(load(sql, [caseRow('x', a, { reporter: { name: '王\0五', phone: '' } })]), /half a character/)
        assert.equal((await load(sql, [caseRow('x', '990102001', { text: '\\u0000 😀' })])).changed, 1)
      })

      await t.test('compaction keeps the newest entry per row, and the floor rises only with age', async () => {
        for (const status of ['dispatched', 'handling', 'fed_back']) await sql.transaction((tx) => commit(tx, put(caseRow('n3', a, { status }))))
        const { head } = await changesOf(sql, `office:${a}`, 1)
        await compact(sql, Date.now())
        const page = await changesOf(sql, `office:${a}`, 1)
        assert.equal(page.next, head)
        assert.equal(page.changes.filter((change) => change.id === 'n3').length, 1)
        await compact(sql, Date.now() + 1000, 0)
        await assert.rejects(changesOf(sql, `office:${a}`, head - 1), (error: { type?: string }) => error.type === 'cursor-expired')
        assert.deepEqual((await changesOf(sql, `office:${a}`, head)).changes, [])
      })

      await t.test('a new epoch issues higher versions and voids cursors and snapshots', async () => {
        await buildSnapshot(sql, `office:${a}`, Date.now(), 60_000)
        const old = await readEpoch(sql)
        const [was] = await sql.query<{ ver: number }>('SELECT max(ver) AS ver FROM record')
        assert.notEqual(await newEpoch(sql), old)
        await assert.rejects(readChanges(sql, `office:${a}`, old, 1, 10), (error: { type?: string }) => error.type === 'epoch-changed')
        assert.equal((await sql.query('SELECT 1 FROM snapshot')).length, 0)
        await sql.transaction((tx) => commit(tx, put(caseRow('n4', a))))
        const [now] = await sql.query<{ ver: number }>(`SELECT ver FROM record WHERE id = 'n4'`)
        assert.ok(now!.ver >= was!.ver + 2 ** 32 - 2 ** 31 && Number.isSafeInteger(now!.ver))
      })

      await t.test('the typed views read every row type', async () => {
        assert.equal((await sql.query<{ status: string }>(`SELECT status FROM report_case WHERE id = 'n4'`))[0]?.status, 'filed')
        await sql.transaction((tx) => commit(tx, put(caseRow('n5', a, { merged: [{ case: 'n4', at: '2026-11-01T08:00:00.000Z', number: 'n4', photos: 1 }], merged_due_at: '2026-11-02T08:00:00.000Z', department: '环卫', handed_over: { to: '110', at: '2026-11-01T08:00:00.000Z' } }))))
        assert.deepEqual(await sql.query(`SELECT department, merged -> 0 ->> 'case' AS merged, merged_due_at = '2026-11-02T08:00:00Z' AS late, handed_over ->> 'to' AS called FROM report_case WHERE id = 'n5'`), [{ department: '环卫', merged: 'n4', late: true, called: '110' }])
        for (const type of ['area', 'class', 'indicator', 'worker', 'team', 'point', 'site', 'bottleneck', 'shift', 'handover', 'department', 'phrase', 'act']) await sql.query(`SELECT * FROM report_${type}`)
      })
    } finally {
      await sql.close()
    }
  })
}

test('several processes may migrate one empty database at once', { skip: postgres === null ? 'no PostgreSQL 15 or newer on this machine' : false }, async () => {
  const target = await postgres!.fresh()
  const opened = await Promise.all([1, 2, 3].map(() => openDatabase(target)))
  const [row] = await opened[0]!.query<{ n: number }>('SELECT count(*) AS n FROM migration')
  assert.equal(row?.n, MIGRATIONS.length)
  await Promise.all(opened.map((sql) => sql.close()))
})

test('under concurrent writers the log is dense, in commit order, and every snapshot is exact', { skip: postgres === null ? 'no PostgreSQL 15 or newer on this machine' : false }, async () => {
  const sql = await openDatabase(await postgres!.fresh())
  const [a, b] = ['990101001', '990101002']
  try {
    await load(sql, smallCity(20))
    const epoch = await readEpoch(sql)
    const work = { isWriting: true }
    const write = async (writer: number): Promise<void> => {
      for (let i = 0; i < 60; i += 1) {
        const [from, to] = (writer + i) % 2 === 0 ? [a, b] : [b, a]
        const writes = put(caseRow(`w${(writer * 7 + i) % 12}`, from, { photos: i * 10 + writer }), caseRow(`own-${writer}-${i}`, to), pointRow(`own-${writer}-${i}`, to))
        if (i % 5 === 4) writes.push({ op: 'leave', type: 'case', id: `own-${writer}-${i - 1}`, why: 'deleted' })
        await sql.transaction((tx) => commit(tx, writes)).catch((error: Error) => assert.match(error.message, /was removed while/))
      }
    }
    /** Reads on as a desk does; an entry at or below `next` may never appear afterwards. */
    const follow = async (scope: string): Promise<number[]> => {
      const seen: number[] = []
      for (let cursor = 1, last = false; ; ) {
        const page = await readChanges(sql, scope, epoch, cursor, 50)
        seen.push(...page.changes.map((change) => change.seq))
        cursor = page.next
        if (last && !page.more) return seen
        last = !work.isWriting
      }
    }
    const snapshots: Awaited<ReturnType<typeof buildSnapshot>>[] = []
    const photograph = async (): Promise<void> => {
      while (work.isWriting) snapshots.push(await buildSnapshot(sql, `office:${a}`, Date.now(), 600_000))
    }
    const readers = [follow(`office:${a}`), follow(`office:${b}`)]
    const photographer = photograph()
    await Promise.all([0, 1, 2, 3, 4, 5].map(write)).finally(() => (work.isWriting = false))
    await photographer
    for (const seen of await Promise.all(readers)) assert.deepEqual(seen, seen.map((_, i) => i + 2))

    const { changes } = await allChanges(sql, `office:${a}`, epoch)
    const final = await buildSnapshot(sql, `office:${a}`, Date.now(), 600_000)
    assert.ok(snapshots.length > 1)
    for (const snapshot of [...snapshots.filter((_, i) => i % 5 === 0), final]) {
      const replayed = new Map((await rowsOf(sql, snapshot.id)).map((row) => [row.id, row.ver]))
      for (const change of changes.filter(({ seq }) => seq > snapshot.at_seq)) {
        if (change.op === 'put') replayed.set(change.id, change.ver)
        else replayed.delete(change.id)
      }
      const rows = await sql.query<{ id: string; ver: number }>('SELECT id, ver FROM record WHERE scope = $1', [`office:${a}`])
      assert.deepEqual([...replayed].sort(), rows.map(({ id, ver }) => [id, ver] as [string, number]).sort())
    }
    // A row has one version order over both logs.
    const other = await allChanges(sql, `office:${b}`, epoch)
    for (const log of [changes, other.changes]) {
      const newest = new Map<string, number>()
      for (const change of log) {
        assert.ok(change.ver > (newest.get(change.id) ?? 0))
        newest.set(change.id, change.ver)
      }
    }
  } finally {
    await sql.close()
  }
})

async function allChanges(sql: Sql, scope: string, epoch: string) {
  const changes: Awaited<ReturnType<typeof readChanges>>['changes'] = []
  for (let cursor = 1; ; ) {
    const page = await readChanges(sql, scope, epoch, cursor, 500)
    changes.push(...page.changes)
    cursor = page.next
    if (!page.more) return { changes }
  }
}

async function rowsOf(sql: Sql, snapshot: string): Promise<{ id: string; ver: number }[]> {
  const { gunzipSync } = await import('node:zlib')
  const parts = await sql.query<{ gzip: Uint8Array }>('SELECT gzip FROM snapshot_part WHERE id = $1 ORDER BY n', [snapshot])
  return parts.flatMap(({ gzip }) => gunzipSync(gzip).toString().split('\n').filter(Boolean).map((line) => JSON.parse(line)))
}
