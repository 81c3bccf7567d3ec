/** A short run of the simulation; `npm run sim` makes the long ones. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { campaign } from './campaign.ts'
import { DEFENCES } from './defences.ts'
import { openParts } from './levels.ts'
import { sabotage } from './sabotage.ts'
import { patchSources } from './source-patch.ts'
import { simulate, type Scenario } from './sim-run.ts'

const SEED = 20_261_123

test('level 1: desks lose nothing, hold no ghost and never stick, and every edit is accounted for, whatever happens to network, disk and central', async () => {
  const { failure, runs } = await campaign({ level: 1, runs: 300, seed: SEED, longest: 60, repeatEvery: 100 })
  assert.equal(failure, null, JSON.stringify(failure))
  assert.equal(runs, 300)
})

test('level 2: the same on real files, a real database and real HTTP', async () => {
  const { failure, runs } = await campaign({ level: 2, runs: 12, seed: SEED, longest: 60, repeatEvery: 6 })
  assert.equal(failure, null, JSON.stringify(failure))
  assert.equal(runs, 12)
})

test('what once went wrong does not any more', async () => {
  const kept = JSON.parse(readFileSync(new URL('regressions.json', import.meta.url), 'utf8')) as { level: 1 | 2; was: string; scenario: Scenario }[]
  assert.ok(kept.length > 0)
  for (const { level, was, scenario } of kept) {
    const parts = await openParts(level)
    const { violation } = await simulate(scenario, { parts, afterHealing: parts.afterHealing })
    await parts.close()
    assert.equal(violation, null, was)
  }
})

test('the simulation misses a defence that is gone', async () => {
  for (const only of ['a snapshot replaces its scope', 'what changed is announced', 'an edit is kept until it is answered', 'versions of the groups', 'marked before it is sent', 'edits go only under the identity that made them']) {
    const [result] = await sabotage({ level: 1, seed: SEED, threads: 1, only, runs: 3_000, shrinkMs: 0 })
    assert.ok(result?.found, `${only} was not missed`)
  }
})

test('every defence has a name of its own and a patch at one level at least', () => {
  assert.equal(new Set(DEFENCES.map((defence) => defence.name)).size, DEFENCES.length)
  assert.ok(DEFENCES.every(({ patches }) => patches[1] !== null || patches[2] !== null))
  assert.deepEqual(DEFENCES.filter(({ behind }) => behind !== undefined && !DEFENCES.some(({ name }) => name === behind)), [])
})

test('the source still holds every defence that the simulation knows how to remove', () => {
  for (const { patches } of DEFENCES) for (const level of [1, 2] as const) patchSources(patches[level] ?? []).withdraw()
})
