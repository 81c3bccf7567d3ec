/** The small map's geometry, and a place as it is corrected. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { geodesicMeters } from '../../../main/field/distance.ts'
import { frameAround, pathOf, scaleBar, toPixel, toPlace } from '../../../renderer/desk/place/ground-frame.ts'
import { placeFaults, readPlace, setOfPlace, startPlace } from '../../../renderer/desk/place/place-values.ts'
import { degreesOf } from '../../../renderer/state/degrees.ts'

const size = { width: 400, height: 200 }
const whole = { place: '老地方', lng: 121.55, lat: 29.88, area: '330205008' }
const bounds = [120.9, 28.8, 122.3, 30.4] as const

test('a pixel leads back to its place, and its metres are those of the ellipsoid within half a per cent', () => {
  const frame = frameAround([[121.5, 29.85], [121.6, 29.9]], size, 600)
  for (const pixel of [[0, 0], [400, 200], [123, 45]] as const) {
    const [x, y] = toPixel(frame, toPlace(frame, pixel))
    assert.ok(Math.abs(x - pixel[0]) < 1e-6 && Math.abs(y - pixel[1]) < 1e-6)
  }
  for (const [dx, dy] of [[100, 0], [0, 100]] as const) {
    const [lng, lat] = toPlace(frame, [200 + dx, 100 + dy])
    const meters = geodesicMeters(frame.lng, frame.lat, lng, lat)
    assert.ok(Math.abs(meters / (100 * frame.metersPerPixel) - 1) < 0.005, `${meters}`)
  }
})

test('all there is to see is in the frame, one point has some ground around it, and what is outside is not drawn', () => {
  const frame = frameAround([[121.5, 29.85], [121.6, 29.9]], size, 600)
  for (const corner of [[121.5, 29.85], [121.6, 29.9]] as const) {
    const [x, y] = toPixel(frame, corner)
    assert.ok(x > 0 && x < 400 && y > 0 && y < 200)
  }
  assert.equal(frameAround([[121.5, 29.85]], size, 600).metersPerPixel, 1.5)
  const ring: [number, number][] = [[121.54, 29.87], [121.56, 29.87], [121.56, 29.88], [121.54, 29.87]]
  assert.match(pathOf(frame, { polygons: [[ring]] }), /^M[\d. L-]+Z$/)
  assert.equal(pathOf(frame, { polygons: [[ring.map(([lng, lat]): [number, number] => [lng + 1, lat])]] }), '')
  for (const metersPerPixel of [0.07, 1, 3.3, 40, 999]) {
    const { meters, pixels } = scaleBar({ metersPerPixel }, 90)
    assert.ok(pixels <= 90 && pixels > 35 && /^[125]0*$/.test(String(meters * 100)), `${meters}`)
  }
})

test('only what was changed is said, and a point that was not moved stays as its source gave it', () => {
  const start = startPlace(whole)
  assert.equal(setOfPlace(start, whole), null)
  assert.deepEqual(setOfPlace({ ...start, place: ' 新地方 ' }, whole), { place: '新地方' })
  assert.deepEqual(setOfPlace({ ...start, lng: '１２１．５６' }, whole), { lng: 121.56, lat: 29.88 })
  assert.deepEqual(setOfPlace({ ...start, area: '330205009' }, whole), { area: '330205009' })
})

test('degrees are numbers in this city, and nothing else', () => {
  for (const text of ['121°33', 'E121.5', '121,5', '1e2', '', '--3']) assert.equal(degreesOf(text), null, text)
  assert.deepEqual(placeFaults({ place: '', lng: '29.88', lat: '121.55', area: '' }, bounds), { lng: 'outside', lat: 'outside' })
  assert.deepEqual(placeFaults({ place: '字'.repeat(501), lng: '', lat: 'x', area: '' }, bounds), { place: 'too-long', lng: 'missing', lat: 'no-number' })
  assert.equal(readPlace('{"place":"a"}'), null)
  assert.deepEqual(readPlace(JSON.stringify(startPlace(whole))), startPlace(whole))
})
