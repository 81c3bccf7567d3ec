/** A short run of the kill matrix; `npm run sim -- --kills` kills at every step. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FEW_STEPS, KILL_STEPS } from './kill-steps.ts'
import { killAll } from './kills.ts'
import { patchSources } from './source-patch.ts'

test('a desk killed while it saves, sends, settles, applies or swaps has every edit exactly once', async () => {
  const killed = await killAll(FEW_STEPS)
  assert.equal(killed.length, FEW_STEPS.length)
  assert.deepEqual(killed.filter(({ wrong }) => wrong !== null), [])
})

test('the source still has every step at which a desk is killed, under a name of its own', () => {
  assert.equal(new Set(KILL_STEPS.map(({ name }) => name)).size, KILL_STEPS.length)
  for (const { patch } of KILL_STEPS) patchSources([patch]).withdraw()
})
