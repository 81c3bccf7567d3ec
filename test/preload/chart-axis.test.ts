/** Axes of charts end on round numbers, hold every value, and begin at zero wherever a length is read. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axisOf, ticksOf } from '../../preload/contract/chart-axis.ts'

const of = (form: 'line' | 'bars' | 'clustered-bars', ...values: (number | null)[]) => axisOf({ form, series: [{ name: '', role: 'now', values, figures: [] }] })

test('bars begin at zero, and the highest leaves room for its label', () => {
  assert.deepEqual(of('bars', 310, 402), { min: 0, max: 500, step: 100 })
  assert.deepEqual(of('clustered-bars', -20, 80), { min: -20, max: 100, step: 20 })
  assert.ok(of('bars', 100, 99).max > 100)
})

test('a line whose values lie close together begins above zero, another does not', () => {
  assert.ok(of('line', 10.2, 12.8).min > 0)
  assert.equal(of('line', 2, 12.8).min, 0)
  assert.equal(of('line', 12, 12).min, 0)
})

test('nothing, zero, gaps and very small or large numbers have an axis', () => {
  for (const values of [[], [null], [0], [0.0001], [1e9, 3], [-5], [null, 7]]) {
    const axis = of('line', ...values)
    const ticks = ticksOf(axis)
    assert.ok(ticks.length >= 2 && ticks.length <= 9, `${ticks}`)
    assert.equal(ticks[0], axis.min)
    assert.equal(ticks.at(-1), axis.max)
    for (const value of values) if (value !== null) assert.ok(value >= axis.min && value <= axis.max)
  }
})

test('sums of tenths are written as tenths', () => assert.deepEqual(ticksOf({ min: 0, max: 0.6, step: 0.1 }), [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]))
