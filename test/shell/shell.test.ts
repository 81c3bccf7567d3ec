/** The desktop host: what can be shown without Electron's program here, and the window itself where the program exists. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { before, test } from 'node:test'
import { _electron } from 'playwright-core'
import { startCentral } from '../../main/central/central.ts'
import type { createConsole as CreateConsole } from '../../main/core/console.ts'
import { ensurePage, ensureShell } from '../../main/setup/build.mjs'
import type { City } from '../../preload/contract/model.ts'
import { until } from '../until.ts'
import { findProgram, needsElectron } from './program.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

before(() => ensureShell(process.execPath, () => {}))

test('the compiled core starts its worker threads and answers from its cache', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'yongai-compiled-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const central = await startCentral({ database: { kind: 'embedded', folder: null }, port: 0, practice: { seed: 1, reports: 300, days: 5, pace: 0 } })
  t.after(() => central.close())
  const { createConsole } = (await import(pathToFileURL(join(root, 'dist', 'main', 'core', 'console.js')).href)) as { createConsole: typeof CreateConsole }
  const core = await createConsole({ dataFolder: folder, practice: central.address, central: null }, { kind: 'desktop' })
  t.after(() => core.close())
  await until(async () => {
    const answer = await core.dispatch('city.get', null)
    return answer.ok && (answer.value as City | null)?.heldDistricts.length === 10
  }, 60_000)
})

test('the preload is one CommonJS file that asks for nothing but Electron', () => {
  const text = readFileSync(join(root, 'dist', 'preload', 'electron.cjs'), 'utf8')
  assert.deepEqual([...new Set([...text.matchAll(/\brequire\(([^)]*)\)/g)].map((match) => match[1]?.replace(/["'`]/g, '')))], ['electron'])
  assert.doesNotMatch(text, /^\s*(import|export)\b/m)
})

test('the desktop host opens one window with the page, isolated and sandboxed', needsElectron, async (t) => {
  await ensurePage(process.execPath, () => {})
  const folder = mkdtempSync(join(tmpdir(), 'yongai-desktop-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const app = await _electron.launch({ executablePath: findProgram() ?? '', args: [root, '--data', folder] })
  t.after(() => app.close())
  const window = await app.firstWindow()
  await window.getByRole('heading', { level: 1 }).waitFor()
  assert.deepEqual(await window.evaluate(() => [typeof (globalThis as { require?: unknown }).require, typeof (globalThis as { process?: unknown }).process]), ['undefined', 'undefined'])
})
