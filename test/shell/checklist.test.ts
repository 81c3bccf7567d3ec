/** The security checklist, item by item, read back from a running desktop host: what is in force, not what the source says. */
// What runs in the page can reach nothing outside of its own function; one test overwrites what the language has on purpose.
// oxlint-disable unicorn/consistent-function-scoping, no-extend-native
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { after, before, test } from 'node:test'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { ensurePage, ensureShell } from '../../main/setup/build.mjs'
import { readSources } from '../rules/imports.ts'
import { until } from '../until.ts'
import { findProgram, needsElectron } from './program.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'yongai-checklist-'))
let app: ElectronApplication
let page: Page
const requested: string[] = []

before(async () => {
  if (needsElectron.skip !== false) return
  await ensurePage(process.execPath, () => {})
  await ensureShell(process.execPath, () => {})
  app = await _electron.launch({ executablePath: findProgram() ?? '', args: [root, '--data', folder] })
  app.context().on('request', (request) => requested.push(request.url()))
  page = await app.firstWindow()
  await page.getByRole('heading', { level: 1 }).waitFor()
})
after(async () => {
  if (needsElectron.skip === false) await app.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The preferences Chromium runs the window with; Electron has the call and no type of it. */
const preferences = (): Promise<Record<string, unknown>> => app.evaluate(({ BrowserWindow }) => {
  const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
  return contents.getLastWebPreferences()
})
const windows = (): Promise<string[]> => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()))

test('1: the page asks for nothing but its own files', needsElectron, async () => {
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  assert.ok(requested.length > 0)
  assert.deepEqual(requested.filter((url) => !/^(app:\/\/console\/|blob:app:\/\/console\/|data:)/.test(url)), [])
})

test('2: there is no Node in the page, its workers or its frames', needsElectron, async () => {
  assert.deepEqual(await page.evaluate(() => ['require', 'process', 'module', 'Buffer', 'global', '__dirname'].filter((name) => name in globalThis)), [])
  const { nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames } = await preferences()
  assert.deepEqual([nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames].map(Boolean), [false, false, false])
})

test('3: a page that overwrites what the language has does not change the preload', needsElectron, async () => {
  assert.equal((await preferences())['contextIsolation'], true)
  const answer = await page.evaluate(async () => {
    const kept = [Array.prototype.push, JSON.parse, Promise.prototype.then] as const
    const seen: unknown[] = []
    Array.prototype.push = function (...items) { seen[seen.length] = items; return 0 }
    JSON.parse = () => ({ stolen: true })
    const answer = await (window as unknown as { yongai: { call(method: string, input: unknown): Promise<{ ok: boolean }> } }).yongai.call('session.get', null)
    Array.prototype.push = kept[0]
    JSON.parse = kept[1]
    return { ok: answer.ok, seen: seen.length }
  })
  assert.deepEqual(answer, { ok: true, seen: 0 })
})

test('4: every page runs in the sandbox', needsElectron, async () => {
  assert.equal((await preferences())['sandbox'], true)
  assert.equal(await app.evaluate(({ app }) => app.commandLine.hasSwitch('no-sandbox')), false)
})

test('5: every permission is denied', needsElectron, async () => {
  const granted = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi', 'persistent-storage', 'screen-wake-lock', 'idle-detection', 'local-fonts', 'window-management']
    const states = await Promise.all(names.map((name) => navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => `${name} ${state}`, () => `${name} unknown`)))
    return states.filter((state) => state.endsWith('granted'))
  })
  assert.deepEqual(granted, [])
  const asked = await page.evaluate(async () => {
    const devices = navigator as unknown as Record<'serial' | 'usb' | 'hid' | 'bluetooth', { requestPort?(): Promise<unknown>; requestDevice?(options: object): Promise<unknown[]> } | undefined>
    const tries: Record<string, () => Promise<unknown> | undefined> = {
      screen: () => navigator.mediaDevices.getDisplayMedia(), camera: () => navigator.mediaDevices.getUserMedia({ video: true }), notify: async () => { if (await Notification.requestPermission() !== 'granted') throw new Error('denied') },
      serial: () => devices.serial?.requestPort?.(), usb: () => devices.usb?.requestDevice?.({ filters: [] }), bluetooth: () => devices.bluetooth?.requestDevice?.({ acceptAllDevices: true }),
      hid: () => devices.hid?.requestDevice?.({ filters: [] }).then((chosen) => { if (chosen.length === 0) throw new Error('none') }),
    }
    const given: string[] = []
    for (const [name, ask] of Object.entries(tries)) {
      try {
        if (await ask() !== undefined) given.push(name)
      } catch {
        // Denied, as it should be.
      }
    }
    return given
  })
  assert.deepEqual(asked, [])
})

test('6, 18: no other origin and no file can be read', needsElectron, async () => {
  assert.equal((await preferences())['webSecurity'], true)
  const addresses = ['https://example.org/', 'http://127.0.0.1/', 'file:///etc/passwd', 'app://other/', 'app://console/%2e%2e/package.json']
  for (const address of addresses) assert.equal(await page.evaluate((to) => fetch(to).then((response) => response.ok, () => false), address), false, address)
})

