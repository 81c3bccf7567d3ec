/** The address says everything and reads back what it says. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { CASE_SORTS, CASE_VIEWS } from '../../../preload/contract/case-question.ts'
import { CASE_STATUSES } from '../../../preload/contract/case-status.ts'
import { MOST_CORNERS, toCorner } from '../../../preload/contract/drawn.ts'
import { MEASURED_LEVELS, MEASURES } from '../../../preload/contract/measure.ts'
import { BANDWIDTHS_METERS, FIELD_LAYERS, LONGEST_WINDOW_DAYS } from '../../../preload/contract/model.ts'
import { CARD_TYPES } from '../../../preload/contract/place.ts'
import { WALL_IDS } from '../../../preload/contract/wall-settings.ts'
import { RELATIVE_COMPARISONS } from '../../../renderer/state/comparison.ts'
import { countDays } from '../../../renderer/state/days.ts'
import { DEFAULT_ADDRESS, formatAddress, MARKS, MODES, parseAddress, SECTIONS } from '../../../renderer/state/address.ts'
import type { Address } from '../../../renderer/state/address.ts'

const plain = { noNullPrototype: true } as const
const id = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => text.isWellFormed())
const day = fc.date({ min: new Date('2019-01-01'), max: new Date('2028-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
const degrees = (limit: number): fc.Arbitrary<number> => fc.double({ min: -limit, max: limit, noNaN: true }).map((value) => value + 0)
/** Corners around a middle at any reach never cross. */
const drawn = fc.tuple(degrees(170), degrees(60), fc.array(fc.double({ min: 0.01, max: 9, noNaN: true }), { minLength: 5, maxLength: MOST_CORNERS }))
  .map(([lng, lat, reach]) => reach.map((r, n) => toCorner(lng + r * Math.cos((2 * Math.PI * n) / reach.length), lat + r * Math.sin((2 * Math.PI * n) / reach.length))))
const address: fc.Arbitrary<Address> = fc.record({
  section: fc.constantFrom(...SECTIONS),
  layer: fc.constantFrom(...FIELD_LAYERS),
  mode: fc.constantFrom(...MODES),
  level: fc.constantFrom(...MEASURED_LEVELS),
  measure: fc.constantFrom(...MEASURES),
  period: fc.oneof(
    fc.record({ last: fc.integer({ min: 1, max: LONGEST_WINDOW_DAYS }) }, plain),
    fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a })),
  ),
  comparison: fc.option(fc.oneof(
    fc.constantFrom(...RELATIVE_COMPARISONS),
    fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a })).filter(({ from, to }) => countDays(from, to) <= LONGEST_WINDOW_DAYS),
  ), { nil: null }),
  area: fc.option(id, { nil: null }),
  drawn: fc.option(drawn, { nil: null }),
  classes: fc.uniqueArray(id, { maxLength: 5 }),
  statuses: fc.option(fc.subarray([...CASE_STATUSES])),
  weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
  hours: fc.uniqueArray(fc.integer({ min: 0, max: 23 })).map((hours) => hours.sort((a, b) => a - b)),
  bandwidthMeters: fc.constantFrom(null, ...BANDWIDTHS_METERS),
  marks: fc.option(fc.subarray([...MARKS]), { nil: null }),
  openNow: fc.boolean(),
  camera: fc.option(fc.record({ lng: degrees(180), lat: degrees(85), zoom: degrees(22).map(Math.abs) }, plain), { nil: null }),
  tool: fc.constantFrom('lead' as const, null),
  pick: fc.option(fc.record({ type: fc.constantFrom(...CARD_TYPES), id, form: fc.constantFrom('case.dispatch', 'a&b=c#') }, { ...plain, requiredKeys: ['type', 'id'] }), { nil: null }),
  view: fc.constantFrom(...CASE_VIEWS),
  mine: fc.boolean(),
  order: fc.option(fc.record({ by: fc.constantFrom(...CASE_SORTS), descending: fc.boolean() }, plain), { nil: null }),
  find: fc.string({ unit: 'grapheme', maxLength: 4 }).map((text) => text.toWellFormed()),
  run: fc.option(fc.uuid(), { nil: null }),
  slide: fc.option(fc.stringMatching(/^[A-Za-z0-9-]{1,60}$/), { nil: null }),
  wall: fc.constantFrom(...WALL_IDS),
}, plain)

test('every address reads back as itself', () => {
  fc.assert(fc.property(address, (given) => {
    assert.deepEqual(parseAddress(formatAddress(given)), given)
  }))
})

test('no text whatever breaks the reading of an address', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    const read = parseAddress(`#/map?${text}`)
    assert.deepEqual(parseAddress(formatAddress(read)), read)
  }))
})

test('an empty address is the map of the last thirty days', () => {
  assert.deepEqual(parseAddress(''), DEFAULT_ADDRESS)
  assert.equal(formatAddress(DEFAULT_ADDRESS), '#/map')
})

test('a link as people write it is understood', () => {
  const read = parseAddress('#/map?layer=report&from=2026-05-27&to=2026-11-23&area=330205&class=a,b&status=closed,filed,none&weekday=7,1,9&hour=11,12&bw=600&lng=121.55&lat=29.87&zoom=11.5&pick=site:s:1')
  assert.deepEqual(read.period, { from: '2026-05-27', to: '2026-11-23' })
  assert.deepEqual(read.classes, ['a', 'b'])
  assert.deepEqual(read.statuses, ['filed', 'closed'])
  assert.deepEqual(read.weekdays, [1, 7])
  assert.deepEqual(read.hours, [11, 12])
  assert.deepEqual(read.camera, { lng: 121.55, lat: 29.87, zoom: 11.5 })
  assert.deepEqual(read.pick, { type: 'site', id: 's:1' })
})

test('no choice and the choice of nothing are two things', () => {
  assert.equal(parseAddress('#/map').marks, null)
  assert.deepEqual(parseAddress('#/map?show=').marks, [])
  assert.equal(parseAddress('#/map').bandwidthMeters, null)
})

test('a period longer than central may be asked for falls back to the last thirty days', () => {
  assert.deepEqual(parseAddress('#/map?from=2000-01-01&to=2026-01-01').period, { last: 30 })
})

test('a period that ends before it begins, or names no real day, falls back to the last thirty days', () => {
  assert.deepEqual(parseAddress('#/map?from=2026-05-02&to=2026-05-01').period, { last: 30 })
  assert.deepEqual(parseAddress('#/map?from=2026-02-30&to=2026-05-01').period, { last: 30 })
  assert.deepEqual(parseAddress('#/map?last=0d').period, { last: 30 })
})

test('a drawn ground of fifty corners is short enough for any address bar, and one that crosses itself is none', () => {
  const corners = Array.from({ length: MOST_CORNERS }, (_, n) => toCorner(121.5 + 0.3 * Math.cos(n / 8), 29.9 + 0.2 * Math.sin(n / 8)))
  const written = formatAddress({ ...DEFAULT_ADDRESS, drawn: corners })
  assert.ok(written.length < 450 && /^#\/map\?drawn=[\w-]+$/.test(written), written)
  assert.deepEqual(parseAddress(written).drawn, corners)
  for (const ring of [[[121, 29], [122, 30], [122, 29], [121, 30]], [[121, 29], [122, 30]]] as [number, number][][]) assert.equal(parseAddress(formatAddress({ ...DEFAULT_ADDRESS, drawn: ring })).drawn, null)
})
