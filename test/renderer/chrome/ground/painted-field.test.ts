/** The coloured part of a field: where it has a colour the very same one, outside it nothing, and no cell more than needed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Field } from '../../../../preload/contract/model.ts'
import { paintClasses } from '../../../../renderer/chrome/ground/colour.ts'
import { gridBounds, worldX, worldY } from '../../../../renderer/chrome/ground/grid.ts'
import { paintField } from '../../../../renderer/chrome/ground/painted-field.ts'

const LIMITS: Field['limits'] = [1, 2, 3, 4, 5]
const GRID = { level: 12, x0: 3_430, y0: 1_690 }
const fieldOf = (width: number, height: number, values: Float32Array): Field => ({ ...GRID, width, height, values, limits: LIMITS }) as unknown as Field

test('a part of the field stands for the whole of it, and its edges all have a colour', () => {
  const values = fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.constant(0.001), fc.constant(Number.NaN), fc.double({ min: 0, max: 6, noNaN: true }))
  const fields = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })).chain(([width, height]) =>
    fc.array(values, { minLength: width * height, maxLength: width * height }).map((all) => fieldOf(width, height, Float32Array.from(all))))
  fc.assert(fc.property(fields, (field) => {
    const whole = new Uint32Array(paintClasses(field.values, field.width, { column: 0, row: 0, width: field.width, height: field.height }, LIMITS, 'light').buffer)
    const painted = paintField(field, 'light')
    if (painted === null) return assert.ok(whole.every((pixel) => pixel === 0))
    const { width, height, bounds: [west, , , north], bytes } = painted
    const part = new Uint32Array(bytes.buffer)
    const [column, row] = [Math.round(worldX(west) * 2 ** GRID.level) - GRID.x0, Math.round(worldY(north) * 2 ** GRID.level) - GRID.y0]
    assert.deepEqual(painted.bounds, gridBounds({ level: GRID.level, x0: GRID.x0 + column, y0: GRID.y0 + row, width, height }))
    for (const [n, pixel] of whole.entries()) {
      const [x, y] = [(n % field.width) - column, Math.floor(n / field.width) - row]
      const isIn = x >= 0 && y >= 0 && x < width && y < height
      assert.equal(pixel, isIn ? part[y * width + x] : 0)
    }
    const isBare = (cells: number[]): boolean => cells.every((n) => part[n] === 0)
    const [rows, columns] = [Array.from({ length: height }, (_, y) => y), Array.from({ length: width }, (_, x) => x)]
    assert.ok([rows.map((y) => y * width), rows.map((y) => y * width + width - 1), columns, columns.map((x) => (height - 1) * width + x)].every((edge) => !isBare(edge)))
  }), { numRuns: 500 })
})