test('7: the policy blocks inline script, eval, remote pictures, forms, bases and frames', needsElectron, async () => {
  const blocked = await page.evaluate(async () => {
    const seen: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective))
    const add = (name: string, set: Record<string, string>): void => {
      const element = Object.assign(document.createElement(name), set)
      document.body.append(element)
      if (element instanceof HTMLFormElement) element.submit()
    }
    add('script', { textContent: 'window.wasRun = true' })
    add('img', { src: 'https://example.org/x.png' })
    add('iframe', { src: 'https://example.org/' })
    add('base', { href: 'https://example.org/' })
    add('object', { data: 'https://example.org/' })
    add('form', { action: 'https://example.org/', method: 'post' })
    try {
      // oxlint-disable-next-line no-eval
      globalThis.eval('window.wasRun = true')
    } catch {
      // As it should be.
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
    return { seen, wasRun: 'wasRun' in window }
  })
  assert.equal(blocked.wasRun, false)
  for (const directive of ['script-src-elem', 'script-src', 'img-src', 'frame-src', 'base-uri', 'object-src', 'form-action']) assert.ok(blocked.seen.includes(directive), directive)
})

test('8, 9, 10: no insecure content, no experiments, no Blink features, no spell checker', needsElectron, async () => {
  const { allowRunningInsecureContent, experimentalFeatures, enableBlinkFeatures, spellcheck, webviewTag, navigateOnDragDrop } = await preferences()
  assert.deepEqual([allowRunningInsecureContent, experimentalFeatures, enableBlinkFeatures, spellcheck, webviewTag, navigateOnDragDrop].map(Boolean), [false, false, false, false, false, false])
})

test('11, 12: a webview is an unknown element', needsElectron, async () => {
  const count = await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)
  assert.equal(await page.evaluate(() => {
    const element = Object.assign(document.createElement('webview'), { src: 'https://example.org/' })
    document.body.append(element)
    return 'getWebContentsId' in element || 'loadURL' in element
  }), false)
  assert.equal(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length), count)
})

test('13: no link leads the window away', needsElectron, async () => {
  const [before] = await windows()
  for (const href of ['https://example.org/', 'file:///etc/passwd', 'javascript:document.title="x"', 'app://other/', 'data:text/html,x']) {
    await page.evaluate((to) => {
      const link = Object.assign(document.createElement('a'), { href: to, textContent: 'x' })
      document.body.append(link)
      link.click()
      link.remove()
    }, href)
    assert.deepEqual(await windows(), [before], href)
  }
})

test('14: no second window opens', needsElectron, async () => {
  assert.equal(await page.evaluate(() => window.open('https://example.org/') === null && window.open('app://console/') === null), true)
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: 'app://console/', target: '_blank', textContent: 'x' })
    document.body.append(link)
    link.click()
    link.dispatchEvent(new MouseEvent('auxclick', { button: 1, bubbles: true }))
    link.remove()
  })
  assert.equal((await windows()).length, 1)
})

test('17: messages of the wrong shape, size or number are refused, and the host goes on', needsElectron, async () => {
  const codes = await page.evaluate(async () => {
    type Answer = { ok: boolean; failure?: { code: string } }
    const { call } = (window as unknown as { yongai: { call(method: unknown, input?: unknown): Promise<Answer> } }).yongai
    const code = async (answer: Promise<Answer>): Promise<string> => (await answer.catch(() => ({ ok: false, failure: { code: 'thrown' } }))).failure?.code ?? 'ok'
    const shapes = [await code(call(7, null)), await code(call('constructor', null)), await code(call('session.get', 'x'.repeat(100_000)))]
    const flood = new Set(await Promise.all(Array.from({ length: 3_000 }, () => code(call('session.get', null)))))
    return { shapes, flood: [...flood].sort() }
  })
  assert.deepEqual(codes.shapes, ['bad-input', 'unknown-method', 'bad-input'])
  assert.deepEqual(codes.flood, ['ok', 'too-busy'])
  await until(() => page.evaluate(async () => (await (window as unknown as { yongai: { call(method: string, input: null): Promise<{ ok: boolean }> } }).yongai.call('session.get', null)).ok), 10_000)
})

test('20: the page has three names and no Electron object', needsElectron, async () => {
  const surface = await page.evaluate(() => Object.entries((window as unknown as { yongai: Record<string, unknown> }).yongai).map(([name, value]) => `${name}: ${typeof value}`).sort())
  assert.deepEqual(surface, ['call: function', 'host: string', 'onEvent: function'])
})

test('a page that is killed comes back', needsElectron, async () => {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
  await until(() => app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    return contents !== undefined && !contents.isCrashed() && !contents.isLoading() && contents.getURL().startsWith('app://console/')
  }), 20_000)
})

test('one file knows the channels, there are two, and the page cannot name a third', () => {
  const sources = readSources(root, ['main', 'preload'])
  const using = (word: RegExp): string[] => [...sources].filter(([, text]) => word.test(text)).map(([path]) => path)
  assert.deepEqual(using(/\bipcMain\b/), ['main/shell/ipc.ts'])
  assert.deepEqual(using(/\bipcRenderer\b/), ['preload/electron.ts'])
  assert.deepEqual(using(/\bopenExternal\(/), ['main/shell/guards.ts'])
  assert.deepEqual(using(/\bopenPath\(/), [])
  const channels = (path: string): string[] => [...(sources.get(path) ?? '').matchAll(/\.(?:handle|on|once|send|invoke|removeListener|postMessage|sendSync)\('([a-z-]+)'/g)].map((match) => match[1] ?? '')
  assert.deepEqual([...new Set(channels('preload/electron.ts'))].sort(), ['call', 'event'])
  assert.deepEqual([...new Set(channels('main/shell/ipc.ts'))].filter((name) => name !== 'destroyed').sort(), ['call', 'event'])
  assert.match(readFileSync(join(root, 'package.json'), 'utf8'), /"electron": "\d+\.\d+\.\d+"/)
})
