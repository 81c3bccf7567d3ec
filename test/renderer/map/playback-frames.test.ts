/** Frames of a playback cover the period once, and nothing else. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { addDays, countDays } from '../../../renderer/state/days.ts'
import { framesOf, isOf } from '../../../renderer/map/playback-frames.ts'

const base = fc.tuple(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 120 }), fc.subarray([0, 7, 11, 12, 23]))
  .map(([start, length, hours]) => ({ from: addDays('2019-01-01', start), to: addDays('2019-01-01', start + length), hours }))

test('days and weeks follow each other without gap or overlap, within the period and its hours', () => {
  fc.assert(fc.property(base, fc.constantFrom('day' as const, 'week' as const), (given, step) => {
    const frames = framesOf(step, given)
    let next = given.from
    for (const { period, hours } of frames) {
      if ('last' in period) throw new Error('a frame has fixed days')
      assert.equal(period.from, next)
      assert.ok(countDays(period.from, period.to) <= (step === 'day' ? 1 : 7))
      assert.deepEqual(hours, given.hours)
      next = addDays(period.to, 1)
    }
    assert.equal(next, addDays(given.to, 1))
  }))
})

test('hours are played one by one over the whole period: those chosen, or all', () => {
  const days = { from: '2026-10-01', to: '2026-10-31' }
  assert.deepEqual(framesOf('hour', { ...days, hours: [] }).map(({ hours }) => hours), Array.from({ length: 24 }, (_, hour) => [hour]))
  assert.deepEqual(framesOf('hour', { ...days, hours: [11, 12] }), [{ period: days, hours: [11] }, { period: days, hours: [12] }])
})

test('an address is of a frame as long as neither its days nor its hours are others', () => {
  const [first, second] = framesOf('day', { from: '2026-10-01', to: '2026-10-02', hours: [11] })
  assert.deepEqual([isOf(first!, { ...first! }), isOf(first!, second!), isOf(first!, { ...first!, hours: [] }), isOf(first!, { period: { last: 7 }, hours: [11] })], [true, false, false, false])
})
