/** The other period has the days its name says, and unlike weekdays are found, whatever the period. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { countShared, countWeekdays, otherDays, parseComparison, unlikeWeekdays, weeksBefore, writeComparison } from '../../../renderer/state/comparison.ts'
import { addDays, countDays } from '../../../renderer/state/days.ts'

const days = fc.tuple(fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 0, max: 400 })).map(([start, length]) => {
  const from = addDays('2019-01-01', start)
  return { from, to: addDays(from, length) }
})
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

test('the period before is as long and ends the day before', () => {
  fc.assert(fc.property(days, (chosen) => {
    const other = otherDays('before', chosen)
    assert.equal(addDays(other.to, 1), chosen.from)
    assert.equal(countDays(other.from, other.to), countDays(chosen.from, chosen.to))
  }))
})

test('whole weeks before, each day falls on its own weekday, no day is in both, and a period up to four weeks goes back four', () => {
  fc.assert(fc.property(days, (chosen) => {
    const other = otherDays('weeks', chosen)
    assert.equal(weekdayOf(other.from), weekdayOf(chosen.from))
    assert.equal(weekdayOf(other.to), weekdayOf(chosen.to))
    assert.deepEqual(unlikeWeekdays(other, chosen, []), [])
    assert.equal(countShared(other, chosen), 0)
    assert.equal(weeksBefore(chosen) > 4, countDays(chosen.from, chosen.to) > 28)
  }))
  assert.deepEqual(otherDays('weeks', { from: '2026-11-02', to: '2026-11-08' }), { from: '2026-10-05', to: '2026-10-11' })
  assert.deepEqual(otherDays('weeks', { from: '2026-10-01', to: '2026-10-30' }), { from: '2026-08-27', to: '2026-09-25' })
})

test('last year has the same dates; the 29th of February becomes the 28th', () => {
  assert.deepEqual(otherDays('year', { from: '2026-03-01', to: '2026-03-31' }), { from: '2025-03-01', to: '2025-03-31' })
  assert.deepEqual(otherDays('year', { from: '2024-02-29', to: '2024-03-01' }), { from: '2023-02-28', to: '2023-03-01' })
})

test('weekdays are counted as one by one', () => {
  fc.assert(fc.property(days, ({ from, to }) => {
    const counts = [0, 0, 0, 0, 0, 0, 0]
    for (let day = from; day <= to; day = addDays(day, 1)) counts[weekdayOf(day) - 1]! += 1
    assert.deepEqual(countWeekdays({ from, to }), counts)
  }))
})

test('periods match when every weekday has the same share of their days; those the filter leaves out do not count', () => {
  const week = { from: '2026-11-02', to: '2026-11-08' }
  assert.deepEqual(unlikeWeekdays(week, { from: '2026-11-02', to: '2026-11-15' }, []), [])
  // Eight days from a Monday hold it twice.
  const unlike = unlikeWeekdays(week, { from: '2026-11-02', to: '2026-11-09' }, [])
  assert.deepEqual(unlike[0], { weekday: 1, counts: [1, 2] })
  assert.equal(unlike.length, 7)
  assert.deepEqual(unlikeWeekdays(week, { from: '2026-11-02', to: '2026-11-09' }, [2, 3]), [])
  // A period without any of the chosen weekdays matches none that has them.
  assert.deepEqual(unlikeWeekdays({ from: '2026-11-02', to: '2026-11-03' }, { from: '2026-11-06', to: '2026-11-07' }, [6]), [])
  assert.deepEqual(unlikeWeekdays({ from: '2026-11-02', to: '2026-11-02' }, { from: '2026-11-03', to: '2026-11-03' }, []).map(({ weekday }) => weekday), [1, 2])
})

test('days in both are counted', () => {
  assert.equal(countShared({ from: '2026-10-01', to: '2026-10-10' }, { from: '2026-10-08', to: '2026-10-20' }), 3)
  assert.equal(countShared({ from: '2026-10-01', to: '2026-10-10' }, { from: '2026-10-11', to: '2026-10-20' }), 0)
})

test('a comparison in an address reads back, and nonsense is none', () => {
  fc.assert(fc.property(fc.oneof(fc.constantFrom('before' as const, 'weeks' as const, 'year' as const), days), (comparison) => {
    assert.deepEqual(parseComparison(writeComparison(comparison)), comparison)
  }))
  for (const text of [null, '', 'after', '2026-10-02..2026-10-01', '2026-02-30..2026-03-01', '2026-10-01', '2000-01-01..2026-01-01']) assert.equal(parseComparison(text), null, String(text))
})
