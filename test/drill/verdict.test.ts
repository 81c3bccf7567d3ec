/** The drill's own verdict: nothing shown is not all well. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Outcome } from './fault.ts'
import { chooseFaults, isRight, judge, type Result } from './verdict.ts'

const fault = { name: 'gpu', what: '', right: 'picture', limitMs: 15_000 } as const
const resultOf = (outcome: Outcome): Result => ({ fault, outcome, ok: isRight(fault, outcome) })
const [right, skipped] = [resultOf({ is: 'picture', ms: 15_000 }), resultOf({ is: 'skipped', why: '' })]

test('a drill that made no fault has shown nothing', () => {
  assert.deepEqual([judge([]).ok, judge([skipped]).ok], [false, false])
  assert.deepEqual(judge([right, skipped]), { ok: true, verdict: 'the wall was right after all 1 faults that could be made' })
})

test('one fault after which the wall is late, or shows another thing than it should, fails the whole', () => {
  for (const outcome of [{ is: 'picture', ms: 15_001 }, { is: 'mark', ms: 0 }, { is: 'wrong', why: '' }] as const) {
    assert.deepEqual(judge([right, resultOf(outcome)]), { ok: false, verdict: 'the wall was not right after gpu' })
  }
})

test('a fault is chosen by its name, and a name that is none is refused', () => {
  const faults = [fault, { ...fault, name: 'clock +10' }]
  assert.deepEqual([chooseFaults(faults, undefined).length, chooseFaults(faults, 'clock +10').length], [2, 1])
  assert.throws(() => chooseFaults(faults, 'gpu,typo'), /no fault typo; faults are gpu, clock \+10/)
  assert.throws(() => chooseFaults(faults, ''), /no fault/)
})
