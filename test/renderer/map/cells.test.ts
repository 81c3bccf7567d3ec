/** Hexagons as they are painted and read: colour, hatching, what is under the pointer, and when they are asked for anew. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cells } from '../../../preload/contract/cells.ts'
import { RELIABILITIES, type Measure, type Reliability } from '../../../preload/contract/measure.ts'
import type { AreaBoundary, Filter } from '../../../preload/contract/model.ts'
import { INPUTS } from '../../../preload/contract/schema.ts'
import { cellQuestion, cellsToAsk } from '../../../renderer/map/ask.ts'
import { BASE_STYLE } from '../../../renderer/chrome/ground/base-style.ts'
import { writeCell, writeFigure } from '../../../renderer/chrome/ground/area-words.ts'
import { cellUnder, figureOfCell, middleOfCell, polygonOfCell } from '../../../renderer/chrome/ground/cell-figures.ts'
import { classColour } from '../../../renderer/chrome/ground/palette.ts'
import { makeText } from '../../../renderer/chrome/phrase.ts'
import { readAt } from '../../../renderer/map/reading.ts'
import { shadeCells } from '../../../renderer/chrome/ground/shading.ts'

interface Told {
  value: number
  records: number
  reliability: Reliability
}

const ring = (n: number): number[] => [[0, -5], [5, -2], [5, 3], [0, 6], [-5, 3], [-5, -2]].flatMap(([x, y]) => [121.5 + n / 100 + x! / 1_000, 29.8 + y! / 1_000])

/** Hexagons in a row, a hundredth of a degree wide. */
function cellsOf(measure: Measure, told: readonly Told[]): Cells {
  const column = (of: (each: Told) => number): Float64Array => Float64Array.from(told, of)
  return {
    layer: 'report', measure, resolution: 8, coarser: false, km2: 0.6, edgeMeters: 480, bounds: [121.4, 29.7, 121.7, 29.9], ids: told.map((_, n) => `cell${n}`),
    corners: Float64Array.from(told.flatMap((_, n) => ring(n))), starts: Uint32Array.from({ length: told.length + 1 }, (_, n) => 6 * n),
    amount: column(({ records }) => records), records: column(({ records }) => records), exposure: column(() => 1), value: column(({ value }) => value), low: column(({ value }) => value / 2), high: column(({ value }) => value * 2),
    reliability: Uint8Array.from(told, ({ reliability }) => RELIABILITIES.indexOf(reliability)), rank: Uint32Array.from(told, (_, n) => n), top: [], limits: [1, 2, 3, 4, 5], scale: null,
    total: 0, totalRecords: 0, totalCells: told.length, days: 30, span: { from: 0, to: 30 * 86_400_000 }, provenance: { asOf: null, source: '', simulated: true },
  }
}

const district: AreaBoundary = { id: 'd', simulated: false, polygons: [[[[121.3, 29.6], [121.9, 29.6], [121.9, 30], [121.3, 30], [121.3, 29.6]]]] }
const ground = { asked: [district], unknown: [] }
const told: Told[] = [
  { value: 9_999, records: 1, reliability: 'too-few' }, { value: 2.5, records: 9, reliability: 'few' }, { value: 9, records: 40, reliability: 'plain' },
  { value: Number.NaN, records: 12, reliability: 'too-few' },
]

test('of a rate, one event has no colour, few have colour and hatching, and all other ground is hatched beneath', () => {
  const shading = shadeCells(cellsOf('per-10000-orders', told), ground, 'dark')
  assert.deepEqual(shading.fills.map(({ colour }) => colour), [[...BASE_STYLE.dark.land, 255], classColour('dark', 2), [...BASE_STYLE.dark.land, 255], classColour('dark', 5)])
  assert.equal(shading.hatched.length, 1)
  assert.deepEqual(shading.beneath, district.polygons)
})

test('of a count only ground of which nothing is known is hatched', () => {
  const plain = told.slice(1, 3).map((each) => ({ ...each, reliability: 'plain' as const }))
  assert.deepEqual([shadeCells(cellsOf('count', plain), ground, 'light').beneath, shadeCells(cellsOf('count', plain), ground, 'light').hatched], [[], []])
  assert.deepEqual(shadeCells(cellsOf('count', plain), { asked: [district], unknown: [district] }, 'light').beneath, district.polygons)
})

test('of a density, a cell without one is hatched and never blank, which would be zero', () => {
  const cells = cellsOf('per-km2', [{ value: 2.5, records: 9, reliability: 'plain' }, { value: Number.NaN, records: 12, reliability: 'plain' }, { value: 0, records: 1, reliability: 'plain' }])
  const { fills, hatched, beneath } = shadeCells(cells, ground, 'dark')
  assert.deepEqual([fills.map(({ colour }) => colour), hatched, beneath], [[classColour('dark', 2)], [polygonOfCell(cells, 1)], []])
})

