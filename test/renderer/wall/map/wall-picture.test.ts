/** A wall's map as values: the ground above the words at its foot, names as large as captions, and no name over a mark or under a legend. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { WallMark, WallScene, WallState } from '../../../../preload/contract/wall.ts'
import { WALL_MARKS } from '../../../../preload/contract/wall.ts'
import { pixelOf } from '../../../../renderer/chrome/ground/camera.ts'
import { radiusOf } from '../../../../renderer/wall/map/wall-marks.ts'
import { cameraOf, typeOf, wallPicture } from '../../../../renderer/wall/map/wall-picture.ts'

const BOUNDS: WallState['bounds'] = [121.3, 29.85, 121.7, 30.05]
const SIZE = { width: 1240, height: 864 }
const GROUND = { base: null, outlines: [] }
const stateOf = (names: WallState['outlines']['names'], distance = 4, language: 'zh-CN' | 'en' = 'zh-CN'): WallState =>
  ({ bounds: BOUNDS, outlines: { level: 'street', parent: null, own: null, names }, settings: { viewingDistanceInHeights: distance, language } }) as WallState
const sceneOf = (marks: WallMark[]): WallScene => ({ map: { field: null, marks } }) as unknown as WallScene

const place = fc.record({ lng: fc.double({ min: BOUNDS[0], max: BOUNDS[2], noNaN: true }), lat: fc.double({ min: BOUNDS[1], max: BOUNDS[3], noNaN: true }) })
const someNames = fc.array(place, { maxLength: 20 }).map((places) => places.map((at, n) => ({ id: `${n}`, name: { zh: '洪塘街道', en: null }, ...at })))
const someMarks = fc.array(fc.record({ kind: fc.constantFrom(...WALL_MARKS), rank: fc.option(fc.integer({ min: 1, max: 5 })), reachMeters: fc.constant(null) }).chain((mark) => place.map((at) => ({ ...mark, ...at }))), { maxLength: 12 })

test('letters on the map are as large against the stage as its captions, and grow with the distance', () => {
  assert.equal(typeOf(SIZE, 4), 22)
  assert.equal(typeOf({ width: 2480, height: 1728 }, 4), 44)
  assert.equal(typeOf(SIZE, 6), 33)
})

test('the whole ground lies above the words at the foot of the map', () => {
  for (const [distance, size] of [[4, SIZE], [6, SIZE], [4, { width: 2480, height: 1728 }], [2, { width: 882, height: 614 }]] as const) {
    const camera = cameraOf(stateOf([], distance), size)
    const [left, top] = pixelOf(camera, size, BOUNDS[0], BOUNDS[3])
    const [right, bottom] = pixelOf(camera, size, BOUNDS[2], BOUNDS[1])
    assert.ok(left >= 0 && top >= 0 && right <= size.width && bottom <= size.height - 2.8 * typeOf(size, distance), [left, top, right, bottom].join())
  }
})

test('no name lies over a mark, over another name, or out of sight', () => {
  fc.assert(fc.property(someNames, someMarks, fc.constantFrom(2, 4, 6), (names, marks, distance) => {
    const picture = wallPicture(stateOf(names, distance), sceneOf(marks), GROUND, SIZE)
    const boxes = picture.names.map(({ words, middle, centre }) => ({ left: middle - (words.length * picture.type) / 2, right: middle + (words.length * picture.type) / 2, top: centre - picture.type / 2, bottom: centre + picture.type / 2 }))
    for (const [n, box] of boxes.entries()) {
      assert.ok(box.left >= 0 && box.top >= 0 && box.right <= SIZE.width && box.bottom <= SIZE.height)
      for (const mark of marks) {
        const [x, y] = pixelOf(picture.camera, SIZE, mark.lng, mark.lat)
        const radius = radiusOf(mark, picture.type)
        assert.ok(x + radius <= box.left || x - radius >= box.right || y + radius <= box.top || y - radius >= box.bottom)
      }
      for (const other of boxes.slice(n + 1)) assert.ok(box.right <= other.left || box.left >= other.right || box.bottom <= other.top || box.top >= other.bottom)
    }
  }), { numRuns: 200 })
})

test('names are those of the wall\'s language where there is one', () => {
  const [name] = [{ id: 'a', name: { zh: '江北区', en: 'Jiangbei' }, lng: 121.5, lat: 29.95 }]
  assert.deepEqual(wallPicture(stateOf([name!], 4, 'en'), null, GROUND, SIZE).names.map(({ words }) => words), ['Jiangbei'])
  assert.deepEqual(wallPicture(stateOf([{ ...name!, name: { zh: '江北区', en: null } }], 4, 'en'), null, GROUND, SIZE).names.map(({ words }) => words), ['江北区'])
})
