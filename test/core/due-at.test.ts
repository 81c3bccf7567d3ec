/** A scheduled briefing is due once for all that was missed, at its hour in the city's zone, and no leap of the clock has it made without end. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { DateTime } from 'luxon'
import { dueAt, lastDayAt } from '../../main/core/due-at.ts'

const ZONE = 'Asia/Shanghai'
const HOUR = 3_600_000
const DAY = 24 * HOUR
const at = (text: string, zone = ZONE): number => DateTime.fromISO(text, { zone }).toMillis()
const WEEKLY = { weekday: 1, time: '08:00' }
const DAILY = { weekday: null, time: '08:00' }

const timing = fc.record({
  weekday: fc.option(fc.integer({ min: 1, max: 7 }), { nil: null }),
  time: fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`),
})
const zone = fc.constantFrom(ZONE, 'America/New_York', 'Australia/Lord_Howe')
const instant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) })

test('it comes at its hour on its day, the first after it was set', () => {
  assert.equal(dueAt(WEEKLY, at('2026-07-01T12:00'), at('2026-07-01T12:00'), ZONE), at('2026-07-06T08:00'))
  assert.equal(dueAt(DAILY, at('2026-07-01T07:59'), at('2026-07-01T07:59'), ZONE), at('2026-07-01T08:00'))
  assert.equal(dueAt(DAILY, at('2026-07-01T08:00'), at('2026-07-01T08:00'), ZONE), at('2026-07-02T08:00'))
})

test('of ten that were missed the newest is due, and after it the next', () => {
  const [last, now] = [at('2026-07-01T08:00'), at('2026-07-11T12:00')]
  const due = dueAt(DAILY, last, now, ZONE)
  assert.equal(due, at('2026-07-11T08:00'))
  assert.equal(dueAt(DAILY, due, now, ZONE), at('2026-07-12T08:00'))
})

test('a clock put back a little after a run makes none twice; one that was a year ahead makes one more', () => {
  const run = at('2026-07-06T08:00')
  assert.equal(dueAt(WEEKLY, run, run - 5_000, ZONE), at('2026-07-13T08:00'))
  const due = dueAt(WEEKLY, run + 365 * DAY, run + HOUR, ZONE)
  assert.equal(due, run)
  assert.equal(dueAt(WEEKLY, due, run + HOUR, ZONE), at('2026-07-13T08:00'))
})

test('whatever the clock says, one made now is not due again now, and the next is near', () => {
  fc.assert(fc.property(timing, instant, instant, zone, (when, lastDone, now, where) => {
    const due = dueAt(when, lastDone, now, where)
    const next = due <= now ? dueAt(when, due, now, where) : due
    assert.ok(next > now && next - now < 16 * DAY)
    if (due <= now) assert.ok(now - due < 8 * DAY + HOUR)
  }))
})

test('it is due exactly where a run lies after the last one and not after now', () => {
  fc.assert(fc.property(timing, instant, fc.integer({ min: 0, max: 20 * DAY }), (when, lastDone, later) => {
    const now = lastDone + later
    // In a zone without summer time every minute is there once.
    const [hour, minute] = when.time.split(':').map(Number) as [number, number]
    const first = DateTime.fromMillis(lastDone, { zone: ZONE }).startOf('day')
    const runs = Array.from({ length: 32 }, (_, n) => first.plus({ days: n }).set({ hour, minute })).filter((run) => when.weekday === null || run.weekday === when.weekday).map((run) => run.toMillis())
    const missed = runs.filter((run) => run > lastDone && run <= now)
    assert.equal(dueAt(when, lastDone, now, ZONE), missed.at(-1) ?? runs.find((run) => run > now))
  }))
})

test('an hour that the clock skips comes all the same, once', () => {
  const newYork = 'America/New_York'
  const due = dueAt({ weekday: null, time: '02:30' }, at('2026-03-07T12:00', newYork), at('2026-03-08T12:00', newYork), newYork)
  assert.equal(due, at('2026-03-08T03:30', newYork))
  assert.equal(dueAt({ weekday: null, time: '02:30' }, due, at('2026-03-08T12:00', newYork), newYork), at('2026-03-09T02:30', newYork))
})

test('a daily speaks of the day before in the city, a weekly up to the Sunday before', () => {
  assert.equal(lastDayAt('daily', at('2026-07-01T00:30'), ZONE), '2026-06-30')
  assert.equal(lastDayAt('weekly', at('2026-07-06T08:00'), ZONE), '2026-07-05')
  assert.equal(lastDayAt('weekly', at('2026-07-05T08:00'), ZONE), '2026-06-28')
  assert.equal(lastDayAt('weekly', at('2026-07-01T08:00'), ZONE), '2026-06-28')
})
