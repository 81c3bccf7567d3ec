/** Coordinates: the three systems, and everything that is no coordinate. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as gcoordPackage from 'gcoord'
import { type Crs, readPlace, toWgs84 } from '../../../main/central/import/coordinates.ts'
import { shared } from './shared-data.ts'

const gcoord = gcoordPackage.default as unknown as typeof gcoordPackage.default.default
const forward = (lng: number, lat: number, crs: 'gcj02' | 'bd09'): [number, number] => {
  const [x, y] = gcoord.transform([lng, lat], gcoord.WGS84, { gcj02: gcoord.GCJ02, bd09: gcoord.BD09 }[crs])
  return [x, y]
}

const meters = (a: { lng: number; lat: number }, b: { lng: number; lat: number }): number =>
  Math.hypot((a.lng - b.lng) * 111_320 * Math.cos((a.lat * Math.PI) / 180), (a.lat - b.lat) * 110_574)

/**
 * Published pairs, longitude first. The first three are the test data of googollee/eviltransform (python/test.py: Shanghai, Shenzhen,
 * Beijing; its two BD-09 pairs are left out, because they come from a formula of its own, tens of metres from Baidu's). The next six
 * are of hujiulong/gcoord (test/fixtures/china-cities.json: Jinhua, Taizhou, Zhengzhou; answers of map services, which the formula meets to 0.7 m). The last three are the
 * results in the README of wandergis/coordtransform.
 */
const PUBLISHED: { from: Crs; to: Crs; given: [number, number]; known: [number, number]; meters: number }[] = [
  { from: 'gcj02', to: 'wgs84', given: [121.531541859215, 31.17530398364597], known: [121.5272106, 31.1774276], meters: 0.1 },
  { from: 'gcj02', to: 'wgs84', given: [113.9171764808363, 22.540796131694766], known: [113.912316, 22.543847], meters: 0.1 },
  { from: 'gcj02', to: 'wgs84', given: [116.38404722455657, 39.91334545536069], known: [116.377817, 39.911954], meters: 0.1 },
  { from: 'gcj02', to: 'wgs84', given: [119.6474509, 29.0790641], known: [119.6427465, 29.0820414], meters: 1 },
  { from: 'bd09', to: 'wgs84', given: [119.6538875, 29.0854003], known: [119.6427465, 29.0820414], meters: 1 },
  { from: 'gcj02', to: 'wgs84', given: [119.9231242, 32.4557802], known: [119.9183831, 32.4580023], meters: 1 },
  { from: 'bd09', to: 'wgs84', given: [119.9296902, 32.4615531], known: [119.9183831, 32.4580023], meters: 1 },
  { from: 'gcj02', to: 'wgs84', given: [113.6253334, 34.7466173], known: [113.6192856, 34.7478004], meters: 1 },
  { from: 'bd09', to: 'wgs84', given: [113.6317519, 34.7528605], known: [113.6192856, 34.7478004], meters: 1 },
  { from: 'wgs84', to: 'gcj02', given: [116.404, 39.915], known: [116.41024449916938, 39.91640428150164], meters: 0.1 },
  { from: 'gcj02', to: 'bd09', given: [116.404, 39.915], known: [116.41036949371029, 39.92133699351021], meters: 0.1 },
  { from: 'bd09', to: 'gcj02', given: [116.404, 39.915], known: [116.39762729119315, 39.90865673957631], meters: 0.2 },
]

for (const { from, to, given, known, meters: most } of PUBLISHED) {
  test(`the published pair ${given.join(', ')} from ${from} to ${to} is met`, () => {
    // Both sides are brought to WGS-84, the only way the import goes.
    const [one, other] = [toWgs84(...given, from), toWgs84(...known, to)]
    assert.ok(meters(one, other) < most, `${meters(one, other)} m`)
  })
}

test('the original stands beside the converted coordinate, as it was given', () => {
  assert.deepEqual(toWgs84(121.55, 29.87, 'bd09').original, { crs: 'bd09', x: 121.55, y: 29.87 })
  assert.equal(toWgs84(121.55, 29.87, 'wgs84').original, undefined)
})

for (const crs of ['gcj02', 'bd09'] as const) {
  test(`over a grid covering Ningbo ${crs} comes back to within a tenth of a metre, displaced as the domain says`, () => {
    const [least, most] = ({ gcj02: [475, 545], bd09: [1_060, 1_150] } as const)[crs]
    let worst = 0
    for (let lng = 120.8; lng <= 122.4; lng += 0.02) {
      for (let lat = 28.8; lat <= 30.6; lat += 0.02) {
        const [x, y] = forward(lng, lat, crs)
        worst = Math.max(worst, meters(toWgs84(x, y, crs), { lng, lat }))
        const away = meters({ lng: x, lat: y }, { lng, lat })
        assert.ok(away > least && away < most, `${away} m at ${lng}, ${lat}`)
      }
    }
    assert.ok(worst < 0.1, `${worst} m`)
  })
}

test('outside China GCJ-02 is WGS-84, as the library defines it; BD-09 keeps its own shift everywhere', () => {
  for (const [lng, lat] of [[-71.06, 42.36], [151.2, -33.9], [2.35, 48.86], [139.77, 35.68]] as const) {
    assert.deepEqual([toWgs84(lng, lat, 'gcj02').lng, toWgs84(lng, lat, 'gcj02').lat], [lng, lat])
    const [x, y] = forward(lng, lat, 'bd09')
    assert.ok(Math.abs(x - lng) > 0.005)
    assert.ok(meters(toWgs84(x, y, 'bd09'), { lng, lat }) < 0.1)
  }
})

test('at the edge of what the library calls China the conversion ends, within the shift itself', () => {
  for (const [x, y] of [[72.0045, 30], [72.005, 40], [137.8346, 40], [100, 0.8294], [100, 55.827]] as const) {
    for (const crs of ['gcj02', 'bd09'] as const) assert.ok(meters(toWgs84(x, y, crs), { lng: x, lat: y }) < 2_500)
  }
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

const corners = (file: string): Map<string, [number, number][]> => {
  const { features } = JSON.parse(readFileSync(file, 'utf8')) as { features: { properties: { adcode: string }; geometry: { coordinates: unknown } }[] }
  return new Map(features.map(({ properties, geometry }) => [properties.adcode, (geometry.coordinates as number[]).flat(Infinity).reduce<[number, number][]>((pairs, value, n) => {
    if (n % 2 === 0) pairs.push([value, 0])
    else pairs.at(-1)![1] = value
    return pairs
  }, [])]))
}

test('each corner of the ten outlines shipped in GCJ-02 lands on its corner in WGS-84', { skip: districts.every((file) => existsSync(file)) ? false : '../shared/data is absent: district outlines not compared' }, (t) => {
  const [gcj02, wgs84] = districts.map((file) => corners(file))
  let [compared, worst] = [0, 0]
  for (const [adcode, list] of gcj02 ?? []) {
    const right = wgs84?.get(adcode) ?? []
    assert.equal(right.length, list.length)
    for (const [n, [x, y]] of list.entries()) {
      worst = Math.max(worst, meters(toWgs84(x, y, 'gcj02'), { lng: right[n]![0], lat: right[n]![1] }))
      compared++
    }
  }
  t.diagnostic(`${compared} corners, at most ${worst.toFixed(2)} m apart`)
  assert.ok(compared > 24_000, `${compared} corners`)
  // The file beside it was converted with an inverse of its own and rounded to six decimals.
  assert.ok(worst < 0.2, `${worst} m`)
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
