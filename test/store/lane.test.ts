/** Lanes answer in order with their time, replace waiting questions, and close cooperatively. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buffersOf } from '../../main/store/serve-lane.ts'
import { openStore } from '../../main/store/store.ts'
import { emptyFolder } from './scene.ts'

test('a store opens its three lanes, refuses a second owner and reopens after closing', async (t) => {
  const options = { base: emptyFolder(t), owner: { central: 'http://127.0.0.1:1', sub: 'u1' }, now: 1 }
  const store = await openStore(options)
  await assert.rejects(openStore(options), { code: 'owned' })
  const other = await openStore({ ...options, owner: { ...options.owner, sub: 'u2' } })
  assert.notEqual(other.folder, store.folder)
  await other.close()
  const answer = await store.writer.ask('listScopes', null)
  assert.deepEqual(answer.value, [])
  assert.equal(answer.tookMs >= 0, true)
  await store.close()
  await assert.rejects(store.writer.ask('listScopes', null), { code: 'stopped' })
  await (await openStore(options)).close()
})

test('a newer question replaces a waiting older one, not the running one', async (t) => {
  const store = await openStore({ base: emptyFolder(t), owner: { central: 'http://127.0.0.1:1', sub: 'u' }, now: 1 })
  const ask = () => store.writer.ask('cacheFacts', null, { replaces: 'facts' })
  const asked = await Promise.allSettled([ask(), ask(), ask(), ask()])
  const outcomes = asked.map((one) => (one.status === 'fulfilled' ? 'answered' : (one.reason as { code: string }).code))
  assert.deepEqual(outcomes, ['answered', 'superseded', 'superseded', 'answered'])
  await store.close()
})

test('whole typed arrays of an answer are handed over, Buffers and partial views are not', () => {
  const values = new Float32Array(8)
  assert.deepEqual([...buffersOf({ field: { values }, cut: values.subarray(2), text: Buffer.from('x'), rows: [new Uint8Array(1)] })], [values.buffer])
})
