/** The quality answers on a real cache with the practice city's outlines: counts by plain means, displaced groups, pages of records, what cannot be judged. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listAreas } from '../../../main/central/city/areas.ts'
import { isInside } from '../../../main/central/city/geometry.ts'
import { CONFUSIONS, undo } from '../../../main/field/confusion.ts'
import { nearMeters } from '../../../main/field/distance.ts'
import type { WritableDatabase } from '../../../main/store/open.ts'
import { getFlagged } from '../../../main/store/queries/flagged.ts'
import { getQuality } from '../../../main/store/queries/quality.ts'
import type { Row } from '../../../main/sync/protocol.ts'
import type { Quality, QualitySource } from '../../../preload/contract/quality.ts'
import { displace, ground, type PlacedRecord, scatter, spread } from '../../field/displaced-city.ts'
import { emptyCache, NOW, putRow, putScope } from './filled-cache.ts'

const CLASS = 3
const REPORTS = 8_000

function cityWithOutlines(): WritableDatabase {
  const db = emptyCache()
  putScope(db, 'city:3302')
  for (const { body } of listAreas(1, NOW)) putRow(db, 'city:3302', 'area', body as Row<'area'>)
  for (let n = 0; n < 12; n++) putRow(db, 'city:3302', 'class', { id: `class-${n}`, city: '3302', name: `类${n}`, name_en: `Class ${n}`, order: n, simulated: true })
  return db
}

const streetOf = ({ street }: PlacedRecord): string => ground.streets[street]!.id
const scopeOf = (record: PlacedRecord): string => `ref:${streetOf(record).slice(0, 6)}`

function putReports(db: WritableDatabase, records: readonly PlacedRecord[]): void {
  db.transaction(() => {
    for (const [n, record] of records.entries()) {
      putRow(db, 'city:3302', 'point', {
        id: `p${n}`, area: streetOf(record), lng: record.lng, lat: record.lat, reported_at: new Date(NOW - n * 60_000).toISOString(), class: `class-${record.class}`, status: 'reported', weight: 1,
      })
    }
  })()
}

function putSites(db: WritableDatabase, scope: string, records: readonly PlacedRecord[], source: string, original?: 'gcj02' | 'bd09'): void {
  db.transaction(() => {
    for (const [n, record] of records.entries()) {
      putRow(db, scope, 'site', {
        id: `${source} ${scope} ${n}`, city: '3302', area: streetOf(record), name: `点 ${n}`, kind: 'station', lng: record.lng, lat: record.lat,
        ...(original === undefined ? {} : { original: { crs: original, x: record.lng, y: record.lat } }), simulated: true, source, as_of: new Date(NOW).toISOString(),
      })
    }
  })()
}

const sourceOf = ({ sources }: Quality, scope: string, type: string): QualitySource => sources.find((source) => source.scope === scope && source.type === type) ?? assert.fail(`${scope} ${type}`)

test('rows without fault are counted, and nothing is flagged', () => {
  const db = cityWithOutlines()
  putReports(db, spread(2_000, 1))
  const quality = getQuality({ db }, null)
  const { provenance, ...counts } = sourceOf(quality, 'city:3302', 'point')
  assert.deepEqual(counts, {
    scope: 'city:3302', scopeName: 'city:3302', type: 'point', rows: 2_000, withoutPoint: 0, outsideCity: 0, judged: 2_000, outsideArea: 0, displaced: 0, declared: [{ system: null, rows: 2_000 }],
  })
  assert.deepEqual(provenance, { asOf: NOW, source: 'quality.get: point', simulated: true })
  assert.deepEqual([quality.displacements, quality.flagged, quality.outlines, quality.simulatedOutlines], [[], 0, ground.streets.length + 10, ground.streets.length])
  assert.deepEqual(getFlagged({ db }, { from: 0, limit: 50 }), { from: 0, total: 0, rows: [] })
})

test('what lies outside its area, its city or nowhere is counted as plain geometry counts it', () => {
  const db = cityWithOutlines()
  const records = scatter(spread(1_500, 2), 0.3, 4_000)
  records.push({ ...records[0]!, lng: 0, lat: 0 }, { ...records[0]!, lng: 116.4, lat: 39.9 })
  putReports(db, records)
  db.prepare("INSERT INTO bad_row (type, id, scope, ver, h, body, why) VALUES ('point', 'bad', 'city:3302', 1, x'00', '{}', 'lng')").run()
  const said = sourceOf(getQuality({ db }, null), 'city:3302', 'point')
  const placed = records.filter(({ lng }) => lng !== 0)
  const strays = placed.filter((record) => !isInside(ground.streets[record.street]!.polygons, record.lng, record.lat))
  const outside = placed.filter(({ lng, lat }) => !ground.streets.some(({ polygons }) => isInside(polygons, lng, lat)))
  assert.equal(said.rows, records.length)
  assert.equal(said.withoutPoint, 2)
  assert.equal(said.judged, placed.length)
  // Up to fifty metres beyond a border a point counts as within.
  assert.ok(said.outsideArea! <= strays.length && said.outsideArea! > strays.length * 0.9, `${said.outsideArea} of ${strays.length}`)
  assert.ok(said.outsideCity! >= 1 && said.outsideCity! <= outside.length && said.outsideCity! > outside.length * 0.75, `${said.outsideCity} of ${outside.length}`)
})

test('a displaced class is named with its cause, and its records come in pages with their evidence', () => {
  const db = cityWithOutlines()
  const records = displace(spread(REPORTS, 1), CONFUSIONS[0], 0.8, (record) => record.class === CLASS)
  putReports(db, records)
  const context = { db }
  const { displacements: [found, ...others], flagged, sources } = getQuality(context, null)
  assert.deepEqual(others, [])
  assert.deepEqual([found!.type, found!.grouping, found!.group, found!.actual, found!.declared], ['point', 'class', { id: `class-${CLASS}`, name: `类${CLASS}`, nameEn: `Class ${CLASS}` }, 'gcj02', 'wgs84'])
  assert.ok(found!.distanceMeters > 480 && found!.distanceMeters < 520 && found!.bearing > 115 && found!.bearing < 135)
  assert.equal(found!.records, records.filter((record) => record.class === CLASS).length)
  assert.equal(sources[0]!.displaced, flagged)

  const pages = [0, 20, 40, 60, 80, 100].map((from) => getFlagged(context, { from, limit: 20 }))
  assert.ok(pages.every(({ total }) => total === flagged))
  const rows = pages.flatMap((page) => page.rows)
  assert.equal(rows.length, flagged)
  assert.equal(new Set(rows.map(({ id }) => id)).size, flagged)
  let home = 0
  for (const row of rows) {
    const record = records[Number(row.id.slice(1))]!
    assert.ok(record.displaced)
    assert.deepEqual([row.lng, row.lat, row.area.id], [record.lng, record.lat, streetOf(record)])
    assert.notEqual(row.found?.id, row.area.id)
    home += isInside(ground.streets[record.street]!.polygons, row.homeLng, row.homeLat) ? 1 : 0
    assert.ok(row.otherWays >= 0 && row.otherWays <= 9)
    const [lng, lat] = undo(CONFUSIONS[0], record.lng, record.lat)
    assert.deepEqual([row.homeLng, row.homeLat], [lng, lat])
    assert.ok(Math.abs(row.distanceMeters - nearMeters(lng, lat, row.lng, row.lat)) < 1)
  }
  // The search moves by its cell's move, the page by the exact one: a few lie on the border.
  assert.ok(home > rows.length * 0.95, `${home} of ${rows.length}`)
})

test('of two sources of sites the mistaken one is named, in all districts together, and each scope has its part', () => {
  const db = cityWithOutlines()
  for (const district of ['330203', '330212', '330282']) putScope(db, `ref:${district}`, NOW - 60_000)
  const inHeld = spread(9_000, 4).filter((record) => ['330203', '330212', '330282'].includes(streetOf(record).slice(0, 6)))
  const half = inHeld.length >> 1
  for (const [source, records] of [['good', inHeld.slice(0, half)], ['baidu', displace(inHeld.slice(half), CONFUSIONS[2], 1, () => true)]] as const) {
    for (const [scope, list] of Map.groupBy(records, scopeOf)) putSites(db, scope, list, source)
  }
  assert.equal(db.prepare('SELECT count(*) FROM site').pluck().get(), inHeld.length)
  const { displacements, sources, flagged } = getQuality({ db }, null)
  assert.deepEqual(displacements.map(({ type, grouping, group, actual, declared }) => [type, grouping, group?.id, actual, declared]), [['site', 'source', 'baidu', 'bd09', 'wgs84']])
  const sites = sources.filter(({ type }) => type === 'site')
  assert.equal(sites.length, 3)
  assert.equal(sites.reduce((sum, { displaced }) => sum + displaced!, 0), flagged)
  assert.equal(sites[0]!.provenance.asOf, NOW - 60_000)
})

test('a source that kept its declared system is only suspected of what can have happened to it', () => {
  for (const [original, expected] of [['gcj02', ['wgs84', 'gcj02']], [undefined, ['wgs84', 'gcj02']]] as const) {
    const db = cityWithOutlines()
    putScope(db, 'ref:330203')
    putSites(db, 'ref:330203', displace(spread(4_000, 5), CONFUSIONS[1], 1, () => true), 'made', original)
    const { displacements, sources } = getQuality({ db }, null)
    assert.deepEqual(displacements.map(({ actual, declared }) => [actual, declared]), [expected])
    assert.deepEqual(sourceOf({ sources } as Quality, 'ref:330203', 'site').declared, [{ system: original ?? null, rows: 4_000 }])
  }
  const db = cityWithOutlines()
  putScope(db, 'ref:330203')
  putSites(db, 'ref:330203', displace(spread(4_000, 5), CONFUSIONS[1], 1, () => true), 'made', 'bd09')
  assert.ok(getQuality({ db }, null).displacements.every(({ declared }) => declared === 'bd09'))
})

test('a city without outlines is not judged, and says so instead of zero', () => {
  const db = emptyCache()
  putScope(db, 'city:boston')
  const area = { city: 'boston', simulated: false, source: 'test' }
  putRow(db, 'city:boston', 'area', { ...area, id: 'boston', level: 'city', name: 'Boston', bounds: [-71.2, 42.2, -70.9, 42.4] })
  putRow(db, 'city:boston', 'area', { ...area, id: 'boston/x', level: 'street', name: 'X', parent: 'boston' })
  for (const [n, lng] of [-71.1, -71, -60].entries()) putRow(db, 'city:boston', 'point', { id: `p${n}`, area: 'boston/x', lng, lat: 42.3, reported_at: new Date(NOW).toISOString(), class: 'c', status: 'closed', weight: 1 })
  const { rows, judged, outsideArea, displaced, outsideCity } = sourceOf(getQuality({ db }, null), 'city:boston', 'point')
  assert.deepEqual({ rows, judged, outsideArea, displaced, outsideCity }, { rows: 3, judged: 0, outsideArea: null, displaced: null, outsideCity: 1 })
})

test('an empty cache answers without rows', () => {
  const { sources, displacements, flagged, provenance } = getQuality({ db: emptyCache() }, null)
  assert.deepEqual([sources, displacements, flagged, provenance.asOf], [[], [], 0, null])
})

test('what changes is seen by the same reader: a report moved away, a site mended', () => {
  const db = cityWithOutlines()
  putReports(db, spread(300, 6))
  const context = { db }
  assert.equal(sourceOf(getQuality(context, null), 'city:3302', 'point').outsideArea, 0)
  putRow(db, 'city:3302', 'point', { id: 'far', area: streetOf(spread(1, 6)[0]!), lng: 121, lat: 28.2, reported_at: new Date(NOW).toISOString(), class: 'class-1', status: 'reported', weight: 1 })
  db.exec("UPDATE scope SET cursor = cursor + 1 WHERE kind = 'city'")
  const { outsideArea, outsideCity } = sourceOf(getQuality(context, null), 'city:3302', 'point')
  assert.deepEqual([outsideArea, outsideCity], [1, 1])
  putScope(db, 'ref:330203')
  putSites(db, 'ref:330203', spread(10, 7), 'late')
  assert.equal(sourceOf(getQuality(context, null), 'ref:330203', 'site').rows, 10)
})
