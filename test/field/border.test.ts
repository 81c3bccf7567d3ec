/** Borders within reach: the neighbour across, the distance on the ellipsoid, and what lies on the wrong side. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import geodesic from 'geographiclib-geodesic'
import { nearBorder } from '../../main/field/border.ts'
import { prepareOutline, type Polygons } from '../../main/field/outlines.ts'

const { WGS84 } = geodesic.Geodesic
const box = (west: number, south: number, east: number, north: number): Polygons => [[[[west, south], [east, south], [east, north], [west, north], [west, south]]]]
/** Two neighbours along 121.6° and a third that touches neither. */
const OUTLINES = [box(121.5, 29.8, 121.6, 29.9), box(121.6, 29.8, 121.7, 29.9), box(121.8, 29.8, 121.9, 29.9)].map(prepareOutline)
/** The longitude so many metres east of 121.6° at a latitude. */
const eastOf = (meters: number, lat = 29.85): number => WGS84.Direct(lat, 121.6, meters < 0 ? 270 : 90, Math.abs(meters)).lon2!

test('the neighbour is named with its geodesic distance, from either side and up to the reach', () => {
  for (const [meters, own, neighbour] of [[-0.5, 0, 1], [-12, 0, 1], [-29.9, 0, 1], [0.5, 1, 0], [29.9, 1, 0]] as const) {
    const near = nearBorder(OUTLINES, eastOf(meters), 29.85, null, 30)!
    assert.deepEqual([near.own, near.neighbour, near.across], [own, neighbour, false])
    assert.ok(Math.abs(near.meters - Math.abs(meters)) < 0.01, `${near.meters} for ${meters}`)
  }
  assert.equal(nearBorder(OUTLINES, eastOf(-30.1), 29.85, null, 30), null)
  assert.equal(nearBorder(OUTLINES, eastOf(30.1), 29.85, null, 30), null)
})

test('who names one area and lies in the other is across', () => {
  const near = nearBorder(OUTLINES, eastOf(8), 29.85, 0, 30)!
  assert.deepEqual([near.own, near.neighbour, near.across, Math.round(near.meters)], [0, 1, true, 8])
})

test('an edge without a neighbour is said to be one, and far from any nothing is near', () => {
  const near = nearBorder(OUTLINES, 121.85, WGS84.Direct(29.9, 121.85, 180, 10).lat2!, null, 30)!
  assert.deepEqual([near.own, near.neighbour], [2, null])
  assert.ok(Math.abs(near.meters - 10) < 0.1)
  assert.equal(nearBorder(OUTLINES, 121.55, 29.85, null, 30), null)
  assert.equal(nearBorder([], 121.55, 29.85, null, 30), null)
})

test('over a grid of places the answer is that of walking the neighbour’s line metre by metre', () => {
  for (let n = 0; n < 60; n++) {
    const lat = WGS84.Direct(29.9, 121.6, 180, n - 20).lat2!
    const lng = eastOf(((n * 7) % 60) - 30, lat)
    let least = Infinity
    for (let step = 0; step <= 120; step++) {
      const [down, along] = [WGS84.Direct(29.9, 121.6, 180, step).lat2!, WGS84.Direct(29.9, 121.6, 90, step).lon2!]
      least = Math.min(least, WGS84.Inverse(lat, lng, down, 121.6).s12!, WGS84.Inverse(lat, lng, 29.9, along).s12!)
    }
    const near = nearBorder(OUTLINES, lng, lat, 0, 30)
    if (least < 29) assert.ok(near !== null && near.meters <= least + 0.01 && near.meters >= least - 1, `${n}: ${near?.meters} for ${least}`)
  }
})
