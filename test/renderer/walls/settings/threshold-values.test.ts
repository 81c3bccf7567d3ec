/** Thresholds as typed: within the bounds of the door, or with words of what to do. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SOURCES } from '../../../../preload/contract/freshness.ts'
import { WallThresholds } from '../../../../preload/contract/wall-schema.ts'
import { DEFAULT_THRESHOLDS } from '../../../../preload/contract/wall-settings.ts'
import { thresholdFaultsOf, thresholdsOf, thresholdValuesOf } from '../../../../renderer/walls/settings/threshold-values.ts'

const values = thresholdValuesOf(DEFAULT_THRESHOLDS)

test('what is kept is shown, and what is shown is kept as it was', () => {
  assert.deepEqual(thresholdsOf(values), DEFAULT_THRESHOLDS)
  assert.deepEqual(thresholdFaultsOf(values), {})
})

test('the ends of every bound pass the door, and what lies beyond is a fault', () => {
  for (const [times, reports, every] of [['1.1', '5', '10'], ['100', '10000', '86400']] as const) {
    const ends = { ...values, times, reports, gap: reports, every: Object.fromEntries(SOURCES.map((source) => [source, every])) as typeof values.every }
    assert.deepEqual(thresholdFaultsOf(ends), {})
    WallThresholds.parse(thresholdsOf(ends))
  }
  assert.deepEqual(Object.keys(thresholdFaultsOf({ ...values, times: '1', reports: '4', gap: '10001', every: { ...values.every, cases: '9' } })), ['cases', 'times', 'reports', 'gap'])
})

test('quiet hours that begin as they end are said, and none are none', () => {
  assert.deepEqual(thresholdFaultsOf({ ...values, quiet: { on: true, from: 3, to: 3 } }), { quiet: 'walls.fault.hours' })
  assert.equal(thresholdsOf({ ...values, quiet: { on: false, from: 3, to: 3 } }).quiet, null)
})
