/** How old is too old: by arrival and by event, each with its own interval. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeAge, judgeWorst, type SourceAge } from '../../preload/contract/freshness.ts'

const MINUTE = 60_000
const source = (patch: Partial<SourceAge>): SourceAge => ({ id: 'points', everyMs: MINUTE, arrivedAt: 0, eventEveryMs: null, eventAt: null, faults: [], ...patch })
const freshness = (patch: Partial<SourceAge>, now: number): string => judgeAge(source(patch), now).freshness

test('a source is fresh for two intervals, late for five, stale up to twenty, then lost', () => {
  assert.deepEqual([2, 2.01, 5, 5.01, 20, 20.01].map((times) => freshness({}, times * MINUTE)), ['fresh', 'late', 'late', 'stale', 'stale', 'lost'])
})

test('after an hour a source is lost, unless it is slow by its nature', () => {
  assert.equal(freshness({ everyMs: 10 * MINUTE }, 59 * MINUTE), 'stale')
  assert.equal(freshness({ everyMs: 10 * MINUTE }, 61 * MINUTE), 'lost')
  assert.equal(freshness({ everyMs: 60 * MINUTE }, 61 * MINUTE), 'fresh')
  assert.equal(freshness({ everyMs: 60 * MINUTE }, 299 * MINUTE), 'late')
})

test('what was never confirmed is lost and has no age', () => {
  assert.deepEqual(judgeAge(source({ arrivedAt: null }), 0), { freshness: 'lost', ageMs: null })
})

test('the worse of arrival and event counts', () => {
  const now = 100 * MINUTE
  assert.equal(freshness({ arrivedAt: now, eventEveryMs: 10 * MINUTE, eventAt: now - 30 * MINUTE }, now), 'late')
  assert.equal(freshness({ arrivedAt: now - 6 * MINUTE, eventEveryMs: 10 * MINUTE, eventAt: now }, now), 'stale')
})

test('a figure of several sources is as old as the oldest', () => {
  const now = 10 * MINUTE
  assert.deepEqual(judgeWorst([source({ arrivedAt: now }), source({ id: 'cases', arrivedAt: now - 6 * MINUTE })], now), { freshness: 'stale', ageMs: 6 * MINUTE })
  assert.deepEqual(judgeWorst([], now), { freshness: 'fresh', ageMs: 0 })
})
