/** Simulated reports (随手拍) in time order, each a case in its office and a compact point in the city; streamed, never held. */
import type { CityTime } from '../../casework/limit.ts'
import type { Row } from '../../sync/protocol.ts'
import type { Place } from './bottlenecks.ts'
import { DANGER_CLASS, DELIVERY_BOTTLENECK, SAMPLE_CLASSES } from './classes.ts'
import type { SampleClass } from './classes.ts'
import { courseOf } from './course.ts'
import type { Centre } from './demand.ts'
import { REPORT_HOUR_SHARES, REPORT_WEEKDAY_SHARES } from './distributions.ts'
import { drawPlace, fits } from './ground.ts'
import type { Ground, Street } from './ground.ts'
import { moveBy, roundDegrees } from './geometry.ts'
import type { Position } from './geometry.ts'
import { picturesOf } from './pictures.ts'
import { cumulate, drawIndex, seededRandom } from './random.ts'
import type { Random } from './random.ts'
import { cityRow, DAY_MS, HOUR_MS, instant, localDate, localWeekday, officeRow, PRACTICE_CITY, SIMULATED_SOURCE, startOfDay } from './practice-row.ts'
import type { PracticeOptions, TypedRow } from './practice-row.ts'
import { nameCommunity, nameRoad } from './site-names.ts'

/** Share of reports made where deliveries get stuck (assumption). */
const AT_PLACES_SHARE = 0.12
/** Share of reports that tell again what one of the last few told (assumption), and how far they may lie from it. */
const DUPLICATE_SHARE = 0.035
const DUPLICATE_SPREAD_METERS = 25
const REMEMBERED = 400
/** The photos of older reports are said to be with another system, as a city's may be: their number is known, they are not. */
const PICTURED_MS = 60 * DAY_MS
/** Desks merge a duplicate within this time. */
const MERGED_AFTER_MS = 3 * HOUR_MS

export interface Reporting { ground: Ground; centres: readonly Centre[]; places: readonly Place[]; sums: Float64Array; classSums: Float64Array; time: CityTime }

export function prepareReporting(ground: Ground, centres: readonly Centre[], places: readonly Place[], time: CityTime): Reporting {
  return { ground, centres, places, time, sums: cumulate(centres.map(({ weight }) => weight)), classSums: cumulate(SAMPLE_CLASSES.map(({ share }) => share)) }
}

export function* listReports(reporting: Reporting, options: PracticeOptions): Iterable<TypedRow<'case' | 'point'>> {
  const random = seededRandom(options.seed, 'reports')
  const recent: Recent[] = []
  let number = 0
  for (const { from, span, count } of spreadOverHours(options)) {
    const times = Array.from({ length: count }, () => from + Math.floor(random.next() * span)).sort((a, b) => a - b)
    for (const at of times) {
      const serial = String(++number).padStart(7, '0')
      yield* describeReport(reporting, `case-${serial}`, `演${localDate(at).slice(0, 4)}-${serial}`, at, options.now, random, recent)
    }
  }
}

/** Hours of the period with their whole number of reports; the numbers sum to `reports` exactly. */
export function* spreadOverHours({ reports, days, now }: PracticeOptions): Iterable<{ from: number; span: number; count: number }> {
  const begin = now - days * DAY_MS
  const hours: { from: number; span: number; weight: number }[] = []
  for (let day = startOfDay(begin); day < now; day += DAY_MS) {
    for (let hour = 0; hour < 24; hour++) {
      const [from, to] = [Math.max(begin, day + hour * HOUR_MS), Math.min(now, day + (hour + 1) * HOUR_MS)]
      if (to > from) hours.push({ from, span: to - from, weight: rateWeight(day, hour) * (to - from) })
    }
  }
  const total = hours.reduce((sum, { weight }) => sum + weight, 0)
  let [weightSoFar, countSoFar] = [0, 0]
  for (const [i, { from, span, weight }] of hours.entries()) {
    weightSoFar += weight
    const until = i === hours.length - 1 ? reports : Math.round((reports * weightSoFar) / total)
    yield { from, span, count: until - countSoFar }
    countSoFar = until
  }
}

