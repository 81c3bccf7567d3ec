/** What is remembered of alerts: one that lasts is one, one that was seen stays seen, and a flood is counted over a wall's own. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acknowledge, type AlarmBook, EMPTY_BOOK, floodOf, look as lookAt, rate, show } from '../../main/wall/alarm-book.ts'
import type { AlertKind, AlertLevel, WallAlert } from '../../preload/contract/wall.ts'

const T = Date.UTC(2026, 10, 28, 8)
const MINUTE = 60_000
const alertOf = (id: string, level: AlertLevel, since = T): WallAlert => ({ id, level, kind: 'hot-spot', since, area: null, about: null, source: 'points', value: 3, unit: 'count', acknowledgedAt: null })
const ids = (alerts: WallAlert[]): string[] => alerts.map(({ id }) => id)
const ALL = (): boolean => true
const NO_SPOTS = (kind: AlertKind): boolean => kind !== 'hot-spot'
const look = (book: AlarmBook, alerts: WallAlert[], at: number, canJudge: (kind: AlertKind) => boolean = ALL): AlarmBook => lookAt(book, alerts, canJudge, at)
/** Looks each ten seconds from `from` to `to`. */
const watch = (book: AlarmBook, alerts: WallAlert[], from: number, to: number, canJudge: (kind: AlertKind) => boolean = ALL): AlarmBook => {
  let next = book
  for (let at = from; at <= to; at += 10_000) next = look(next, alerts, at, canJudge)
  return next
}

test('the most urgent stands first, and of one level the newest', () => {
  const alerts = [alertOf('old', 2, T - MINUTE), alertOf('list', 3), alertOf('danger', 1, T - MINUTE), alertOf('new', 2)]
  assert.deepEqual(ids(show(look(EMPTY_BOOK, alerts, T), alerts)), ['danger', 'new', 'old', 'list'])
})

test('what was acknowledged stays so for as long as it lasts, and when it is back within ten minutes', () => {
  const alerts = [alertOf('a', 1)]
  let book = acknowledge(watch(EMPTY_BOOK, alerts, T, T + MINUTE), ['a', 'unknown', '__proto__'], T + MINUTE)
  assert.equal(show(book, alerts)[0]?.acknowledgedAt, T + MINUTE)
  book = acknowledge(book, ['a'], T + 2 * MINUTE)
  book = watch(book, [], T + 2 * MINUTE, T + 10 * MINUTE)
  assert.equal(show(look(book, alerts, T + 10 * MINUTE), alerts)[0]?.acknowledgedAt, T + MINUTE)
  assert.equal(rate(book, T + 10 * MINUTE).lastDay, 1)
})

test('the same thing after more than ten minutes is a new alert, and what is over is forgotten', () => {
  const alerts = [alertOf('a', 1)]
  let book = acknowledge(look(EMPTY_BOOK, alerts, T), ['a'], T)
  book = watch(book, [], T + MINUTE, T + 11 * MINUTE)
  assert.deepEqual(book.alerts, {})
  const again = [alertOf('a', 1, T + 12 * MINUTE)]
  book = look(book, again, T + 12 * MINUTE)
  assert.equal(show(book, again)[0]?.acknowledgedAt, null)
  assert.equal(rate(book, T + 12 * MINUTE).lastDay, 2)
})

test('what nobody could judge for an hour, or nobody looked for, is not over: it is back as it was seen', () => {
  const alerts = [alertOf('a', 1)]
  const seen = acknowledge(look(EMPTY_BOOK, alerts, T), ['a'], T)
  for (const book of [watch(seen, [], T, T + 60 * MINUTE, NO_SPOTS), seen, watch(seen, [], T, T + 5 * MINUTE)]) {
    const back = look(book, alerts, T + 60 * MINUTE)
    assert.deepEqual([show(back, alerts)[0]?.acknowledgedAt, show(back, alerts)[0]?.since, rate(back, T + 60 * MINUTE).lastDay], [T, T, 1])
  }
  const other = watch(seen, [], T, T + 12 * MINUTE, (kind) => kind === 'hot-spot')
  assert.deepEqual(other.alerts, {}, 'another source that is down keeps nothing')
})

test('absence counts on after an outage where it stood before it', () => {
  const alerts = [alertOf('a', 1)]
  let book = watch(acknowledge(look(EMPTY_BOOK, alerts, T), ['a'], T), [], T + 10_000, T + 6 * MINUTE)
  book = watch(book, [], T + 6 * MINUTE + 10_000, T + 30 * MINUTE, () => false)
  book = watch(book, [], T + 30 * MINUTE + 10_000, T + 35 * MINUTE)
  assert.deepEqual(book.alerts, {})
})

