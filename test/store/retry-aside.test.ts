/** After an update of the program, rows set aside are judged by its rules: neither lost nor wedged. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listAside } from '../../main/store/aside.ts'
import { ownDigest } from '../../main/store/digest.ts'
import { applyPage } from '../../main/store/inbox.ts'
import { fingerprintOfRules, retryAside } from '../../main/store/retry-aside.ts'
import { scopeOf } from '../../main/store/scopes.ts'
import type { WriterContext } from '../../main/store/writer-context.ts'
import { A, caseText, idsOf, openWriter, pageOf, pointText, put, rowOf, take } from './scene.ts'

/** What a program that did not know cases, and took the older ones for bad, would have left. */
function leftByAnOlderProgram(context: WriterContext): void {
  const set = (table: string, type: string, id: string, row: string, ...why: string[]): void => {
    const { h } = put(1, id, 3, row, type) as { h: string }
    context.db.prepare(`INSERT INTO ${table} VALUES (?, ?, ?, ?, ?, ?${why.length > 0 ? ', ?' : ''})`).run(A, type, id, 3, Buffer.from(h, 'base64'), row, ...why)
  }
  set('bad_row', 'case', 'b1', caseText('b1'), 'status')
  set('bad_row', 'case', 'b2', caseText('b2').replace('"lat":29.9', '"lat":99'), 'city')
  set('unknown_row', 'case', 'u1', caseText('u1', 'exact  bytes'))
  set('unknown_row', 'point', 'u2', pointText('u2'))
  set('unknown_row', 'vehicle', 'u3', '{"id":"u3"}')
  context.db.prepare("INSERT INTO meta VALUES ('judged_by', 'other rules') ON CONFLICT DO UPDATE SET v = excluded.v").run()
}

test('each row goes where today’s rules put it, byte for byte, and the sum of the scope stays', (t) => {
  const context = openWriter(t)
  take(context, A, [{ id: 'c1', ver: 1 }], 10)
  leftByAnOlderProgram(context)
  const before = ownDigest(context, { scope: A, buckets: 1 }).buckets[0]!
  assert.equal(retryAside(context), 5)
  assert.deepEqual(idsOf(context, A), ['b1', 'c1', 'u1'])
  assert.equal(context.db.prepare("SELECT body FROM \"case\" WHERE id = 'u1'").pluck().get(), caseText('u1', 'exact  bytes'))
  assert.deepEqual(listAside(context, { limit: 9 }), [{ scope: A, type: 'case', id: 'b2', why: 'lat' }, { scope: A, type: 'vehicle', id: 'u3', why: null }])
  assert.equal(scopeOf(context, A)?.refused, 1, 'a point is not wanted in an office’s scope, and is counted')
  assert.equal(ownDigest(context, { scope: A, buckets: 1 }).buckets[0]!.count, before.count - 1)
  assert.equal(retryAside(context), 0, 'once per set of rules')
})

test('a row that came anew meanwhile is not overwritten by the older one', (t) => {
  const context = openWriter(t)
  take(context, A, [{ id: 'b1', ver: 7 }], 10)
  leftByAnOlderProgram(context)
  retryAside(context)
  assert.equal(rowOf(context, 'b1')?.ver, 7)
})

test('under the same rules nothing is judged twice', (t) => {
  const context = openWriter(t)
  take(context, A, [], 0)
  applyPage(context, { page: pageOf(A, 0, [put(1, 'v1', 1, '{"id":"v1"}', 'vehicle')]), now: 1, lenient: false })
  assert.equal(retryAside(context), 1)
  assert.equal(retryAside(context), 0)
  assert.equal(context.db.prepare("SELECT v FROM meta WHERE k = 'judged_by'").pluck().get(), fingerprintOfRules())
})

test('the list tells type, id and reason, and nothing a row says', (t) => {
  const context = openWriter(t)
  take(context, A, [], 0)
  const secret = caseText('s1', 'reporter 13800005678').replace('"photos":0', '"photos":-1')
  applyPage(context, { page: pageOf(A, 0, [put(1, 's1', 1, secret), put(2, 's2', 1, '"just text"')]), now: 1, lenient: false })
  assert.deepEqual(listAside(context, { limit: 1 }), [{ scope: A, type: 'case', id: 's1', why: 'photos' }])
  assert.equal(JSON.stringify(listAside(context, { limit: 20 })).includes('13800005678'), false)
})
