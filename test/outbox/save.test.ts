/** What "saved" means: durable in both copies, once per intent, all or none; and "not saved" leaves nothing. */
import assert from 'node:assert/strict'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { close } from '../../main/outbox/context.ts'
import { getDraft, listDrafts, putDraft } from '../../main/outbox/drafts.ts'
import { JOURNAL_FILE } from '../../main/outbox/journal.ts'
import { readLines } from '../../main/outbox/line.ts'
import { LIMITS } from '../../main/outbox/op.ts'
import { badge, listUnsent } from '../../main/outbox/outlook.ts'
import { REAL_DISK } from '../../main/outbox/real-disk.ts'
import { keepReserve, RESERVE_FILE } from '../../main/outbox/reserve.ts'
import { createFaultyDisk } from './faulty-disk.ts'
import { checkFailedCommit, checkNoRoom } from './refused-commit.ts'
import { allOps, emptyFolder, mustSave, NOW, open, openIn, opFor, trySave, within } from './scene.ts'

const word = (saved: ReturnType<typeof trySave>): string => (saved.saved ? 'saved' : saved.why)

test('the pragmas that make a commit durable hold on every open', (t) => {
  const folder = emptyFolder(t)
  for (let time = 1; time <= 3; time++) {
    const found = within(folder, ({ context }) => ['journal_mode', 'synchronous', 'fullfsync', 'checkpoint_fullfsync', 'secure_delete'].map((name) => context.db.pragma(name, { simple: true })))
    assert.deepEqual(found, ['wal', 2, 1, 1, 1], `open ${time}`)
  }
})

test('a saved edit is in both copies before the answer', (t) => {
  const folder = emptyFolder(t)
  const { context } = openIn(t, folder)
  const op = opFor('case-1', { body: '{"text":"甬 \\"quoted\\" \u202e"}' })
  assert.equal(word(trySave(context, [op])), 'saved')
  const { records } = readLines(readFileSync(join(folder, JOURNAL_FILE)))
  assert.equal((records as { ops?: { body: string }[] }[]).at(-1)?.ops?.[0]?.body, op.body)
  assert.equal(allOps(context)[0]?.body, op.body)
})

test('an intent saved twice is one edit; its name with another body is refused', (t) => {
  const { context } = openIn(t)
  const op = opFor('case-1')
  mustSave(context, op)
  const again = trySave(context, [op])
  assert.deepEqual([again.saved && again.ops[0]?.isNew, allOps(context).length], [false, 1])
  assert.equal(word(trySave(context, [{ ...op, body: '{"text":"another"}' }])), 'reuse')
  assert.equal(word(trySave(context, [opFor('case-2'), { ...op, body: '{}' }])), 'reuse')
  assert.equal(allOps(context).length, 1)
})

test('ten thousand clicks of one intent are one edit', (t) => {
  const { context } = openIn(t)
  const op = opFor('case-1')
  for (let click = 0; click < 10_000; click++) assert.equal(word(trySave(context, [op])), 'saved')
  assert.equal(allOps(context).length, 1)
})

test('what could not be kept as it is, is refused', (t) => {
  const { context } = openIn(t)
  const bad = [
    opFor('case-1', { body: '{"text":"\ud800"}' }), opFor('case-1', { body: '{' }), opFor('case-1', { body: '' }), opFor(''), opFor('a\0b'), opFor('case-1', { op_id: '1' }),
    opFor('case-1', { op_id: 'ABCDEF00-0000-4000-8000-000000000000' }), opFor('case-1', { body: JSON.stringify('x'.repeat(LIMITS.bodyBytes)) }),
    opFor('case-1', { skew_ms: Number.NaN }), opFor('case-1', { depends_on: ['first'] }),
  ]
  for (const op of bad) assert.equal(word(trySave(context, [opFor('case-2'), op])), 'malformed', JSON.stringify(op).slice(0, 120))
  const twice = opFor('case-1')
  assert.deepEqual([trySave(context, []), trySave(context, [twice, twice])].map(word), ['malformed', 'malformed'])
  assert.equal(allOps(context).length, 0)
})

