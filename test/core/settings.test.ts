/** Settings are kept; a damaged file gives the defaults, says so, and is set aside. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { openSettings } from '../../main/core/settings.ts'
import { INPUTS } from '../../preload/contract/schema.ts'

function folderFor(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'settings-'))
  context.after(() => rmSync(folder, { recursive: true }))
  return folder
}

test('what is set is there after a restart, and what a patch leaves out stays', (context) => {
  const folder = folderFor(context)
  assert.deepEqual(openSettings(folder).get(), { approvalNumber: '', baseMap: null, damaged: false })
  let told = 0
  const settings = openSettings(folder, () => void told++)
  settings.set({ approvalNumber: '浙S(2026)12号' })
  settings.set({ baseMap: 'abc' })
  assert.equal(told, 2)
  assert.deepEqual(openSettings(folder).get(), { approvalNumber: '浙S(2026)12号', baseMap: 'abc', damaged: false })
  assert.deepEqual(readdirSync(folder), ['settings.json'])
})

for (const [name, text] of [['cut off', '{"version":1,"approval'], ['of another shape', '{"version":1,"approvalNumber":7}'], ['of a version to come', '{"version":2}'], ['empty', ''], ['a number too long', JSON.stringify({ version: 1, approvalNumber: 'x'.repeat(61) })]] as const) {
  test(`a file that is ${name} gives the defaults, says so, and is kept aside`, (context) => {
    const folder = folderFor(context)
    writeFileSync(join(folder, 'settings.json'), text)
    const settings = openSettings(folder)
    assert.deepEqual(settings.get(), { approvalNumber: '', baseMap: null, damaged: true })
    assert.equal(readFileSync(join(folder, 'settings.damaged.json'), 'utf8'), text)
    assert.equal(settings.set({ approvalNumber: 'A' }).damaged, false)
    assert.equal(openSettings(folder).get().approvalNumber, 'A')
  })
}

const takes = (approvalNumber: string): boolean => INPUTS['settings.set'].safeParse({ approvalNumber }).success

test('an approval number is one short line of visible characters', () => {
  for (const good of ['', 'GS(2024)0650号', '浙甬S〔2026〕3 号']) assert.ok(takes(good), good)
  for (const bad of ['a\nb', 'a\u202eb', 'a\u0000', 'a\u2028b', 'x'.repeat(61)]) assert.ok(!takes(bad), JSON.stringify(bad))
})
