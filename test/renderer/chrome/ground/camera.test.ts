/** The camera's ground, its scale in metres, and its way into the address. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fitBounds, pan, pixelOf, placeOf, roundCamera, viewOf } from '../../../../renderer/chrome/ground/camera.ts'
import { metersPerPixel, scaleBar } from '../../../../renderer/chrome/ground/scale.ts'

const size = { width: 1200, height: 800 }
const camera = { lng: 121.55, lat: 29.87, zoom: 12.3 }

test('fitted bounds lie inside the view, with the margin on the tighter side', () => {
  const bounds = [120.9, 28.9, 122.3, 30.5] as [number, number, number, number]
  const view = viewOf(fitBounds(bounds, size), size)
  assert.ok(view.west < bounds[0] && view.south < bounds[1] && view.east > bounds[2] && view.north > bounds[3])
})

test('a place goes to its pixel and back', () => {
  const [x, y] = pixelOf(camera, size, 121.6, 29.9)
  const [lng, lat] = placeOf(camera, size, x, y)
  assert.ok(Math.abs(lng - 121.6) < 1e-9 && Math.abs(lat - 29.9) < 1e-9)
})

test('the centre of the screen is the camera, and a pan moves it by pixels', () => {
  assert.deepEqual(pixelOf(camera, size, camera.lng, camera.lat), [600, 400])
  const moved = pan(camera, 80, -40)
  const [x, y] = pixelOf(camera, size, moved.lng, moved.lat)
  assert.ok(Math.abs(x - 680) < 1e-6 && Math.abs(y - 360) < 1e-6)
})

test('a rounded camera shows the same ground to within a pixel', () => {
  for (const zoom of [8.127, 12.333, 16.5]) {
    const rounded = roundCamera({ lng: 121.5512349, lat: 29.8765432, zoom })
    const [x, y] = pixelOf({ ...rounded, zoom }, size, 121.5512349, 29.8765432)
    assert.ok(Math.hypot(x - 600, y - 400) < 1.5, `zoom ${zoom}`)
  }
})

test('metres per pixel are those of the latitude: 829 m for 50 px at zoom 12 on 29.87° N', () => {
  assert.ok(Math.abs(metersPerPixel(29.87, 12) * 50 - 829) < 1)
})

test('the scale bar is the longest round length that fits', () => {
  for (const zoom of [8, 10.4, 13, 16]) {
    const bar = scaleBar(29.87, zoom, 120)
    assert.ok(bar.pixels <= 120 && bar.pixels > 47)
    assert.match(String(bar.meters), /^[125]0*$/)
    assert.ok(Math.abs(bar.pixels * metersPerPixel(29.87, zoom) - bar.meters) < 1e-6)
  }
})