test('what is said of a cell that the ground chosen cuts is that, and not that it has no denominator', () => {
  const without = figureOfCell(cellsOf('per-km2', [{ value: Number.NaN, records: 12, reliability: 'plain' }]), 0)
  const [zh, en] = [makeText('zh-CN', 'Asia/Shanghai'), makeText('en', 'Asia/Shanghai')]
  assert.deepEqual([zh, en].map((text) => writeCell(without, { measure: 'per-km2' }, text)), ['不算比率：只有一部分在所选区域或手绘范围内', 'no rate: only partly in the area or drawn ground chosen'])
  assert.equal(writeCell(without, { measure: 'per-10000-orders' }, en), writeFigure(without, en))
  assert.equal(writeCell({ ...without, value: 3.5 }, { measure: 'per-km2' }, en), writeFigure({ ...without, value: 3.5 }, en))
})

test('the figure read at a place is that of the cell whose outline holds it, interval and all', () => {
  const cells = cellsOf('per-10000-orders', told)
  for (const n of told.keys()) assert.equal(cellUnder(cells, ...middleOfCell(cells, n)), n)
  assert.deepEqual([cellUnder(cells, 121.5, 29.7951), cellUnder(cells, 121.5046, 29.7961), cellUnder(cells, 121.5, 29.9)], [0, null, null])
  const here = { field: null, areas: null, cells, districts: [district], streets: [], unknown: new Set<string>() }
  const [lng, lat] = middleOfCell(cells, 1)
  assert.deepEqual(readAt(here, lng, lat), { kind: 'area', figure: figureOfCell(cells, 1), level: 2, district: 'd', street: null })
  assert.deepEqual(figureOfCell(cells, 1).interval, [1.25, 5])
})

const here = (measure: Measure, unknown: string[] = []) => ({ field: null, areas: null, cells: cellsOf(measure, told), districts: [district], streets: [], unknown: new Set(unknown) })

test('where no cell is a count is zero, a rate has no denominator, unknown ground is unknown, and beyond the answer nothing is said', () => {
  const valueAt = (measure: Measure): number | null | undefined => {
    const reading = readAt(here(measure), 121.6, 29.85)
    return reading.kind === 'area' ? reading.figure.value : undefined
  }
  assert.deepEqual([valueAt('count'), valueAt('per-km2'), valueAt('per-10000-orders'), valueAt('per-1000-workers')], [0, 0, null, null])
  assert.equal(readAt(here('count', ['d']), 121.6, 29.85).kind, 'unknown')
  assert.equal(readAt(here('count'), 121.8, 29.85).kind, 'outside')
  assert.equal(readAt(here('count'), 100, 10).kind, 'nowhere')
})

test('a closer look at cells of one size asks nothing; another size, or ground beyond the answer, does', () => {
  const asked = { west: 121.42, south: 29.72, east: 121.68, north: 29.88, zoom: 9 }
  const cells = cellsOf('count', told)
  const inside = { west: 121.5, south: 29.75, east: 121.6, north: 29.8, zoom: 10.9 }
  assert.equal(cellsToAsk(asked, cells, inside), asked)
  assert.equal(cellsToAsk(asked, cells, { ...asked, west: 121.41 }), asked)
  assert.notEqual(cellsToAsk(asked, cells, { ...inside, zoom: 11 }), asked)
  assert.notEqual(cellsToAsk(asked, cells, { ...asked, west: 121.39 }), asked)
  assert.notEqual(cellsToAsk(asked, null, { ...asked, west: 121.41 }), asked)
})

test('the second half of a comparison asks for cells as large as those of the period chosen, and the door lets nothing else of that name through', () => {
  const filter: Filter = { area: null, drawn: null, from: 2_000, to: 3_000, classes: ['fire'], statuses: [], weekdays: [], hours: [] }
  const asked = { layer: 'report', filter: { ...filter, from: 1_000, to: 2_000 }, measure: 'count', view: { west: 121.42, south: 29.72, east: 121.68, north: 29.88, zoom: 14 } } as const
  assert.deepEqual(cellQuestion(asked, null), asked)
  assert.deepEqual(cellQuestion(asked, filter), { ...asked, beside: true, like: filter })
  assert.deepEqual(INPUTS['cells.get'].parse(cellQuestion(asked, filter)), cellQuestion(asked, filter))
  assert.equal(INPUTS['cells.get'].safeParse({ ...asked, like: { ...filter, to: filter.from } }).success, false)
})

test('of a period of which nothing is held all ground is hatched and reads as unknown, whatever the measure', () => {
  for (const measure of ['count', 'per-km2', 'per-10000-orders'] as const) {
    const cells = { ...cellsOf(measure, []), layer: 'bottleneck' as const, span: null }
    assert.deepEqual(shadeCells(cells, ground, 'dark').beneath, district.polygons)
    const reading = readAt({ field: null, areas: null, cells, districts: [district], streets: [], unknown: new Set<string>() }, 121.5, 29.8)
    assert.deepEqual(reading.kind === 'area' && [reading.figure.amount, reading.figure.value, reading.level], [null, null, null])
  }
})
