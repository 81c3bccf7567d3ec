/** Working time added and measured, for random zones, work periods, days off and instants, and against counting every minute by hand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { createDayCalendar } from '../../main/casework/day-calendar.ts'
import { createCityTime, endOf, type CityTime } from '../../main/casework/limit.ts'
import { reckon } from '../../main/casework/reckon.ts'
import { addWork, measureWork, workClock, type WorkClock } from '../../main/casework/work-clock.ts'
import { dayNumber } from '../../main/field/local-clock.ts'
import type { DayRule, LimitUnit, WorkPeriod } from '../../preload/contract/deadline.ts'
import { OFF, ON, worksByHand } from './hand-days.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const ZONES = ['Asia/Shanghai', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kathmandu']

const Instant = fc.integer({ min: Date.parse('2025-01-05T00:00Z'), max: Date.parse('2026-11-25T00:00Z') })
const Length = fc.integer({ min: 0, max: 6 * DAY })
/** Cuts of a day, the last of which may lie in the next one; at least two hours of work, so that a length is a matter of weeks. */
const Periods = fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 7 }).map((cuts) => cuts.sort((a, b) => a - b)).chain((cuts) => {
  const periods: WorkPeriod[] = []
  for (let i = 0; i + 1 < cuts.length; i += 2) periods.push({ from: cuts[i]!, to: cuts[i + 1]! })
  return fc.integer({ min: 0, max: periods[0]!.from }).map((over) => (periods.length === 1 ? periods : [...periods.slice(0, -1), { from: periods.at(-1)!.from, to: 1440 + over }]))
}).filter((periods) => periods.reduce((sum, { from, to }) => sum + to - from, 0) >= 120)
const DaysOff = fc.array(fc.integer({ min: 0, max: 690 }), { maxLength: 40 }).map((days) => days.map((n) => new Date(Date.parse('2025-01-01') + n * DAY).toISOString().slice(0, 10)))
const World = fc.record({ zone: fc.constantFrom(...ZONES), periods: Periods, off: DaysOff, on: DaysOff })
type World = { zone: string; periods: WorkPeriod[]; off: string[]; on: string[] }
const named = (dates: string[]): { date: string }[] => dates.map((date) => ({ date }))
const clockOf = ({ zone, periods, off, on }: World): WorkClock => workClock(zone, periods, createDayCalendar('none', { source: 'test', asOf: '2026-01-01', years: [], off: named(off), on: named(on) }))
const timeOf = ({ zone, periods, off, on }: World, rule: DayRule): CityTime => createCityTime(zone, { holidays: 'none', periods, rule, table: { source: 'test', asOf: '2026-01-01', years: [], off: named(off), on: named(on) } })
const added = (clock: WorkClock, from: number, length: number): number => {
  const end = addWork(clock, from, length)
  return typeof end === 'number' ? end : assert.fail('a calendar without an end has no beyond')
}
const measured = (clock: WorkClock, from: number, to: number): number => measureWork(clock, from, to) ?? assert.fail('a calendar without an end knows every day')

test('what is added is measured back, and no earlier instant has it', () => {
  fc.assert(fc.property(World, Instant, Length, (world, from, length) => {
    const clock = clockOf(world)
    const end = added(clock, from, length)
    assert.equal(measured(clock, from, end), length)
    if (length > 0) assert.equal(measured(clock, from, end - 1), length - 1)
  }))
})

test('what is measured leads back when it is added, unless no work lies before the end', () => {
  fc.assert(fc.property(World, Instant, fc.integer({ min: 0, max: 60 * DAY }), (world, from, span) => {
    const clock = clockOf(world)
    const end = added(clock, from, measured(clock, from, from + span))
    assert.ok(end <= from + span)
    assert.equal(measured(clock, end, from + span), 0)
  }))
})

test('later starts and longer times never end earlier', () => {
  fc.assert(fc.property(World, Instant, Length, fc.integer({ min: 0, max: 5 * DAY }), Length, (world, from, length, later, more) => {
    const clock = clockOf(world)
    assert.ok(added(clock, from, length) <= added(clock, from + later, length))
    assert.ok(added(clock, from, length) <= added(clock, from, length + more))
  }))
})

