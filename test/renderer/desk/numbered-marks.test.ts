/** On a printed map every row has its number once, and no number lies under another. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { frameAround } from '../../../renderer/desk/place/ground-frame.ts'
import { seeded } from '../../store/queries/filled-cache.ts'
import { isUnder, halfWidthOf, LABEL, marksOf, numberRuns } from '../../../renderer/desk/print/numbered-marks.ts'

const PLACES = [{ lng: 121.55, lat: 29.88 }, { lng: 121.62, lat: 29.85 }, { lng: 121.58, lat: 29.93 }]

test('marks that would cover each other are one mark with all their numbers', () => {
  const crowded = [...PLACES, { lng: 121.5501, lat: 29.8801 }, PLACES[1]!]
  const frame = frameAround(crowded.map(({ lng, lat }) => [lng, lat] as const), { width: 744, height: 328 }, 900)
  const marks = marksOf(crowded, frame)
  assert.deepEqual(marks.map(({ numbers }) => numbers).toSorted((a, b) => a[0]! - b[0]!), [[1, 4], [2, 5], [3]])
  for (const { x, y } of marks) assert.ok(x > 0 && x < 744 && y > 0 && y < 328)
  assert.deepEqual(marksOf([], frame), [])
})

test('of a crowd no two labels overlap, and no number is lost', () => {
  const random = seeded(5)
  const crowd = Array.from({ length: 200 }, () => ({ lng: 121.5 + 0.1 * random() ** 3, lat: 29.85 + 0.06 * random() ** 2 }))
  const marks = marksOf(crowd, frameAround(crowd.map(({ lng, lat }) => [lng, lat] as const), { width: 744, height: 328 }, 900))
  assert.deepEqual(marks.flatMap(({ numbers }) => numbers).toSorted((a, b) => a - b), Array.from({ length: 200 }, (_, n) => n + 1))
  for (const [n, a] of marks.entries()) for (const b of marks.slice(n + 1)) assert.ok(Math.abs(a.y - b.y) >= 2 * LABEL.half || Math.abs(a.x - b.x) >= halfWidthOf(numberRuns(a.numbers)) + halfWidthOf(numberRuns(b.numbers)))
})

test('runs of numbers are written together', () => {
  assert.deepEqual([[7, 2, 1, 3], [3, 2], [9], []].map(numberRuns), ['1–3, 7', '2, 3', '9', ''])
})

test('a name that would be read through a mark is known, and one beside it is not', () => {
  const marks = [{ x: 100, y: 100, numbers: [1, 2, 3] }]
  assert.deepEqual([[100, 100], [120, 112], [100, 140], [180, 100]].map(([x, y]) => isUnder(marks, { x: x!, y: y!, half: 24 })), [true, true, false, false])
})
