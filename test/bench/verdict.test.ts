/** A claim is judged by its rounds: worst round, or wall and CPU time in the median; unequal answers and unsteady limits void it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findUnsteady, judge, median, oddPace, type Claim, type Round, type Sample } from './verdict.ts'

const claim: Claim = { goal: '1', ours: 'ours', beside: 'limit', limit: 1.5, of: 'time' }
const sample = (wallMs: number, cpuMs = wallMs, answer = 'same'): Sample => ({ wallMs, cpuMs, answer })
const rounds = (ours: Sample[], beside = ours.map(() => sample(100))): Round[] => ours.map((one, i) => ({ ours: one, limit: beside[i] ?? null }))
const five = (...walls: number[]): Round[] => rounds(walls.map((wall) => sample(wall)))
const verdictOf = (held: Round[], unsteady: string | null = null): string => judge(claim, held, unsteady).verdict

test('the ratio of each round comes first, then the median', () => {
  const held = rounds([sample(10), sample(40), sample(90), sample(10), sample(10)], [sample(10), sample(20), sample(30), sample(100), sample(100)])
  assert.equal(judge(claim, held, null).ratio, 1)
  assert.equal(judge(claim, held, null).worst, 3)
  assert.equal(median([4, 1, 3, 2]), 2.5)
})

test('a worst round within the limit passes whatever the CPU time', () => {
  assert.equal(verdictOf(rounds([1, 2, 3, 4, 5].map(() => sample(149, 900)))), 'passed')
  assert.equal(verdictOf(five(149, 149, 149, 149, 151)), 'passed', 'the median holds in wall and CPU time')
})

test('beyond the limit in one round, both medians must hold', () => {
  assert.equal(verdictOf(rounds([149, 149, 149, 149, 151].map((wall) => sample(wall, 160)))), 'missed')
  assert.equal(verdictOf(five(140, 151, 152, 153, 140)), 'missed')
})

test('fewer than five rounds claim nothing', () => assert.equal(verdictOf(five(1, 1, 1, 1)), 'no claim'))

test('unequal answers void a claim, and so does an unsteady limit', () => {
  const held = five(1, 1, 1, 1, 1)
  assert.equal(verdictOf(held, 'the limit varied'), 'void')
  assert.equal(verdictOf([...held.slice(1), { ours: sample(1, 1, 'other'), limit: sample(100) }]), 'void')
  assert.equal(findUnsteady(rounds([], []), ['limit']), null)
  assert.equal(findUnsteady([{ limit: sample(10) }, { limit: sample(15) }], ['limit']), null)
  assert.match(findUnsteady([{ limit: sample(10) }, { limit: sample(16) }], ['limit']) ?? '', /1\.60-fold/)
})

test('a contender without a result is no win', () => {
  assert.equal(verdictOf([...five(1, 1, 1, 1), { ours: sample(1), limit: null }]), 'no result')
})

test('memory is judged by its worst round alone', () => {
  const held: Round[] = [1, 1, 1, 1, 2].map((peakMb) => ({ ours: { ...sample(1), peakMb }, limit: { ...sample(1), peakMb: 1 } }))
  assert.equal(judge({ ...claim, of: 'memory' }, held, null).verdict, 'missed')
})

const byCpu = (wall: number, ...cpus: number[]): Round[] => rounds(cpus.map((cpu) => sample(wall, cpu)))

test('CPU time is judged by itself, with wall time as its second witness', () => {
  const cpu: Claim = { ...claim, of: 'cpu' }
  assert.equal(judge(cpu, byCpu(900, 140, 149, 149, 149, 149), null).verdict, 'passed')
  assert.equal(judge(cpu, byCpu(900, 140, 149, 149, 149, 151), null).verdict, 'missed')
  assert.equal(judge(cpu, byCpu(120, 140, 149, 149, 149, 151), null).verdict, 'passed')
  assert.equal(judge(cpu, byCpu(120, 140, 149, 151, 151, 151), null).verdict, 'missed')
})

test('the round before which the machine had another pace is found by the pace alone, and none while it was steady', () => {
  assert.equal(oddPace([]), null)
  assert.equal(oddPace([{ scan: 6, insert: 50 }, { scan: 8, insert: 70 }, { scan: 9, insert: 75 }]), null)
  assert.deepEqual(oddPace([{ scan: 6, insert: 50 }, { scan: 6, insert: 51 }, { scan: 7, insert: 80 }]), { round: 2, why: 'calibration: insert varied 1.60-fold' })
  assert.deepEqual(oddPace([{ scan: 10 }, { scan: 2 }, { scan: 10 }, { scan: 11 }])?.round, 1, 'a pace that was faster is another one as well')
})
