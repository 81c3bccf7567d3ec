/** Periods are whole local days of the city. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deriveFilter } from '../../../renderer/state/filter.ts'

const rest = { area: null, drawn: null, classes: [], statuses: [], weekdays: [], hours: [] }

test('the last seven days end with the day of the last report held', () => {
  const city = { timeZone: 'Asia/Shanghai', lastReportAt: Date.parse('2026-11-22T17:30:00Z') }
  const { from, to } = deriveFilter({ ...rest, period: { last: 7 } }, city, 0)
  assert.equal(new Date(from).toISOString(), '2026-11-16T16:00:00.000Z')
  assert.equal(new Date(to).toISOString(), '2026-11-23T16:00:00.000Z')
})

test('a fixed period includes its last day, also when the clocks change on it', () => {
  const city = { timeZone: 'America/New_York', lastReportAt: null }
  const { from, to } = deriveFilter({ ...rest, period: { from: '2026-11-01', to: '2026-11-01' } }, city, 0)
  assert.equal((to - from) / 3_600_000, 25)
})