test('a span split in two has the time of both parts, and two additions are one', () => {
  fc.assert(fc.property(World, Instant, Length, Length, (world, from, first, second) => {
    const clock = clockOf(world)
    assert.equal(measured(clock, from, from + first) + measured(clock, from + first, from + first + second), measured(clock, from, from + first + second))
    assert.equal(added(clock, added(clock, from, first), second), added(clock, from, first + second))
  }))
})

test('a day taken off takes its own work away and nothing else, and given back it is as before', () => {
  fc.assert(fc.property(World, Instant, fc.integer({ min: 1, max: 40 * DAY }), fc.nat(), (world, from, span, pick) => {
    const clock = clockOf(world)
    const day = clock.dayOf(from) + (pick % 40)
    const date = new Date(day * DAY).toISOString().slice(0, 10)
    const without = (dates: string[]): string[] => dates.filter((one) => one !== date)
    const [off, on] = [{ ...world, off: [...world.off, date], on: without(world.on) }, { ...world, off: without(world.off), on: [...world.on, date] }].map(clockOf) as [WorkClock, WorkClock]
    const own = on.workOf(day).spans.reduce((sum, [begin, end]) => sum + Math.max(0, Math.min(end, from + span) - Math.max(begin, from)), 0)
    assert.equal(measured(on, from, from + span) - measured(off, from, from + span), own)
    assert.equal(measured(clock, from, from + span), measured(clock.workOf(day).kind!.works ? on : off, from, from + span))
  }))
})

const AnyLimit = fc.record({ amount: fc.integer({ min: 1, max: 40 }), unit: fc.constantFrom<LimitUnit>('urgent_hours', 'working_hours', 'working_days') })
const Rule = fc.constantFrom<DayRule>('next_day', 'rolling')
const Pauses = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 * DAY }), fc.integer({ min: 0, max: 6 * DAY })), { maxLength: 4 })

test('a suspension without length changes nothing, one with length never brings the deadline nearer, and the time outside is the limit', () => {
  fc.assert(fc.property(World, Rule, AnyLimit, Instant, Pauses, (world, rule, limit, startAt, offsets) => {
    const time = timeOf(world, rule)
    const dueWith = (pauses: { from: number; to: number }[]): number => reckon({ startAt, limit, pauses, extensions: [] }, time).dueAt!
    const plain = dueWith([])
    assert.equal(dueWith(offsets.map(([from]) => ({ from: startAt + from, to: startAt + from }))), plain)
    const pauses = offsets.map(([from, length]) => ({ from: startAt + from, to: startAt + from + length }))
    const moved = dueWith(pauses)
    assert.ok(moved >= plain)
    const clock = limit.unit === 'urgent_hours' ? time.urgent : time.work!
    const begin = limit.unit === 'working_days' && rule === 'next_day' ? clock.startOf(clock.dayOf(startAt) + 1) : startAt
    // Cut at every border, each piece runs or stands still as a whole.
    const cuts = [begin, moved, ...pauses.flatMap(({ from, to }) => [from, to])].filter((cut) => cut >= begin && cut <= moved).sort((a, b) => a - b)
    const runs = cuts.slice(1).reduce((sum, cut, i) => sum + (pauses.some(({ from, to }) => from <= cuts[i]! && to >= cut && to > from) ? 0 : measured(clock, cuts[i]!, cut)), 0)
    assert.equal(runs, measured(clock, begin, plain))
  }))
})

test('the steps follow one another without a gap, count exactly the limit, and end at the deadline', () => {
  fc.assert(fc.property(World, Rule, AnyLimit, Instant, Pauses, (world, rule, limit, startAt, offsets) => {
    const time = timeOf(world, rule)
    const pauses = offsets.map(([from, length]) => ({ from: startAt + from, to: startAt + from + length }))
    const { dueAt, steps } = reckon({ startAt, limit, pauses, extensions: [] }, time)
    const clock = limit.unit === 'urgent_hours' ? time.urgent : time.work!
    const end = endOf(clock, rule, startAt, limit) as number
    const begin = limit.unit === 'working_days' && rule === 'next_day' ? clock.startOf(clock.dayOf(startAt) + 1) : startAt
    const days = steps.filter((step) => step.kind === 'day')
    assert.equal(days.reduce((sum, { counted }) => sum + counted, 0), measured(clock, begin, end))
    assert.equal(days.at(-1)!.left, 0)
    let cursor = startAt
    for (const step of steps) {
      if (step.kind !== 'day' && step.kind !== 'suspension') continue
      // A day whose work runs past midnight goes on into the next one.
      assert.ok(step.kind === 'day' ? step.from <= cursor : step.from === cursor, `${step.from} ${cursor}`)
      cursor = Math.max(cursor, step.to!)
    }
    assert.equal(cursor, dueAt)
    assert.deepEqual(steps.at(-1), { kind: 'due', at: dueAt })
  }))
})

