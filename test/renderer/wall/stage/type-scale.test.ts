/** Type grows with the viewer's distance, and whatever has no room is dropped. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planColumn } from '../../../../renderer/wall/stage/column-plan.ts'
import { frameOf, GRID, levelsFor } from '../../../../renderer/wall/stage/type-scale.ts'

test('at four picture heights the levels are those of the table, at 1080 and so at 2160', () => {
  assert.deepEqual(levelsFor(4), { caption: 22, body: 30, title: 42, alert: 56, figure: 84 })
})

test('twice the distance is twice the type, and beyond the bounds nothing changes', () => {
  assert.equal(levelsFor(6).body, 2 * levelsFor(3).body)
  assert.deepEqual(levelsFor(1), levelsFor(2))
  assert.deepEqual(levelsFor(9), levelsFor(6))
})

test('at four picture heights everything has its place on the grid', () => {
  const levels = levelsFor(4)
  const { content } = frameOf(levels)
  const plan = planColumn({ figures: 4, rows: 5, rowLines: 1, headLines: 1, hasTrend: true, fitsHalf: true }, levels, content)
  assert.equal(content, 864)
  const { heights, ...shown } = plan
  assert.deepEqual(shown, { figures: 4, across: 2, rows: 5, hasTrend: true })
  assert.deepEqual(Object.values(heights).map(Math.round), [GRID.cards, GRID.list, GRID.trend])
})

test('at every distance the column is filled and never overfilled, and what is shown never grows with the distance', () => {
  let before = Number.POSITIVE_INFINITY
  for (let distance = 2; distance <= 6; distance += 0.25) {
    for (const fitsHalf of [true, false]) {
      const levels = levelsFor(distance)
      const { content } = frameOf(levels)
      const { heights, figures, rows, hasTrend } = planColumn({ figures: 4, rows: 5, rowLines: 1, headLines: 1, hasTrend: true, fitsHalf }, levels, content)
      const gaps = (hasTrend ? 2 : 1) * GRID.gap
      assert.ok(Math.abs(heights.figures + heights.list + heights.trend + gaps - content) < 0.01, `${distance} ${fitsHalf}`)
      assert.ok(figures >= 2 && rows >= 2, `${distance} ${fitsHalf}: ${figures} figures, ${rows} rows`)
      if (!fitsHalf) continue
      const shown = figures + rows + (hasTrend ? 1 : 0)
      assert.ok(shown <= before)
      before = shown
    }
  }
})
