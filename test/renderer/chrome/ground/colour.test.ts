/** One colour per class, at fixed limits, told apart and ordered by lightness. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { classOf, paintClasses } from '../../../../renderer/chrome/ground/colour.ts'
import type { Limits } from '../../../../renderer/chrome/ground/colour.ts'
import { CLASSES, classColour, type Shade } from '../../../../renderer/chrome/ground/palette.ts'

function lightness(shade: 'dark' | 'light'): number[] {
  return Array.from({ length: CLASSES }, (_, i) => {
    const [r, g, b] = classColour(shade, i)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  })
}

function isRising(list: number[]): boolean {
  return list.every((value, i) => i === 0 || value > (list[i - 1] ?? 0) + 8)
}

const limits: Limits = [0.1, 0.2, 0.5, 1, 2]
const paintRow = (values: Float32Array, shade: Shade): Uint8Array => paintClasses(values, values.length, { column: 0, row: 0, width: values.length, height: 1 }, limits, shade)

test('a value on a limit belongs to the class above it; the top class is open', () => {
  assert.deepEqual([0.05, 0.1, 0.19, 0.2, 0.5, 1, 2, 1e6].map((value) => classOf(value, limits)), [0, 1, 1, 2, 3, 4, 5, 5])
})

test('a value under a twentieth of the first limit has no colour', () => {
  assert.equal(classOf(0.0049, limits), null)
  assert.equal(classOf(0.0051, limits), 0)
  assert.equal(paintRow(Float32Array.of(0.0049), 'dark')[3], 0)
})

test('zero and unknown have no class and no colour', () => {
  assert.equal(classOf(0, limits), null)
  assert.equal(classOf(Number.NaN, limits), null)
  assert.deepEqual([...paintRow(new Float32Array([0, Number.NaN]), 'dark')], [0, 0, 0, 0, 0, 0, 0, 0])
})

test('every painted pixel is exactly the colour of its class in the legend', () => {
  const values = Float32Array.from([0.05, 0.15, 0.3, 0.7, 1.5, 9])
  for (const shade of ['dark', 'light'] as const) {
    const bytes = paintRow(values, shade)
    values.forEach((value, i) => assert.deepEqual([...bytes.subarray(4 * i, 4 * i + 4)], [...classColour(shade, classOf(value, limits) ?? -1)]))
  }
})

test('lightness rises with the class on dark and falls on light', () => {
  assert.ok(isRising(lightness('dark')))
  assert.ok(isRising(lightness('light').toReversed()))
})

test('the lowest class is faint and all others hide the ground alike', () => {
  for (const shade of ['dark', 'light'] as const) {
    assert.ok(classColour(shade, 0)[3] < 100)
    for (let i = 1; i < CLASSES; i++) assert.ok(classColour(shade, i)[3] >= 200)
  }
})
