/** Deadlines reckoned by hand: National Day 2025, Spring Festival 2026, a Friday evening, nights, and weeks in which the clock is changed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCityTime, type CityTime, type StatedWork } from '../../main/casework/limit.ts'
import { reckon, type Course } from '../../main/casework/reckon.ts'
import { measureWork } from '../../main/casework/work-clock.ts'
import type { Limit, LimitUnit, WorkPeriod } from '../../preload/contract/deadline.ts'

const HOUR = 3_600_000
/** 8:30–12:00 and 13:30–17:30: seven hours and a half. */
const OFFICE: WorkPeriod[] = [{ from: 510, to: 720 }, { from: 810, to: 1050 }]
/** 9:00–12:00 and 13:00–18:00: eight hours. */
const LATE_OFFICE: WorkPeriod[] = [{ from: 540, to: 720 }, { from: 780, to: 1080 }]
const NIGHT: WorkPeriod[] = [{ from: 1320, to: 1800 }]
const china = (periods: WorkPeriod[], part: Partial<StatedWork> = {}): CityTime => createCityTime('Asia/Shanghai', { holidays: 'cn', periods, rule: 'next_day', table: null, ...part })
const boston = (periods: WorkPeriod[], off: string[] = [], on: string[] = []): CityTime =>
  createCityTime('America/New_York', { holidays: 'none', periods, rule: 'next_day', table: { source: 'test', asOf: '2026-01-01', years: [], off: off.map((date) => ({ date })), on: on.map((date) => ({ date })) } })

const at = (text: string): number => Date.parse(text)
const limit = (amount: number, unit: LimitUnit): Limit => ({ amount, unit })
const due = (time: CityTime, start: string, of: Limit, rest: Partial<Course> = {}): string => {
  const { dueAt, gap } = reckon({ startAt: at(start), limit: of, pauses: [], extensions: [], ...rest }, time)
  return dueAt === null ? `none: ${gap}` : new Date(dueAt).toISOString()
}
const span = (from: string, to: string): { from: number; to: number } => ({ from: at(from), to: at(to) })
const inChina = (local: string): string => new Date(`${local}+08:00`).toISOString()
const inBoston = (local: string): string => new Date(local).toISOString()