/** How busy an hour is, relative to the mean hour of a week. */
export const rateWeight = (dayStart: number, hour: number): number => REPORT_WEEKDAY_SHARES[localWeekday(dayStart) - 1]! * 7 * REPORT_HOUR_SHARES[hour]! * 24

export interface Recent { id: string; street: Street; place: Position; kind: SampleClass }

/** One report as it stands at `now`: the point first, then the case. `recent` remembers what later reports may repeat. */
export function* describeReport(
  reporting: Reporting, id: string, number: string, at: number, now: number, random: Random, recent: Recent[],
): Iterable<TypedRow<'case' | 'point'>> {
  const original = recent.length > 0 && random.next() < DUPLICATE_SHARE ? random.pick(recent) : null
  const { street, place, kind } = original ? repeatReport(reporting, original, random) : drawReport(reporting, random)
  if (!original && kind.id !== DANGER_CLASS) recent[recent.length < REMEMBERED ? recent.length : random.below(REMEMBERED)] = { id, street, place, kind }
  const danger = kind.id === DANGER_CLASS
  const merged = original !== null && now - at > MERGED_AFTER_MS
  const course = courseOf(at, now, kind.limit, danger, reporting.time, random)
  const { status, changedAt, closedAt, clock } = merged ? { status: 'merged' as const, changedAt: at + MERGED_AFTER_MS, closedAt: at + MERGED_AFTER_MS, clock: {} } : course
  const common = { id, area: street.id, lng: place[0], lat: place[1], reported_at: instant(at), class: kind.id, status }
  yield cityRow('point', { ...common, weight: 1 })
  const digits = String(random.below(10_000)).padStart(4, '0')
  const body: Row<'case'> = {
    ...common, city: PRACTICE_CITY, number, text: `【模拟】${random.pick(kind.texts)}`, place: `${nameCommunity(street.id, random)}${nameRoad(random)}附近`, updated_at: instant(changedAt),
    ...clock, ...(closedAt === null ? {} : { closed_at: instant(closedAt) }),
    ...(merged ? { duplicate_of: original.id, status_before: 'reported' as const } : {}),
    urgent: danger || random.next() < 0.03, supervised: random.next() < 0.015, danger_to_life: danger,
    // 199 and zeros: a number nobody has been given.
    reporter: { name: `模拟上报人${digits}`, phone: `1990000${digits}` },
    photos: random.next() < 0.8 ? 1 + random.below(3) : 0, simulated: true, source: SIMULATED_SOURCE,
  }
  const hasPictures = body.photos > 0 && now - at < PICTURED_MS
  yield officeRow('case', street.id, hasPictures ? { ...body, photo_list: picturesOf(id, body.photos) } : body)
}

function repeatReport({ ground }: Reporting, { street, place, kind }: Recent, random: Random): Omit<Recent, 'id'> {
  const [lng, lat] = moveBy(place, random.normal() * DUPLICATE_SPREAD_METERS, random.normal() * DUPLICATE_SPREAD_METERS)
  const near: Position = [roundDegrees(lng), roundDegrees(lat)]
  return { street, kind, place: fits(street, near[0], near[1], ground.isDry) ? near : place }
}

function drawReport({ ground, centres, places, sums, classSums }: Reporting, random: Random): { street: Street; place: Position; kind: SampleClass } {
  if (random.next() < AT_PLACES_SHARE) {
    const { street, place } = random.pick(places)
    const kind = random.next() < 0.4 ? SAMPLE_CLASSES.find(({ id }) => id === DELIVERY_BOTTLENECK)! : SAMPLE_CLASSES[drawIndex(classSums, random)]!
    return { street, place: drawPlace(ground, street, place, 220, random), kind }
  }
  const { street, place, spreadMeters } = centres[drawIndex(sums, random)]!
  return { street, place: drawPlace(ground, street, place, spreadMeters, random), kind: SAMPLE_CLASSES[drawIndex(classSums, random)]! }
}
