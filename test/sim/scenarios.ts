/** Random scenarios: which desks, which faults this time, and what happens. They shrink to the few steps that matter. */
import * as fc from 'fast-check'
import { OPTIONAL } from './actions.ts'
import type { Scenario } from './sim-run.ts'
import { SPOIL_NAMES } from './spoil.ts'

/** Without bias: a small number is not more telling than another where remainders select. */
const word = fc.noBias(fc.nat(1_023))

/** Half of the bits on average; all of them and none are possible too. */
const bits = (count: number): fc.Arbitrary<number> => fc.noBias(fc.nat(2 ** count - 1))

export function scenarios(longest: number): fc.Arbitrary<Scenario> {
  return fc.record({
    seed: fc.noBias(fc.nat()),
    desks: fc.integer({ min: 1, max: 4 }),
    swarm: fc.record({ actions: bits(OPTIONAL.length), faults: bits(SPOIL_NAMES.length) }),
    isPulled: fc.boolean(),
    actions: fc.array(fc.tuple(word, word, word, word), { maxLength: longest, size: 'max' }),
  })
}
