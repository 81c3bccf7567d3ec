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
import type { Bridge } from '../../preload/contract/api.ts'
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

test('a wall opens on the chosen display, plays on when its page is killed, and has no frame', needsElectron, async (t) => {
  await ensurePage(process.execPath, () => {})
  const folder = mkdtempSync(join(tmpdir(), 'yongai-wall-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const app = await _electron.launch({ executablePath: findProgram() ?? '', args: [root, '--data', folder] })
  t.after(() => app.close())
  const desk = await app.firstWindow()
  await desk.getByRole('heading', { level: 1 }).waitFor()
  const opened = app.waitForEvent('window')
  await desk.evaluate(async () => {
    const { yongai } = globalThis as unknown as { yongai: Bridge }
    const walls = await yongai.call('wall.walls', null)
    const [display] = walls.ok ? (walls.value.displays ?? []) : []
    if (!walls.ok || display === undefined) throw new Error('no display')
    await yongai.call('wall.set', { ...walls.value.walls[0]!, display })
    const answer = await yongai.call('wall.open', { wall: '1' })
    if (!answer.ok) throw new Error(answer.failure.detail)
  })
  const wall = await opened
  await wall.waitForURL(/wall\.html\?wall=1$/)
  const facts = await app.evaluate(({ BrowserWindow, screen, powerSaveBlocker }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('wall.html'))
    const display = screen.getPrimaryDisplay()
    return { kiosk: window?.isKiosk(), bounds: window?.getBounds(), display: display.bounds, awake: powerSaveBlocker.isStarted(0) || powerSaveBlocker.isStarted(1) }
  })
  assert.deepEqual([facts.kiosk, facts.bounds, facts.awake], [true, facts.display, true])
  const again = app.waitForEvent('window')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('wall.html'))?.webContents.forcefullyCrashRenderer())
  await (await again).waitForURL(/wall\.html\?wall=1$/)
})