test('a day after it was last seen even what nobody could judge is new', () => {
  const alerts = [alertOf('a', 1)]
  const book = acknowledge(look(EMPTY_BOOK, alerts, T), ['a'], T)
  assert.equal(show(look(book, alerts, T + 24 * 60 * MINUTE), alerts)[0]?.acknowledgedAt, null)
})

test('what was raised and seen while the clock was two hours ahead is of now, and ten minutes later no flood', () => {
  const ahead = T + 120 * MINUTE
  const alerts = Array.from({ length: 12 }, (_, n) => alertOf(`a${n}`, 2, ahead))
  let book = acknowledge(look(EMPTY_BOOK, alerts, ahead), ['a0'], ahead)
  book = look(book, alerts, T)
  assert.deepEqual(book.alerts.a0, { level: 2, kind: 'hot-spot', raisedAt: T, seenAt: T, missingMs: 0, acknowledgedAt: T })
  assert.ok(Object.values(book.alerts).every(({ raisedAt }) => raisedAt === T) && book.raised.every(({ at }) => at === T))
  const later = watch(book, alerts, T, T + 11 * MINUTE)
  assert.equal(rate(later, T + 11 * MINUTE).lastTenMinutes, 0)
  assert.equal(floodOf(show(later, alerts), T + 11 * MINUTE), null)
})

test('an alert of another wall\'s area is not forgotten by a look at this one', () => {
  const there = [alertOf('there', 2)]
  const book = watch(acknowledge(look(EMPTY_BOOK, there, T), ['there'], T), [alertOf('here', 2)], T, T + 5 * MINUTE)
  assert.equal(show(look(book, there, T + 5 * MINUTE), there)[0]?.acknowledgedAt, T)
})

test('more than ten of the second level in ten minutes are a flood of the wall that is told of them, and each of them is told', () => {
  const many = Array.from({ length: 11 }, (_, n) => alertOf(`spot ${n}`, 2))
  const book = look(look(EMPTY_BOOK, many, T), [alertOf('elsewhere', 2)], T + 10_000)
  const shown = show(book, [...many, alertOf('danger', 1, T - 60 * MINUTE), alertOf('list', 3)])
  assert.deepEqual([shown.length, floodOf(shown, T + 10_000)], [13, 11])
  assert.equal(floodOf(show(book, [alertOf('elsewhere', 2)]), T + 10_000), null, 'another area is in no flood')
  assert.equal(floodOf(shown, T + 10 * MINUTE), null, 'it ends ten minutes after')
})

test('what is acknowledged of a flood are those that were told, and no other wall\'s', () => {
  const [here, there] = ['here', 'there'].map((place) => Array.from({ length: 12 }, (_, n) => alertOf(`${place} ${n}`, 2)))
  const book = acknowledge(look(look(EMPTY_BOOK, here!, T), there!, T), ids(here!), T + MINUTE)
  assert.ok(show(book, here!).every(({ acknowledgedAt }) => acknowledgedAt === T + MINUTE))
  assert.ok(show(book, there!).every(({ acknowledgedAt }) => acknowledgedAt === null))
})

test('ten, or as many of the lists or of danger, or as many that began long ago, are no flood', () => {
  for (const alerts of [Array.from({ length: 10 }, (_, n) => alertOf(`a${n}`, 2)), Array.from({ length: 30 }, (_, n) => alertOf(`b${n}`, n % 2 === 0 ? 3 : 1)), Array.from({ length: 30 }, (_, n) => alertOf(`c${n}`, 2, T - 11 * MINUTE))]) {
    assert.equal(floodOf(show(look(EMPTY_BOOK, alerts, T), alerts), T), null)
  }
})

test('the rate counts what was raised, over the time that somebody looked', () => {
  let book = EMPTY_BOOK
  // Two hours watched, with an alert each ten minutes; a night nobody watched; one more hour of quiet.
  for (let n = 0; n < 12; n++) book = watch(book, [alertOf(`a${n}`, n % 4 === 0 ? 1 : 3, T + n * 10 * MINUTE)], T + n * 10 * MINUTE, T + (n * 10 + 9) * MINUTE + 50_000)
  book = watch(book, [], T + 14 * 60 * MINUTE, T + 15 * 60 * MINUTE)
  const { lastTenMinutes, lastDay, perTenMinutesThisMonth, byLevel } = rate(book, T + 15 * 60 * MINUTE)
  assert.deepEqual([lastTenMinutes, lastDay, byLevel], [0, 12, { 1: 3, 2: 0, 3: 9 }])
  assert.ok(Math.abs((perTenMinutesThisMonth ?? 0) - 12 / 18) < 0.02, String(perTenMinutesThisMonth))
  assert.equal(rate(EMPTY_BOOK, T).perTenMinutesThisMonth, null)
  const nextMonth = T + 40 * 86_400_000
  assert.deepEqual(Object.keys(look(book, [], nextMonth).days).length, 1)
  assert.equal(rate(look(book, [], nextMonth), nextMonth).lastDay, 0)
})
