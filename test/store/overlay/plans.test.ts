/** What the overlay asks is answered by indexes, and where there is no edit it asks next to nothing. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { test, type TestContext } from 'node:test'
import { HEADS_SQL, outboxPath } from '../../../main/outbox/standing.ts'
import type { ReadableDatabase } from '../../../main/store/open.ts'
import { overlayOf } from '../../../main/store/overlay/overlay.ts'
import { ACTS_SQL } from '../../../main/store/queries/case-history.ts'
import { countSql, everySql, walkOf, whereOf } from '../../../main/store/queries/case-where.ts'
import { CASE_VIEWS } from '../../../preload/contract/case-question.ts'
import { ALL, caseRow, FIRST_DUE, NEWEST, pageOf, WHOLE } from '../queries/cases.ts'
import { emptyCache } from '../queries/filled-cache.ts'
import { giveCity, LATER, OFFICES, openDesk, type Desk } from './desk.ts'

const OFFICE = OFFICES[0]!
const AREA = OFFICE.slice('office:'.length)

function deskOf(t: TestContext): Desk {
  const desk = openDesk()
  t.after(() => desk.close())
  giveCity(desk)
  desk.snapshot(OFFICE, [0, 1, 2].map((n) => ({ type: 'case', row: caseRow(n, { area: AREA }), ver: 1 })), 10)
  return desk
}
const planOf = (db: ReadableDatabase, sql: string, values: readonly unknown[]): string => db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values).map((row) => String((row as { detail: unknown }).detail)).join('; ')
const idsOf = (desk: Desk): string[] => pageOf(desk.reader, ALL, NEWEST, 0, 10).rows.map(({ id, edit }) => (edit === null ? id : `${id} ${edit}`))

test('a case’s history is one stretch of the index over its acts', () => {
  const plan = planOf(emptyCache(), ACTS_SQL, ['c1', 10])
  assert.match(plan, /SEARCH act USING INDEX act_case_at \("?case"?=\?\)/)
  assert.ok(!plan.includes('SCAN') && !/TEMP B-TREE FOR ORDER BY/.test(plan), plan)
})

test('the cached rows that edits are laid over are counted by their numbers, never by going through all', () => {
  const db = emptyCache()
  for (const view of CASE_VIEWS) {
    const { sql, values } = countSql(whereOf(db, { ...ALL, view, filter: { ...WHOLE, classes: ['safety'], drawn: [[121, 29], [122, 29], [122, 30]] } }), true)
    const every = everySql(whereOf(db, { ...ALL, view }), FIRST_DUE, true)
    for (const one of [{ sql, values }, every]) assert.match(planOf(db, one.sql, [...one.values, '[1]']), /SEARCH case USING INTEGER PRIMARY KEY/)
  }
})

test('the effective rows are asked in the list’s own words, with the same indexes', (t) => {
  const desk = deskOf(t)
  desk.edit({ kind: 'edit', id: 'c1', set: { urgent: true } })
  const { db } = overlayOf(desk.reader)
  for (const view of CASE_VIEWS) {
    const walk = walkOf(whereOf(desk.reader.db, { ...ALL, view }), FIRST_DUE)
    assert.equal(planOf(db!, walk.sql, [...walk.values, walk.first, 10, 0]), planOf(desk.reader.db, walk.sql, [...walk.values, walk.first, 10, 0]))
  }
})

test('the edits that stand are found by their states, however many are over', (t) => {
  const { outbox } = deskOf(t)
  const plan = planOf(outbox.db, HEADS_SQL, [{ actor: 'u-1' }])
  for (const index of ['op_unsent', 'op_refused', 'op_final']) assert.ok(plan.includes(index), plan)
  assert.ok(!/SCAN op(;|$)/.test(plan), plan)
})

test('nothing is reckoned anew while nothing changes, and only what changed when something does', (t) => {
  const desk = deskOf(t)
  desk.edit({ kind: 'edit', id: 'c0', set: { urgent: true } })
  desk.edit({ kind: 'edit', id: 'c1', set: { urgent: true } })
  const { version, cases } = { ...overlayOf(desk.reader) }
  const [first, second] = [cases.get('c0'), cases.get('c1')]
  assert.equal(overlayOf(desk.reader).version, version)
  // Another case has changed: what is laid over stays as it is, and so do the lists.
  desk.page(OFFICE, [{ type: 'case', row: caseRow(2, { area: AREA, text: '别人的' }), ver: 2 }])
  assert.equal(overlayOf(desk.reader).version, version)
  desk.edit({ kind: 'edit', id: 'c1', set: { text: '再改' } })
  const after = overlayOf(desk.reader)
  assert.deepEqual([after.version, after.cases.get('c0') === first, after.cases.get('c1') === second], [version + 1, true, false])
})

test('no outbox, a damaged one, one of another program and an empty one: the rows as the central confirmed them, and no error', (t) => {
  const desk = deskOf(t)
  const path = outboxPath(desk.folder)
  desk.edit({ kind: 'edit', id: 'c1', set: { urgent: true } })
  assert.deepEqual(idsOf(desk), ['c0', 'c1 unsent', 'c2'])
  for (const bytes of [Buffer.from('no database at all'.repeat(500)), Buffer.alloc(0)]) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
    assert.deepEqual(idsOf(desk), ['c0', 'c1', 'c2'])
    writeFileSync(path, bytes)
    assert.deepEqual(idsOf(desk), ['c0', 'c1', 'c2'])
  }
  writeFileSync(path, '')
  rmSync(path)
  desk.writer.db.prepare('VACUUM INTO ?').run(path)
  assert.deepEqual(idsOf(desk), ['c0', 'c1', 'c2'])
})

test('an outbox that comes later, or in the place of another, is followed', (t) => {
  const [desk, other] = [deskOf(t), deskOf(t)]
  const path = outboxPath(desk.folder)
  // The first of its file, as the other's is of its own.
  desk.edit({ kind: 'edit', id: 'c1', set: { urgent: true } })
  assert.deepEqual(idsOf(desk), ['c0', 'c1 unsent', 'c2'])
  const name = `${path}.aside`
  for (const suffix of ['', '-wal', '-shm']) renameSync(path + suffix, name + suffix)
  other.edit({ kind: 'edit', id: 'c2', set: { urgent: true } })
  other.outbox.writing!.db.prepare('VACUUM INTO ?').run(path)
  assert.deepEqual(idsOf(desk), ['c0', 'c1', 'c2 unsent'])
  rmSync(path)
  assert.deepEqual(idsOf(desk), ['c0', 'c1', 'c2'])
})

test('an op that cannot be read, or says what no row can hold, stops no other; its case is marked', (t) => {
  const desk = deskOf(t)
  const spoilt = desk.edit({ kind: 'edit', id: 'c0', set: { text: '会坏掉' } })
  desk.edit({ kind: 'edit', id: 'c1', set: { text: '好的' } })
  desk.edit({ kind: 'note', id: randomUUID(), on: 'unheard-of', set: { text: '没有这个案件' } }, LATER)
  desk.outbox.writing!.db.prepare(`UPDATE op SET body = '{"kind":"edit","type":"case","id":"c0","set":{"due_at":"2026-02-31T00:00:00Z"}}' WHERE op_id = ?`).run(spoilt)
  const rows = new Map(pageOf(desk.reader, ALL, NEWEST, 0, 10).rows.map((row) => [row.id, row]))
  assert.deepEqual([rows.size, rows.get('c0')?.edit, rows.get('c0')?.text, rows.get('c1')?.text], [3, 'unsent', '井盖松动', '好的'])
})
