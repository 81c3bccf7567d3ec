/** Whatever step the process dies at or the disk fails at, and whatever of it reached the platter: every edit called saved is there once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tryEveryStep } from './crash-matrix.ts'
import { SCENARIOS } from './scenarios.ts'

for (const scenario of SCENARIOS) {
  test(`${scenario.name}: no step loses, doubles or halves an edit`, () => {
    const { steps, starts } = tryEveryStep(scenario)
    assert.ok(steps > 5 && starts > steps, `${steps} steps, ${starts} starts`)
  })
}
