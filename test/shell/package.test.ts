/** What the packager makes of electron-builder.yml, for each system: the real packager, on a stand-in for Electron's program. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { after, before, test } from 'node:test'
import { Ajv } from 'ajv'
import { startCentral } from '../../main/central/central.ts'
import type { createConsole as CreateConsole } from '../../main/core/console.ts'
import { ensurePage, ensureShell } from '../../main/setup/build.mjs'
import { explain } from '../../main/setup/package.mjs'
import type { City } from '../../preload/contract/model.ts'
import { until } from '../until.ts'
import { makeStandIn } from './stand-in.ts'

const require = createRequire(import.meta.url)
const asar = require('@electron/asar') as { listPackage(archive: string): string[]; extractAll(archive: string, to: string): void }
const { getCurrentFuseWire, FuseV1Options } = require('@electron/fuses') as typeof import('@electron/fuses')
const yaml = require('js-yaml') as { load(text: string): unknown }

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'yongai-package-'))
const TARGETS = [
  { name: 'linux-unpacked', program: 'yongai-console', binary: 'linux-x64.node' },
  { name: 'linux-arm64-unpacked', program: 'yongai-console', binary: 'linux-arm64.node' },
  { name: 'win-unpacked', program: 'yongai-console.exe', binary: 'win32-x64.node' },
  { name: 'win-arm64-unpacked', program: 'yongai-console.exe', binary: 'win32-arm64.node' },
]
const packed = (target: string, ...path: string[]): string => join(folder, 'out', target, ...path)
const contents = (target: string): string[] => asar.listPackage(packed(target, 'resources', 'app.asar')).map((path) => path.replaceAll('\\', '/'))

before(async () => {
  await ensurePage(process.execPath, () => {})
  await ensureShell(process.execPath, () => {})
  makeStandIn(join(folder, 'electron'))
  // Icon and signature of a Windows program need tools that are fetched.
  const args = ['--dir', '--linux', '--win', '--x64', '--arm64', '--publish', 'never', '-c.win.signAndEditExecutable=false', `-c.electronDist=${join(folder, 'electron')}`, `-c.directories.output=${join(folder, 'out')}`]
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', 'electron-builder', 'cli.js'), ...args], { cwd: root, encoding: 'utf8', maxBuffer: 64e6 })
  assert.equal(status, 0, `${stdout.slice(-4_000)}${stderr.slice(-4_000)}`)
})
after(() => rmSync(folder, { recursive: true, force: true }))

test('the packager\'s own schema takes the configuration, and not one with a misspelt key', () => {
  const schema = JSON.parse(readFileSync(join(root, 'node_modules', 'app-builder-lib', 'scheme.json'), 'utf8')) as object
  // The schema says `typeof` of functions, a keyword of its own.
  const accepts = new Ajv({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true, keywords: ['typeof'] }).compile(schema)
  const read = (): Record<string, unknown> => yaml.load(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as Record<string, unknown>
  assert.ok(accepts(read()), JSON.stringify(accepts.errors, null, 1))
  for (const key of Object.keys(read())) {
    const { [key]: value, ...others } = read()
    assert.equal(accepts({ ...others, [`${key}x`]: value }), false, `${key}x`)
  }
  const parts = (key: string): Record<string, unknown> => read()[key] as Record<string, unknown>
  for (const part of ['win', 'nsis', 'linux', 'electronFuses', 'directories']) {
    assert.equal(accepts({ ...read(), [part]: { ...parts(part), tagret: 'deb' } }), false, part)
  }
  assert.equal(accepts({ ...read(), electronFuses: { ...parts('electronFuses'), runAsNode: 'no' } }), false)
})

test('each system gets its own SQLite binary, once, outside the archive', () => {
  for (const { name, binary } of TARGETS) {
    const inside = contents(name).filter((path) => path.endsWith('.node'))
    assert.deepEqual(inside, [`/node_modules/better-sqlite3/prebuilds/${binary}`], name)
    const outside = readdirSync(packed(name), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.node')).map((path) => path.replaceAll('\\', '/'))
    assert.deepEqual(outside, [`resources/app.asar.unpacked${inside[0]}`], name)
    assert.ok(existsSync(join(root, ...(inside[0] ?? '').split('/'))))
  }
})

test('the archive holds the built parts and what they load, and nothing of the sources, the tests or the tools', () => {
  for (const { name } of TARGETS) {
    const top = new Set(contents(name).map((path) => path.split('/').slice(1, path.startsWith('/dist') ? 3 : 2).join('/')))
    assert.deepEqual([...top].sort(), ['dist', 'dist/main', 'dist/preload', 'dist/renderer', 'node_modules', 'package.json'], name)
    for (const path of ['/dist/main/shell/main.js', '/dist/preload/electron.cjs', '/dist/renderer/index.html']) assert.ok(contents(name).includes(path), path)
    const files = contents(name).filter((path) => /\/\.|(?<!\.d)\.tsx?$|\.map$|\.(c|cpp|hpp|gyp)$/.test(path))
    assert.deepEqual(files, [], name)
  }
})

test('every fuse is set as the security target says', async () => {
  for (const { name, program } of TARGETS) {
    const wire = (await getCurrentFuseWire(packed(name, program))) as unknown as Record<number, number>
    const isOn = (fuse: number): boolean => wire[fuse] === '1'.charCodeAt(0)
    assert.deepEqual({
      runAsNode: isOn(FuseV1Options.RunAsNode), cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption), nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: isOn(FuseV1Options.EnableNodeCliInspectArguments), integrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation), onlyAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
      browserSnapshot: isOn(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot), fileProtocol: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }, { runAsNode: false, cookieEncryption: true, nodeOptions: false, inspect: false, integrity: true, onlyAsar: true, browserSnapshot: false, fileProtocol: false }, name)
  }
})

test('the licences lie beside the program', () => {
  for (const { name } of TARGETS) {
    for (const file of ['LICENSE.yongai-console.txt', 'NOTICE.resources.md', 'NOTICE.packages.md']) assert.ok(readFileSync(packed(name, file), 'utf8').length > 1_000, file)
    assert.match(readFileSync(packed(name, 'NOTICE.packages.md'), 'utf8'), /react - [\d.]+ \(MIT\)/)
    assert.deepEqual(readdirSync(packed(name, 'locales')).sort(), ['en-US.pak', 'zh-CN.pak'])
  }
})

test('the packed core runs with nothing but what was packed', { skip: process.platform === 'linux' ? false : 'runs the binary that was packed for Linux' }, async (t) => {
  const tree = join(folder, 'tree')
  const from = process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked'
  asar.extractAll(packed(from, 'resources', 'app.asar'), tree)
  cpSync(packed(from, 'resources', 'app.asar.unpacked'), tree, { recursive: true })
  const central = await startCentral({ database: { kind: 'embedded', folder: null }, port: 0, practice: { seed: 1, reports: 300, days: 5, pace: 0 } })
  t.after(() => central.close())
  const { createConsole } = (await import(pathToFileURL(join(tree, 'dist', 'main', 'core', 'console.js')).href)) as { createConsole: typeof CreateConsole }
  const core = await createConsole({ dataFolder: join(folder, 'data'), practice: central.address, central: null }, { kind: 'desktop' })
  t.after(() => core.close())
  await until(async () => {
    const answer = await core.dispatch('city.get', null)
    return answer.ok && (answer.value as City | null)?.heldDistricts.length === 10
  }, 60_000)
})

test('a download that did not come is told apart from any other end', () => {
  for (const output of ['⨯ getaddrinfo ENOTFOUND example.org  failedTask=build', 'HTTPError: Response code 403', 'cannot download "https://example.org/nsis.7z", status code 404', 'connect ETIMEDOUT']) {
    assert.match(explain(output), /could not be fetched/, output)
  }
  for (const output of ['⨯ Invalid configuration object', 'ENOSPC: no space left on device']) assert.doesNotMatch(explain(output), /fetched/, output)
})
