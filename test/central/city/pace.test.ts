/** The city lives on: through the log, in legal steps, catching up after a pause, still at rate 0. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { FLOW } from '../../../main/central/city/flow.ts'
import { advance, preparePace, startPace } from '../../../main/central/city/pace.ts'
import { practiceCity } from '../../../main/central/city/practice-city.ts'
import { load } from '../../../main/central/log.ts'
import { openDatabase } from '../../../main/central/sql.ts'
import type { Sql } from '../../../main/central/sql.ts'
import { ROW_SCHEMAS } from '../../../main/sync/protocol.ts'
import type { Row, RowType } from '../../../main/sync/protocol.ts'

const DAY_MS = 86_400_000
const NOW = Date.UTC(2026, 4, 20, 3, 30)
const OPTIONS = { seed: 5, reports: 1500, days: 10, now: NOW }

/** The flow as the domain sets it out, force_close, merge and unmerge included. */
const OPEN = ['reported', 'verifying', 'filed', 'dispatched', 'returned', 'handling', 'extension_requested', 'suspended', 'fed_back', 'checking', 'rework']
const LEGAL: Record<string, string[]> = {
  reported: ['verifying', 'rejected', 'merged'], verifying: ['filed', 'rejected', 'merged'], filed: ['dispatched', 'void'], dispatched: ['handling', 'returned', 'filed'],
  returned: ['dispatched', 'void'], handling: ['fed_back', 'extension_requested', 'suspended'], extension_requested: ['handling'], suspended: ['handling'],
  fed_back: ['checking'], checking: ['closed', 'rework'], rework: ['handling'], closed: ['filed'], closed_forced: [], rejected: ['verifying'], merged: [], void: [],
}
const isLegal = (from: string, to: string): boolean => LEGAL[from]!.includes(to) || (to === 'closed_forced' && OPEN.includes(from))

interface Entry { scope: string; seq: number; type: RowType; id: string; op: string; body: string }

let sql: Sql
before(async () => {
  sql = await openDatabase({ kind: 'embedded', folder: null })
  await load(sql, practiceCity(OPTIONS))
})
after(() => sql.close())

const readCases = async (): Promise<Map<string, Row<'case'>>> =>
  new Map((await sql.query<{ body: string }>(`SELECT body FROM record WHERE type = 'case'`)).map(({ body }) => JSON.parse(body) as Row<'case'>).map((row) => [row.id, row]))
