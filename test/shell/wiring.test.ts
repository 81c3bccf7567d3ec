/** The compiled host's own steps, in their order, over a stand-in for Electron: what is refused before anything is opened, what is set before a page is loaded, how it ends. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { before, test, type TestContext } from 'node:test'
import { ensurePage, ensureShell } from '../../main/setup/build.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

before(async () => {
  await ensurePage(process.execPath, () => {})
  await ensureShell(process.execPath, () => {})
})

function play(t: TestContext, args: string[], env: Record<string, string> = {}): { lines: string[]; status: number | null; data: string } {
  const folder = mkdtempSync(join(tmpdir(), 'yongai-wiring-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const data = join(folder, 'data')
  const hook = new URL('electron-hook.mjs', import.meta.url).href
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', hook, join(root, 'dist', 'main', 'shell', 'main.js'), ...args, '--data', data], { encoding: 'utf8', timeout: 60_000, env: { ...process.env, ...env } })
  assert.equal(stderr, '')
  return { lines: stdout.trimEnd().split('\n'), status, data }
}

test('one run: sandbox and scheme before ready, every permission before the page, and a cooperative end', (t) => {
  const { lines, status, data } = play(t, ['.'])
  const at = (beginning: string): number => {
    const index = lines.findIndex((line) => line.startsWith(beginning))
    assert.notEqual(index, -1, `${beginning}\n${lines.join('\n')}`)
    return index
  }
  const order = ['app.enableSandbox', 'protocol.registerSchemesAsPrivileged', 'app.setPath', 'lock', 'ready', 'session.setPermissionRequestHandler', 'window', 'ipcMain.handle call', 'load app://console/', 'restore', 'load app://console/#/quality', 'load app://console/#/map', 'exit 0']
  assert.deepEqual(order.map(at), order.map(at).toSorted((one, other) => one - other))
  for (const handler of ['PermissionCheck', 'DevicePermission', 'DisplayMediaRequest', 'BluetoothPairing']) assert.ok(at(`session.set${handler}Handler fn`) < at('window'))
  assert.ok(at('webRequest.onBeforeRequest fn') < at('window') && at('session.setSpellCheckerEnabled false') < at('window'))
  for (const line of ['served app://console/ 200', 'served app://console/trouble 200', 'served app://console/../package.json 404', 'served app://other/ 404']) at(line)
  for (const line of ['call ours ok', 'call no frame refused', 'call another window refused', 'navigate https://example.org/ stopped', 'navigate app://console/#x goes']) at(line)
  assert.deepEqual(lines.filter((line) => line.startsWith('ipcMain')), ['ipcMain.handle call'])
  assert.deepEqual(JSON.parse(lines[at('window')]?.slice('window '.length) ?? ''), {
    sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false, webSecurity: true, allowRunningInsecureContent: false,
    experimentalFeatures: false, webviewTag: false, plugins: false, navigateOnDragDrop: false, spellcheck: false, safeDialogs: true, devTools: true,
  })
  assert.equal(status, 0)
  const log = readFileSync(join(data, 'log', 'console.log'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as { what: string; error?: string })
  assert.deepEqual(log.map(({ what }) => what.split(' ')[0]), ['started', 'the', 'closed'])
  assert.equal(log[1]?.error, 'crashed, exit code 5')
  assert.deepEqual((JSON.parse(readFileSync(join(data, 'window.json'), 'utf8')) as { bounds: unknown }).bounds, { x: 1, y: 2, width: 1400, height: 900 })
})

test('the packed program does not start with a switch that takes a defence away, and touches nothing', (t) => {
  const { lines, status, data } = play(t, ['--no-sandbox'], { PLAY_PACKED: '1' })
  assert.ok(lines.some((line) => line.startsWith('dialog.showErrorBox') && line.includes('no-sandbox')))
  assert.ok(!lines.includes('ready') && !lines.includes('lock'))
  assert.equal(status, 2)
  assert.equal(existsSync(data), false)
})

test('a second start leaves at once', (t) => {
  const { lines, status, data } = play(t, ['.'], { PLAY_SECOND: '1' })
  assert.deepEqual(lines.slice(-2), ['lock', 'exit 0'])
  assert.equal(status, 0)
  assert.equal(existsSync(join(data, 'log')), false)
})
