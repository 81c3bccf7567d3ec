/** Simulated reports (随手拍) in time order, each a case in its office and a compact point in the city; streamed, never held. */
import type { CityTime } from '../../casework/limit.ts'
import { collect } from '../../casework/merged-cases.ts'
import type { Row } from '../../sync/protocol.ts'
import type { Place } from './bottlenecks.ts'
import { actRow, collectRow, FED_BACK_BY, handoverRow, wayTo } from './case-acts.ts'
import { departmentFor } from './choices.ts'
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

/** Points in time order; a case once nothing that is told later can be merged into it any more. */
export function* listReports(reporting: Reporting, options: PracticeOptions): Iterable<TypedRow<'case' | 'point' | 'act'>> {
  const random = seededRandom(options.seed, 'reports')
  const recent: Recent[] = []
  const waiting = new Set<Report>()
  let number = 0
  for (const { from, span, count } of spreadOverHours(options)) {
    const times = Array.from({ length: count }, () => from + Math.floor(random.next() * span)).sort((a, b) => a - b)
    for (const at of times) {
      const serial = String(++number).padStart(7, '0')
      const report = describeReport(reporting, `case-${serial}`, `演${localDate(at).slice(0, 4)}-${serial}`, at, options.now, random, recent)
      yield report.point
      if (report.original?.report !== undefined) collectReport(report.original.report, report)
      waiting.add(report)
    }
    const kept = new Set(recent.map((one) => one.report))
    for (const report of waiting) {
      if (kept.has(report)) continue
      waiting.delete(report)
      yield* rowsOf(report)
    }
  }
  for (const report of waiting) yield* rowsOf(report)
}

/** The time of a row never goes back; its history is told where it is told at all. */
function collectReport(target: Report, merged: Report): void {
  const at = merged.row.closed_at!
  target.row = collect(target.row, merged.row, at > target.row.updated_at ? at : target.row.updated_at)
  if (target.isTold) target.acts = [...target.acts, collectRow(target.row, merged.row.id, at)].sort((a, b) => (a.body.at < b.body.at ? -1 : 1))
}

export function* rowsOf({ row, acts }: Report): Iterable<TypedRow<'case' | 'act'>> {
  yield officeRow('case', row.area, row)
  yield* acts
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

export interface Recent { id: string; street: Street; place: Position; kind: SampleClass; report?: Report }

export interface Report {
  point: TypedRow<'point'>
  row: Row<'case'>
  acts: TypedRow<'act'>[]
  /** Whether its history is told. */
  isTold: boolean
  /** Into which it was merged. */
  original: Recent | null
}

/** Cases whose history is told, beside the open ones: what was closed longer ago, nobody works with any more, and every desk would have to fetch it. */
const TOLD_MS = 7 * DAY_MS
/** An extension is asked for two days beyond the deadline. */
export const EXTENSION_MS = 48 * HOUR_MS
/** Into these nothing is merged. */
const DEAD: readonly string[] = ['rejected', 'void']

/** One report as it stands at `now`. `recent` remembers what later reports may repeat. */
export function describeReport(reporting: Reporting, id: string, number: string, at: number, now: number, random: Random, recent: Recent[]): Report {
  const original = recent.length > 0 && random.next() < DUPLICATE_SHARE ? random.pick(recent) : null
  const { street, place, kind } = original ? repeatReport(reporting, original, random) : drawReport(reporting, random)
  const danger = kind.id === DANGER_CLASS
  const slot = original || danger ? null : recent.length < REMEMBERED ? recent.length : random.below(REMEMBERED)
  const merged = original !== null && now - at > MERGED_AFTER_MS && !DEAD.includes(original.report?.row.status ?? '')
  const course = courseOf(at, now, kind.limit, danger, reporting.time, random)
  const { status, filedAt, changedAt, closedAt, clock } = merged ? { status: 'merged' as const, filedAt: null, changedAt: at + MERGED_AFTER_MS, closedAt: at + MERGED_AFTER_MS, clock: {} } : course
  const way = wayTo({ status, reportedAt: at, filedAt, changedAt, now, isExtended: clock.extended !== undefined })
  const granted = way.find(({ action }) => action === 'grant')
  const common = { id, area: street.id, lng: place[0], lat: place[1], reported_at: instant(at), class: kind.id, status }
  const digits = String(random.below(10_000)).padStart(4, '0')
  const text = random.pick(kind.texts)
  const body: Row<'case'> = {
    ...common, city: PRACTICE_CITY, number, text: `【模拟】${text}`, place: `${nameCommunity(street.id, random)}${nameRoad(random)}附近`, updated_at: instant(Math.max(changedAt, way.at(-1)?.at ?? 0)),
    ...clock, ...(clock.extended === undefined || granted === undefined ? {} : { extended: clock.extended.map((one) => ({ ...one, at: instant(granted.at) })) }),
    ...(closedAt === null ? {} : { closed_at: instant(closedAt) }),
    ...(way.some(({ action }) => action === 'dispatch') ? { department: departmentFor(kind.id) } : {}), ...(way.some(({ action }) => action === 'feed_back') ? { fed_back_by: FED_BACK_BY } : {}),
    ...(status === 'extension_requested' ? { asked_until: instant(Date.parse(clock.due_at ?? instant(now)) + EXTENSION_MS) } : {}), ...(status === 'suspended' ? { suspended_at: instant(changedAt) } : {}),
    ...(status === 'void' ? { status_before: 'filed' as const } : {}), ...(merged ? { duplicate_of: original.id, status_before: 'reported' as const } : {}),
    ...(danger ? { handed_over: { to: text.includes('120') ? '120' as const : '110' as const, at: instant(Math.min(changedAt, at + 30_000)) } } : {}),
    urgent: danger || random.next() < 0.03, supervised: random.next() < 0.015, danger_to_life: danger,
    // 199 and zeros: a number nobody has been given.
    reporter: { name: `模拟上报人${digits}`, phone: `1990000${digits}` },
    photos: random.next() < 0.8 ? 1 + random.below(3) : 0, simulated: true, source: SIMULATED_SOURCE,
  }
  const hasPictures = body.photos > 0 && now - at < PICTURED_MS
  const row = hasPictures ? { ...body, photo_list: picturesOf(id, body.photos) } : body
  const isTold = closedAt === null || now - closedAt < TOLD_MS
  const acts = isTold ? [...(row.handed_over === undefined ? [] : [handoverRow(row, row.handed_over)]), ...way.map((step, n) => actRow(row, step, n))] : []
  const report: Report = { point: cityRow('point', { ...common, weight: 1 }), row, acts, isTold, original: merged ? original : null }
  if (slot !== null) recent[slot] = { id, street, place, kind, report }
  return report
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
