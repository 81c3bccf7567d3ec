/** Local hours, distances, duty, lost hours and class limits in small. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { DateTime } from 'luxon'
import { indexDuties, isCovered } from '../../main/field/coverage.ts'
import { geodesicMeters, isWithin, nearMeters } from '../../main/field/distance.ts'
import { kernelShare } from '../../main/field/kernel.ts'
import { classLimits, readable } from '../../main/field/limits.ts'
import { createLocalClock, dayNumber, weekdayOf } from '../../main/field/local-clock.ts'
import { type Handovers, daySpan, daysIn, placeHours, sumHours, countRows } from '../../main/field/lost-hours.ts'
import { seeded } from '../store/queries/filled-cache.ts'

const HOUR = 3_600_000

test('local hours and days equal those of luxon, also on days the clock is changed', () => {
  const random = seeded(2)
  for (const zone of ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC']) {
    const clock = createLocalClock(zone)
    for (const start of [Date.parse('2026-03-07T00:00:00Z'), Date.parse('2026-04-04T00:00:00Z'), Date.parse('2025-10-04T00:00:00Z'), Date.parse('2025-11-01T00:00:00Z')]) {
      for (let n = 0; n < 150; n++) {
        const at = start + Math.floor(random() * 72 * HOUR)
        const local = DateTime.fromMillis(at, { zone })
        assert.equal(clock.hourOf(at), local.hour, `${zone} ${local.toISO()}`)
        assert.equal(clock.hourOfWeekOf(at), (local.weekday - 1) * 24 + local.hour, `${zone} ${local.toISO()}`)
        assert.equal(weekdayOf(clock.dayOf(at)), local.weekday - 1)
        assert.equal(clock.dayOf(at), dayNumber(local.toISODate()!))
      }
    }
    const today = dayNumber('2026-03-08')
    assert.equal(clock.startOf(today), DateTime.fromISO('2026-03-08T00:00:00', { zone }).toMillis())
  }
  assert.equal(createLocalClock('Nowhere/None').hourOf(0), 0)
})

test('distances agree with published geodesics', () => {
  // Vincenty 1975's check line on WGS-84: Flinders Peak to Buninyong.
  assert.ok(Math.abs(geodesicMeters(144.424867889, -37.951033417, 143.926495528, -37.652821139) - 54_972.271) < 0.01)
  assert.equal(geodesicMeters(121.5, 29.8, 121.5, 29.8), 0)
  for (const [dLng, dLat] of [[0.01, 0], [0, 0.01], [0.1, 0.2], [0.3, -0.1]] as const) {
    const exact = geodesicMeters(121.5, 29.8, 121.5 + dLng, 29.8 + dLat)
    assert.ok(Math.abs(nearMeters(121.5, 29.8, 121.5 + dLng, 29.8 + dLat) / exact - 1) < 0.0005)
    assert.ok(isWithin(exact + 0.01, 121.5, 29.8, 121.5 + dLng, 29.8 + dLat))
    assert.ok(!isWithin(exact - 0.01, 121.5, 29.8, 121.5 + dLng, 29.8 + dLat))
  }
})

test('a report is covered while a team is on duty in reach, ends excluded', () => {
  const post = { lng: 121.5, lat: 29.8, reachMeters: 1_000 }
  const index = indexDuties([{ ...post, startsAt: 10, endsAt: 20 }, { ...post, startsAt: 18, endsAt: 30 }, { ...post, startsAt: 40, endsAt: 50 }, { ...post, startsAt: 12, endsAt: 14 }])
  assert.equal(index.posts.length, 1)
  for (const [at, expected] of [[9, false], [10, true], [19, true], [29, true], [30, false], [45, true], [50, false]] as const) assert.equal(isCovered(index, 121.5, 29.8, at), expected, String(at))
  assert.equal(isCovered(index, 121.51, 29.8, 15), true)
  assert.equal(isCovered(index, 121.511, 29.8, 15), false)
  assert.equal(isCovered(indexDuties([]), 121.5, 29.8, 15), false)
})

function handovers(rows: [place: number, from: string, to: string, entries: [number, number, number][]][]): Handovers {
  const entries = rows.flatMap((row) => row[3])
  let n = 0
  return {
    rows: rows.length, place: Uint32Array.from(rows, (r) => r[0]), area: Uint16Array.from(rows, (r) => r[0]),
    dayFrom: Int32Array.from(rows, (r) => dayNumber(r[1])), dayTo: Int32Array.from(rows, (r) => dayNumber(r[2])),
    firstEntry: Uint32Array.from([0, ...rows.map((r) => (n += r[3].length))]),
    hour: Int8Array.from(entries, (e) => e[0]), orders: Float64Array.from(entries, (e) => e[1]), minutes: Float64Array.from(entries, (e) => e[2]),
  }
}
const clock = createLocalClock('Asia/Shanghai')
const local = (text: string): number => DateTime.fromISO(text, { zone: 'Asia/Shanghai' }).toMillis()

test('lost hours are the minutes above the median of the period, weighted by orders', () => {
  const rows = handovers([[0, '2026-06-01', '2026-06-01', [[12, 100, 300]]], [1, '2026-06-01', '2026-06-01', [[12, 60, 600], [13, 10, 10]]]])
  const hours = placeHours(rows, 2, daySpan(clock, local('2026-06-01'), local('2026-06-02')))
  assert.equal(hours.medianMinutes, 3)
  assert.deepEqual([...sumHours(hours.lostHours, 2, null)], [0, 7])
  assert.deepEqual([...sumHours(hours.lostHours, 2, Uint8Array.from({ length: 24 }, (_, h) => (h === 13 ? 1 : 0)))], [0, 0])
})

test('rows over several days are spread evenly, hours count when they begin inside, and orders without an hour by the share of the day', () => {
  const rows = handovers([[0, '2026-06-01', '2026-06-10', [[8, 100, 100], [-1, 1_000, 1_000]]]])
  const orders = (from: string, to: string): number[] => {
    const { orders: found } = placeHours(rows, 1, daySpan(clock, local(from), local(to)))
    return [found[8]!, found[24]!].map((value) => Math.round(value * 1e6) / 1e6)
  }
  assert.deepEqual(orders('2026-06-01', '2026-06-11'), [100, 1_000])
  assert.deepEqual(orders('2026-05-01', '2026-06-04'), [30, 300])
  assert.deepEqual(orders('2026-06-03T12:00', '2026-06-05T06:00'), [10, 175])
  assert.deepEqual(orders('2026-06-03T06:00', '2026-06-03T18:00'), [10, 50])
  assert.deepEqual(orders('2026-06-11', '2026-06-12'), [0, 0])
  const span = daySpan(clock, local('2026-06-03T12:00'), local('2026-06-03T18:00'))
  assert.equal(countRows(rows, span, null, null), 1)
  assert.equal(countRows(rows, span, null, Uint8Array.from({ length: 24 }, (_, h) => (h === 8 ? 1 : 0))), 0)
  assert.equal(countRows(rows, span, Uint8Array.from([0]), null), 0)
})

const spanOf = (from: string, to: string, ...days: number[]): ReturnType<typeof daySpan> => daySpan(clock, local(from), local(to), Uint8Array.from({ length: 7 }, (_, n) => (days.includes(n + 1) ? 1 : 0)))

test('of chosen weekdays their share of each row counts, the first and last day by what of them lies inside', () => {
  // 1 June 2026 is a Monday.
  const rows = handovers([[0, '2026-06-01', '2026-06-10', [[8, 100, 100], [-1, 1_000, 1_000]]]])
  const orders = (span: ReturnType<typeof daySpan>): number[] => {
    const { orders: found } = placeHours(rows, 1, span, 1)
    return [found[8]!, found[24]!].map((value) => Math.round(value * 1e6) / 1e6)
  }
  assert.deepEqual(orders(spanOf('2026-06-01', '2026-06-11', 1)), [20, 200])
  assert.deepEqual(orders(spanOf('2026-05-01', '2026-07-01', 6, 7)), [20, 200])
  assert.deepEqual(orders(spanOf('2026-06-03T12:00', '2026-06-05T06:00', 3)), [0, 50])
  assert.deepEqual(orders(spanOf('2026-06-03T12:00', '2026-06-05T06:00', 4, 5)), [10, 125])
  assert.deepEqual(orders(spanOf('2026-06-03', '2026-06-05', 7)), [0, 0])
  assert.deepEqual([daysIn(spanOf('2026-06-03T12:00', '2026-06-05T06:00', 3)), daysIn(spanOf('2026-06-01', '2026-06-29', 2, 3)), daysIn(spanOf('2026-06-01', '2026-06-02', 7))], [0.5, 8, 0])
  assert.equal(countRows(rows, spanOf('2026-06-01', '2026-06-02', 7), null, null), 0)
})

test('orders without an hour are left out while hours are chosen', () => {
  const values = Float64Array.from({ length: 25 }, (_, slot) => (slot === 24 ? 100 : 1))
  assert.deepEqual([...sumHours(values, 1, null)], [124])
  assert.deepEqual([...sumHours(values, 1, new Uint8Array(24).fill(1))], [24])
})

test('class limits are readable, rise strictly and keep the order of magnitude', () => {
  const random = seeded(4)
  for (const scale of [1e-4, 1, 37, 1e5]) {
    const limits = classLimits(Float32Array.from({ length: 5_000 }, () => scale * random() ** 4))
    assert.ok(limits.every((limit, i) => limit > (limits[i - 1] ?? 0)))
    assert.ok(limits.every((limit) => /^(1|1.5|2|3|5|7)$/.test(String(Number((limit / 10 ** Math.floor(Math.log10(limit) + 1e-9)).toPrecision(3))))), String(limits))
    assert.ok(limits[4] <= 1.6 * scale && limits[4] >= 0.5 * scale)
  }
  const flat = classLimits(new Float32Array(100).fill(2))
  assert.deepEqual(flat, [2, 3, 5, 7, 10])
  assert.deepEqual(classLimits(new Float32Array(9)), [0.1, 0.2, 0.5, 1, 2])
  assert.deepEqual([0.93, 1.2, 44, 0.0031].map(readable), [1, 1, 50, 0.003])
})

test('the kernel is the normal distribution cut at four sigma', () => {
  assert.equal(kernelShare(-4), 0)
  assert.equal(kernelShare(4), 1)
  for (const [t, share] of [[0, 0.5], [1, 0.841_344_746], [-1.96, 0.024_997_895], [2.5, 0.993_790_335]] as const) assert.ok(Math.abs(kernelShare(t) - share) < 7e-5)
  for (let t = -4; t < 4; t += 0.001) assert.ok(kernelShare(t + 0.001) >= kernelShare(t))
})
