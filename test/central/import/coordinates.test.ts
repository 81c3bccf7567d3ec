/** Coordinates: the three systems, and everything that is no coordinate. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readPlace, toWgs84 } from '../../../main/central/import/coordinates.ts'
import { shared } from './shared-data.ts'

const meters = (a: { lng: number; lat: number }, b: { lng: number; lat: number }): number =>
  Math.hypot((a.lng - b.lng) * 111_320 * Math.cos((a.lat * Math.PI) / 180), (a.lat - b.lat) * 110_574)

/** Tiananmen in the three systems. */
const TIANANMEN = { wgs84: [116.391305, 39.9059631], gcj02: [116.397_548, 39.907_365], bd09: [116.403_933, 39.913_673] } as const

for (const crs of ['gcj02', 'bd09'] as const) {
  test(`a known point in ${crs} lands on its WGS-84 place and keeps its original`, () => {
    const [x, y] = TIANANMEN[crs]
    const [lng, lat] = TIANANMEN.wgs84
    const place = toWgs84(x, y, crs)
    assert.ok(meters(place, { lng, lat }) < 10, JSON.stringify(place))
    assert.deepEqual(place.original, { crs, x, y })
  })
}

test('a point outside China is the same in every system', () => {
  assert.deepEqual([toWgs84(-71.06, 42.36, 'gcj02').lng, toWgs84(-71.06, 42.36, 'gcj02').lat], [-71.06, 42.36])
})

const districts = ['gcj02', 'wgs84'].map((crs) => shared(`geo/ningbo_districts_${crs}.geojson`))
test('the labels of the ten districts agree after conversion', { skip: districts.every((file) => existsSync(file)) ? false : '../shared/data is absent: district labels not compared' }, () => {
  const [gcj02, wgs84] = districts.map((file) => labels(file))
  assert.equal(gcj02?.size, 10)
  for (const [adcode, label] of gcj02 ?? []) {
    const right = wgs84?.get(adcode)
    assert.ok(right)
    const place = toWgs84(label[0], label[1], 'gcj02')
    assert.ok(meters(place, { lng: right[0], lat: right[1] }) < 1, `${adcode} ${JSON.stringify(place)}`)
    assert.ok(meters({ lng: label[0], lat: label[1] }, { lng: right[0], lat: right[1] }) > 450)
  }
})

function labels(file: string): Map<string, [number, number]> {
  const { features } = JSON.parse(readFileSync(file, 'utf8')) as { features: { properties: { adcode: string; label: [number, number] } }[] }
  return new Map(features.map(({ properties }) => [properties.adcode, properties.label]))
}

const refusals: [string, string, string][] = [
  ['', '29.8', 'no-coordinate'], ['121.5', ' ', 'no-coordinate'], ['0', '0', 'zero-coordinate'], ['0.000', '-0.0', 'zero-coordinate'],
  ['181', '29', 'out-of-range'], ['29.8', '121.5', 'out-of-range'], ['121.5E', '29.8N', 'bad-coordinate'], ["121°30'", "29°50'", 'bad-coordinate'],
  ['NaN', '29', 'bad-coordinate'], ['1e2', '29', 'bad-coordinate'], ['0x1F', '29', 'bad-coordinate'], ['１２１.5', '29', 'bad-coordinate'], ['121,5', '29,8', 'bad-coordinate'],
]
for (const [x, y, reason] of refusals) {
  test(`${JSON.stringify(x)}, ${JSON.stringify(y)} is refused as ${reason}`, () => {
    const place = readPlace(x, y, 'wgs84')
    assert.equal('refused' in place && place.refused, reason)
  })
}
