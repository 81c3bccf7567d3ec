/** The shipped geography is sound: rings, bounds, counts, and street cells that tile their districts. */
import assert from 'node:assert/strict'
import { readFileSync, statSync } from 'node:fs'
import { test } from 'node:test'
import { areaKm2, isInside } from '../../../main/central/city/geometry.ts'
import type { Position, Ring } from '../../../main/central/city/geometry.ts'
import { readDistricts, readDivisions, readStreetCells } from '../../../main/central/city/resources.ts'
import { cutStreetCells } from '../../../main/central/city/street-cells.ts'
import { STREET_CENTRES } from '../../../main/central/city/street-centres.ts'

const FOLDER = new URL('../../../resources/geo/', import.meta.url)
const FILES = ['districts.json', 'land.json', 'water.json', 'places.json', 'divisions.json']
interface Feature { type: string; properties: Record<string, unknown>; geometry: { type: string; coordinates: unknown } }
const readFeatures = (name: string): Feature[] => (JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as { features: Feature[] }).features
const isRing = (value: unknown): value is Ring => Array.isArray(value) && Array.isArray(value[0]) && typeof value[0][0] === 'number'
const ringsOf = (value: unknown): Ring[] => (isRing(value) ? [value] : (value as unknown[]).flatMap(ringsOf))

test('every ring of the base map is closed, has an area, repeats no vertex and lies in the frame', () => {
  for (const name of ['districts.json', 'land.json', 'water.json']) {
    for (const ring of readFeatures(name).flatMap(({ geometry }) => ringsOf(geometry.coordinates))) {
      assert.ok(ring.length >= 4, name)
      assert.deepEqual(ring[0], ring.at(-1), name)
      assert.ok(areaKm2([[ring]]) > 0, name)
      ring.slice(1).forEach((place, i) => assert.notDeepEqual(place, ring[i], name))
      for (const [lng, lat] of ring) assert.ok(lng >= 120.7 && lng <= 122.5 && lat >= 28.7 && lat <= 30.65, `${name} ${lng},${lat}`)
    }
  }
})

test('outer rings run counter-clockwise, as RFC 7946 asks', () => {
  for (const name of ['districts.json', 'land.json', 'water.json']) {
    for (const { geometry } of readFeatures(name)) {
      const polygons = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as Ring[][]
      for (const [outer] of polygons) assert.ok(outer!.slice(1).reduce((sum, [lng, lat], i) => sum + (outer![i]![0] * lat - lng * outer![i]![1]), 0) > 0, name)
    }
  }
})

test('the base map holds 10 districts, 162 streets and 3,042 communities and stays light', () => {
  assert.equal(readDistricts().length, 10)
  const divisions = readDivisions()
  assert.equal(divisions.filter(({ level }) => level === 'street').length, 162)
  assert.equal(divisions.filter(({ level }) => level === 'community').length, 3042)
  const ids = new Set(['3302', ...divisions.map(({ id }) => id)])
  for (const { parent } of divisions) assert.ok(ids.has(parent))
  assert.ok(FILES.reduce((bytes, name) => bytes + statSync(new URL(name, FOLDER)).size, 0) < 1_000_000)
})

test('district outlines carry the area of the real districts', () => {
  for (const { name, polygons, label } of readDistricts()) {
    assert.ok(areaKm2(polygons) > 200 && areaKm2(polygons) < 2000, name)
    assert.ok(isInside(polygons, ...label), name)
    assert.ok(JSON.stringify(polygons).length < 60_000, name)
  }
})

test('street cells tile each district within 0.5 % and do not overlap', () => {
  const cells = readStreetCells()
  for (const { id, name, polygons } of readDistricts()) {
    const own = Object.entries(cells).filter(([street]) => street.startsWith(id))
    const sum = own.reduce((total, [, cell]) => total + areaKm2(cell), 0)
    assert.ok(Math.abs(sum / areaKm2(polygons) - 1) < 0.005, name)
    for (const { id: street, lng, lat } of STREET_CENTRES.filter((centre) => centre.id.startsWith(id))) {
      const holders = own.filter(([, cell]) => isInside(cell, ...([lng, lat] satisfies Position))).map(([holder]) => holder)
      assert.deepEqual(holders, [street], name)
    }
  }
})

test('the shipped street cells equal those cut anew', () => {
  const anew = Object.assign({}, ...readDistricts().map((district) => cutStreetCells(district, STREET_CENTRES))) as ReturnType<typeof readStreetCells>
  assert.deepEqual(anew, readStreetCells())
})
