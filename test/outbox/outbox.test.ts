/** The face with its thread: one owner, one clock, the profile's other files beside it. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { openOutbox } from '../../main/outbox/outbox.ts'
import { patiently } from '../../main/outbox/real-disk.ts'
import { isShare } from '../../main/outbox/share.ts'
import { profileFolder } from '../../main/store/profile.ts'
import { openStore } from '../../main/store/store.ts'
import { opFor } from './scene.ts'

const clock = { wall: () => 1_790_000_000_000, monotonic: () => 42 }

function emptyBase(t: TestContext): string {
  const base = mkdtempSync(join(tmpdir(), 'outbox-base-'))
  t.after(() => rmSync(base, { recursive: true, force: true }))
  return base
}

test('it opens beside the profile’s cache, refuses a second owner, and has after reopening what was saved', async (t) => {
  const owner = { central: 'http://127.0.0.1:1', sub: 'u-1' }
  const base = emptyBase(t)
  const store = await openStore({ base, owner, now: 1 })
  const options = { folder: profileFolder(base, owner), actor: owner.sub, clock }
  const outbox = await openOutbox(options)
  await assert.rejects(openOutbox(options), { code: 'owned' })
  const op = opFor('case-1')
  const { value: saved } = await outbox.ask('save', { ops: [op] })
  assert.equal(saved.saved, true)
  assert.equal((await outbox.ask('badge', {})).value.unsent, 1)
  await outbox.close()
  await assert.rejects(outbox.ask('badge', {}), { code: 'stopped' })
  const again = await openOutbox(options)
  const { value: batch } = await again.ask('nextBatch', {})
  assert.deepEqual(batch.map(({ op_id, made_at, made_mono, actor }) => [op_id, made_at, made_mono, actor]), [[op.op_id, clock.wall(), 42, 'u-1']])
  assert.deepEqual([again.opening.client, again.opening.sealed, again.opening.onlyInJournal], [outbox.opening.client, null, []])
  await again.close()
  await store.close()
})

test('two users of one PC have nothing of each other', async (t) => {
  const base = emptyBase(t)
  const openFor = (sub: string) => openOutbox({ folder: profileFolder(base, { central: 'http://127.0.0.1:1', sub }), actor: sub, clock })
  const [first, second] = [await openFor('u-1'), await openFor('u-2')]
  await first.ask('save', { ops: [opFor('case-1')] })
  assert.deepEqual([(await second.ask('badge', {})).value.unsent, (await second.ask('nextBatch', {})).value], [0, []])
  await first.close()
  await second.close()
})

test('the files are their user’s alone', { skip: process.platform === 'win32' && 'rights are not modes there' }, async (t) => {
  const folder = profileFolder(emptyBase(t), { central: 'http://127.0.0.1:1', sub: 'u-1' })
  await (await openOutbox({ folder, actor: 'u-1', clock })).close()
  assert.equal(statSync(folder).mode & 0o77, 0)
  assert.equal(statSync(join(folder, 'outbox.journal')).mode & 0o77, 0)
})

test('a network share is recognised', () => {
  for (const [folder, type, platform] of [['/mnt/x', 0x6969, 'linux'], ['/mnt/x', 0xff534d42, 'linux'], ['/mnt/x', -11317950, 'linux'], ['\\\\server\\share\\x', 0, 'win32'], ['//server/share', 0, 'win32'], ['\\\\?\\UNC\\server\\x', 0, 'win32']] as const) {
    assert.equal(isShare(folder, type, platform), true, folder)
  }
  for (const [folder, type, platform] of [['/data', 0xef53, 'linux'], ['C:\\data', 0, 'win32'], ['\\\\?\\C:\\data', 0, 'win32'], ['/data', 0x6969, 'darwin']] as const) {
    assert.equal(isShare(folder, type, platform), false, folder)
  }
})

test('on Windows a file that another program holds is tried again for five seconds; elsewhere the same code is final', () => {
  const held = Object.assign(new Error('held'), { code: 'EBUSY' })
  let [left, waited] = [3, 0]
  const work = (): string => {
    if (left-- > 0) throw held
    return 'done'
  }
  assert.equal(patiently(work, 'win32', (ms) => (waited += ms)), 'done')
  assert.equal(waited, 150)
  left = 1_000
  waited = 0
  assert.throws(() => patiently(work, 'win32', (ms) => (waited += ms)), { code: 'EBUSY' })
  assert.equal(waited, 5_000)
  left = 1
  assert.throws(() => patiently(work, 'linux', () => assert.fail('waited')), { code: 'EBUSY' })
})
