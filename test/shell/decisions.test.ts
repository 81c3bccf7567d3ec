/** What the desktop host decides without Electron: what a link, an address, a flag, a path or a message may be. */
import assert from 'node:assert/strict'
import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { createAllowance } from '../../main/core/allowance.ts'
import { listFiles } from '../../main/loopback/files.ts'
import { admit } from '../../main/shell/admission.ts'
import { chooseDataFolder } from '../../main/shell/data-folder.ts'
import { externalAddress, MAP_LICENCE } from '../../main/shell/external.ts'
import { fileNameOf } from '../../main/shell/file-name.ts'
import { forbiddenFlags } from '../../main/shell/flags.ts'
import { linkOf } from '../../main/shell/link.ts'
import { isOurPage } from '../../main/shell/origin.ts'
import { findPageFile } from '../../main/shell/page-files.ts'
import { isSmallJson } from '../../main/shell/weigh.ts'

test('only a listed file of our own host, asked for by GET, is served', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'yongai-scheme-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const page = join(folder, 'page')
  mkdirSync(join(page, 'assets'), { recursive: true })
  for (const path of ['index.html', 'assets/a-1.js', 'licences.md', '../secret.js']) writeFileSync(join(page, path), 'x')
  symlinkSync(join(folder, 'secret.js'), join(page, 'assets', 'link.js'))
  symlinkSync(folder, join(page, 'out'))
  const files = listFiles(page)
  const find = (url: string, method = 'GET') => findPageFile(files, { method, url })
  for (const url of ['app://console/', 'app://console/index.html', 'app://console/assets/a-1.js', 'app://console/?x=1#/map', 'APP://console/']) assert.ok(find(url) !== null, url)
  const refused = [
    'app://console/../secret.js', 'app://console/assets/../../secret.js', 'app://console/%2e%2e/secret.js', 'app://console/..%2fsecret.js', 'app://console/%2e%2e%2fsecret.js', 'app://console/assets/..%5c..%5csecret.js',
    'app://console/..\\secret.js', 'app://console//etc/passwd', 'app://console/etc/passwd', 'app://console/C:/Windows/win.ini', 'app://console/file:///etc/passwd', 'app://console/assets/link.js', 'app://console/out/secret.js',
    'app://console/%00', 'app://console/index.html%00.js', 'app://console/INDEX.HTML', 'app://console/index.html/', 'app://console/assets', 'app://console/licences.md', 'app://console/__proto__', 'app://console/constructor',
    'app://console.evil/', 'app://evil/', 'app://evil@console/', 'app://console:80/', 'app://console@evil/', 'app:/index.html', 'app:index.html', 'file:///index.html', 'http://console/', 'https://console/index.html', 'console/', '',
  ]
  for (const url of refused) assert.equal(find(url), null, url)
  for (const method of ['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'get']) assert.equal(find('app://console/', method), null, method)
})

test('our page is our own host under our own scheme', () => {
  for (const url of ['app://console/', 'app://console/#/map', 'app://console/trouble']) assert.ok(isOurPage(url), url)
  const strangers = ['app://console.evil/', 'app://evil/console', 'app://x@console/', 'https://console/', 'javascript:alert(1)', 'data:text/html,x', 'file:///app://console/', 'about:blank', 'blob:app://console/1', 'view-source:app://console/', '']
  for (const url of strangers) assert.equal(isOurPage(url), false, url)
})

test('nothing leaves for the browser but a listed https address, written as it is meant', () => {
  assert.equal(externalAddress(MAP_LICENCE), MAP_LICENCE)
  assert.equal(externalAddress('https://opendatacommons.org/licenses/odbl/1-0/'), 'https://opendatacommons.org/licenses/odbl/1-0/')
  const refused = [
    'http://www.openstreetmap.org/copyright', 'file:///etc/passwd', 'FILE:///C:/Windows/System32/calc.exe', 'smb://server/share', '\\\\server\\share', '//server/share', 'ms-msdt:/id PCWDiagnostic', 'ms-officecmd:x',
    'javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'mailto:a@example.org', 'tel:110', 'HTTPS://www.openstreetmap.org/', 'https://WWW.OPENSTREETMAP.ORG/',
    ' https://www.openstreetmap.org/', 'https://www.openstreetmap.org/ ', 'https://www.openstreetmap.org/\n', 'ht\ntps://www.openstreetmap.org/', 'https:\\\\www.openstreetmap.org\\', 'https:/www.openstreetmap.org/', 'https:www.openstreetmap.org',
    'https://www.openstreetmap.org\\@evil.example/', 'https://www.openstreetmap.org@evil.example/', 'https://evil.example/#@www.openstreetmap.org', 'https://user:x@www.openstreetmap.org/', 'https://www.openstreetmap.org:8443/',
    'https://www.openstreetmap.org.evil.example/', 'https://xn--openstreetmap-x.org/', 'https://www.openstreetmap.org./', 'https://www.openstreetmap.org/\u202etxt.exe', 'https://www.openstreetmap.org/a b', 'https://ｗｗｗ.openstreetmap.org/',
    'https://evil.example/', `https://www.openstreetmap.org/${'a'.repeat(2_000)}`, '', null, undefined, 7, { toString: () => MAP_LICENCE }, [MAP_LICENCE],
  ]
  for (const address of refused) assert.equal(externalAddress(address), null, String(address))
})

test('switches that take a defence away are named, however they are written', () => {
  const found: [args: string[], names: string[]][] = [
    [['--no-sandbox'], ['no-sandbox']], [['-no-sandbox'], ['no-sandbox']], [['/no-sandbox'], ['no-sandbox']], [['--NO-SANDBOX'], ['no-sandbox']], [['--remote-debugging-port=9222'], ['remote-debugging-port']],
    [['--inspect-brk=0.0.0.0:1'], ['inspect-brk']], [['--js-flags=--x', '--disable-web-security'], ['js-flags', 'disable-web-security']], [['--data', 'x', '--single-process'], ['single-process']],
  ]
  for (const [args, names] of found) assert.deepEqual(forbiddenFlags(args, {}), names, args.join(' '))
  assert.deepEqual(forbiddenFlags(['--data', '/d/no-sandbox', '--central=https://x', 'app://console/#--no-sandbox', '--force-device-scale-factor=1.5', '--lang=zh-CN', '/data/inspect'], {}), [])
  assert.deepEqual(forbiddenFlags([], { ELECTRON_DISABLE_SANDBOX: '1', PATH: 'x' }), ['ELECTRON_DISABLE_SANDBOX'])
})

test('a second start opens the view it was given, and nothing else', () => {
  assert.equal(linkOf(['--data', 'x', 'app://console/#/map?layer=density']), 'app://console/#/map?layer=density')
  assert.equal(linkOf(['app://console/#a', 'app://console/#b']), 'app://console/#b')
  for (const arg of ['https://evil.example/', 'app://evil/#/map', 'app://console/trouble', 'app://console/assets/a.js', 'app://console/?x#/map', 'javascript:alert(1)', 'file:///x', '#/map', `app://console/#${'x'.repeat(9_000)}`]) assert.equal(linkOf([arg]), null, arg.slice(0, 60))
  assert.equal(linkOf([]), null)
})

test('a message becomes a call only from the main frame of a window of ours, of the right shape, small and not too often', () => {
  const sender = { isKnown: true, isMainFrame: true, url: 'app://console/#/map' }
  const plenty = { take: () => true }
  const code = (...[who, args, allowance = plenty]: [who: typeof sender, args: unknown[], allowance?: { take(): boolean }]): string => {
    const admission = admit(who, args, allowance)
    return 'failure' in admission ? admission.failure.code : 'call'
  }
  assert.equal(code(sender, ['session.get', null]), 'call')
  assert.equal(code({ ...sender, isKnown: false }, ['session.get', null]), 'refused')
  assert.equal(code({ ...sender, isMainFrame: false }, ['session.get', null]), 'refused')
  for (const url of ['', 'about:blank', 'https://console/', 'app://console.evil/', 'app://other/']) assert.equal(code({ ...sender, url }, ['session.get', null]), 'refused', url)
  for (const args of [[], ['session.get'], ['session.get', null, 1], [7, null], [null, null], [['session.get'], null], ['x'.repeat(101), null]]) assert.equal(code(sender, args), 'bad-input', JSON.stringify(args))
  assert.equal(code(sender, ['session.get', 'x'.repeat(70_000)]), 'bad-input')
  assert.equal(code(sender, ['session.get', null], { take: () => false }), 'too-busy')
  let taken = 0
  admit({ ...sender, isKnown: false }, ['session.get', null], { take: () => ++taken > 0 })
  assert.equal(taken, 0)
})

test('an argument is plain data of at most 64 KB and few levels', () => {
  const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)])
  const ring: Record<string, unknown> = {}
  ring['self'] = ring
  for (const small of [null, undefined, 1, 'x', true, [], {}, { a: [1, { b: 'x' }] }, Object.create(null), 'x'.repeat(60_000), '堵'.repeat(20_000), deep(16)]) assert.ok(isSmallJson(small))
  const hostile = ['x'.repeat(66_000), '堵'.repeat(30_000), Array.from({ length: 9_000 }, () => 'abcdef'), { ['k'.repeat(66_000)]: 1 }, deep(17), ring, Number.NaN, Infinity, 1n, () => 1, Symbol('x'), new Date(), new Map(), new Uint8Array(4), new ArrayBuffer(4), Array.from({ length: 70_000 })]
  for (const large of hostile) assert.equal(isSmallJson(large), false)
  // oxlint-disable-next-line unicorn/no-new-array
  assert.equal(isSmallJson(new Array(4_000_000_000)), false)
})

