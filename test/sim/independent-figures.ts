/** The screens' headline figures once more, worked out from the central's rows with none of the product's code. */
import type { Filter, Overview, SiteKind } from '../../preload/contract/model.ts'
import type { Row, RowType } from '../../main/sync/protocol.ts'
import { localTimes, type LocalTime } from './independent-clock.ts'
import type { TruthRow } from './parts.ts'

const OVER = ['closed', 'closed_forced', 'rejected', 'merged', 'void']
const KINDS: readonly SiteKind[] = ['compound', 'station', 'merchant', 'charging']
/** Closer than this to the edge of a team's reach, either answer is right: the sphere is off by up to 0.5 % of 1,500 m, and positions lie on a grid. */
const EDGE_METERS = 12

export interface City {
  rows<T extends RowType>(type: T): Row<T>[]
  inside(area: string | null): (id: string) => boolean
  /** Districts whose reference rows a desk with these scopes holds, in the scopes' order. */
  held: readonly string[]
  zone: string
  timeOf(at: number): LocalTime
}

export function readCity(scopes: readonly string[], rows: readonly TruthRow[]): City {
  const granted = rows.filter((row) => scopes.includes(row.scope))
  const byType = new Map([...Map.groupBy(granted, (row) => row.type)].map(([type, list]) => [type, list.map((row) => JSON.parse(row.body) as { id: string })]))
  const of = <T extends RowType>(type: T): Row<T>[] => (byType.get(type) ?? []) as Row<T>[]
  const parents = new Map(of('area').map((area) => [area.id, area.parent]))
  const isIn = (id: string | undefined, area: string, depth = 0): boolean => id !== undefined && depth < 10 && (id === area || isIn(parents.get(id), area, depth + 1))
  const zone = of('area').find((area) => area.level === 'city')?.time_zone ?? 'UTC'
  return {
    rows: of, zone, timeOf: localTimes(zone),
    inside: (area) => (area === null ? () => true : (id) => isIn(id, area)),
    held: scopes.filter((scope) => scope.startsWith('ref:')).map((scope) => scope.slice(4)),
  }
}

export function pointsOf(city: City, filter: Filter): Row<'point'>[] {
  const isInside = city.inside(filter.area)
  return city.rows('point').filter((point) => {
    const at = Date.parse(point.reported_at)
    return at >= filter.from && at < filter.to && isInside(point.area) && (filter.classes.length === 0 || filter.classes.includes(point.class)) && (filter.statuses.length === 0 || filter.statuses.includes(point.status)) && isWhen(filter, city.timeOf(at))
  })
}

function isWhen({ weekdays, hours }: Filter, { weekday, hour }: LocalTime): boolean {
  return (weekdays.length === 0 || weekdays.includes(weekday)) && (hours.length === 0 || hours.includes(hour))
}

/** Whether this desk can say anything about the area's reference data. */
function isKnown(city: City, area: string | null): boolean {
  return city.held.some((district) => area === null || city.inside(area)(district) || city.inside(district)(area))
}

/** What is wrong with an overview, in words. Lost hours are another page's. */
export function wrongInOverview(city: City, filter: Filter, overview: Overview): string[] {
  const points = pointsOf(city, filter)
  const isInside = city.inside(filter.area)
  const known = isKnown(city, filter.area)
  const shifts = city.rows('shift')
  const planned = known && shifts.length > 0
  const sites = city.rows('site').filter((site) => isInside(site.area))
  const [least, most] = uncovered(city, points)
  const exact: [string, number | null, number | null][] = [
    ['reports', overview.reports.value, points.length],
    ['openReports', overview.openReports.value, points.filter((point) => !OVER.includes(point.status)).length],
    ['bottlenecks', overview.bottlenecks.value, known ? city.rows('bottleneck').filter((place) => isInside(place.area)).length : null],
    ['onDutyShifts', overview.onDutyShifts.value, planned ? shifts.filter((shift) => isInside(shift.area) && Date.parse(shift.starts_at) < filter.to && Date.parse(shift.ends_at) > filter.from).length : null],
    ['swapStations', overview.swapStations.value, known ? sites.filter((site) => site.kind === 'charging' && site.charger === 'swap').length : null],
    ...KINDS.map((kind): [string, number | null, number | null] => [`sites.${kind}`, overview.sites[kind].value, known ? sites.filter((site) => site.kind === kind).length : null]),
  ]
  const wrong = exact.filter(([, said, is]) => said !== is).map(([name, said, is]) => `${name} is said to be ${said} and is ${is}`)
  const said = overview.uncoveredReports.value
  if (!planned ? said !== null : said === null || said < least || said > most) wrong.push(`uncoveredReports is said to be ${said} and is ${planned ? `${least}…${most}` : null}`)
  const coverable = points.filter((point) => city.held.some((district) => city.inside(district)(point.area))).length
  const share = planned && coverable > 0 && said !== null ? 1 - said / coverable : null
  if (overview.coveredShare.value !== share) wrong.push(`coveredShare is said to be ${overview.coveredShare.value} and is ${share}`)
  return wrong
}

/** How many of the points in held districts no team on duty reached: at least and at most. */
export function uncovered(city: City, points: readonly Row<'point'>[]): [number, number] {
  const shifts = city.rows('shift').map((shift) => ({ ...shift, from: Date.parse(shift.starts_at), to: Date.parse(shift.ends_at) }))
  let [least, most] = [0, 0]
  for (const point of points) {
    if (!city.held.some((district) => city.inside(district)(point.area))) continue
    const at = Date.parse(point.reported_at)
    const slack = Math.max(-Infinity, ...shifts.filter((shift) => shift.from <= at && at < shift.to).map((shift) => shift.reach_meters - metersBetween(shift, point)))
    if (slack < EDGE_METERS) most++
    if (slack < -EDGE_METERS) least++
  }
  return [least, most]
}

/** On the sphere whose radius is the ellipsoid's at the city's latitude, by the haversine formula: within 0.3 % for short ways. */
function metersBetween(one: { lng: number; lat: number }, other: { lng: number; lat: number }): number {
  const rad = Math.PI / 180
  const [a, b] = [one.lat * rad, other.lat * rad]
  const h = Math.sin((a - b) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(((one.lng - other.lng) * rad) / 2) ** 2
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(h))
}