const readLog = (): Promise<Entry[]> => sql.query<Entry>('SELECT scope, seq, type, id, op, body FROM log ORDER BY scope, seq')
const count = async (where: string): Promise<number> => (await sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM record WHERE ${where}`))[0]!.n

test('every move that the city knows is legal', () => {
  for (const [from, { next }] of Object.entries(FLOW)) for (const [to] of next) assert.ok(isLegal(from, to), `${from} → ${to}`)
})

test('at rate 0 nothing happens', async () => {
  const pace = startPace(sql, { rate: 0, seed: 5, clock: () => NOW + DAY_MS })
  await pace.stop()
  assert.equal((await readLog()).length, 0)
})

test('catching up three days adds reports at the old rate and moves cases only in legal steps', async () => {
  const standing = new Map([...await readCases()].map(([id, { status }]) => [id, status]))
  const until = NOW + 3 * DAY_MS
  await advance(sql, preparePace({ rate: 1, seed: 5 }, until), until)
  const entries = await readLog()
  let moved = 0
  for (const { type, id, body } of entries.filter(({ type }) => type === 'case')) {
    const row = JSON.parse(body) as Row<'case'>
    assert.ok(ROW_SCHEMAS.case.safeParse(row).success, id)
    assert.ok(Date.parse(row.updated_at) <= until, `${type} ${id}`)
    const from = standing.get(id)
    if (from === undefined) assert.ok(row.status === 'reported' || row.danger_to_life, row.status)
    // Another was merged into it: it stays where it is and shows that one.
    else if (row.status === from) assert.ok((row.merged ?? []).length > 0, id)
    else {
      assert.ok(isLegal(from, row.status), `${id}: ${from} → ${row.status}`)
      moved++
    }
    standing.set(id, row.status)
  }
  const added = standing.size - OPTIONS.reports
  // Wednesday noon to Saturday noon: 150 reports a day before.
  assert.ok(added > 300 && added < 650, `${added} new reports`)
  assert.ok(moved > added * 3, `${moved} moves`)
})

test('point and case stay one: same fields, same number, newest report at the end', async () => {
  const cases = await readCases()
  const points = await sql.query<{ body: string }>(`SELECT body FROM record WHERE type = 'point'`)
  assert.equal(points.length, cases.size)
  for (const { body } of points) {
    const { id, area, lng, lat, reported_at, class: kind, status } = cases.get((JSON.parse(body) as Row<'point'>).id)!
    assert.deepEqual(JSON.parse(body), { id, area, lng, lat, reported_at, class: kind, status, weight: 1 })
  }
})

test('who was merged is shown by the case it was merged into, with its act', async () => {
  const cases = await readCases()
  const merged = (await readLog()).filter(({ type, body }) => type === 'act' && (JSON.parse(body) as Row<'act'>).kind === 'collect').map(({ body }) => JSON.parse(body) as Row<'act'>)
  assert.ok(merged.length > 0)
  for (const { case: into, other } of merged) {
    assert.equal(cases.get(other!)?.duplicate_of, into)
    assert.ok(cases.get(into)?.merged?.some((entry) => entry.case === other), `${other} in ${into}`)
  }
})

test('a closed case has a closing time and an open one none', async () => {
  for (const row of (await readCases()).values()) assert.equal(row.closed_at === undefined, OPEN.includes(row.status), row.id)
})

test('the days that passed have their handovers, and the week ahead its shifts', async () => {
  assert.equal(await count(`type = 'handover'`), 300 * 13)
  assert.ok(await count(`type = 'shift' AND id LIKE 'shift-2026-05-30-%'`) > 0)
  assert.equal(await count(`type = 'shift' AND id LIKE 'shift-2026-05-31-%'`), 0)
})

test('the log of each scope is dense after it', async () => {
  for (const [scope, entries] of Map.groupBy(await readLog(), (entry) => entry.scope)) {
    entries.forEach(({ seq }, i) => assert.equal(seq, entries[0]!.seq + i, scope))
  }
})

test('after a year of silence it catches up a fortnight, not more', async () => {
  const before = await count(`type = 'case'`)
  const until = NOW + 365 * DAY_MS
  await advance(sql, preparePace({ rate: 1, seed: 5 }, until), until)
  const rows = (await sql.query<{ body: string }>(`SELECT body FROM record WHERE type = 'case'`)).map(({ body }) => JSON.parse(body) as Row<'case'>)
  const gap = rows.filter(({ reported_at }) => Date.parse(reported_at) > NOW + 3 * DAY_MS && Date.parse(reported_at) < until - 14 * DAY_MS)
  assert.equal(gap.length, 0)
  // A pause of a year does not thin the city out: a fortnight at about 150 reports a day.
  const added = rows.length - before
  assert.ok(added > 1500 && added < 2700, `${added} new reports`)
})

test('a started pace runs at once and stops cleanly', async () => {
  const until = NOW + 368 * DAY_MS
  const errors: unknown[] = []
  const before = await count(`type = 'case'`)
  const pace = startPace(sql, { rate: 1, seed: 5, clock: () => until, onError: (error) => errors.push(error) })
  while (await count(`type = 'case'`) === before && errors.length === 0) await new Promise((resolve) => { setImmediate(resolve) })
  await pace.stop()
  assert.deepEqual(errors, [])
  assert.equal(await sql.transaction(async (tx) => (await tx.query('SELECT 1 FROM record LIMIT 1')).length), 1)
})
