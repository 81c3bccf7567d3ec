/** What is let go of and when, and the daily copies. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { withdraw } from '../../main/outbox/decide.ts'
import { dropDraft, putDraft } from '../../main/outbox/drafts.ts'
import { JOURNAL_FILE } from '../../main/outbox/journal.ts'
import { lose as loseSent, markSending, requeue } from '../../main/outbox/send.ts'
import { settle } from '../../main/outbox/settle.ts'
import { inspectOutbox } from '../../main/outbox/schema.ts'
import { keepCopy, tidy } from '../../main/outbox/tidy.ts'
import { ACTOR, allOps, emptyFolder, EPOCH, lose, mustSave, NOW, openIn, opFor, stateOf, within } from './scene.ts'

const DAY_MS = 24 * 3_600_000
type Context = Parameters<typeof tidy>[0]

function apply(context: Context, op_id: string): void {
  markSending(context, { op_ids: [op_id], epoch: EPOCH, now: NOW })
  settle(context, { epoch: EPOCH, settlements: [{ op_id, verdict: 'applied', result: '{}' }], now: NOW })
}

test('what is over is kept thirty days of the central, then both copies let go of it; what is not over stays', (t) => {
  const folder = emptyFolder(t)
  const [over = '', waiting = ''] = within(folder, ({ context }) => {
    const [over = '', waiting = ''] = mustSave(context, opFor('a'), opFor('b'))
    apply(context, over)
    putDraft(context, { form: 'f', key: '1', body: '{"text":"secret"}', now: NOW })
    dropDraft(context, { form: 'f', key: '1', now: NOW })
    assert.deepEqual(tidy(context, { centralNow: NOW }), { dropped: 0, isCompacted: true })
    assert.deepEqual(tidy(context, { centralNow: NOW + 29 * DAY_MS }), { dropped: 0, isCompacted: false })
    return [over, waiting]
  })
  within(folder, ({ context }) => {
    assert.equal(stateOf(context, over), 'applied')
    assert.deepEqual(tidy(context, { centralNow: NOW + 30 * DAY_MS }), { dropped: 1, isCompacted: true })
    assert.deepEqual(allOps(context).map(({ op_id }) => op_id), [waiting])
    mustSave(context, opFor('b'))
  })
  const journal = readFileSync(join(folder, JOURNAL_FILE)).toString()
  assert.ok(!journal.includes(over) && !journal.includes('secret') && journal.includes(waiting))
  lose(folder, 'database')
  within(folder, ({ context }) => assert.deepEqual(allOps(context).map(({ row_id, state }) => [row_id, state]), [['b', 'queued'], ['b', 'queued']]))
})

test('an epoch in between starts the thirty days anew', (t) => {
  const { context } = openIn(t)
  const [id = ''] = mustSave(context, opFor('a'))
  apply(context, id)
  tidy(context, { centralNow: NOW })
  requeue(context, { epoch: 'other', now: NOW })
  assert.deepEqual(tidy(context, { centralNow: NOW + 40 * DAY_MS }), { dropped: 0, isCompacted: false })
  assert.equal(stateOf(context, id), 'queued')
})

test('of an op sent over and over the newest fifty events are kept, and it stands as before', (t) => {
  const folder = emptyFolder(t)
  const { context } = openIn(t, folder)
  const [id = ''] = mustSave(context, opFor('a'))
  for (let time = 0; time < 60; time++) {
    markSending(context, { op_ids: [id], epoch: EPOCH, now: NOW })
    loseSent(context, { op_ids: [id], why: 'offline', now: NOW })
  }
  const before = statSync(join(folder, JOURNAL_FILE)).size
  assert.equal(tidy(context, { centralNow: NOW }).isCompacted, true)
  assert.equal(context.db.prepare('SELECT count(*) FROM op_event').pluck().get(), 50)
  assert.deepEqual(allOps(context).map(({ state, attempts }) => [state, attempts]), [['unknown', 60]])
  assert.ok(statSync(join(folder, JOURNAL_FILE)).size < before)
})

test('one sound copy a day, seven kept, and none a second time the same day', (t) => {
  const folder = emptyFolder(t)
  const { context } = openIn(t, folder)
  mustSave(context, opFor('a'))
  const kept = Array.from({ length: 20 }, (_, half) => keepCopy(context, { now: NOW + (half * DAY_MS) / 2 }).isKept)
  assert.deepEqual(kept, Array.from({ length: 20 }, (_, half) => half % 2 === 0))
  const copies = readdirSync(join(folder, 'outbox-copies'))
  assert.deepEqual(copies.map((name) => Number(name.slice(0, -3))), Array.from({ length: 7 }, (_, i) => NOW + (3 + i) * DAY_MS))
  for (const name of copies) assert.equal(inspectOutbox(join(folder, 'outbox-copies', name), ACTOR).kind, 'good')
})

test('only an edit that is over is let go of, however long it waits', (t) => {
  const { context } = openIn(t)
  const [a = '', b = ''] = mustSave(context, opFor('a'), opFor('b'))
  withdraw(context, { op_ids: [b], now: NOW })
  for (const day of [0, 400, 800]) tidy(context, { centralNow: NOW + day * DAY_MS })
  assert.deepEqual(allOps(context).map(({ op_id }) => op_id), [a])
})
