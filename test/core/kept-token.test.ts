/** A token kept by the system's keyring: opened by the same user for the same central and person, and by nobody else. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { createKeptToken } from '../../main/core/kept-token.ts'
import { makeVault } from './vault.ts'

const owner = { central: 'https://central.example', sub: 'u-1' }

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'yongai-token-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('a kept token comes back for its central and person alone, and lies sealed', async (t) => {
  const folder = folderOf(t)
  const vault = makeVault()
  const kept = createKeptToken(folder, vault)
  assert.equal(await kept.recall(owner), null)
  await kept.keep(owner, 'secret-token')
  assert.equal(await createKeptToken(folder, vault).recall(owner), 'secret-token')
  assert.equal(await kept.recall({ ...owner, sub: 'u-2' }), null)
  assert.equal(await kept.recall({ ...owner, central: 'https://other.example' }), null)
  for (const name of readdirSync(folder)) {
    assert.equal(readFileSync(join(folder, name), 'latin1').includes('secret-token'), false)
    if (process.platform !== 'win32') assert.equal(statSync(join(folder, name)).mode & 0o077, 0)
  }
  kept.forget()
  assert.equal(await kept.recall(owner), null)
})

test('another user\'s keyring, a damaged file and a keyring that fails give no token and no error', async (t) => {
  const folder = folderOf(t)
  await createKeptToken(folder, makeVault()).keep(owner, 'secret-token')
  assert.equal(await createKeptToken(folder, makeVault()).recall(owner), null)
  writeFileSync(join(folder, 'token.sealed'), 'x')
  assert.equal(await createKeptToken(folder, makeVault()).recall(owner), null)
  const failing = { seal: () => Promise.reject(new Error('locked')), open: () => Promise.reject(new Error('locked')) }
  await createKeptToken(folder, failing).keep(owner, 'secret-token')
  assert.deepEqual(readdirSync(folder), [])
})

test('without a keyring, or one that keeps no key, nothing is written', async (t) => {
  const folder = folderOf(t)
  await createKeptToken(folder, undefined).keep(owner, 'secret-token')
  await createKeptToken(folder, { seal: async () => null, open: async () => null }).keep(owner, 'secret-token')
  assert.deepEqual(readdirSync(folder), [])
})
