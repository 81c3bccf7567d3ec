/** What lessens a comparison when fewer days of a half are held than were asked for. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HeldSpan } from '../../../preload/contract/held-span.ts'
import { makeText } from '../../../renderer/chrome/phrase.ts'
import { notesOf } from '../../../renderer/map/comparison-notes.ts'
import type { Summary } from '../../../renderer/map/comparison-summary.ts'
import { startOfDay } from '../../../renderer/state/days.ts'

const ZONE = 'Asia/Shanghai'
const text = makeText('zh-CN', ZONE)
const city = { firstReportAt: startOfDay('2026-01-01', ZONE), timeZone: ZONE }
const WEEKS = { chosen: { from: '2026-06-24', to: '2026-06-30' }, other: { from: '2026-06-17', to: '2026-06-23' } }
const compared = { ...WEEKS, comparison: 'before' as const, filter: null as never, isOtherLeft: true }
const span = (from: string, dayAfter: string): HeldSpan => ({ from: startOfDay(from, ZONE), to: startOfDay(dayAfter, ZONE) })
const summary = (of: HeldSpan | null): Summary => ({ layer: 'bottleneck', total: 1, records: 1, days: 1, span: of, provenance: { asOf: null, source: '', simulated: true } })
const WHOLE = { chosen: summary(span('2026-06-24', '2026-07-01')), other: summary(span('2026-06-17', '2026-06-24')) }
const notes = (said: { chosen: Summary | null; other: Summary | null }, measure: 'count' | 'per-km2' = 'per-km2', isOtherLeft = true): string[] =>
  notesOf({ ...compared, isOtherLeft }, { weekdays: [], mode: 'cells', measure }, city, said, text)

test('two whole weeks of which all is held, or not here yet, need no note', () => {
  assert.deepEqual([notes(WHOLE), notes({ chosen: null, other: null })], [[], []])
})

test('the half of which days are missing is named with the days it is of, on the side where it stands', () => {
  const said = { ...WHOLE, chosen: summary(span('2026-06-24', '2026-06-30')) }
  const days = { from: text.day(startOfDay('2026-06-24', ZONE)), to: text.day(startOfDay('2026-06-29', ZONE)) }
  assert.equal(notes(said).at(-1), text.t('map.compare.held.right', days))
  assert.equal(notes(said, 'per-km2', false).at(-1), text.t('map.compare.held.left', days))
})

test('weekdays and lengths are compared as they are answered, not as they were asked for', () => {
  const said = { ...WHOLE, chosen: summary(span('2026-06-24', '2026-06-30')) }
  assert.ok(notes(said).some((note) => note.includes(text.t('weekday.2'))))
  assert.ok(notes(said, 'count').includes(text.t('map.compare.lengths')))
  assert.ok(!notes(WHOLE, 'count').includes(text.t('map.compare.lengths')))
})

test('a half of which nothing is held is said to be unknown', () => {
  assert.deepEqual(notes({ ...WHOLE, other: summary(null) }), [text.t('map.compare.noneHeld.left')])
})
