/** Periods are whole local days of the city. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Address } from '../../../renderer/state/address.ts'
import { deriveFilter } from '../../../renderer/state/filter.ts'

const rest = { section: 'map', area: null, drawn: null, statuses: null } as const satisfies Partial<Address>

test('the last seven days end with the day of the last report held', () => {
  const city = { timeZone: 'Asia/Shanghai', lastReportAt: Date.parse('2026-11-22T17:30:00Z') }
  const { from, to } = deriveFilter({ ...rest, classes: [], weekdays: [], hours: [], period: { last: 7 } }, city, 0)
  assert.equal(new Date(from).toISOString(), '2026-11-16T16:00:00.000Z')
  assert.equal(new Date(to).toISOString(), '2026-11-23T16:00:00.000Z')
})

test('a fixed period includes its last day, also when the clocks change on it', () => {
  const city = { timeZone: 'America/New_York', lastReportAt: null }
  const { from, to } = deriveFilter({ ...rest, classes: [], weekdays: [], hours: [], period: { from: '2026-11-01', to: '2026-11-01' } }, city, 0)
  assert.equal((to - from) / 3_600_000, 25)
})

test('where nobody has chosen the map counts problems, each once, and the list leaves no case out; what was chosen holds for both', () => {
  const city = { timeZone: 'Asia/Shanghai', lastReportAt: null }
  const lists = { classes: [], weekdays: [], hours: [], period: { last: 7 } }
  const of = (section: Address['section'], statuses: Address['statuses']): readonly string[] => deriveFilter({ ...rest, ...lists, section, statuses }, city, 0).statuses
  assert.deepEqual(['rejected', 'merged', 'void', 'closed', 'filed'].filter((status) => of('map', null).includes(status)), ['closed', 'filed'])
  assert.deepEqual(of('desk', null), [])
  for (const section of ['map', 'desk'] as const) {
    assert.deepEqual(of(section, []), [])
    assert.deepEqual(of(section, ['merged']), ['merged'])
  }
})
