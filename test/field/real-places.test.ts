/** A thousand real places of Ningbo and the districts they name: right as they are, and what a confusion of systems would do to them. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type Confusion, CONFUSIONS, undo } from '../../main/field/confusion.ts'
import { findDisplaced } from '../../main/field/displacement.ts'
import { WORLD_LEVEL, worldX, worldY } from '../../main/field/ground.ts'
import { type Outline, type Polygons, prepareOutline } from '../../main/field/outlines.ts'
import { findStrays } from '../../main/field/strays.ts'
import { shared } from '../central/import/shared-data.ts'

const PLACES = shared('geo/ningbo_osm_places_wgs84.geojson')
const districts = (system: string): string => shared(`geo/ningbo_districts_${system}.geojson`)
const skip = [PLACES, districts('wgs84'), districts('gcj02')].every((file) => existsSync(file)) ? false : 'the real data sets are not beside this checkout: real places not examined'
const WORLD = 2 ** WORLD_LEVEL

interface Feature { properties: { name: string; district: string; centroid: [number, number] }; geometry: { type: string; coordinates: unknown } }
const read = (file: string): Feature[] => (JSON.parse(readFileSync(file, 'utf8')) as { features: Feature[] }).features

function look(system: 'wgs84' | 'gcj02', confusion: Confusion | null): { places: number; strays: number; findings: { confusion: number; repaired: number; z: number }[] } {
  const areas = read(districts(system))
  const outlines: Outline[] = areas.map(({ geometry: { type, coordinates } }) => prepareOutline((type === 'Polygon' ? [coordinates] : coordinates) as Polygons))
  const places = read(PLACES).map(({ properties: { district, centroid } }) => {
    const [lng, lat] = confusion === null ? centroid : undo({ actual: confusion.declared, declared: confusion.actual }, ...centroid)
    return { x: worldX(lng) * WORLD, y: worldY(lat) * WORLD, district: areas.findIndex(({ properties }) => properties.name === district) }
  })
  const strays = findStrays({ count: places.length, x: (n) => places[n]!.x, y: (n) => places[n]!.y, outline: (n) => places[n]!.district }, outlines)
  const findings = findDisplaced({ strays, allowed: () => 2 ** CONFUSIONS.length - 1, groupings: [{ records: [places.length], of: () => 0 }] })
  return { places: places.length, strays: strays.rows.length, findings }
}

test('as they are, real places lie in the district they name, save a handful, and nothing is flagged', { skip }, (t) => {
  const { places, strays, findings } = look('wgs84', null)
  t.diagnostic(`${strays} of ${places} places outside their district`)
  assert.ok(places > 1_000 && strays <= 3)
  assert.deepEqual(findings, [])
})

test('confused, a few more lie outside; with ten districts for areas that is little to go by, and nothing untrue is said', { skip }, (t) => {
  for (const [c, confusion] of CONFUSIONS.entries()) {
    const { places, strays, findings } = look('wgs84', confusion)
    t.diagnostic(`${confusion.actual} for ${confusion.declared}: ${strays} of ${places} outside, ${findings.map((finding) => `flagged ${finding.repaired} as ${finding.confusion === c ? 'that' : 'another'} (z ${finding.z.toFixed(1)})`).join() || 'not flagged'}`)
    assert.ok(strays > 10)
    assert.ok(findings.every((finding) => finding.confusion === c))
  }
})

test('outlines in GCJ-02 under places in WGS-84 put more of them outside, and no wrong cause is named', { skip }, (t) => {
  const { strays, findings } = look('gcj02', null)
  t.diagnostic(`${strays} outside, ${findings.length} findings`)
  assert.ok(strays > look('wgs84', null).strays + 10)
  assert.ok(findings.every(({ confusion }) => confusion === 1))
})
