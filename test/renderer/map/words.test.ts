/** Limits, hours, hatching, labels, marks and readings. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Area, AreaBoundary, Field } from '../../../preload/contract/model.ts'
import { gridBounds, worldX, worldY } from '../../../renderer/chrome/ground/grid.ts'
import { hatchLines } from '../../../renderer/chrome/ground/hatch.ts'
import { areaAt, isInside } from '../../../renderer/state/inside.ts'
import { areaLabels, placeLabels } from '../../../renderer/map/labels.ts'
import { decimalsFor, limitTexts, numberWriter } from '../../../renderer/chrome/ground/limits.ts'
import { markAt } from '../../../renderer/map/marks.ts'
import type { Mark } from '../../../renderer/map/marks.ts'
import { en } from '../../../renderer/map/messages.en.ts'
import { zhCN } from '../../../renderer/map/messages.zh-CN.ts'
import { readAt } from '../../../renderer/map/reading.ts'

const square: [number, number][][][] = [[[[121, 29], [122, 29], [122, 30], [121, 30], [121, 29]], [[121.4, 29.4], [121.6, 29.4], [121.6, 29.6], [121.4, 29.6], [121.4, 29.4]]]]
const boundary: AreaBoundary = { id: 'd', simulated: false, polygons: square }

function area(id: string, level: Area['level'], lng: number): Area {
  return { id, level, name: `名${id}`, nameEn: level === 'district' ? `Name ${id}` : null, parent: null, label: [lng, 29.9], boundarySimulated: false }
}

function mark(id: string, lng: number, count = 1): Mark {
  return { kind: 'station', id, lng, lat: 29.87, count, name: '', opening: null, openCount: null, dueAt: null, size: 20, reach: 0 }
}

function holes(message: string): string {
  return [...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort().join()
}

test('limits read as six ranges, the first from the floor and the last open', () => {
  assert.deepEqual(limitTexts(0.0025, [0.05, 0.1, 0.5, 2, 1500], numberWriter('en')), ['0.0025 – 0.05', '0.05 – 0.1', '0.1 – 0.5', '0.5 – 2', '2 – 1,500', '≥ 1,500'])
})

test('a value keeps two significant digits however small', () => {
  assert.deepEqual([0.00123, 0.034, 1.26, 47, 470, 0].map(decimalsFor), [4, 3, 1, 0, 0, 0])
})

test('a hole of an area is outside it', () => {
  assert.ok(isInside(square, 121.2, 29.2))
  const outer: [number, number][] = [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]
  const hole: [number, number][] = [[0.5, 0.5], [1.5, 0.5], [1.5, 1.5], [0.5, 1.5], [0.5, 0.5]]
  assert.deepEqual([[1, 0.2], [1, 1], [3, 1]].map(([x, y]) => isInside([[outer, hole]], x!, y!)), [true, false, false])
  assert.ok(!isInside(square, 121.5, 29.5))
  assert.equal(areaAt([boundary], 122.5, 29.5), null)
})

test('hatch lines lie inside the area and cross no hole', () => {
  const lines = hatchLines(square, 9)
  assert.ok(lines.length / 4 > 20)
  for (let i = 0; i < lines.length; i += 4) {
    const [ax = 0, ay = 0, bx = 0, by = 0] = lines.subarray(i, i + 4)
    const middle = [(ax + bx) / 2, (ay + by) / 2] as const
    if (Math.hypot(bx - ax, by - ay) > 1e-3) assert.ok(isInside(square, middle[0], middle[1]), `line ${i / 4}`)
  }
})

test('hatch lines of two neighbours are one line of the world', () => {
  const lines = hatchLines(square, 9)
  const gap = 14 / (512 * 2 ** 9)
  for (let i = 0; i < lines.length; i += 2) {
    const place = (worldX(lines[i] ?? 0) + worldY(lines[i + 1] ?? 0)) / gap
    assert.ok(Math.abs(place - Math.round(place)) < 1e-6)
  }
})

test('an unknown district reads as unknown, an empty cell as zero, a far place as nowhere', () => {
  const grid = { level: 10, x0: 850, y0: 420, width: 20, height: 20 }
  const field = { ...grid, values: new Float32Array(400), covered: grid, limits: [1, 2, 3, 4, 5] } as unknown as Field
  const ground = { areas: null, cells: null, field, districts: [boundary], streets: [], unknown: new Set<string>() }
  const [west, south, east, north] = gridBounds(grid)
  assert.ok(west < 121 && south < 29 && east > 122 && north > 30)
  assert.deepEqual(readAt(ground, 121.2, 29.2), { kind: 'value', value: 0, level: null, district: 'd', street: null })
  assert.equal(readAt({ ...ground, unknown: new Set(['d']) }, 121.2, 29.2).kind, 'unknown')
  assert.equal(readAt(ground, 100, 10).kind, 'nowhere')
  assert.equal(readAt({ ...ground, field: null }, 121.2, 29.2).kind, 'outside')
})

test('labels never overlap, districts go before streets, and names follow the language', () => {
  const areas = [area('s', 'street', 121.5005), area('d', 'district', 121.5), area('far', 'street', 121.9)]
  assert.deepEqual(placeLabels(areaLabels(areas, true), 12).map(({ text }) => text), ['Name d', '名far'])
})

test('the nearest mark under the pixel is found, where its picture stands', () => {
  const camera = { lng: 121.55, lat: 29.87, zoom: 14 }
  const size = { width: 800, height: 600 }
  assert.equal(markAt([mark('near', 121.55), mark('far', 121.551)], camera, size, 402, 301)?.id, 'near')
  assert.equal(markAt([mark('near', 121.55)], camera, size, 440, 300), null)
  assert.equal(markAt([mark('', 121.55, 9)], camera, size, 417, 280)?.count, 9)
})

test('both languages fill the same holes', () => {
  for (const key of Object.keys(zhCN) as (keyof typeof zhCN)[]) assert.equal(holes(en[key]), holes(zhCN[key]), key)
})
