/** The banded outline answers as plain even-odd counting does, and nearness as plain distance. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isInside, METERS_PER_DEGREE } from '../../main/central/city/geometry.ts'
import { seededRandom } from '../../main/central/city/random.ts'
import { WORLD_LEVEL, worldX, worldY } from '../../main/field/ground.ts'
import { isInOutline, isNearOutline, prepareOutline } from '../../main/field/outlines.ts'
import { isAtHome, TOLERANCE_METERS } from '../../main/field/strays.ts'
import { ground } from './displaced-city.ts'

const WORLD = 2 ** WORLD_LEVEL
const square = (west: number, south: number, size: number): [number, number][] => [[west, south], [west + size, south], [west + size, south + size], [west, south + size]]

test('in every street of the practice city the banded outline agrees with plain counting', () => {
  const random = seededRandom(1, 'outlines')
  let [asked, inside, unlike] = [0, 0, 0]
  for (const { polygons, bounds: [west, south, east, north] } of ground.streets) {
    const outline = prepareOutline(polygons)
    for (let n = 0; n < 400; n++) {
      const [lng, lat] = [west - 0.01 + random.next() * (east - west + 0.02), south - 0.01 + random.next() * (north - south + 0.02)]
      const plain = isInside(polygons, lng, lat)
      const [x, y] = [worldX(lng) * WORLD, worldY(lat) * WORLD]
      // Straight in Mercator and straight in degrees may part by two metres.
      if (isInOutline(outline, x, y) !== plain && !isNearOutline(outline, x, y, 4)) unlike++
      asked++
      inside += plain ? 1 : 0
    }
  }
  assert.equal(unlike, 0)
  assert.ok(asked > 60_000 && inside > asked / 5 && inside < asked * 0.8)
})

test('holes are outside, separate parts inside, an open ring is closed', () => {
  const outline = prepareOutline([[square(121, 29, 1), square(121.4, 29.4, 0.2)], [square(123, 29, 1)]])
  const at = (lng: number, lat: number): boolean => isInOutline(outline, worldX(lng) * WORLD, worldY(lat) * WORLD)
  assert.deepEqual([at(121.1, 29.1), at(121.5, 29.5), at(123.5, 29.5), at(122.5, 29.5), at(121.5, 30.1)], [true, false, true, false, false])
})

test('a point is at home up to the tolerance beyond its border, and no further', () => {
  const outline = prepareOutline([[[[121, 29], [122, 29], [122, 30], [121, 30]]]])
  const beyond = (meters: number): boolean => isAtHome(outline, worldX(122 + meters / (METERS_PER_DEGREE * Math.cos((29.5 * Math.PI) / 180))) * WORLD, worldY(29.5) * WORLD)
  assert.deepEqual([beyond(-10), beyond(TOLERANCE_METERS - 2), beyond(TOLERANCE_METERS + 2)], [true, true, false])
})

test('an outline without area holds nothing and does not fail', () => {
  const outline = prepareOutline([[[[121, 29], [121, 29], [121, 29], [121, 29]]]])
  assert.equal(isInOutline(outline, worldX(121) * WORLD, worldY(29) * WORLD), false)
})
