/** Pages and snapshots change the cache by version, place and scope, with the cursor in the same transaction. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { applyPage } from '../../main/store/inbox.ts'
import { forgetScope, resetScope, scopeOf } from '../../main/store/scopes.ts'
import { openSnapshot, stagePart, swapSnapshot } from '../../main/store/staging.ts'
import { COPY_FILE } from '../../main/store/good-copy.ts'
import { keepGoodCopy } from '../../main/store/keeping.ts'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { A, B, caseText, CITY, hashOf, idsOf, leave, openWriter, pageOf, pointText, put, rowOf, snapshotOf, take } from './scene.ts'

const endHere = (): never => {
  throw new Error('the process ends here')
}
const apply = (context: Parameters<typeof applyPage>[0], page: ReturnType<typeof pageOf>, lenient = false): ReturnType<typeof applyPage> => applyPage(context, { page, now: 3_000, lenient })

test('a page is applied only at the stored cursor and epoch', (t) => {
  const context = openWriter(t)
  take(context, A, [{ id: 'c1', ver: 1 }], 10)
  assert.deepEqual(apply(context, pageOf(A, 9, [put(10, 'c2', 1)])), { ok: false, why: 'place' })
  assert.deepEqual(apply(context, pageOf(A, 10, [put(11, 'c2', 1)], { epoch: randomUUID() })), { ok: false, why: 'place' })
  assert.deepEqual(apply(context, pageOf(A, 10, [put(12, 'c2', 1), put(11, 'c3', 1)])), { ok: false, why: 'order' })
  assert.deepEqual(apply(context, pageOf(A, 10, [], { head: 20, more: true })), { ok: false, why: 'order' })
  assert.equal(apply(context, pageOf(A, 10, [put(11, 'c2', 1)])).ok, true)
  assert.deepEqual(apply(context, pageOf(A, 10, [put(11, 'c2', 1)])), { ok: false, why: 'place' })
  assert.deepEqual([idsOf(context, A), scopeOf(context, A)?.cursor], [['c1', 'c2'], 11])
})

test('a version never goes back, and a row that moved survives in either order', (t) => {
  const context = openWriter(t)
  take(context, A, [{ id: 'c1', ver: 5 }], 10)
  take(context, B, [], 10)
  apply(context, pageOf(A, 10, [put(11, 'c1', 4)]))
  assert.equal(rowOf(context, 'c1')?.ver, 5)
  apply(context, pageOf(B, 10, [put(11, 'c1', 6)]))
  apply(context, pageOf(A, 11, [leave(12, 'c1', 6, B)]))
  assert.deepEqual(rowOf(context, 'c1'), { scope: B, ver: 6 })
  apply(context, pageOf(B, 11, [leave(12, 'c1', 7, A)]))
  assert.equal(rowOf(context, 'c1'), undefined)
  apply(context, pageOf(A, 12, [put(13, 'c1', 7)]))
  assert.deepEqual(rowOf(context, 'c1'), { scope: A, ver: 7 })
})

test('bad, unknown and unwanted rows are counted and stop nothing', (t) => {
  const context = openWriter(t)
  take(context, A, [{ id: 'c1', ver: 1 }], 0)
  const broken = caseText('c1').replace('"lat":29.9', '"lat":99')
  const result = apply(context, pageOf(A, 0, [put(1, 'c1', 2, broken), put(2, 'v1', 1, '{"id":"v1"}', 'vehicle'), put(3, 'p1', 1, pointText('p1'), 'point'), put(4, 'c2', 1)]))
  assert.deepEqual(result, { ok: true, cursor: 4, changed: ['case'], points: [], bad: 1, refused: 1 })
  assert.deepEqual(context.db.prepare('SELECT type, id, ver, why FROM bad_row').all(), [{ type: 'case', id: 'c1', ver: 2, why: 'lat' }])
  assert.deepEqual(context.db.prepare('SELECT type, id FROM unknown_row').all(), [{ type: 'vehicle', id: 'v1' }])
  assert.deepEqual(idsOf(context, A), ['c2'], 'the outdated row is not shown as current')
  apply(context, pageOf(A, 4, [put(5, 'c1', 3)]))
  assert.equal(context.db.prepare('SELECT count(*) FROM bad_row').pluck().get(), 0)
})

test('a row unlike its hash refuses its page, and is set aside once asked to be lenient', (t) => {
  const context = openWriter(t)
  take(context, A, [], 0)
  const page = pageOf(A, 0, [{ ...put(1, 'c1', 1), h: hashOf('else') } as ReturnType<typeof put>, put(2, 'c2', 1)])
  assert.deepEqual(apply(context, page), { ok: false, why: 'hash' })
  assert.equal(scopeOf(context, A)?.cursor, 0)
  assert.equal(apply(context, page, true).ok, true)
  assert.deepEqual(idsOf(context, A), ['c2'])
})

test('a snapshot replaces its scope: no ghost survives, and the old rows stay until the swap', (t) => {
  const context = openWriter(t)
  take(context, A, [{ id: 'c1', ver: 1 }, { id: 'c2', ver: 1 }], 5)
  resetScope(context, { scope: A, repair: true, error: null })
  const { snapshot, bytes } = snapshotOf(A, [{ id: 'c2', ver: 2 }, { id: 'c3', ver: 1 }], 9, { perPart: 1 })
  openSnapshot(context, { snapshot })
  const part = (n: number): Uint8Array => bytes[n] ?? new Uint8Array()
  assert.deepEqual(stagePart(context, { scope: A, snapshotId: snapshot.id, n: 0, bytes: part(1) }), { ok: false, why: 'hash of the part' })
  stagePart(context, { scope: A, snapshotId: snapshot.id, n: 0, bytes: part(0) })
  assert.deepEqual(swapSnapshot(context, { scope: A, snapshotId: snapshot.id, now: 1 }), { ok: false, why: '1 of 2 parts are staged' })
  assert.deepEqual(openSnapshot(context, { snapshot }), { staged: [0] })
  assert.deepEqual(idsOf(context, A), ['c1', 'c2'])
  stagePart(context, { scope: A, snapshotId: snapshot.id, n: 1, bytes: part(1) })
  swapSnapshot(context, { scope: A, snapshotId: snapshot.id, now: 1 })
  assert.deepEqual([idsOf(context, A), scopeOf(context, A)?.cursor, context.db.prepare('SELECT count(*) FROM stage_row').pluck().get()], [['c2', 'c3'], 9, 0])
})

test('versions are not compared across epochs', (t) => {
  const context = openWriter(t)
  take(context, A, [{ id: 'c1', ver: 9 }], 50)
  const restored = randomUUID()
  take(context, A, [{ id: 'c1', ver: 3 }], 20, restored)
  assert.deepEqual([rowOf(context, 'c1')?.ver, scopeOf(context, A)?.cursor, scopeOf(context, A)?.epoch], [3, 20, restored])
  take(context, B, [{ id: 'c1', ver: 2 }], 20, restored)
  assert.deepEqual(rowOf(context, 'c1'), { scope: A, ver: 3 }, 'within the new epoch they are')
})

test('a forgotten scope leaves no byte of its text in the files', (t) => {
  const context = openWriter(t)
  take(context, A, [{ id: 'c1', ver: 1, row: caseText('c1', 'CANARY-4711') }], 5)
  take(context, CITY, [{ id: 'p1', ver: 1, type: 'point', row: pointText('p1') }], 5)
  forgetScope(context, { scope: A })
  const bytes = [context.path, `${context.path}-wal`].map((path) => (statSync(path, { throwIfNoEntry: false }) ? readFileSync(path, 'latin1') : '')).join('')
  assert.equal(bytes.includes('CANARY-4711'), false)
  assert.equal(context.db.prepare('SELECT count(*) FROM point').pluck().get(), 1)
})

test('a forgetting that is cut off after its commit leaves no copy of what it forgot', (t) => {
  const context = openWriter(t)
  take(context, A, [{ id: 'c1', ver: 1, row: caseText('c1', 'CANARY-4711') }], 5)
  for (const scope of [B, CITY]) take(context, scope, [], 5)
  assert.deepEqual(keepGoodCopy(context, { now: Date.now() }), { kept: true })
  const cutOff = { ...context, db: Object.create(context.db, { pragma: { value: endHere } }) as typeof context.db }
  assert.throws(() => forgetScope(cutOff, { scope: A }), /ends here/)
  assert.deepEqual([scopeOf(context, A), existsSync(join(context.folder, COPY_FILE))], [null, false])
})
