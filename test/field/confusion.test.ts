/** What a confusion of systems does to a point, and that undoing it brings the point back. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toWgs84 } from '../../main/central/import/coordinates.ts'
import { CONFUSIONS, undo } from '../../main/field/confusion.ts'
import { bearingOf, nearMeters } from '../../main/field/distance.ts'
import { latOf, lngOf, WORLD_LEVEL, worldX, worldY } from '../../main/field/ground.ts'
import { createMoves } from '../../main/field/strays.ts'

const NINGBO = [[121.55, 29.87], [121.2, 30.2], [121.9, 29.2], [121.43, 29.29], [121.85, 29.9]] as const
const WORLD = 2 ** WORLD_LEVEL

test('what the import stores of a confused source is undone to its true place, by independent conversions', () => {
  for (const [x, y] of NINGBO) {
    for (const confusion of CONFUSIONS) {
      // The source wrote (x, y) in `actual`; the import was told `declared`.
      const stored = toWgs84(x, y, confusion.declared)
      const truth = toWgs84(x, y, confusion.actual)
      const [lng, lat] = undo(confusion, stored.lng, stored.lat)
      assert.ok(nearMeters(lng, lat, truth.lng, truth.lat) < 0.1, `${JSON.stringify(confusion)} at ${x}, ${y}`)
    }
  }
})

test('at Ningbo GCJ-02 taken for WGS-84 lies 480 to 520 m to the south-east, BD-09 1,070 to 1,145 m to the east-north-east', () => {
  for (const [x, y] of NINGBO) {
    const [gcj, bd] = [undo(CONFUSIONS[0], x, y), undo(CONFUSIONS[2], x, y)]
    const [far, further] = [nearMeters(...gcj, x, y), nearMeters(...bd, x, y)]
    assert.ok(far > 480 && far < 520 && further > 1_070 && further < 1_145, `${far} ${further}`)
    const [way, other] = [bearingOf(...gcj, x, y), bearingOf(...bd, x, y)]
    assert.ok(way > 115 && way < 135 && other > 62 && other < 75, `${way} ${other}`)
  }
})

test('the two of a pair move by the same distance in opposite directions, to within thirty metres', () => {
  for (const [x, y] of NINGBO) {
    for (let pair = 0; pair < CONFUSIONS.length; pair += 2) {
      const [one, other] = [undo(CONFUSIONS[pair]!, x, y), undo(CONFUSIONS[pair + 1]!, x, y)]
      assert.ok(nearMeters(one[0] - x + other[0], one[1] - y + other[1], x, y) < 30)
    }
  }
})

test('the moves of a kilometre’s cell are within twenty metres of the exact ones anywhere in it', () => {
  const moves = createMoves()
  for (let n = 0; n < 400; n++) {
    const [lng, lat] = [120.9 + 1.3 * ((n * 0.618) % 1), 28.9 + 1.5 * ((n * 0.377) % 1)]
    const [x, y] = [worldX(lng) * WORLD, worldY(lat) * WORLD]
    const vectors = moves(x, y)
    for (const [c, confusion] of CONFUSIONS.entries()) {
      const exact = undo(confusion, lng, lat)
      assert.ok(nearMeters(lngOf((x + vectors[2 * c]!) / WORLD), latOf((y + vectors[2 * c + 1]!) / WORLD), ...exact) < 20)
    }
  }
})

test('outside China GCJ-02 and WGS-84 cannot be confused: nothing moves', () => {
  assert.deepEqual(undo(CONFUSIONS[0], -71.06, 42.36), [-71.06, 42.36])
  assert.deepEqual(undo(CONFUSIONS[1], -71.06, 42.36), [-71.06, 42.36])
})
