/** What the legend says of hatched ground, by the measure and by what the filter cuts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Measure } from '../../../../preload/contract/measure.ts'
import { MEASURES } from '../../../../preload/contract/measure.ts'
import type { Area, City } from '../../../../preload/contract/model.ts'
import type { Drawn } from '../../../../preload/contract/drawn.ts'
import type { HeldSpan } from '../../../../preload/contract/held-span.ts'
import { hatchedAreas, hatchedCells } from '../../../../renderer/chrome/ground/hatched-words.ts'

const area = (id: string, level: Area['level'], parent: string | null): Area => ({ id, level, name: id, nameEn: null, parent, label: null, boundarySimulated: false })
const city = { areas: [area('c', 'city', null), area('d', 'district', 'c'), area('s', 'street', 'd')] } as City
const DRAWN: Drawn = [[121, 29], [122, 29], [122, 30]]
const said = (where: { area: string | null; drawn: Drawn | null }, level: 'district' | 'street'): Record<Measure, string> =>
  Object.fromEntries(MEASURES.map((measure) => [measure, hatchedAreas({ measure, level }, where, city).slice('map.legend.'.length)])) as Record<Measure, string>

const UNCUT = { count: 'unknown', 'per-km2': 'unknown', 'per-1000-workers': 'hatchedRate', 'per-10000-orders': 'hatchedRate' }
const CUT = { ...UNCUT, 'per-km2': 'cut', 'per-1000-workers': 'cut' }

test('where the filter holds whole areas, hatched ground is not known, or its rate is of too few', () => {
  for (const [id, level] of [[null, 'district'], ['c', 'district'], ['d', 'district'], ['d', 'street'], ['s', 'street']] as const) assert.deepEqual(said({ area: id, drawn: null }, level), UNCUT, `${id} ${level}`)
})

test('a drawn ground, or a street chosen in a district, cuts areas: then the rates of their ground and workers are said to be unknown', () => {
  assert.deepEqual(said({ area: null, drawn: DRAWN }, 'district'), CUT)
  assert.deepEqual(said({ area: 's', drawn: null }, 'district'), CUT)
})

const SPAN: HeldSpan = { from: 0, to: 1 }
const saidOfCells = (measure: Measure, value: number, drawn: Drawn | null): (string | null)[] => [true, false].map((hasUnknown) => hatchedCells({ measure, value: Float64Array.of(1, value), span: SPAN }, { drawn }, hasUnknown))

test('of hexagons a density is said to be unknown where some are cut, a rate where few stand behind it, and else only what is not held', () => {
  assert.deepEqual(saidOfCells('per-km2', Number.NaN, null), ['map.legend.cut', 'map.legend.cut'])
  assert.deepEqual(saidOfCells('per-km2', 2, DRAWN), ['map.legend.cut', 'map.legend.cut'])
  assert.deepEqual(saidOfCells('per-km2', 2, null), ['map.legend.unknown', null])
  assert.deepEqual(saidOfCells('count', 2, DRAWN), ['map.legend.unknown', null])
  assert.deepEqual(saidOfCells('per-10000-orders', Number.NaN, DRAWN), ['map.legend.hatchedCells', 'map.legend.hatchedCells'])
  assert.equal(hatchedCells({ measure: 'count', value: new Float64Array(0), span: null }, { drawn: null }, false), 'map.legend.unknown', 'a period of which nothing is held')
})
