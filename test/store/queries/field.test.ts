/** field.get against independent SQL on the same cache. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { getField } from '../../../main/store/queries/field.ts'
import type { Filter } from '../../../preload/contract/model.ts'
import { DAY, NOW, emptyCache, fillCity } from './filled-cache.ts'

const db = emptyCache()
fillCity(db)
const context = { db }
const view = (zoom: number, lng = 121.56, lat = 29.86): { west: number; south: number; east: number; north: number; zoom: number } => {
  const half = (1000 / 512 / 2 ** zoom) * 180
  return { west: lng - half, south: lat - half * 0.5, east: lng + half, north: lat + half * 0.5, zoom }
}
const filter = (part: Partial<Filter> = {}): Filter => ({ area: null, from: NOW - 30 * DAY, to: NOW, classes: [], hours: [], ...part })

test('total and records of the report layer equal SQL at three zooms for several filters', () => {
  const filters = [
    filter(), filter({ area: '330205' }), filter({ area: '330212001' }), filter({ area: '3302' }), filter({ classes: ['safety'] }),
    filter({ hours: [0, 8, 9, 23] }), filter({ area: '330212', classes: ['safety', 'rental'], hours: [7, 8], from: NOW - 17.31 * DAY, to: NOW - 2.7 * DAY }),
    filter({ from: NOW, to: NOW + DAY }),
  ]
  for (const f of filters) {
    // Prefix instead of the parent chain, and SQLite's own clock for the hour: another way to the same answer.
    const sql = db.prepare(`SELECT count(*) AS records, coalesce(sum(weight), 0) AS total FROM point WHERE reported_at >= ? AND reported_at < ?
      AND (? IS NULL OR area LIKE ? || '%') AND (? = 0 OR class IN (SELECT value FROM json_each(?)))
      AND (? = 0 OR CAST(strftime('%H', reported_at / 1000 + 28800, 'unixepoch') AS INTEGER) IN (SELECT value FROM json_each(?)))`)
      .get(f.from, f.to, f.area, f.area, f.classes.length, JSON.stringify(f.classes), f.hours.length, JSON.stringify(f.hours)) as { records: number; total: number }
    for (const zoom of [9, 12, 15]) {
      const field = getField(context, { layer: 'report', filter: f, view: view(zoom), bandwidthMeters: 600 })
      assert.equal(field.records, sql.records, JSON.stringify(f))
      assert.ok(Math.abs(field.total - sql.total) < 1e-6, `${field.total} is ${sql.total} for ${JSON.stringify(f)}`)
      assert.equal(field.values.length, field.width * field.height)
    }
  }
})
