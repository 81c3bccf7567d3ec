/** A file is there whole or not at all, and what stood in the way is named. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Refusal } from '../../main/core/refusal.ts'
import { writeWhole } from '../../main/core/write-whole.ts'

const folder = mkdtempSync(join(tmpdir(), 'whole-'))
test.after(() => rmSync(folder, { recursive: true, force: true }))

test('it replaces what was there, and leaves nothing beside it', async () => {
  const path = join(folder, 'a.csv')
  writeFileSync(path, 'old')
  await writeWhole(path, new TextEncoder().encode('new'))
  assert.equal(readFileSync(path, 'utf8'), 'new')
  assert.deepEqual(readdirSync(folder), ['a.csv'])
})

test('a place that cannot be written to is refused by name, and nothing is left behind', async () => {
  mkdirSync(join(folder, 'taken.csv'))
  for (const path of [join(folder, 'nowhere', 'a.csv'), join(folder, 'taken.csv'), join(folder, 'a.csv', 'b.csv')]) {
    await assert.rejects(writeWhole(path, new Uint8Array(3)), (error) => error instanceof Refusal && error.code === 'not-writable', path)
  }
  assert.deepEqual(readdirSync(folder).filter((name) => name.endsWith('.part')), [])
})

test('on a disk that takes no more the old file stays', { skip: process.platform === 'win32' ? 'limits of a shell' : false }, () => {
  const path = join(folder, 'full.csv')
  writeFileSync(path, 'old')
  const module = pathToFileURL(fileURLToPath(new URL('../../main/core/write-whole.ts', import.meta.url))).href
  // A process that may write eight blocks a file: the system answers as it does for a full disk or quota.
  const script = `process.on('SIGXFSZ', () => {}); const { writeWhole } = await import(${JSON.stringify(module)}); await writeWhole(${JSON.stringify(path)}, new Uint8Array(1e6)).catch((error) => console.log(error.code))`
  const said = execFileSync('bash', ['-c', 'ulimit -f 8; exec "$0" --input-type=module -e "$1"', process.execPath, script], { encoding: 'utf8' })
  assert.equal(said.trim(), 'disk-full')
  assert.equal(readFileSync(path, 'utf8'), 'old')
  assert.deepEqual(readdirSync(folder).filter((name) => name.endsWith('.part')), [])
})
