/** The house rules hold, and each of them can fail. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { findGlobals, findLong, findMachineWords, findMisnamed, findWithoutSummary, listTracked, LONG_BY_NATURE } from './house.ts'
import { readSources, type Sources } from './imports.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const house = readSources(root, ['main', 'renderer', 'preload', 'test'])
const plant = (path: string, text: string): Sources => new Map([[path, text]])

test('no file is longer than 300 lines', () => {
  assert.deepEqual(findLong(house).filter((path) => !LONG_BY_NATURE.includes(path)), [])
  assert.deepEqual(findLong(plant('a.ts', 'x\n'.repeat(301))), ['a.ts'])
  assert.deepEqual(findLong(plant('a.ts', 'x\n'.repeat(300))), [])
})

test('every file opens with a line that says what it is for', () => {
  assert.deepEqual(findWithoutSummary(house), [])
  assert.deepEqual(findWithoutSummary(plant('a.ts', "import x from 'x'")), ['a.ts'])
})

test('names are in kebab-case and say something', () => {
  assert.deepEqual(findMisnamed(house), [])
  for (const path of ['main/utils/a.ts', 'main/store/store-helpers.ts', 'main/a/common.ts', 'main/syncManager.ts', 'main/user-service.ts']) {
    assert.deepEqual(findMisnamed(plant(path, '')), [path])
  }
})

test('the code of sync and outbox takes clock, chance, disk and network from outside', () => {
  assert.deepEqual(findGlobals(house), [])
  for (const text of ['const t = Date.now()', 'setTimeout(f, 1)', 'Math.random()', 'await fetch(url)', "import { get } from 'node:http'"]) {
    assert.deepEqual(findGlobals(plant('main/sync/a.ts', text)), ['main/sync/a.ts'], text)
    assert.deepEqual(findGlobals(plant('main/outbox/a.ts', text)), ['main/outbox/a.ts'], text)
  }
  assert.deepEqual(findGlobals(plant('main/sync/a.ts', '// Date.now() would not repeat\nports.fetch(url)')), [])
})

test('no tracked file names a package host or a place on one machine', () => {
  const tracked = listTracked(root).filter((path) => !path.startsWith('test/rules/') && existsSync(join(root, path)) && statSync(join(root, path)).size < 2_000_000)
  assert.ok(tracked.length > 40)
  assert.deepEqual(findMachineWords(new Map(tracked.map((path) => [path, readFileSync(join(root, path), 'utf8')]))), [])
  for (const text of ['https://registry.example.org/x', '/home/anna/project/a', `/${'work'}/main/x`, '"resolved": "x"']) {
    assert.equal(findMachineWords(plant('a.json', text)).length, 1, text)
  }
})