test('an allowance gives a burst, then so many a second, and never saves up more', () => {
  let now = 0
  const allowance = createAllowance(() => now, 10, 5)
  const taken = (): number => {
    let count = 0
    while (allowance.take()) count++
    return count
  }
  assert.equal(taken(), 10)
  now += 1_000
  assert.equal(taken(), 5)
  now += 60_000
  assert.equal(taken(), 10)
})

test('data lies where each system keeps what belongs to this PC', () => {
  const none = { env: {}, home: '/h' }
  assert.equal(chooseDataFolder('/d', { system: 'linux', ...none }), '/d')
  assert.equal(chooseDataFolder(null, { system: 'linux', ...none }), '/h/.local/share/yongai-console')
  assert.equal(chooseDataFolder(null, { system: 'linux', env: { XDG_DATA_HOME: '/x', YONGAI_DATA: '' }, home: '/h' }), '/x/yongai-console')
  assert.equal(chooseDataFolder(null, { system: 'win32', env: { LOCALAPPDATA: 'C:\\L' }, home: 'C:\\H' }), 'C:\\L\\yongai-console')
  assert.equal(chooseDataFolder(null, { system: 'linux', env: { YONGAI_DATA: '/named' }, home: '/h' }), '/named')
})

test('a proposed file name stays a name', () => {
  const names: [proposed: string, name: string][] = [
    ['堵点-2026.csv', '堵点-2026.csv'], ['../../etc/passwd', 'passwd'], ['..\\..\\boot.ini', 'boot.ini'], ['a:b?c*.xlsx', 'a_b_c_.xlsx'], ['con.csv', '_con.csv'], ['.hidden', 'hidden'], ['x.csv. .', 'x.csv'], ['', 'export'], ['/', 'export'],
    ['a\u202evsc.exe', 'a_vsc.exe'], ['a\r\nb.csv', 'a__b.csv'],
  ]
  for (const [proposed, name] of names) assert.equal(fileNameOf(proposed), name)
})
