/** Two starts with one data folder: the second waits for the first, also while that one is still starting, and neither takes the other's place from it. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { type Claim, claimFolder, WINDOW } from '../../main/setup/single.mjs'

const LOOK = { lookMs: 5 }
const LONG = { ...LOOK, waitMs: 60_000 }

function makeFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'yongai-single-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
async function claimFirst(t: TestContext, folder: string): Promise<Claim> {
  const claim = await claimFolder(folder, LOOK)
  assert.equal(claim.address, undefined)
  t.after(() => (claim as Claim).release())
  return claim as Claim
}

test('a start during another one\'s installing and building waits for its address', async (t) => {
  const folder = makeFolder(t)
  const first = await claimFirst(t, folder)
  const told: string[] = []
  const second = claimFolder(folder, {
    ...LONG,
    onStarting() {
      told.push('starting')
      first.onAsk(() => first.answer('http://127.0.0.1:1/#code=x'))
    },
  })
  assert.deepEqual(await second, { address: 'http://127.0.0.1:1/#code=x' })
  assert.deepEqual(told, ['starting'])
  assert.equal(readFileSync(join(folder, 'running'), 'utf8'), String(process.pid))
})

test('one with a window of its own says so', async (t) => {
  const folder = makeFolder(t)
  const first = await claimFirst(t, folder)
  first.onAsk(() => first.answer(WINDOW))
  assert.deepEqual(await claimFolder(folder, LONG), { address: WINDOW })
})

test('a start that died, or gives no answer, is taken over', async (t) => {
  const folder = makeFolder(t)
  writeFileSync(join(folder, 'running'), String(spawnSync(process.execPath, ['--version']).pid))
  const claim = await claimFirst(t, folder)
  claim.release()
  assert.equal(existsSync(join(folder, 'running')), false)
  // Some other program under that number.
  writeFileSync(join(folder, 'running'), String(process.ppid))
  await claimFolder(folder, { ...LOOK, waitMs: 20 }).then((later) => t.after(() => (later as Claim).release()))
  assert.equal(readFileSync(join(folder, 'running'), 'utf8'), String(process.pid))
})

test('a start that was taken over leaves the folder to the one that did', async (t) => {
  const folder = makeFolder(t)
  const first = await claimFirst(t, folder)
  for (const [name, text] of [['running', String(process.ppid)], ['ask', ''], ['address', 'http://127.0.0.1:2/']] as const) writeFileSync(join(folder, name), text)
  first.release()
  for (const name of ['running', 'ask', 'address']) assert.ok(existsSync(join(folder, name)), name)
})
