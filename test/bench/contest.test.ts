/** A round is measured again for the machine's pace before it, never for what it found; an unsteady machine voids the findings in the end. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hold, type Outcome } from './contest.ts'
import type { Claim, Sample } from './verdict.ts'

const CLAIM: Claim = { goal: '1', ours: 'ours', beside: 'other', limit: 0.5, of: 'time' }
const sample = (wallMs: number): Sample => ({ wallMs, cpuMs: wallMs, answer: 'same' })

/** Five rounds; the nth measurement, of whichever round, takes `walls[n]` beside 100, after the pace `paces[n]`. */
async function held(paces: readonly number[], walls: readonly number[]): Promise<Outcome & { order: number[] }> {
  const order: number[] = []
  let n = 0
  const contest = {
    name: 'contest', reports: 1, claims: [CLAIM], limits: [],
    round: (round: number) => {
      order.push(round)
      return Promise.resolve({ ours: sample(walls[n++] ?? 10), other: sample(100) })
    },
  }
  return { ...(await hold(contest, 5, () => {}, () => Promise.resolve({ scan: paces[n] ?? 6 }))), order }
}

test('a steady machine measures each round once, however bad one of them is', async () => {
  const { order, setAside, findings } = await held([], [10, 99, 10, 10, 99])
  assert.deepEqual([order, setAside, findings[0]?.verdict], [[0, 1, 2, 3, 4], [], 'passed'])
  assert.equal((await held([], [99, 99, 10, 10, 99])).findings[0]?.verdict, 'missed')
})

test('the round after another pace is measured again in its place and kept, though it was the best', async () => {
  const { order, setAside, findings, rounds } = await held([6, 6, 12], [10, 10, 1, 10, 10, 20])
  assert.deepEqual(order, [0, 1, 2, 3, 4, 2])
  assert.deepEqual(setAside?.map(({ round, pace }) => [round['ours']?.wallMs, pace['scan']]), [[1, 12]])
  assert.deepEqual(rounds.map((round) => round['ours']?.wallMs), [10, 10, 20, 10, 10])
  assert.equal(findings[0]?.verdict, 'passed')
})

test('a machine that stays unsteady has two more rounds, then its findings are void', async () => {
  const { order, setAside, findings } = await held([6, 12, 18, 24, 6, 12, 24], [])
  assert.deepEqual([order.length, setAside?.length, findings[0]?.verdict], [7, 2, 'void'])
})
