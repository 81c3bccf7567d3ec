/** The compiled host's own steps, in their order, over a stand-in for Electron: what is refused before anything is opened, what is set before a page is loaded, how it ends. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { before, test, type TestContext } from 'node:test'
import { newWall } from '../../main/core/wall-keeping.ts'
import { DEFAULT_THRESHOLDS } from '../../preload/contract/wall-settings.ts'
import { ensurePage, ensureShell } from '../../main/setup/build.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

before(async () => {
  await ensurePage(process.execPath, () => {})
  await ensureShell(process.execPath, () => {})
})

function play(t: TestContext, args: string[], env: Record<string, string> = {}, prepare: (data: string) => void = () => {}): { lines: string[]; status: number | null; data: string } {
  const folder = mkdtempSync(join(tmpdir(), 'yongai-wiring-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const data = join(folder, 'data')
  prepare(data)
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

test('a wall that opens with the console stands whole on its own display, may call what a wall may, and goes on when the desk is closed', (t) => {
  const display = { id: 2, label: 'Panel', bounds: { x: 1920, y: 0, width: 3840, height: 2160 }, scaleFactor: 1, isPrimary: false }
  const { lines, status } = play(t, ['.'], {}, (data) => {
    mkdirSync(data, { recursive: true })
    writeFileSync(join(data, 'walls.json'), JSON.stringify({ version: 1, walls: [{ ...newWall('1'), display, opensWithConsole: true }], thresholds: DEFAULT_THRESHOLDS }))
  })
  const windows = lines.filter((line) => line.startsWith('window ')).map((line) => JSON.parse(line.slice('window '.length)) as Record<string, unknown>)
  assert.deepEqual(windows[1], { ...windows[0], backgroundThrottling: false })
  for (const line of [
    'bounds {"x":1920,"y":0,"width":3840,"height":2160}', 'kiosk true', 'awake prevent-display-sleep', 'load app://console/wall.html?wall=1', 'wall calls session.get refused', 'wall calls wall.walls refused',
    'wall calls wall.state refused', 'wall calls wall.acknowledge ok', 'wall navigates app://console/ stopped', 'wall navigates app://console/wall.html?wall=1 goes', 'hide', 'destroy', 'may sleep', 'exit 0',
  ]) assert.ok(lines.includes(line), `${line}\n${lines.join('\n')}`)
  assert.ok(lines.indexOf('hide') < lines.indexOf('destroy'))
  assert.equal(status, 0)
})
