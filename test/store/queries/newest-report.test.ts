/** A few reports dated far ahead move no period and no class limits; nothing else is left out. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WritableDatabase } from '../../../main/store/open.ts'
import { getCity } from '../../../main/store/queries/city.ts'
import { getField } from '../../../main/store/queries/field.ts'
import { NEWEST_SQL, newestReportAt } from '../../../main/store/queries/newest-report.ts'
import { DAY, emptyCache, fillCity, NOW, putRow } from './filled-cache.ts'

const put = (db: WritableDatabase, ...times: number[]): void => {
  for (const at of times) putRow(db, 'city:3302', 'point', { id: `at${at}`, area: '330205001', lng: 121.5, lat: 29.86, reported_at: new Date(at).toISOString(), class: 'safety', status: 'reported', weight: 1 })
}
const newestOf = (...times: number[]): number | null => {
  const db = emptyCache()
  put(db, ...times)
  return newestReportAt(db)
}

test('a report typed 2062 leaves the newest day, the class limits and their month as they were', () => {
  const db = emptyCache()
  fillCity(db)
  const answer = (): unknown[] => {
    const fields = (['report', 'coverage'] as const).map((layer) => getField({ db }, { layer, filter: { from: NOW - 30 * DAY, to: NOW, area: null, drawn: null, classes: [], statuses: [], weekdays: [], hours: [] }, view: { west: 121.4, south: 29.7, east: 121.8, north: 30, zoom: 11 }, bandwidthMeters: 600 }))
    return [getCity({ db }, null)!.lastReportAt, ...fields.map(({ limits, scale }) => [limits, scale])]
  }
  const before = answer()
  assert.equal(before[0], db.prepare('SELECT max(reported_at) FROM point').pluck().get())
  put(db, Date.parse('2062-06-30T08:00:00Z'), Date.parse('2027-06-30T08:00:00Z'))
  assert.deepEqual(answer(), before)
})

test('four reports far ahead are slips, five are not, and what is within a week of the fifth newest counts', () => {
  const days = [0, 1, 2, 3, 4].map((n) => NOW - n * DAY)
  const ahead = Array.from({ length: 5 }, (_, n) => NOW + 400 * DAY + n)
  assert.equal(newestOf(...days, ...ahead.slice(1)), NOW)
  assert.equal(newestOf(...days, ...ahead), NOW + 400 * DAY + 4)
  assert.equal(newestOf(...days, NOW + 4 * DAY), NOW + 4 * DAY)
  assert.equal(newestOf(...days, NOW + 4 * DAY + 1), NOW)
})

test('of fewer than five reports all count, and of none there is no newest', () => {
  assert.equal(newestOf(NOW, NOW + 400 * DAY), NOW + 400 * DAY)
  assert.equal(newestOf(), null)
})

test('it is found by the index alone', () => {
  const plan = emptyCache().prepare(`EXPLAIN QUERY PLAN ${NEWEST_SQL}`).all().map((row) => (row as { detail: string }).detail).join('; ')
  assert.ok(plan.includes('SEARCH point USING COVERING INDEX point_reported_at (reported_at<?)') && !plan.includes('TEMP B-TREE'), plan)
})
