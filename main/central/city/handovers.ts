/** Orders and handover minutes of a planted place, one row per local day, from its truth and the stop times of real couriers. */
import type { Row } from '../../sync/protocol.ts'
import type { Place } from './bottlenecks.ts'
import { DELIVERY_HOUR_COUNTS, STOP_MEAN_SECONDS } from './distributions.ts'
import { DAY_MS, localDate, localWeekday, PRACTICE_CITY, referenceRow, SIMULATED_SOURCE, startOfDay } from './practice-row.ts'
import type { PracticeOptions, TypedRow } from './practice-row.ts'
import { seededRandom } from './random.ts'

/** Assumption: meals follow lunch and supper; half of the orders are meals, half parcels. */
const MEAL_HOUR_COUNTS = [1, 0, 0, 0, 0, 0, 1, 4, 5, 4, 8, 22, 21, 10, 5, 4, 6, 17, 21, 12, 7, 5, 4, 2]
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
const [parcels, meals] = [sum(DELIVERY_HOUR_COUNTS), sum(MEAL_HOUR_COUNTS)]
const ORDER_HOUR_SHARES = MEAL_HOUR_COUNTS.map((count, hour) => 0.5 * (count / meals) + 0.5 * (DELIVERY_HOUR_COUNTS[hour]! / parcels))
/** Standard deviation of one stop, minutes: what is left of it in a mean of n stops shrinks with √n. */
const STOP_DEVIATION_MINUTES = 2.6

/** The row of one place and one local day (its start, ms UTC). */
export function handoverOf({ street, place, row, truth }: Place, dayStart: number, seed: number): TypedRow<'handover'> {
  const date = localDate(dayStart)
  const random = seededRandom(seed, `handover/${row.id}/${date}`)
  const weekend = localWeekday(dayStart) >= 6 ? 1.12 : 1
  const eased = truth.measure && date >= truth.measure.from ? 1 - truth.measure.effect : 1
  const hours: Row<'handover'>['hours'] = []
  for (let hour = 0; hour < 24; hour++) {
    const expected = truth.ordersPerDay * weekend * ORDER_HOUR_SHARES[hour]!
    const orders = Math.max(0, Math.round(expected + random.normal() * Math.sqrt(expected)))
    if (orders === 0) continue
    const excess = truth.hours.includes(hour) ? truth.excessMinutes * eased * (1 + 0.2 * random.normal()) : 0
    const usual = STOP_MEAN_SECONDS / 60 + (STOP_DEVIATION_MINUTES * random.normal()) / Math.sqrt(orders)
    hours.push([hour, orders, Math.round(orders * Math.max(0.5, usual + excess) * 10) / 10])
  }
  return referenceRow('handover', street.id, {
    id: `handover-${row.id}-${date}`, city: PRACTICE_CITY, place: row.id, area: street.id, lng: place[0], lat: place[1], from: date, to: date, hours,
    simulated: true, source: SIMULATED_SOURCE,
  })
}

/** One row per place and whole day of the period; today is not over yet and has none. */
export function* listHandovers(places: readonly Place[], { seed, days, now }: PracticeOptions): Iterable<TypedRow<'handover'>> {
  const today = startOfDay(now)
  for (let day = days; day >= 1; day--) for (const place of places) yield handoverOf(place, today - day * DAY_MS, seed)
}