const CASES: [name: string, time: CityTime, start: string, limit: Limit, due: string][] = [
  ['4 working hours over the National Day week', china(OFFICE), '2025-09-30T16:30+08:00', limit(4, 'working_hours'), inChina('2025-10-09T11:30')],
  ['a Sunday made a workday counts, the Saturday before it does not', china(OFFICE), '2025-09-27T10:00+08:00', limit(8, 'working_hours'), inChina('2025-09-29T09:00')],
  ['3 working days over the National Day week end on a working Saturday', china(OFFICE), '2025-09-30T09:00+08:00', limit(3, 'working_days'), inChina('2025-10-11T17:30')],
  ['the same, rolling: three times the working time of a day', china(OFFICE, { rule: 'rolling' }), '2025-09-30T09:00+08:00', limit(3, 'working_days'), inChina('2025-10-11T09:00')],
  ['10 working hours over Spring Festival, with the working Saturday before it', china(OFFICE), '2026-02-13T17:00+08:00', limit(10, 'working_hours'), inChina('2026-02-24T10:30')],
  ['2 working days after it, with the working Saturday', china(OFFICE), '2026-02-26T10:00+08:00', limit(2, 'working_days'), inChina('2026-02-28T17:30')],
  ['filed on the holiday itself: the first working day is the first after it', china(OFFICE), '2026-02-17T03:00+08:00', limit(1, 'working_days'), inChina('2026-02-24T17:30')],
  ['half a working day', china(OFFICE), '2026-03-03T10:00+08:00', limit(0.5, 'working_days'), inChina('2026-03-04T13:45')],
  ['one and a half', china(OFFICE), '2026-03-03T10:00+08:00', limit(1.5, 'working_days'), inChina('2026-03-05T13:45')],
  ['Friday 17:55, five minutes before the end', china(LATE_OFFICE), '2026-06-05T17:55+08:00', limit(1, 'working_hours'), inChina('2026-06-08T09:55')],
  ['Friday 17:55, after the end', china(OFFICE), '2026-06-05T17:55+08:00', limit(1, 'working_hours'), inChina('2026-06-08T09:30')],
  ['in the lunch break', china(OFFICE), '2026-06-04T12:10+08:00', limit(1, 'working_hours'), inChina('2026-06-04T14:30')],
  ['to the very end of a period, not to the beginning of the next', china(OFFICE), '2026-06-04T08:30+08:00', limit(3.5, 'working_hours'), inChina('2026-06-04T12:00')],
  ['2 urgent hours in the night before a holiday', china(OFFICE), '2025-09-30T23:30+08:00', limit(2, 'urgent_hours'), inChina('2025-10-01T01:30')],
  ['72 urgent hours over the holiday', china(OFFICE), '2026-02-15T12:00+08:00', limit(72, 'urgent_hours'), inChina('2026-02-18T12:00')],
  ['a night shift belongs to the Friday it begins on', china(NIGHT), '2026-06-05T23:00+08:00', limit(10, 'working_hours'), inChina('2026-06-09T01:00')],
  ['after the midnight of a night shift', china(NIGHT), '2026-06-06T02:00+08:00', limit(4, 'working_hours'), inChina('2026-06-06T06:00')],
  ['Monday before dawn belongs to Sunday and is not worked', china(NIGHT), '2026-06-08T02:00+08:00', limit(1, 'working_hours'), inChina('2026-06-08T23:00')],
  ['Boston: 24 urgent hours over the lost hour', boston(OFFICE), '2026-03-07T12:00-05:00', limit(24, 'urgent_hours'), inBoston('2026-03-08T13:00-04:00')],
  ['Boston: 24 urgent hours over the hour that comes twice', boston(OFFICE), '2026-10-31T12:00-04:00', limit(24, 'urgent_hours'), inBoston('2026-11-01T11:00-05:00')],
  ['Boston: working hours follow the clock on the wall', boston(LATE_OFFICE), '2026-10-30T17:00-04:00', limit(2, 'working_hours'), inBoston('2026-11-02T10:00-05:00')],
  ['Boston: its own holiday, not China’s', boston(LATE_OFFICE, ['2026-11-26']), '2026-11-25T10:00-05:00', limit(1, 'working_days'), inBoston('2026-11-27T18:00-05:00')],
  ['Boston: the first of October is worked', boston(LATE_OFFICE), '2026-09-30T10:00-04:00', limit(1, 'working_days'), inBoston('2026-10-01T18:00-04:00')],
]

for (const [name, time, start, of, expected] of CASES) test(name, () => assert.equal(due(time, start, of), expected))

test('a night shift is an hour shorter or longer when the clock changes in it', () => {
  const time = boston(NIGHT, [], ['2026-03-07', '2026-10-31'])
  assert.equal(measureWork(time.work!, at('2026-03-07T12:00-05:00'), at('2026-03-08T12:00-04:00')), 7 * HOUR)
  assert.equal(measureWork(time.work!, at('2026-10-31T12:00-04:00'), at('2026-11-01T12:00-05:00')), 9 * HOUR)
})

test('a period that ends in the lost hour does not reach over the one that begins there', () => {
  const time = boston([{ from: 60, to: 150 }, { from: 180, to: 240 }], [], ['2026-03-08'])
  assert.equal(measureWork(time.work!, at('2026-03-08T00:00-05:00'), at('2026-03-09T00:00-04:00')), 2 * HOUR)
})

