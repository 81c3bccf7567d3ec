/** Labels of areas and of a base map's file stand together without touching, the more important first. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { worldX, worldY } from '../../../renderer/chrome/ground/grid.ts'
import { placeLabels, tileLabels, type Label } from '../../../renderer/map/labels.ts'

const text = fc.string({ unit: fc.constantFrom('江', '厦', '街', 'a', 'W', ' '), minLength: 1, maxLength: 12 })
const label: fc.Arbitrary<Label> = fc.record({
  text, lng: fc.double({ min: 121.5, max: 121.6, noNaN: true }), lat: fc.double({ min: 29.85, max: 29.9, noNaN: true }), pixels: fc.constantFrom(11, 12, 15),
  rank: fc.constantFrom('district', 'street', 'community', 'settlement', 'mainRoad', 'sideRoad'), angle: fc.double({ min: -90, max: 90, noNaN: true }),
}, { noNullPrototype: true })

/** Corners of the turned text on the screen. */
function cornersOf({ text: words, lng, lat, pixels, angle = 0 }: Label, zoom: number): [number, number][] {
  const world = 512 * 2 ** zoom
  const [x, y] = [worldX(lng) * world, worldY(lat) * world]
  const width = [...words].reduce((sum, letter) => sum + (letter > '\u2e80' ? 1 : 0.5), 0) * pixels
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), -Math.sin((angle * Math.PI) / 180)]
  return [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([sx, sy]) => [x + (sx! * width * cos) / 2 - (sy! * pixels * sin) / 2, y + (sx! * width * sin) / 2 + (sy! * pixels * cos) / 2])
}

/** Separating axes: two turned boxes are apart when some edge of one has the other on its far side. */
function areApart(a: [number, number][], b: [number, number][]): boolean {
  return [[a, b], [b, a]].some(([one, other]) => one!.some(([x, y], i) => {
    const [nx, ny] = one![(i + 1) % 4]!
    const side = ([px, py]: [number, number]): number => (nx - x) * (py - y) - (ny - y) * (px - x)
    const inside = Math.sign(side(one![(i + 2) % 4]!))
    return other!.every((corner) => Math.sign(side(corner)) !== inside)
  }))
}

test('no two labels touch, whatever way their streets run, here and up to half a zoom closer', () => {
  fc.assert(fc.property(fc.array(label, { maxLength: 40 }), fc.constantFrom(13, 14.5, 15, 16), (labels, zoom) => {
    const shown = placeLabels(labels, zoom)
    for (const closer of [0, 0.49]) {
      const corners = shown.map((one) => cornersOf(one, zoom + closer))
      for (let i = 0; i < shown.length; i++) for (let j = 0; j < i; j++) assert.ok(areApart(corners[i]!, corners[j]!), `${shown[i]!.text} on ${shown[j]!.text}`)
    }
  }))
})

const name = (words: string, lng: number, rank: 'settlement' | 'mainRoad' | 'sideRoad' = 'mainRoad') => ({ text: words, lng, lat: 29.87, rank, angle: 0 })
const street: Label = { text: '江厦街道', lng: 121.55, lat: 29.87, pixels: 13, rank: 'street' }

test("the city's own names come before the file's, quarters before streets", () => {
  assert.deepEqual(placeLabels([...tileLabels([name('江厦街', 121.55), name('江厦里', 121.55, 'settlement')]), street], 15), [street])
  assert.deepEqual(placeLabels(tileLabels([name('江厦街', 121.55), name('江厦里', 121.55, 'settlement')]), 15).map((one) => one.text), ['江厦里'])
})

test('a street that runs through many tiles is named again only after a while, and side streets only close by', () => {
  const along = Array.from({ length: 12 }, (_, i) => name('中山路', 121.5 + i * 0.002))
  const shown = placeLabels(tileLabels(along), 15)
  assert.ok(shown.length >= 2 && shown.length <= 6, String(shown.length))
  assert.deepEqual(placeLabels(tileLabels([name('小巷', 121.55, 'sideRoad')]), 14.5), [])
  assert.deepEqual(placeLabels([street, ...tileLabels([name('江厦街道', 121.552, 'settlement')])], 15), [street])
})
