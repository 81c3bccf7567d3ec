/** A file put into a folder chosen before takes nobody's place, and a folder that is gone is said so. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Refusal } from '../../main/core/refusal.ts'
import { writeInto } from '../../main/core/write-into.ts'

const folder = mkdtempSync(join(tmpdir(), 'into-'))
test.after(() => rmSync(folder, { recursive: true, force: true }))
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

test('the file of before, which somebody may have edited, stays beside the new one', async () => {
  const first = await writeInto(folder, '周报.pptx', bytes('one'))
  const second = await writeInto(folder, '周报.pptx', bytes('two'))
  assert.deepEqual([first, second], [join(folder, '周报.pptx'), join(folder, '周报 (2).pptx')])
  assert.deepEqual([first, second].map((path) => readFileSync(path, 'utf8')), ['one', 'two'])
})

test('a folder that is gone, or is none, is refused by name and not made', async () => {
  writeFileSync(join(folder, 'file'), '')
  for (const gone of [join(folder, 'gone'), join(folder, 'file')]) await assert.rejects(writeInto(gone, 'a.pptx', bytes('x')), (error) => error instanceof Refusal && error.code === 'no-folder')
  assert.ok(!readdirSync(folder).includes('gone'))
})
