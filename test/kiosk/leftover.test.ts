/** A browser left behind by a supervisor that was killed: ended when it is certainly the one, and nothing else is. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { endLeftover, noteBrowser } from '../../main/kiosk/leftover.ts'

const needs = process.platform === 'linux' ? {} : { skip: 'reads /proc' }

function makeFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'yongai-leftover-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Some program that runs on, with this among its arguments. */
async function runOn(t: TestContext, arg: string): Promise<ChildProcess & { pid: number }> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)', '--', arg], { stdio: 'ignore' })
  t.after(() => child.kill('SIGKILL'))
  await once(child, 'spawn')
  return child as ChildProcess & { pid: number }
}

test('the browser of the folder is ended', needs, async (t) => {
  const folder = makeFolder(t)
  const browser = await runOn(t, `--user-data-dir=${folder}`)
  noteBrowser(folder, browser.pid)
  const ended = once(browser, 'exit')
  assert.equal(endLeftover(folder), true)
  assert.deepEqual(await ended, [null, 'SIGKILL'])
  assert.equal(endLeftover(folder), false)
})

test('another program under its number is left alone, as is everything where nothing was noted', needs, async (t) => {
  const folder = makeFolder(t)
  assert.equal(endLeftover(folder), false)
  const other = await runOn(t, `--user-data-dir=${folder}2`)
  noteBrowser(folder, other.pid)
  assert.equal(endLeftover(folder), false)
  assert.deepEqual([other.exitCode, other.signalCode], [null, null])
  for (const text of ['', 'x', '0', '-1', '1', `${other.pid} ${other.pid}`]) {
    writeFileSync(join(folder, 'browser.pid'), text)
    assert.equal(endLeftover(folder), false, text)
  }
})
