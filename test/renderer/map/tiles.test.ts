/** The tiles of a view: all of it, nothing beyond the file, nearest first, drawn from above where the file ends. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { fitBounds, viewOf } from '../../../renderer/chrome/ground/camera.ts'
import { worldX, worldY } from '../../../renderer/chrome/ground/grid.ts'
import { boundsOfTile, MOST_TILES, sideOf, sourceOf, tilesFor, type TileGround } from '../../../renderer/map/tiles.ts'
import { coverageOf } from '../../../renderer/state/coverage.ts'

const NINGBO: TileGround = { bounds: [121.4, 29.75, 121.7, 30], minZoom: 8, maxZoom: 14, kind: 'vector' }
const camera = { lng: 121.55, lat: 29.87, zoom: 13 }
const size = { width: 1366, height: 768 }

test('every place of the view that the file reaches lies in a tile, each tile once, the nearest first', () => {
  fc.assert(fc.property(fc.double({ min: 8, max: 17, noNaN: true }), fc.double({ min: 121.3, max: 121.8, noNaN: true }), fc.double({ min: 29.7, max: 30.05, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (zoom, lng, lat, across, up) => {
    const view = viewOf({ lng, lat, zoom }, size)
    const tiles = tilesFor(view, NINGBO)
    assert.equal(new Set(tiles.map(({ target }) => `${target.z} ${target.x} ${target.y}`)).size, tiles.length)
    assert.ok(tiles.length <= MOST_TILES)
    const place = [view.west + across * (view.east - view.west), view.south + up * (view.north - view.south)] as const
    const isOnFile = place[0] > 121.4 && place[0] < 121.7 && place[1] > 29.75 && place[1] < 30
    const holds = tiles.some(({ target }) => {
      const [west, south, east, north] = boundsOfTile(target)
      return place[0] >= west - 1e-9 && place[0] <= east + 1e-9 && place[1] >= south - 1e-9 && place[1] <= north + 1e-9
    })
    assert.ok(!isOnFile || holds, `${place.join()} at ${zoom}`)
    const far = tiles.map(({ target: { x, y, z } }) => Math.hypot(x + 0.5 - ((worldX(view.west) + worldX(view.east)) / 2) * 2 ** z, y + 0.5 - ((worldY(view.north) + worldY(view.south)) / 2) * 2 ** z))
    assert.deepEqual(far, far.toSorted((a, b) => a - b))
  }))
})

test('a view elsewhere, and one from too far away, need no tile', () => {
  assert.deepEqual(tilesFor(viewOf({ ...camera, lng: 100 }, size), NINGBO), [])
  assert.deepEqual(tilesFor(viewOf({ ...camera, zoom: 7.2 }, size), NINGBO), [])
  assert.ok(tilesFor(viewOf({ ...camera, zoom: 7.6 }, size), NINGBO).length > 0)
})

test('deeper than the file goes, vector tiles are parts of the last ones; pictures are the last ones', () => {
  const view = viewOf({ ...camera, zoom: 16 }, size)
  for (const { target, source } of tilesFor(view, NINGBO)) {
    assert.deepEqual([target.z, source.z], [16, 14])
    assert.deepEqual(source, { z: 14, x: target.x >> 2, y: target.y >> 2 })
  }
  for (const { target, source } of tilesFor(view, { ...NINGBO, kind: 'raster' })) assert.deepEqual([target.z, source], [14, target])
  assert.deepEqual(sourceOf({ z: 3, x: 5, y: 6 }, 9), { z: 3, x: 5, y: 6 })
})

test('a picture has as many pixels as the screen shows, between one and two a pixel', () => {
  assert.deepEqual([sideOf(13, 1), sideOf(12.6, 1), sideOf(13.4, 1), sideOf(13, 2), sideOf(13, 0.5), sideOf(13, 4)], [512, 512, 724, 1024, 512, 1024])
})

test('a whole-city view asks for a bounded number, and none that the file does not reach', () => {
  const tiles = tilesFor(viewOf(fitBounds([120.8, 28.8, 122.3, 30.5], size), size), NINGBO)
  assert.ok(tiles.length > 0 && tiles.length <= 9, String(tiles.length))
})

test('how much of a city a file reaches', () => {
  const city: [number, number, number, number] = [120, 29, 122, 31]
  assert.deepEqual(coverageOf([100, 0, 130, 50], city), { reaches: 'whole', share: 1 })
  assert.deepEqual(coverageOf([120, 29, 121.995, 31], city).reaches, 'whole')
  assert.deepEqual(coverageOf([120, 29, 121, 30], city), { reaches: 'part', share: 0.25 })
  assert.deepEqual(coverageOf([115, -32, 116, -31], city), { reaches: 'none', share: 0 })
})
