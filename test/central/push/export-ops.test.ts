/** Records of what was exported, on PGlite and on a real PostgreSQL: once each, masked, kept as they are, whoever sends them, and no desk hears of them. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { ExportOp } from '../../../main/sync/push-protocol.ts'
import { EMBEDDED, findPostgres } from '../databases.ts'
import { assertDone, assertProblem, CITY, openScene, type AnyOp } from './push-desk.ts'

const postgres = await findPostgres()
after(() => postgres?.stop())

const filter = { area: null, drawn: null, from: 0, to: 86_400_000, classes: ['k1'], statuses: [], weekdays: [], hours: [] }
const question = { filter, view: 'all', home: null, text: '井盖 13812345678', at: 1_790_000_000_000 }
const SET = { format: 'csv', rows: 6, columns: ['number', 'text'], question, order: { by: 'due', descending: false }, purpose: '周例会', as_of: '2026-11-28T00:00:00.000Z' }
/** A briefing that left: the deck instead of a list. */
const DECK = { run: '3f0c7f5e-8f43-4c39-9d4f-1f2f8a6f7f01', kind: 'weekly', area: '330205', last_day: '2026-11-22', slides: ['cover', 'kpi'] }
const deckSet = (set: object = {}): object => ({ format: 'pptx', rows: 2, columns: undefined, question: undefined, order: undefined, deck: DECK, ...set })
const exported = (set: object = {}, more: object = {}): AnyOp & { id: string } => ({ op_id: randomUUID(), made_at: new Date().toISOString(), skew_ms: 0, kind: 'export', type: 'export', id: randomUUID(), set: { ...SET, ...set }, ...more })

for (const databases of postgres === null ? [EMBEDDED] : [EMBEDDED, postgres]) {
  test(`exports on ${databases.kind}`, async (t) => {
    const { central, sql, desk, mate, boss, city } = await openScene(databases)
    const held = (id: string) => sql.query<{ [column: string]: unknown }>('SELECT *, at::text AS at, made_at::text AS made_at, as_of::text AS as_of, rows::text AS rows FROM exported WHERE id = $1', [id])
    try {
      await t.test('it is kept with what was asked, by whom and what for, and a number in what was typed is masked', async () => {
        const op = exported({ purpose: '回访 13812345678' })
        const done = assertDone(await desk.one(op))
        assert.deepEqual([done.scope, done.ver, done.gver, done.clock_off], [`city:${CITY}`, 1, {}, undefined])
        const [row] = await held(op.id)
        assert.deepEqual(
          [row?.['op_id'], row?.['city'], row?.['by'], row?.['by_name'], row?.['format'], row?.['rows'], row?.['columns'], row?.['sorted'], row?.['cases'], row?.['purpose'], row?.['clock_off'], row?.['simulated']],
          [op.op_id, CITY, 'desk', '名desk', 'csv', '6', SET.columns, SET.order, null, '回访 138****5678', false, false],
        )
        assert.deepEqual(row?.['question'], { ...question, text: '井盖 138****5678' })
        assert.equal(Date.parse(String(row?.['at'])), Date.parse(done.at))
      })

      await t.test('sent again it is one, also when the answer has been forgotten; another under its id is none', async () => {
        const op = exported()
        const first = await desk.one(op)
        assert.deepEqual(await desk.one(op), first)
        await sql.query('DELETE FROM applied_op WHERE op_id = $1', [op.op_id])
        assertDone(await desk.one(op), 'satisfied')
        assert.equal((await held(op.id)).length, 1)
        assertProblem(await mate.one(exported({}, { id: op.id })), 'rejected', 'op-invalid')
        assertProblem(await desk.one({ ...op, set: { ...SET, rows: 7 } }), 'rejected', 'op-id-reuse')
        assert.deepEqual((await held(op.id)).map(({ by, rows }) => [by, rows]), [['desk', '6']])
      })

      await t.test('whoever has a token records, paper as well as files; no row and no scope changes by it', async () => {
        const heads = async (): Promise<unknown> => sql.query('SELECT scope, seq FROM scope_head ORDER BY scope')
        const before = await heads()
        const { question: _, order: __, columns: ___, ...rest } = SET
        for (const one of [boss, city]) assertDone(await one.one({ ...exported(), set: { ...rest, format: 'paper', rows: 2, cases: ['a', 'b'] } }))
        assert.deepEqual(await heads(), before)
        assert.deepEqual((await sql.query<{ cases: unknown }>(`SELECT cases FROM exported WHERE format = 'paper'`)).map(({ cases }) => cases), [['a', 'b'], ['a', 'b']])
      })

      await t.test('a briefing is kept as the deck it was, in each of its forms', async () => {
        for (const format of ['pptx', 'pdf', 'png', 'xlsx']) {
          const op = exported(deckSet({ format }))
          assertDone(await desk.one(op))
          const [row] = await held(op.id)
          assert.deepEqual([row?.['format'], row?.['rows'], row?.['deck'], row?.['question'], row?.['cases']], [format, '2', DECK, null, null])
        }
        const bad = [{ format: 'csv' }, { format: 'paper' }, { cases: ['a'] }, { question }, { deck: { ...DECK, kind: 'yearly' } }, { deck: { ...DECK, slides: [] } }, { deck: { ...DECK, slides: ['a b'] } }, { deck: { ...DECK, area: 'a\0' } }, { deck: { ...DECK, title: 'x' } }]
        for (const set of bad) assertProblem(await desk.one(exported(deckSet(set))), 'rejected', 'op-invalid')
      })

      await t.test('what says no purpose, neither or both of question and cases, or what no database keeps is no record', async () => {
        const bad = [{ purpose: ' ' }, { purpose: 'x'.repeat(201) }, { rows: -1 }, { question: undefined }, { cases: ['a'] }, { surprise: 1 }, { format: 'pptx' }, { question: { ...question, text: 'a\0' } }, { question: { ...question, filter: { ...filter, classes: ['\ud800'] } } }]
        for (const set of bad) assertProblem(await desk.one(exported(set)), 'rejected', 'op-invalid')
      })

      await t.test('a clock far off is told; what it builds on is waited for', async () => {
        assert.equal(assertDone(await desk.one(exported({}, { made_at: '2019-01-01T00:00:00Z' }))).clock_off, true)
        assert.equal((await desk.one(exported({}, { depends_on: [randomUUID()] }))).result, 'retry')
      })

      await t.test('nobody changes a record or takes one away', async () => {
        for (const statement of [`UPDATE exported SET rows = 0`, 'DELETE FROM exported', 'TRUNCATE exported']) await assert.rejects(sql.query(statement), /never changed/)
      })
    } finally {
      await central.close()
    }
  })
}

test('the wire takes a record as the contract says it', () => {
  assert.ok(ExportOp.safeParse(exported()).success)
})
