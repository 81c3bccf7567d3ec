/** The report columns: order, tail, removal and re-sorting keep every report exactly once. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { TAIL_LIMIT, append, createColumns, removeByKeys, settle, type Columns } from '../../main/field/columns.ts'
import { boundsOf } from '../../main/field/density.ts'
import { pickReports, rowOf } from '../../main/field/selection.ts'
import { seeded } from '../store/queries/filled-cache.ts'

const add = (columns: Columns, n: number, reportedAt: number): void => append(columns, { keyHigh: n, keyLow: n * 7, x: n, y: n, reportedAt, hourOfWeek: n % 168, class: n % 3, status: n % 16, area: n % 5, weight: 1 + (n % 2) })
const window = { from: 2_000, to: 7_000, classes: null, areas: null, statuses: null, hours: null, ground: null }

/** Rows as the test knows them, by number; the columns must pick the same ones. */
function assertSame(columns: Columns, times: Map<number, number>): void {
  const inWindow = [...times].filter(([, at]) => at >= window.from && at < window.to).map(([n]) => n)
  for (const [hours, expected] of [[Uint8Array.from({ length: 168 }, (_, h) => h % 2), inWindow.filter((n) => (n % 168) % 2 === 1)], [null, inWindow]] as const) {
    const picked = pickReports(columns, { ...window, hours })
    const xs = Array.from({ length: picked.count }, (_, n) => columns.x[rowOf(picked, n)]!).sort((a, b) => a - b)
    assert.deepEqual(xs, [...expected].sort((a, b) => a - b))
    assert.equal(picked.total, expected.reduce((sum, n) => sum + 1 + (n % 2), 0))
    assert.ok(picked.bounds.minX <= xs[0]! && picked.bounds.maxX >= xs.at(-1)!)
  }
}

test('a window picks the same reports from the sorted part, the tail and after removals', () => {
  const random = seeded(1)
  const columns = createColumns(10)
  const times = new Map<number, number>()
  for (let n = 0; n < 12_000; n++) {
    times.set(n, Math.floor(random() * 9_000))
    add(columns, n, times.get(n)!)
    if (n === 5_000) settle(columns, true)
  }
  assertSame(columns, times)
  assert.equal(settle(columns), true)
  assert.equal(columns.sorted, 12_000)
  assertSame(columns, times)
  const gone = Array.from({ length: 3_000 }, (_, n) => n * 4)
  assert.equal(removeByKeys(columns, gone.map((n) => [n, n * 7])), 3_000)
  assert.equal(removeByKeys(columns, [[1, 8]]), 0)
  for (const n of gone) times.delete(n)
  assertSame(columns, times)
  settle(columns, true)
  assert.equal(columns.size, 9_000)
  assertSame(columns, times)
})

test('sorting waits until the tail is long', () => {
  const columns = createColumns(0)
  for (let n = 0; n < TAIL_LIMIT; n++) add(columns, n, -n)
  assert.equal(settle(columns), false)
  add(columns, TAIL_LIMIT, 5)
  assert.equal(settle(columns), true)
  assert.ok(columns.reportedAt.subarray(0, columns.size).every((at, n, all) => n === 0 || all[n - 1]! <= at))
})

test('times further apart than the quick sort can hold are still put in order', () => {
  const columns = createColumns(4)
  for (const [n, at] of [5e12, -4e12, 0, 1].entries()) add(columns, n, at)
  settle(columns, true)
  assert.deepEqual([...columns.reportedAt.subarray(0, 4)], [-4e12, 0, 1, 5e12])
})

test('a report takes at most 26 bytes and 8 of identity', () => {
  const columns = createColumns(1_000)
  const bytes = Object.values(columns).reduce((sum, part) => sum + (ArrayBuffer.isView(part) ? part.byteLength : 0), 0)
  assert.ok(bytes <= 34_000, String(bytes))
})

test('the box of a run without a filter is the smallest one, wherever it begins and ends', () => {
  const random = seeded(3)
  const columns = createColumns(10)
  for (let n = 0; n < 20_000; n++) append(columns, { keyHigh: n, keyLow: n, x: Math.floor(random() * 2 ** 26), y: Math.floor(random() * 2 ** 26), reportedAt: n, hourOfWeek: 0, class: 0, status: 0, area: 0, weight: 1 })
  settle(columns, true)
  for (const [from, to] of [[0, 20_000], [0, 1], [5, 4_096], [4_096, 8_192], [4_095, 8_193], [3_000, 19_999], [12_288, 20_000], [7, 7]] as const) {
    const picked = pickReports(columns, { from, to, classes: null, areas: null, statuses: null, hours: null, ground: null })
    assert.deepEqual([picked.rows, picked.count], [null, to - from])
    assert.deepEqual(picked.bounds, boundsOf({ ...picked, x: columns.x, y: columns.y, weight: columns.weight }))
  }
})
