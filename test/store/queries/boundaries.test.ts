/** Outlines of a file on this PC: used where the central gives none of the level, never mixed with the central's, refused when changed. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { checkFile } from '../../../main/outlines/check-file.ts'
import { readHeldFolder, writeHeld } from '../../../main/outlines/held-file.ts'
import { readOutlineOptions } from '../../../main/outlines/options.ts'
import { getBorder } from '../../../main/store/queries/borders.ts'
import { outlineOrigins } from '../../../main/store/queries/boundaries.ts'
import { getAreaFigures } from '../../../main/store/queries/area-figures.ts'
import { getBoundaries } from '../../../main/store/queries/city.ts'
import { knownAreas } from '../../../main/store/queries/known-areas.ts'
import type { WritableDatabase } from '../../../main/store/open.ts'
import { collection, feature, square } from '../../outlines/corpus.ts'
import { DAY, emptyCache, fillCity, NOW, putRow } from './filled-cache.ts'

const root = mkdtempSync(join(tmpdir(), 'held-outlines-'))
after(() => rmSync(root, { recursive: true }))

/** A folder that holds districts 330205 and 330212, side by side along 121.5°, for a city. */
async function heldFolder(name: string, city = '3302', level = 'district', codes = ['330205', '330212']): Promise<string> {
  const folder = join(root, name)
  const file = join(root, `${name}.geojson`)
  writeFileSync(file, collection(codes.map((code, n) => feature(code, [square(121.4 + 0.1 * n, 29.8)]))))
  const options = readOutlineOptions([file, '--crs', 'wgs84', '--city', city, '--level', level, '--source', '测绘院', '--date', '2026-03-01', '--yes'])
  const checked = await checkFile(file, options, codes.map((id) => ({ id, level, label: null })))
  assert.equal(checked.errors, 0)
  writeHeld(folder, city, checked, options)
  return folder
}

function cityCache(): WritableDatabase {
  const db = emptyCache()
  fillCity(db, 400)
  return db
}

test('where the central gives no outlines of a level the file’s are drawn, measured and warned by, and say so', async () => {
  const context = { db: cityCache(), outlinesFolder: await heldFolder('plain') }
  const districts = getBoundaries(context, { level: 'district', parent: null })
  assert.deepEqual(districts.map(({ id, simulated, file }) => [id, simulated, file]), [['330205', false, '测绘院 · plain.geojson'], ['330212', false, '测绘院 · plain.geojson']])
  assert.deepEqual(getBoundaries(context, { level: 'district', parent: '330205' }).map(({ id }) => id), ['330205'])
  const { figures } = getAreaFigures(context, { layer: 'report', measure: 'per-km2', level: 'district', filter: { area: null, drawn: null, from: NOW - 30 * DAY, to: NOW, classes: [], statuses: [], weekdays: [], hours: [] } })
  assert.ok(figures.every(({ exposure }) => exposure !== null && exposure > 0))
  assert.deepEqual(getBorder(context, { lng: 121.4999, lat: 29.85 }).map(({ own, neighbour, simulated }) => [own?.id, neighbour?.id, simulated]), [['330205', '330212', false]])
  assert.deepEqual(outlineOrigins(context), [{ level: 'district', from: 'file', source: '测绘院 · plain.geojson', asOf: '2026-03-01', system: 'wgs84', outlines: 2, simulated: 0, unknown: 0, state: 'used' }])
  assert.deepEqual(getBoundaries({ db: cityCache() }, { level: 'district', parent: null }), [])
})

test('a level that the central gives, even in part, is wholly the central’s', async () => {
  const db = cityCache()
  const coordinates = [[square(121.4, 29.8)]] as [number, number][][][]
  putRow(db, 'city:3302', 'area', { id: '330205', city: '3302', level: 'district', name: '江北', parent: '3302', boundary: { type: 'MultiPolygon', coordinates }, boundary_source: { source: '市局', as_of: '2025-01-01', crs: 'gcj02' }, simulated: false, source: 'x' })
  const context = { db, outlinesFolder: await heldFolder('second') }
  assert.deepEqual(getBoundaries(context, { level: 'district', parent: null }).map(({ id, file }) => [id, file]), [['330205', undefined]])
  assert.deepEqual(outlineOrigins(context).map(({ from, source, asOf, system, state }) => [from, source, asOf, system, state]), [
    ['central', '市局', '2025-01-01', 'gcj02', 'used'], ['file', '测绘院 · second.geojson', '2026-03-01', 'wgs84', 'central-first'],
  ])
})

test('codes that no area has are left out and counted; another city’s file is not used', async () => {
  const strange = { db: cityCache(), outlinesFolder: await heldFolder('strange', '3302', 'street', ['330205001', '330299001']) }
  assert.deepEqual(getBoundaries(strange, { level: 'street', parent: null }).map(({ id }) => id), ['330205001'])
  assert.deepEqual(outlineOrigins(strange).map(({ unknown, state }) => [unknown, state]), [[1, 'used']])
  const other = { db: cityCache(), outlinesFolder: await heldFolder('other', '4403') }
  assert.deepEqual(getBoundaries(other, { level: 'district', parent: null }), [])
  assert.deepEqual(outlineOrigins(other).map(({ state }) => state), ['other-city'])
})

test('a file edited after its import, or broken, is named and not used; the file it came from lies beside', async () => {
  const folder = await heldFolder('edited')
  const path = join(folder, '3302-district.outlines.json')
  assert.equal(readFileSync(join(folder, '3302-district.original.geojson'), 'utf8'), readFileSync(join(root, 'edited.geojson'), 'utf8'))
  const text = readFileSync(path, 'utf8')
  for (const [changed, state] of [[text.replace('121.4', '121.41'), 'unreadable'], [text.replaceAll('121.4,', '121.41,'), 'changed'], [text.slice(0, 99), 'unreadable'], [text.replace('"330205"', '"330203"'), 'changed']] as const) {
    writeFileSync(path, changed)
    const context = { db: cityCache(), outlinesFolder: folder }
    assert.deepEqual(outlineOrigins(context).map(({ state: said, source }) => [said, source]), [[state, '3302-district.outlines.json']])
    assert.deepEqual(getBoundaries(context, { level: 'district', parent: null }), [])
  }
  writeFileSync(path, text)
  assert.ok('held' in readHeldFolder(folder)[0]!)
})

test('the areas a cache knows are those a file’s codes are checked against', () => {
  const [city] = knownAreas(cityCache())
  assert.deepEqual([city!.id, city!.areas.map(({ id, level }) => `${level} ${id}`)], ['3302', ['city 3302', 'district 330205', 'street 330205001', 'street 330205002', 'district 330212', 'street 330212001', 'street 330212002']])
})
