/** The table of faults names tests that are there, and each fault once. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const lines = readFileSync(`${root}/test/README.md`, 'utf8').split('\n').filter((line) => line.startsWith('| F'))

test('every test that the table of faults names is there', () => {
  assert.ok(lines.length > 20)
  for (const line of lines) {
    const named = [...line.matchAll(/`(test\/[^`]+)`/g)].map((match) => match[1]!)
    assert.ok(named.length > 0, line)
    for (const path of named) assert.ok(existsSync(`${root}/${path}`), `${path} is not there`)
  }
})

test('no fault stands in two lines', () => {
  const faults = lines.flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/F(\d+)(?:–F(\d+))?/g)].flatMap(([, from, to]) => Array.from({ length: Number(to ?? from) - Number(from) + 1 }, (_, i) => Number(from) + i)))
  assert.deepEqual(faults.filter((fault, at) => faults.indexOf(fault) !== at), [])
})
