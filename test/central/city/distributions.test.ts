/** Reports and handovers follow the figures taken from real data, and the planted truth can be found again. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plantedTruth, practiceCity } from '../../../main/central/city/practice-city.ts'
import type { PracticeOptions } from '../../../main/central/city/practice-city.ts'
import { CLOSING_HOURS, draw, OVERDUE_SHARE, REPORT_HOUR_SHARES, REPORT_WEEKDAY_SHARES, STOP_MEAN_SECONDS, valueAt } from '../../../main/central/city/distributions.ts'
import { seededRandom } from '../../../main/central/city/random.ts'
import type { Row } from '../../../main/sync/protocol.ts'

const OPTIONS: PracticeOptions = { seed: 3, reports: 30_000, days: 112, now: Date.UTC(2026, 4, 17, 16) }
const ROWS = [...practiceCity(OPTIONS)]
const CASES = ROWS.filter(({ type }) => type === 'case').map(({ body }) => body as unknown as Row<'case'>)
const HANDOVERS = ROWS.filter(({ type }) => type === 'handover').map(({ body }) => body as unknown as Row<'handover'>)
const near = (value: number, wanted: number, tolerance: number, what: string): void => assert.ok(Math.abs(value - wanted) <= tolerance, `${what}: ${value}, wanted ${wanted}`)
const local = (instant: string): Date => new Date(Date.parse(instant) + 8 * 3_600_000)

test('hours and weekdays of reports have the shares of the real set', () => {
  REPORT_HOUR_SHARES.forEach((share, hour) => near(CASES.filter((row) => local(row.reported_at).getUTCHours() === hour).length / CASES.length, share, 0.003, `hour ${hour}`))
  REPORT_WEEKDAY_SHARES.forEach((share, i) => near(CASES.filter((row) => (local(row.reported_at).getUTCDay() + 6) % 7 === i).length / CASES.length, share, 0.003, `weekday ${i + 1}`))
})

test('closing times drawn have the quantiles of the real set', () => {
  const random = seededRandom(1, 'test')
  const drawn = Array.from({ length: 40_000 }, () => draw(CLOSING_HOURS, random)).sort((a, b) => a - b)
  for (const share of [0.25, 0.5, 0.75, 0.9]) {
    const at = drawn.findIndex((hours) => hours > valueAt(CLOSING_HOURS, share)) / drawn.length
    near(at, share, 0.01, `quantile ${share}`)
  }
})

test('half of the old cases were closed within a day, as in the real set', () => {
  const old = CASES.filter((row) => Date.parse(row.reported_at) < OPTIONS.now - 60 * 86_400_000 && row.status !== 'merged')
  const within = (hours: number): number => old.filter((row) => row.closed_at && Date.parse(row.closed_at) - Date.parse(row.reported_at) <= hours * 3_600_000).length / old.length
  near(within(22.2), 0.5 * 0.937, 0.02, 'one day')
  near(within(263.7), 0.75 * 0.937, 0.02, 'eleven days')
})

test('about a fifth of the closed cases with a deadline were late', () => {
  const due = CASES.filter((row) => row.due_at && row.closed_at)
  near(due.filter((row) => Date.parse(row.closed_at!) > Date.parse(row.due_at!)).length / due.length, OVERDUE_SHARE, 0.02, 'late')
})

test('reports crowd: the densest tenth of the cells that have any holds more than a third of them', () => {
  const cells = new Map<string, number>()
  for (const { lng, lat } of CASES) cells.set(`${lng.toFixed(2)} ${lat.toFixed(2)}`, (cells.get(`${lng.toFixed(2)} ${lat.toFixed(2)}`) ?? 0) + 1)
  const counts = [...cells.values()].sort((a, b) => b - a)
  const top = counts.slice(0, Math.ceil(counts.length / 10)).reduce((a, b) => a + b, 0)
  assert.ok(top / CASES.length > 0.33, String(top / CASES.length))
})

/** Mean minutes per order of one place over the rows and hours that pass. */
function meanMinutes(place: string, keep: (date: string, hour: number) => boolean): number {
  let [orders, minutes] = [0, 0]
  for (const row of HANDOVERS) {
    if (row.place !== place) continue
    for (const [hour, n, total] of row.hours) if (keep(row.from, hour)) [orders, minutes] = [orders + n, minutes + total]
  }
  return orders === 0 ? Number.NaN : minutes / orders
}

test('a planted place loses its minutes in its hours and none in the others; a quiet place loses none', () => {
  for (const { id, planted, excessMinutes, hours, measure } of plantedTruth(OPTIONS).filter((_, i) => i % 5 === 0)) {
    const biting = meanMinutes(id, (date, hour) => hours.includes(hour) && (!measure || date < measure.from))
    const usual = meanMinutes(id, (_, hour) => !hours.includes(hour))
    near(usual, STOP_MEAN_SECONDS / 60, 0.35, `${id} outside its hours`)
    near(biting - usual, planted ? excessMinutes : 0, 0.6, id)
  }
})

test('a measure takes away the planted share of the loss from its first day on', () => {
  const measured = plantedTruth(OPTIONS).filter(({ measure }) => measure)
  assert.ok(measured.length > 60)
  assert.ok(measured.some(({ measure }) => measure!.effect === 0))
  for (const { id, excessMinutes, hours, measure } of measured.filter((_, i) => i % 3 === 0)) {
    const before = meanMinutes(id, (date, hour) => hours.includes(hour) && date < measure!.from)
    const after = meanMinutes(id, (date, hour) => hours.includes(hour) && date >= measure!.from)
    near(before - after, excessMinutes * measure!.effect, 0.8, id)
  }
})