/** The date and the minute of the day that a clock on the wall shows, from the platform's own calendar. */
function wallOf(zone: string): (at: number) => { date: string; minute: number } {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return (at) => {
    const [date = '', clock = ''] = format.format(at).split(', ')
    return { date, minute: Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5)) }
  }
}
const dayBefore = (date: string): string => new Date(dayNumber(date) * DAY - DAY).toISOString().slice(0, 10)

/** Minutes one after the other until `minutes` of them were work. */
function addByMinute(zone: string, periods: readonly WorkPeriod[], works: (date: string) => boolean, from: number, minutes: number): number {
  const wall = wallOf(zone)
  let at = from
  for (let left = minutes; left > 0; at += MINUTE) {
    const { date, minute } = wall(at)
    const isWork = periods.some((period) => (works(date) && minute >= period.from && minute < period.to) || (works(dayBefore(date)) && minute + 1440 >= period.from && minute + 1440 < period.to))
    if (isWork) left--
  }
  return at
}

const wholeMinute = (from: string, to: string): fc.Arbitrary<number> => fc.integer({ min: Date.parse(from) / MINUTE, max: Date.parse(to) / MINUTE }).map((n) => n * MINUTE)

test('minute by minute in Ningbo, over National Day 2025 and Spring Festival 2026, the oracle’s days being copied from the notices by hand', () => {
  const start = fc.oneof(wholeMinute('2025-09-25T00:00Z', '2025-10-12T00:00Z'), wholeMinute('2026-02-10T00:00Z', '2026-03-02T00:00Z'))
  fc.assert(fc.property(Periods, start, fc.integer({ min: 1, max: 900 }), (periods, from, minutes) => {
    const clock = workClock('Asia/Shanghai', periods, createDayCalendar('cn', null))
    assert.equal(added(clock, from, minutes * MINUTE), addByMinute('Asia/Shanghai', periods, worksByHand, from, minutes))
  }), { numRuns: 40 })
})

test('minute by minute where summer time begins and ends, work lying clear of the change itself', () => {
  const start = fc.oneof(wholeMinute('2026-03-05T00:00Z', '2026-03-10T00:00Z'), wholeMinute('2026-10-29T00:00Z', '2026-11-03T00:00Z'))
  const days = fc.uniqueArray(fc.integer({ min: 240, max: 1440 }), { minLength: 2, maxLength: 4 }).map((cuts) => cuts.sort((a, b) => a - b))
    .map((cuts): WorkPeriod[] => (cuts.length < 4 ? [{ from: cuts[0]!, to: cuts.at(-1)! }] : [{ from: cuts[0]!, to: cuts[1]! }, { from: cuts[2]!, to: cuts[3]! }]))
  fc.assert(fc.property(days, start, fc.integer({ min: 1, max: 900 }), (periods, from, minutes) => {
    fc.pre(periods.reduce((sum, period) => sum + period.to - period.from, 0) >= 240)
    // Saturday and Sunday of both changes are worked, so that work lies on either side of them.
    const on = ['2026-03-07', '2026-03-08', '2026-10-31', '2026-11-01']
    const clock = workClock('America/New_York', periods, createDayCalendar('none', { source: 'test', asOf: '2026-01-01', years: [], off: [], on: named(on) }))
    const works = (date: string): boolean => on.includes(date) || ![0, 6].includes(new Date(`${date}T12:00Z`).getUTCDay())
    assert.equal(added(clock, from, minutes * MINUTE), addByMinute('America/New_York', periods, works, from, minutes))
  }), { numRuns: 40 })
})

test('the oracle itself knows a holiday from a workday', () => {
  assert.ok(OFF.every((date) => !worksByHand(date)) && ON.every(worksByHand))
})
