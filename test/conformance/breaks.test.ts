/** Centrals that go wrong in one way each: the suite names the rule, and no other; and every rule can be broken. */
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { EMBEDDED } from '../central/databases.ts'
import { dealOut, EVERY_BREAK } from './breaks/every-break.ts'
import { runBreaks } from './breaks/run-breaks.ts'
import { EVERY_RULE } from './every-rule.ts'
import { startTarget } from './practice-target.ts'

const HANDS = 8
/** Most of a run is waiting. */
const AT_ONCE = 4
const target = await startTarget(await EMBEDDED.fresh())
after(() => target.close())

test('every rule is broken by a planted break, and every break is of a rule there is', () => {
  const rules = EVERY_RULE.map(({ id }) => id)
  const planted = EVERY_BREAK.map(({ rule }) => rule)
  assert.deepEqual(rules.filter((id) => !planted.includes(id)), [])
  assert.deepEqual(EVERY_BREAK.flatMap(({ rule, follows = [] }) => [rule, ...follows]).filter((id) => !rules.includes(id)), [])
})

test('every break is dealt out once', () => {
  assert.deepEqual(dealOut(EVERY_BREAK, HANDS).flat().map(({ says }) => says).sort(), EVERY_BREAK.map(({ says }) => says).sort())
})

test('the layer in front of the central breaks nothing by itself', async () => {
  const { named } = await runBreaks(target, [])
  assert.deepEqual(named, [])
})

// Each break alone is what `npm run conformance` runs; here many are planted at once, and exactly their rules must be named.
describe('exactly the broken rules are named', { concurrency: AT_ONCE }, () => {
  for (const [hand, breaks] of dealOut(EVERY_BREAK, HANDS).entries()) {
    test(breaks.length === 1 ? breaks[0]?.says : `hand ${hand + 1} of ${breaks.length} breaks`, async () => {
      const { unnamed, surplus } = await runBreaks(target, breaks)
      assert.deepEqual({ unnamed, surplus: surplus.map(({ id, seen }) => [id, seen]) }, { unnamed: [], surplus: [] })
    })
  }
})
