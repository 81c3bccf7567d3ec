/** The flags of `npm run kiosk`, and which browser is started how. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browserArgs, findBrowser, type Pc } from '../../main/kiosk/browsers.ts'
import { readOptions } from '../../main/kiosk/options.ts'

const pcOf = (system: NodeJS.Platform, present: string[], env: Record<string, string> = {}): Pc => ({ system, env, exists: (path) => present.includes(path), isRoot: false })

test('the first wall is shown where none is named, each once, and what is the console\'s goes to it', () => {
  assert.deepEqual(readOptions([]).walls, ['1'])
  const options = readOptions(['--walls', '2, 1,2', '--at', '2=1920,0', '--at', '1=-1920,40', '--headless', '--no-practice', '--central', 'https://c.example', '--data', 'folder'])
  assert.deepEqual([options.walls, options.at, options.headless], [['2', '1'], { 1: { x: -1920, y: 40 }, 2: { x: 1920, y: 0 } }, true])
  assert.deepEqual(options.console, ['--data', 'folder', '--central', 'https://c.example', '--no-practice'])
})

test('what is no wall, no place and no flag is said', () => {
  assert.throws(() => readOptions(['--walls', '5']), /no wall 5/)
  assert.throws(() => readOptions(['--at', '1920,0']), /--at wants/)
  assert.throws(() => readOptions(['--kiosk']), /kiosk/)
})

test('the browser named is used or none; else the first that the system has', () => {
  assert.equal(findBrowser('/x/chrome', pcOf('linux', ['/usr/bin/chromium'])), null)
  assert.equal(findBrowser('/x/chrome', pcOf('linux', ['/x/chrome'])), '/x/chrome')
  assert.equal(findBrowser(null, pcOf('linux', ['/snap/bin/chromium', '/usr/bin/google-chrome'], { PATH: '/usr/bin:/snap/bin' })), '/snap/bin/chromium')
  const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
  assert.equal(findBrowser(null, pcOf('win32', [edge, 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'], { 'ProgramFiles(x86)': 'C:\\Program Files (x86)', ProgramFiles: 'C:\\Program Files' })), edge)
  assert.equal(findBrowser(null, pcOf('linux', [])), null)
})

test('each wall has a profile of its own, the address stands last, and only root goes without a sandbox', () => {
  const window = { address: 'http://127.0.0.1:1/wall.html?wall=2#code=x', folder: '/d/kiosk/2', at: { x: 1920, y: 0 }, headless: false }
  const args = browserArgs(window, pcOf('linux', []))
  for (const arg of ['--user-data-dir=/d/kiosk/2', '--kiosk', '--window-position=1920,0', '--disable-background-timer-throttling']) assert.ok(args.includes(arg), arg)
  assert.equal(args.at(-1), window.address)
  assert.ok(!args.some((arg) => /headless|no-sandbox|remote-debugging/.test(arg)))
  assert.ok(browserArgs(window, { ...pcOf('linux', []), isRoot: true }).includes('--no-sandbox'))
})
