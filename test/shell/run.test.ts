/** How the desktop host behaves over time, without Electron: its window's place, crashes, the end, the log, menu and words. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { aboutLines } from '../../main/shell/about.ts'
import { createClosing } from '../../main/shell/closing.ts'
import { createCrashPlan } from '../../main/shell/crash-plan.ts'
import { openLog } from '../../main/shell/log-file.ts'
import { menuTemplate } from '../../main/shell/menu.ts'
import { watchNetwork } from '../../main/shell/network.ts'
import { keepPlace, readPlace } from '../../main/shell/place-file.ts'
import { redact } from '../../main/shell/redact.ts'
import { troublePage } from '../../main/shell/trouble-page.ts'
import { describePlace, restorePlace } from '../../main/shell/window-place.ts'
import { chooseLocale, wordsOf } from '../../main/shell/words.ts'

const temporary = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), 'yongai-shell-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
const desk = { workArea: { x: 0, y: 0, width: 1_920, height: 1_040 }, scaleFactor: 1 }
const wall = { workArea: { x: 1_920, y: -200, width: 3_840, height: 2_160 }, scaleFactor: 1 }

test('a window opens where it stood', () => {
  for (const place of [{ bounds: { x: 100, y: 50, width: 1_400, height: 900 }, isMaximized: false }, { bounds: { x: 2_000, y: -100, width: 3_000, height: 2_000 }, isMaximized: true }]) {
    assert.deepEqual(restorePlace(describePlace(place, [desk, wall]), [desk, wall]), place)
  }
})

test('a place on a display that is gone, or too large for what is left, comes back into sight', () => {
  const away = describePlace({ bounds: { x: 2_000, y: 0, width: 3_000, height: 2_000 }, isMaximized: true }, [desk, wall])
  assert.deepEqual(restorePlace(away, [desk]), { bounds: { x: 0, y: 0, width: 1_920, height: 1_040 }, isMaximized: true })
  const beyond = describePlace({ bounds: { x: 1_700, y: 900, width: 1_400, height: 900 }, isMaximized: false }, [desk])
  assert.deepEqual(restorePlace(beyond, [desk]).bounds, { x: 520, y: 140, width: 1_400, height: 900 })
  const sliver = describePlace({ bounds: { x: 1_900, y: 0, width: 1_400, height: 900 }, isMaximized: false }, [desk])
  assert.deepEqual(restorePlace(sliver, [desk]).bounds, { x: 260, y: 70, width: 1_400, height: 900 })
})

test('a display with another scale keeps the window\'s share of it', () => {
  const saved = describePlace({ bounds: { x: 0, y: 0, width: 1_920, height: 1_040 }, isMaximized: false }, [desk])
  const scaled = { workArea: { x: 0, y: 0, width: 1_280, height: 680 }, scaleFactor: 1.5 }
  assert.deepEqual(restorePlace(saved, [scaled]).bounds, { x: 0, y: 0, width: 1_280, height: 680 })
})

test('a damaged or hostile place file gives the usual window', (t) => {
  const usual = { bounds: { x: 160, y: 20, width: 1_600, height: 1_000 }, isMaximized: false }
  const rectangle = { x: 0, y: 0, width: 1_400, height: 900 }
  const damaged = [
    null, '', '{', 'null', '[]', '7', '{"bounds":null}', JSON.stringify({ bounds: rectangle }), JSON.stringify({ bounds: { ...rectangle, x: '0' }, isMaximized: false, scaleFactor: 1 }),
    JSON.stringify({ bounds: { ...rectangle, width: -5 }, isMaximized: false, scaleFactor: 1 }), JSON.stringify({ bounds: { ...rectangle, width: 1e9 }, isMaximized: false, scaleFactor: 1 }), JSON.stringify({ bounds: rectangle, isMaximized: false, scaleFactor: 0 }),
  ]
  for (const saved of damaged) assert.deepEqual(restorePlace(saved, [desk]), usual, String(saved))
  const path = join(temporary(t), 'window.json')
  assert.equal(readPlace(path), null)
  writeFileSync(path, 'x'.repeat(5_000))
  assert.equal(readPlace(path), null)
  keepPlace(path, '{}')
  assert.equal(readPlace(path), '{}')
  keepPlace(join(path, 'not', 'a', 'folder'), '{}')
})

test('no display is smaller than the window, and a window without displays has a size', () => {
  const small = { workArea: { x: 0, y: 0, width: 800, height: 500 }, scaleFactor: 1 }
  assert.deepEqual(restorePlace(null, [small]).bounds, { x: 0, y: 0, width: 800, height: 500 })
  assert.deepEqual(restorePlace(null, []).bounds, { x: 0, y: 0, width: 1_600, height: 1_000 })
})

test('a page that dies comes back three times, each a little later, and then no more', () => {
  const plan = createCrashPlan()
  assert.deepEqual([0, 1_000, 2_000, 3_000, 4_000].map((now) => plan.next(now)), [
    { step: 'reload', afterMs: 500 }, { step: 'reload', afterMs: 2_000 }, { step: 'reload', afterMs: 8_000 }, { step: 'give-up' }, { step: 'give-up' },
  ])
  plan.forget()
  assert.deepEqual(plan.next(5_000), { step: 'reload', afterMs: 500 })
  assert.deepEqual(plan.next(5_000 + 600_000), { step: 'reload', afterMs: 500 })
})

test('the end takes its steps in order, once, whatever a step does', async () => {
  const done: string[] = []
  const close = createClosing({
    steps: [() => void done.push('sync'), () => Promise.reject(new Error('stuck')), async () => void done.push('stores')],
    exit: (code) => done.push(`exit ${code}`), onError: (error) => done.push(String(error)), after: () => () => void done.push('watchdog off'),
  })
  await Promise.all([close(0), close(1)])
  assert.deepEqual(done, ['sync', 'Error: stuck', 'stores', 'watchdog off', 'exit 0'])
})

test('a step that never ends is not waited for longer than the watchdog', async () => {
  const timers: [ms: number, work: () => void][] = []
  const exits: number[] = []
  const close = createClosing({ steps: [() => new Promise(() => {})], exit: (code) => exits.push(code), onError: () => {}, after: (ms, work) => { timers.push([ms, work]); return () => {} } })
  void close(0)
  assert.deepEqual([timers[0]?.[0], exits], [5_000, []])
  timers[0]?.[1]()
  assert.deepEqual(exits, [1])
})

test('the sync hears of a network that is back, once each time', () => {
  let isOnline = true
  const looks: (() => void)[] = []
  let backs = 0
  const stop = watchNetwork({ isOnline: () => isOnline, every: (_ms, work) => { looks.push(work); return () => void looks.pop() }, onBack: () => backs++ })
  for (const now of [true, false, false, true, true, false, true]) {
    isOnline = now
    looks[0]?.()
  }
  assert.equal(backs, 2)
  stop()
  assert.deepEqual(looks, [])
})

test('a log line holds no secret, no number of a person and nothing that a reader would obey', () => {
  const home = '/users/zhang-san'
  const clean = (text: string): string => redact(text, home)
  const secrets = [
    'authorization: Bearer abc.def', 'token=s3cr3t', '"token":"s3cr3t"', `x-console-token ${'aB3_'.repeat(11)}`, '#code=dGhlIHNhbXBsZSBub25jZQ', 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc', '13812345678', '138 1234 5678',
    '+86 138-1234-5678', '0574-87654321', '330203199001011234', '33020319900101123X', `${home}/file`,
  ]
  for (const secret of secrets) {
    const line = clean(`failed: ${secret}, then`)
    assert.match(line, /\[(secret|phone|id)\]|~\/file/, secret)
    assert.doesNotMatch(line, /s3cr3t|abc\.def|5678|4321|1234|123X|zhang|eyJ|dGhl|aB3_/, secret)
  }
  assert.equal(clean('case 1234567 of 2026-11-28 at 121.55123, 29.87654 took 1500 ms'), 'case 1234567 of 2026-11-28 at 121.55123, 29.87654 took 1500 ms')
  assert.equal(clean('crashed, exit code 5'), 'crashed, exit code 5')
  assert.equal(clean('a\r\nb\u001b[31mc\u202ed\u2028e'), 'a  | b [31mc d e')
})

test('the log is JSON lines in UTC that no text can break, in few files of bounded size', (t) => {
  const folder = temporary(t)
  const log = openLog(folder, { clock: () => Date.UTC(2026, 10, 28, 8, 0, 0), home: '/users/x', fileBytes: 2_000, files: 3, perMinute: 1_000 })
  log.info('first\r\n{"at":"2026-01-01T00:00:00.000Z","level":"info","what":"forged"}')
  const lines = readFileSync(log.path, 'utf8').trimEnd().split('\n')
  assert.equal(lines.length, 1)
  assert.equal((JSON.parse(lines[0] ?? '') as { at: string }).at, '2026-11-28T08:00:00.000Z')
  for (let i = 0; i < 100; i++) log.error(`line ${i}`, new Error('x'.repeat(50)))
  const files = readdirSync(folder).sort()
  assert.deepEqual(files, ['console.1.log', 'console.2.log', 'console.log'])
  for (const file of files) {
    assert.ok(statSync(join(folder, file)).size <= 2_000)
    for (const line of readFileSync(join(folder, file), 'utf8').trimEnd().split('\n')) JSON.parse(line)
  }
  assert.match(readFileSync(log.path, 'utf8'), /line 99/)
})

test('a flood of log lines is counted, not written; a log that cannot be written ends nothing', (t) => {
  const folder = temporary(t)
  let now = 0
  const log = openLog(folder, { clock: () => now, perMinute: 10 })
  for (let i = 0; i < 500; i++) log.info(`line ${i}`)
  now = 60_000
  log.info('later')
  const text = readFileSync(log.path, 'utf8')
  assert.equal(text.trimEnd().split('\n').length, 12)
  assert.match(text, /490 lines were left out/)
  openLog(join(log.path, 'below-a-file')).info('lost')
})

test('the menu speaks both languages, gives no key twice, and has developer tools only outside production', () => {
  const actions = { sync() {}, quit() {}, reload() {}, openMapLicence() {}, showLog() {}, about() {} }
  for (const locale of ['zh-CN', 'en'] as const) {
    const template = menuTemplate(wordsOf(locale), actions, true)
    const items = template.flatMap((menu) => (menu.submenu as typeof template))
    assert.ok(items.filter((item) => item.type !== 'separator').every((item) => (item.label ?? '') !== '' && (item.role !== undefined || item.click !== undefined)))
    const keys = items.flatMap((item) => (item.accelerator === undefined ? [] : [String(item.accelerator)]))
    assert.equal(new Set(keys).size, keys.length)
    assert.ok(keys.every((key) => /^CmdOrCtrl\+|^F11$/.test(key)), 'single keys belong to the page')
    assert.ok(items.every((item) => !/devtools|forceReload/i.test(item.role ?? '')))
    assert.ok(JSON.stringify(menuTemplate(wordsOf(locale), actions, false)).includes('toggleDevTools'))
  }
})

test('the host is Chinese unless the system prefers English', () => {
  assert.deepEqual([['zh-Hans-CN', 'en'], ['en-GB', 'zh'], ['fr'], []].map(chooseLocale), ['zh-CN', 'en', 'zh-CN', 'zh-CN'])
  assert.equal(wordsOf('en')('about.graphics', { count: 2 }), 'Graphics process restarted: 2 times')
})

test('about says versions and places, one a line', () => {
  const facts = { version: '1.2.3', electron: '45', chromium: '150', node: '24', system: 'linux 6 x64', dataFolder: '/d', log: '/d/log/console.log', graphicsRestarts: 0 }
  assert.deepEqual(aboutLines(facts, wordsOf('en')).split('\n'), ['Version 1.2.3', 'Electron 45 · Chromium 150 · Node 24', 'linux 6 x64', 'Data folder: /d', 'Log: /d/log/console.log', 'Graphics process restarted: 0 times'])
})

test('the page of last resort has no script and one way back', () => {
  for (const locale of ['zh-CN', 'en'] as const) {
    const html = troublePage(locale, wordsOf(locale))
    assert.doesNotMatch(html, /<script|<style|style=|\son\w+=|<img/)
    assert.deepEqual([...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1]), ['app://console/'])
    assert.match(html, new RegExp(`<html lang="${locale}">`))
  }
})
