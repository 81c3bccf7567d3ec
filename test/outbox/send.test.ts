/** The way out: order per row, limits, attempts that end without a word, verdicts that count once, epochs. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sendAgain, resolve, withdraw } from '../../main/outbox/decide.ts'
import { history, listRefused } from '../../main/outbox/outlook.ts'
import { lose, markSending, nextBatch, requeue } from '../../main/outbox/send.ts'
import { settle, type Settlement } from '../../main/outbox/settle.ts'
import { allOps, emptyFolder, EPOCH, mustSave, NOW, openIn, opFor, stateOf, within } from './scene.ts'

const OTHER = '00000000-0000-4000-8000-00000000000b'
const settled = (op_id: string, verdict: Settlement['verdict']): Settlement => ({ op_id, verdict, result: '{"x":1}', seq: 9, ver: 4 })
type Context = Parameters<typeof nextBatch>[0]
const ids = (context: Context, limits = {}): string[] => nextBatch(context, limits).map(({ op_id }) => op_id)
const send = (context: Context, op_ids: string[], epoch = EPOCH): unknown => markSending(context, { op_ids, epoch, now: NOW })
const say = (context: Context, op_id: string, verdict: Settlement['verdict'], epoch = EPOCH): string[] => settle(context, { epoch, settlements: [settled(op_id, verdict)], now: NOW }).changed

test('a batch keeps the order of a row and holds up no other row', (t) => {
  const { context } = openIn(t)
  const [a1 = '', b1 = '', a2 = '', c1 = ''] = mustSave(context, opFor('a'), opFor('b'), opFor('a'), opFor('c'))
  assert.deepEqual(ids(context), [a1, b1, a2, c1])
  send(context, [a1])
  assert.deepEqual(ids(context), [b1, c1])
  lose(context, { op_ids: [a1], why: 'timeout', now: NOW })
  assert.deepEqual(ids(context), [a1, b1, a2, c1])
  send(context, [a1])
  say(context, a1, 'conflict')
  assert.deepEqual(ids(context), [b1, a2, c1])
})

test('an op waits for what it depends on while that is on its way, and goes with it otherwise', (t) => {
  const { context } = openIn(t)
  const [first = ''] = mustSave(context, opFor('a'))
  const [note = ''] = mustSave(context, opFor('note-1', { depends_on: [first] }))
  assert.deepEqual(ids(context), [first, note])
  assert.deepEqual(ids(context, { ops: 1 }), [first])
  send(context, [first])
  assert.deepEqual(ids(context), [])
  say(context, first, 'applied')
  assert.deepEqual(ids(context), [note])
})

test('a batch has at most 100 ops and a megabyte, and at least one op', (t) => {
  const { context } = openIn(t)
  for (let i = 0; i < 150; i++) mustSave(context, opFor(`row-${i}`))
  assert.equal(ids(context).length, 100)
  const { context: large } = openIn(t)
  const body = JSON.stringify('x'.repeat(200_000))
  for (let i = 0; i < 8; i++) mustSave(large, opFor(`row-${i}`, { body }))
  assert.equal(ids(large).length, 4)
  assert.equal(ids(large, { bytes: 500_000 }).length, 2)
  assert.equal(ids(large, { bytes: 10 }).length, 1)
})

test('a large op that has no room left does not let a later one of its row pass', (t) => {
  const { context } = openIn(t)
  const [small = ''] = mustSave(context, opFor('a'))
  const [, , other = ''] = mustSave(context, opFor('b', { body: JSON.stringify('x'.repeat(200_000)) }), opFor('b'), opFor('c'))
  assert.deepEqual(ids(context, { bytes: 100_000 }), [small, other])
})

test('what was on its way when the program ended is sent again', (t) => {
  const folder = emptyFolder(t)
  const id = within(folder, ({ context }) => {
    const [id = ''] = mustSave(context, opFor('a'))
    send(context, [id])
    return id
  })
  within(folder, ({ context, opening }) => {
    assert.deepEqual([opening.resent, stateOf(context, id), ids(context)], [1, 'unknown', [id]])
    assert.deepEqual(history(context, { op_id: id })?.events.map(({ from, to, why }) => `${from} ${to} ${why}`), ['queued sending send', 'sending unknown restart'])
  })
})

test('the first verdict counts; a second, a late one and one of another epoch change nothing', (t) => {
  const { context } = openIn(t)
  const [a = '', b = ''] = mustSave(context, opFor('a'), opFor('b'))
  send(context, [a, b])
  assert.deepEqual([say(context, a, 'applied'), say(context, a, 'conflict'), say(context, b, 'applied', OTHER), say(context, 'nobody', 'applied')], [[a], [], [], []])
  assert.deepEqual(settle(context, { epoch: EPOCH, settlements: [settled(b, 'satisfied'), settled(b, 'conflict')], now: NOW }), { changed: [b], ignored: [b] })
  assert.deepEqual([stateOf(context, a), stateOf(context, b)], ['applied', 'satisfied'])
})

test('undecided goes back to the queue with its attempt counted', (t) => {
  const { context } = openIn(t)
  const [a = ''] = mustSave(context, opFor('a'))
  send(context, [a])
  say(context, a, 'undecided')
  assert.deepEqual([stateOf(context, a), allOps(context)[0]?.attempts, ids(context)], ['queued', 1, [a]])
})

test('after a restore of the central everything it may have lost is sent again, once', (t) => {
  const { context } = openIn(t)
  const [done = '', way = '', lost = '', refused = '', fresh = ''] = mustSave(context, opFor('a'), opFor('b'), opFor('c'), opFor('d'), opFor('e'))
  send(context, [done, way, lost, refused])
  say(context, done, 'applied')
  say(context, refused, 'conflict')
  lose(context, { op_ids: [lost], why: 'timeout', now: NOW })
  assert.deepEqual(requeue(context, { epoch: OTHER, now: NOW }).changed, [done, way, lost])
  assert.deepEqual([ids(context), stateOf(context, refused)], [[done, way, lost, fresh], 'conflict'])
  // The answer to the request that left before the restore.
  assert.deepEqual(say(context, way, 'conflict'), [])
  send(context, [done, way], OTHER)
  assert.deepEqual(say(context, way, 'conflict'), [])
  assert.deepEqual(say(context, done, 'satisfied', OTHER), [done])
  assert.deepEqual(requeue(context, { epoch: OTHER, now: NOW }).changed, [])
})

test('only what never left can be withdrawn', (t) => {
  const { context } = openIn(t)
  const [a = '', b = ''] = mustSave(context, opFor('a'), opFor('b'))
  send(context, [a])
  say(context, a, 'undecided')
  assert.deepEqual(withdraw(context, { op_ids: [a, b], now: NOW }), { changed: [b], ignored: [a] })
  assert.deepEqual(ids(context), [a])
})

test('what tells of something that has happened is not taken back', (t) => {
  const { context } = openIn(t)
  const [a = ''] = mustSave(context, opFor('a', { kind: 'export', type: 'export' }))
  assert.deepEqual(withdraw(context, { op_ids: [a], now: NOW }), { changed: [], ignored: [a] })
  assert.deepEqual(ids(context), [a])
})

test('a refused edit stays until the user resolves it, with the edit that says so in the same commit', (t) => {
  const folder = emptyFolder(t)
  const ids = within(folder, ({ context }) => {
    const [a = '', b = ''] = mustSave(context, opFor('a'), opFor('a'))
    send(context, [a, b])
    say(context, a, 'conflict')
    say(context, b, 'blocked')
    return [a, b] as const
  })
  const [a, b] = ids
  within(folder, ({ context }) => {
    assert.deepEqual(listRefused(context, { now: NOW }).map(({ op_id, result }) => [op_id, result]), [[a, '{"x":1}'], [b, '{"x":1}']])
    const op = opFor('a')
    assert.deepEqual(resolve(context, { op_ids: [a, op.op_id], how: 'redo', op, now: NOW, mono: 1 }).changed, [])
    assert.equal(allOps(context).length, 2)
    assert.deepEqual(resolve(context, { op_ids: [a], how: 'redo', op, now: NOW, mono: 1 }).changed, [a])
    assert.deepEqual(sendAgain(context, { op_ids: [b], now: NOW }).changed, [b])
    assert.deepEqual([listRefused(context, { now: NOW }).length, nextBatch(context, {}).map(({ op_id }) => op_id)], [0, [b, op.op_id]])
    assert.equal(history(context, { op_id: a })?.events.at(-1)?.why, JSON.stringify({ how: 'redo', by: op.op_id }))
  })
})

test('an op is sent only under the identity that made it', (t) => {
  const { context } = openIn(t)
  const [a = ''] = mustSave(context, opFor('a'))
  const other = { ...context, actor: 'u-2' }
  assert.deepEqual([ids(other), send(other, [a])], [[], { changed: [], ignored: [a] }])
})

test('the lists are read from their small indexes', (t) => {
  const { context } = openIn(t)
  const planOf = (text: string, ...values: unknown[]): string => context.db.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values).map((row) => (row as { detail: string }).detail).join('; ')
  assert.match(planOf("SELECT n FROM op WHERE state IN ('queued', 'sending', 'unknown') AND actor = ? ORDER BY n", 'u'), /^SCAN op USING INDEX op_unsent$/)
  assert.match(planOf("SELECT count(*) FROM op WHERE state IN ('queued', 'sending', 'unknown')"), /^SCAN op USING INDEX op_unsent$/)
  assert.match(planOf("SELECT * FROM op WHERE state IN ('conflict', 'rejected', 'blocked') AND n > ? ORDER BY n LIMIT 5", 0), /^SEARCH op USING INDEX op_refused/)
  assert.match(planOf('SELECT * FROM op WHERE type = ? AND row_id = ?', 'case', 'a'), /^SEARCH op USING INDEX op_row/)
})