test('from 500 waiting edits on the screen is warned, at 20,000 no more are accepted, and known ones still are', (t) => {
  const { context } = openIn(t)
  const many = Array.from({ length: LIMITS.mostOps - 1 }, (_, i) => opFor(`case-${i}`))
  const crowded: boolean[] = []
  for (let at = 0; at < many.length; at += 100) {
    const saved = trySave(context, many.slice(at, at + 100))
    assert.ok(saved.saved)
    crowded.push(saved.isCrowded)
  }
  assert.deepEqual([crowded.indexOf(true), crowded.lastIndexOf(false)], [4, 3])
  assert.deepEqual([trySave(context, [opFor('a'), opFor('b')]), trySave(context, [opFor('a')]), trySave(context, [opFor('b')]), trySave(context, many.slice(0, 1))].map(word), ['too-many', 'saved', 'too-many', 'saved'])
  assert.equal(badge(context, { now: NOW }).unsent, LIMITS.mostOps)
})

test('on a full disk the reserve is given up for the edit; without one it is not saved, and nothing of it is there', (t) => {
  const folder = emptyFolder(t)
  const disk = createFaultyDisk()
  const { context } = open(folder, disk)
  t.after(() => close(context))
  // The first save makes room in the journal, which may fail without harm.
  mustSave(context, opFor('case-0'))
  disk.plan({ at: 1, kind: 'ENOSPC' })
  assert.equal(word(trySave(context, [opFor('case-1')])), 'saved')
  assert.equal(REAL_DISK.exists(join(folder, RESERVE_FILE)), false)
  disk.plan({ at: 1, kind: 'ENOSPC for good' })
  assert.equal(word(trySave(context, [opFor('case-2')])), 'full')
  assert.deepEqual(allOps(context).map(({ row_id }) => row_id), ['case-0', 'case-1'])
  disk.plan(null)
  mustSave(context, opFor('case-3'))
  assert.deepEqual(within(folder, (opened) => allOps(opened.context).map(({ row_id }) => row_id)), ['case-0', 'case-1', 'case-3'])
})

test('when SQLite itself has no room nothing of the edit is left', checkNoRoom)
test('when the commit fails the journal takes the line back', checkFailedCommit)

test('the reserve is eight megabytes and made again by the next start', (t) => {
  const folder = emptyFolder(t)
  rmSync(join(folder, RESERVE_FILE))
  keepReserve(REAL_DISK, folder)
  assert.equal(REAL_DISK.read(join(folder, RESERVE_FILE))?.byteLength, 8 * 1024 * 1024)
})

test('a draft is kept by form and key, goes with the edit made of it, and does not come back', (t) => {
  const folder = emptyFolder(t)
  const { context } = open(folder)
  putDraft(context, { form: 'case', key: '1', body: '{"text":"half"}', now: NOW })
  putDraft(context, { form: 'case', key: '2', body: '{"text":"other"}', now: NOW + 1 })
  assert.equal(trySave(context, [opFor('1')], { form: 'case', key: '1' }).saved, true)
  assert.deepEqual([getDraft(context, { form: 'case', key: '1' }), listDrafts(context, {}).map(({ key }) => key), listDrafts(context, { form: 'other' })], [null, ['2'], []])
  close(context)
  within(folder, (opened) => assert.deepEqual(listDrafts(opened.context, { form: 'case' }), [{ form: 'case', key: '2', body: '{"text":"other"}', at: NOW + 1 }]))
})

test('what waits is listed oldest first with its age, which is never negative', (t) => {
  const { context } = openIn(t)
  const ids = mustSave(context, opFor('case-1'), opFor('case-2'))
  const [first] = listUnsent(context, { now: NOW + 5_000, limit: 1 })
  assert.deepEqual([first?.op_id, first?.ageMs], [ids[0], 5_000])
  assert.deepEqual(listUnsent(context, { now: NOW - 5_000, afterN: first?.n ?? 0 }).map(({ op_id, ageMs }) => [op_id, ageMs]), [[ids[1], 0]])
  assert.deepEqual(badge(context, { now: NOW + 7_000 }), { unsent: 2, oldestMs: 7_000, refused: 0, drafts: 0 })
})
