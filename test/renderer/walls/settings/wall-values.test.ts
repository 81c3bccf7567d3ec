/** What is typed becomes settings that the console accepts, or says what to do. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { WallSettings } from '../../../../preload/contract/wall-schema.ts'
import { HEADLINES } from '../../../../preload/contract/wall-settings.ts'
import { newWall } from '../../../../renderer/walls/new-wall.ts'
import { chooseHeadline, faultsOf, settingsOf, valuesOf, type WallValues } from '../../../../renderer/walls/settings/wall-values.ts'

const zone = 'Asia/Shanghai'
const now = Date.parse('2026-03-05T06:05:00Z')
const wall = newWall('2', '大厅左侧', 'zh-CN')
const values = valuesOf(wall, wall.name, zone)
const faultsWith = (patch: Partial<WallValues>): string[] => Object.keys(faultsOf({ ...values, ...patch }, zone))

test('what is kept is shown, and what is shown is kept as it was', () => {
  const set = { ...wall, night: null, headline: { headline: 'heat' as const, area: '330205', number: 38, until: now } }
  assert.deepEqual(settingsOf(valuesOf(set, set.name, zone), set, zone), set)
  assert.deepEqual(faultsOf(values, zone), {})
})

test('the scenes are the console\'s: saving the form leaves them as they are by then', () => {
  const turned = { ...wall, scenes: wall.scenes.toReversed() }
  assert.deepEqual(settingsOf({ ...values, distance: '3.5' }, turned, zone), { ...turned, viewingDistanceInHeights: 3.5 })
})

test('a distance is a number from 2 to 6, and nothing else', () => {
  for (const distance of ['2', '6', '3.25', ' 4 ']) assert.deepEqual(faultsWith({ distance }), [], distance)
  for (const distance of ['1.9', '6.1', '', '四', '4,5', '1e0', '-4']) assert.deepEqual(faultsWith({ distance }), ['distance'], distance)
})

test('a name of blanks or of signs nobody sees is none', () => {
  for (const name of ['', '  ', '\u202e\u200b']) assert.deepEqual(faultsWith({ name }), ['name'], JSON.stringify(name))
  assert.equal(settingsOf({ ...values, name: ' 大厅\n\u202e左 ' }, wall, zone).name, '大厅左')
})

test('hours that begin as they end are a fault only while they are in force', () => {
  assert.deepEqual(faultsWith({ night: { on: true, from: 6, to: 6 } }), ['night'])
  assert.deepEqual(faultsWith({ night: { on: false, from: 6, to: 6 } }), [])
})

test('a headline gets an end when it is chosen, in the city\'s minutes, and keeps one that was set', () => {
  const chosen = chooseHeadline(values.headline, 'rain', now, zone)
  assert.equal(chosen.until, '2026-03-05T22:05')
  assert.equal(chooseHeadline({ ...chosen, until: '2026-03-06T08:00' }, 'heat', now, zone).until, '2026-03-06T08:00')
  assert.equal(settingsOf({ ...values, headline: chosen }, wall, zone).headline?.until, now + 8 * 3_600_000)
})

test('a headline needs an end, and a number only where one is given; without a headline neither matters', () => {
  assert.deepEqual(faultsWith({ headline: { headline: 'heat', area: null, number: '38 度', until: '' } }), ['number', 'until'])
  assert.deepEqual(faultsWith({ headline: { headline: null, area: null, number: '38 度', until: '' } }), [])
})

const headlineOf = (headline: 'heat' | 'cold', number: string): WallValues => ({ ...values, headline: { headline, area: null, number, until: '2026-03-05T22:05' } })
const passes = (headline: 'heat' | 'cold', number: number): boolean => WallSettings.safeParse({ ...wall, headline: { headline, area: null, number, until: now } }).success

test('the cold goes below nought, with any minus; nothing else does', () => {
  for (const number of ['-3', '−3', '－3']) assert.equal(settingsOf(headlineOf('cold', number), wall, zone).headline?.number, -3, number)
  assert.equal(settingsOf(headlineOf('cold', '-0'), wall, zone).headline?.number, 0)
  assert.deepEqual([headlineOf('cold', '-100'), headlineOf('cold', '-101'), headlineOf('heat', '-1')].map((of) => faultsOf(of, zone)), [{}, { number: 'walls.fault.degrees' }, { number: 'walls.fault.number' }])
  assert.deepEqual([passes('cold', -100), passes('cold', -101), passes('heat', -1), passes('heat', 0)], [true, false, false, true])
})

test('whatever is typed: without a fault it passes the door', () => {
  const typed = fc.record({
    name: fc.string({ unit: 'grapheme', maxLength: 12 }), distance: fc.oneof(fc.constantFrom('2', '4', '5.5', '6'), fc.string({ maxLength: 4 })),
    night: fc.record({ on: fc.boolean(), from: fc.nat({ max: 23 }), to: fc.nat({ max: 23 }) }),
    headline: fc.record({ headline: fc.option(fc.constantFrom(...HEADLINES), { nil: null }), area: fc.constantFrom(null, '330205'), number: fc.oneof(fc.integer().map(String), fc.string({ maxLength: 4 })), until: fc.oneof(fc.constant('2026-03-05T22:05'), fc.string({ maxLength: 16 })) }),
  })
  fc.assert(fc.property(typed, (patch) => {
    const all = { ...values, ...patch }
    if (Object.keys(faultsOf(all, zone)).length === 0) WallSettings.parse(settingsOf(all, wall, zone))
  }))
})
