/** What an admission says when the disk fails in its middle. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Lane } from '../../main/store/lane.ts'
import type { WriterFunctions } from '../../main/store/writer-functions.ts'
import { admit } from '../../main/sync/admit.ts'
import type { CentralClient } from '../../main/sync/central-client.ts'

test('scopes that went before the disk failed are named, since nobody would ask for them again', async () => {
  const asked: string[] = []
  const store = {
    ask(name: string) {
      asked.push(name)
      if (name === 'listScopes') return Promise.resolve({ value: [{ id: 'city:1' }, { id: 'office:1' }], tookMs: 0 })
      return name === 'grantScopes' ? Promise.reject(new Error('disk full')) : Promise.resolve({ value: { rows: 1 }, tookMs: 0 })
    },
  } as unknown as Lane<WriterFunctions>
  const me = { sub: 'a', name: '', role: 'city', city: '1', home_area: '1', scopes: [{ id: 'city:1', kind: 'city', name: '', access: 'read', reason: '' }], scopes_rev: 1, offline_lease_s: 0, unmask: false } as const
  const client = { me: async () => ({ ok: true, value: me, epoch: 'e' }) } as unknown as CentralClient
  const admission = await admit({ client, store, clock: { monotonic: () => 0, wall: () => 0 }, sub: null }, { agree: async () => null, doubt: () => {} })
  assert.equal(admission.ok, false)
  assert.deepEqual(admission.forgotten, ['office:1'])
  assert.deepEqual(asked, ['listScopes', 'forgetScope', 'grantScopes'])
})
