/** Features of the usual schemas become the same few kinds; names in the reader's language; nothing of borders. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kindOf, nameIn, nameRankOf, PAINT_ORDER, type Kind, type Properties, type Shape } from '../../../renderer/map/tile-kinds.ts'
import { middleOf } from '../../../renderer/map/tile-names.ts'
import { styleOf } from '../../../renderer/map/tile-style.ts'

const CASES: [schema: string, layer: string, shape: Shape, properties: Properties, kind: Kind | null][] = [
  ['Protomaps', 'roads', 'line', { kind: 'highway', kind_detail: 'motorway_link' }, 'motorway'],
  ['Protomaps', 'roads', 'line', { kind: 'major_road', kind_detail: 'trunk' }, 'motorway'],
  ['Protomaps', 'roads', 'line', { kind: 'major_road', kind_detail: 'secondary_link' }, 'major'],
  ['Protomaps', 'roads', 'line', { kind: 'major_road', kind_detail: 'tertiary' }, 'minor'],
  ['Protomaps', 'roads', 'line', { kind: 'minor_road', kind_detail: 'service' }, 'path'],
  ['Protomaps', 'roads', 'line', { kind: 'path', kind_detail: 'footway' }, 'path'],
  ['Protomaps', 'roads', 'line', { kind: 'rail', kind_detail: 'subway', is_tunnel: true }, null],
  ['Protomaps', 'roads', 'line', { kind: 'ferry' }, null],
  ['Protomaps', 'water', 'ring', { kind: 'water', kind_detail: 'river' }, 'water'],
  ['Protomaps', 'water', 'line', { kind: 'river' }, 'waterway'],
  ['Protomaps', 'water', 'ring', { kind: 'swimming_pool' }, null],
  ['Protomaps', 'landuse', 'ring', { kind: 'park' }, 'green'],
  ['Protomaps', 'landuse', 'ring', { kind: 'residential' }, null],
  ['Protomaps', 'buildings', 'ring', { kind: 'building' }, 'building'],
  ['Protomaps', 'boundaries', 'line', { kind: 'country' }, null],
  ['Protomaps', 'pois', 'point', { kind: 'cafe' }, null],
  ['OpenMapTiles', 'transportation', 'line', { class: 'motorway' }, 'motorway'],
  ['OpenMapTiles', 'transportation', 'line', { class: 'primary' }, 'major'],
  ['OpenMapTiles', 'transportation', 'line', { class: 'rail', brunnel: 'tunnel' }, null],
  ['OpenMapTiles', 'transportation', 'line', { class: 'transit', subclass: 'tram' }, 'rail'],
  ['OpenMapTiles', 'water', 'ring', { class: 'lake' }, 'water'],
  ['OpenMapTiles', 'waterway', 'line', { class: 'canal' }, 'waterway'],
  ['OpenMapTiles', 'landcover', 'ring', { class: 'wood', subclass: 'forest' }, 'green'],
  ['OpenMapTiles', 'park', 'ring', {}, 'green'],
  ['OpenMapTiles', 'building', 'ring', {}, 'building'],
  ['OpenMapTiles', 'boundary', 'line', { admin_level: 2 }, null],
  ['Shortbread', 'streets', 'line', { kind: 'residential' }, 'minor'],
  ['Shortbread', 'water_polygons', 'ring', { kind: 'water' }, 'water'],
  ['OpenStreetMap', 'roads', 'line', { highway: 'trunk_link' }, 'motorway'],
  ['OpenStreetMap', 'landuse', 'ring', { natural: 'water' }, 'water'],
  ['unknown', 'constructor', 'ring', {}, null],
]
test('each schema is understood', () => {
  for (const [schema, layer, shape, properties, kind] of CASES) assert.equal(kindOf(layer, shape, properties), kind, `${schema} ${layer} ${JSON.stringify(properties)}`)
})

test('quarters and streets are named, countries and provinces are not', () => {
  assert.equal(nameRankOf('places', 'point', { kind: 'locality', kind_detail: 'city' }), 'settlement')
  assert.equal(nameRankOf('place', 'point', { class: 'suburb' }), 'settlement')
  for (const kind of ['country', 'region', 'province', 'state']) assert.equal(nameRankOf('places', 'point', { kind }), null, kind)
  assert.equal(nameRankOf('transportation_name', 'line', { class: 'primary' }), 'mainRoad')
  assert.equal(nameRankOf('roads', 'line', { kind: 'minor_road' }), 'sideRoad')
  assert.equal(nameRankOf('roads', 'line', { kind: 'path' }), null)
})

test('Chinese names come first for a Chinese reader, English for an English one, and hostile text is one short line', () => {
  const both = { name: 'Zhongshan Rd', 'name:zh': '中山路', 'name:en': 'Zhongshan Road' }
  assert.deepEqual([nameIn(both, false), nameIn(both, true)], ['中山路', 'Zhongshan Road'])
  assert.deepEqual([nameIn({ name: '江厦街' }, true), nameIn({ name: '' }, false), nameIn({ name: 7 }, false)], ['江厦街', null, null])
  assert.equal(nameIn({ name: 'a\u202e\nb\u0000' }, false), 'a b')
  assert.equal(nameIn({ name: '长'.repeat(500) }, false)!.length, 40)
})

test('a kind appears at its zoom and never gets narrower closer by', () => {
  for (const kind of PAINT_ORDER) {
    let width = 0
    for (let zoom = 4; zoom <= 18; zoom++) {
      const style = styleOf(kind, zoom, 'dark')
      if (style === null) assert.equal(width, 0, kind)
      else assert.ok(style.width >= width, `${kind} at ${zoom}`)
      width = style?.width ?? 0
    }
  }
  assert.equal(styleOf('building', 13, 'light'), null)
})

test('a name stands in the middle of a straight enough line, never upside down', () => {
  assert.deepEqual(middleOf([[0, 0], [100, 0]], 40), { x: 50, y: 0, angle: 0, length: 100 })
  assert.equal(middleOf([[100, 0], [0, 0]], 40)!.angle, 0)
  assert.equal(middleOf([[0, 0], [0, 100]], 40)!.angle, 90)
  assert.equal(Math.round(middleOf([[0, 100], [100, 0]], 40)!.angle), 45)
  assert.equal(middleOf([[0, 0], [30, 0]], 40), null)
  assert.equal(middleOf([[0, 0], [50, 0], [50, 50]], 60), null)
  assert.equal(middleOf([[5, 5]], 10), null)
})
