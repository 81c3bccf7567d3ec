/** The program's name in its files tells its version. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { PROGRAM } from '../../main/core/program.ts'

test('it is the version of the package', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
  assert.equal(PROGRAM, `甬爱指挥台 ${version}`)
})