test('a suspension stops the clock: what was left when it began is left when it ends', () => {
  // Thursday 10:00 + 10 hours: 6 on Thursday, 4 on Friday (13:00 would be lunch: 13:30 + 0.5). Suspended from Thursday 11:00 to Monday 9:30.
  assert.equal(due(china(OFFICE), '2026-06-04T10:00+08:00', limit(10, 'working_hours')), inChina('2026-06-05T14:00'))
  const pauses = [{ from: at('2026-06-04T11:00+08:00'), to: at('2026-06-08T09:30+08:00') }]
  // 9 hours left: Monday 9:30–12:00 and 13:30–17:30 are 6.5, Tuesday 8:30 + 2.5.
  assert.equal(due(china(OFFICE), '2026-06-04T10:00+08:00', limit(10, 'working_hours'), { pauses }), inChina('2026-06-09T11:00'))
  assert.equal(due(china(OFFICE), '2026-06-04T10:00+08:00', limit(10, 'working_hours'), { pauses: [{ from: at('2026-06-04T11:00+08:00'), to: null }] }), 'none: paused')
})

test('a suspension on the day of the start, which is not counted, changes nothing', () => {
  const pauses = [{ from: at('2026-06-04T11:00+08:00'), to: at('2026-06-04T15:00+08:00') }]
  assert.equal(due(china(OFFICE), '2026-06-04T10:00+08:00', limit(1, 'working_days'), { pauses }), inChina('2026-06-05T17:30'))
})

test('suspensions that overlap are one, and one that begins when the time is up is none', () => {
  const start = '2026-06-04T10:00+08:00'
  const one = due(china(OFFICE), start, limit(10, 'working_hours'), { pauses: [span('2026-06-04T11:00+08:00', '2026-06-05T11:00+08:00')] })
  const two = due(china(OFFICE), start, limit(10, 'working_hours'), { pauses: [span('2026-06-04T15:00+08:00', '2026-06-05T11:00+08:00'), span('2026-06-04T11:00+08:00', '2026-06-04T16:00+08:00')] })
  assert.equal(one, two)
  assert.equal(due(china(OFFICE), start, limit(1, 'working_hours'), { pauses: [span('2026-06-04T11:00+08:00', '2026-06-05T11:00+08:00')] }), inChina('2026-06-04T11:00'))
})

test('an extension names the new deadline or adds to the old one, and never shortens it', () => {
  const start = '2026-06-04T10:00+08:00'
  const granted = at('2026-06-04T16:00+08:00')
  const extended = (extension: { until: number } | { more: Limit }): string => due(china(OFFICE), start, limit(10, 'working_hours'), { extensions: [{ at: granted, ...extension }] })
  assert.equal(extended({ until: at('2026-06-10T20:00+08:00') }), inChina('2026-06-10T20:00'))
  assert.equal(extended({ until: at('2026-06-05T09:00+08:00') }), inChina('2026-06-05T14:00'))
  assert.equal(extended({ more: limit(2, 'working_days') }), inChina('2026-06-09T17:30'))
  assert.equal(extended({ more: limit(4, 'working_hours') }), inChina('2026-06-08T09:00'))
  assert.equal(extended({ more: limit(48, 'urgent_hours') }), inChina('2026-06-07T14:00'))
})

test('where the calendar ends nothing is guessed', () => {
  assert.equal(due(china(OFFICE), '2098-03-04T10:00+08:00', limit(1, 'working_hours')), 'none: calendar')
  assert.equal(due(china(OFFICE), '2098-03-04T10:00+08:00', limit(1, 'urgent_hours')), inChina('2098-03-04T11:00'))
  assert.equal(due(china(OFFICE, { table: { source: 'test', asOf: '2026-01-01', years: [2098], off: [], on: [] } }), '2098-03-04T10:00+08:00', limit(1, 'working_hours')), inChina('2098-03-04T11:00'))
  assert.equal(due(createCityTime('Asia/Shanghai', null), '2026-03-04T10:00+08:00', limit(1, 'working_hours')), 'none: work_time')
})
